"""The sandbox of all templates: what a value lets a template read, and what may be called, stands in `allowed`.

Jinja's own sandbox refuses what it knows to be dangerous; this one allows only what it knows. A template belongs to
whoever sends it, and `check` runs it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Mapping
from datetime import date
from functools import wraps
from types import BuiltinMethodType
from typing import Any

from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.environment import TemplateModule
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS
from markupsafe import Markup

from briefs.edition.digest import ALL_CLAIMS
from briefs.edition.sections.sources import SourceEntry
from briefs.errors import HintedError, closest
from briefs.html import allowed
from briefs.reading import note

MOST_ITEMS = 10_000
_MOST_LETTERS = 1_000_000
_MOST_BITS = 10_000
_OF_JINJA = frozenset({"_loop_vars", "_block_vars"})  # what its compiled code gives to every call


class Misuse(HintedError):  # noqa: N818  # it says what happened
    """A template uses a value, filter or function in a way that it is not made for; `hint` says how it is meant."""


class Missing(StrictUndefined):
    """A name that there is not: reported with the nearest one that there is."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if owner is _NOTHING:
            near = closest(name, (*allowed.CONTEXT, *allowed.GLOBALS, "loop", "caller"))
            return f"{name!r} is undefined" + (f". {near}" if near else "")
        if type(owner).__module__.startswith("jinja2.") and not isinstance(owner, LoopContext):
            return f"{name!r} is not for templates"
        keys = [str(key) for key in owner] if isinstance(owner, Mapping) else []
        near = closest(
            name, [*allowed.readable(owner), *keys, *(allowed.LOOP if isinstance(owner, LoopContext) else ())]
        )
        return f"{described(owner)} has no {name!r}" + (f". {near}" if near else "")


_NOTHING: Any = getattr(Undefined(), "_undefined_obj")  # noqa: B009  # Jinja's sign for «no owner», which it does not export


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates read, call and compute only what `allowed` lists."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=Missing, **options)
        self.filters = {name: JINJA_FILTERS[name] for name in allowed.SAFE_FILTERS}
        self.filters["round"] = _rounded
        self.tests = {name: JINJA_TESTS[name] for name in allowed.TESTS}
        self.globals = {"range": _range}
        self.callables: tuple[Callable[..., Any], ...] = (_range,)

    def offer(self, **functions: Any) -> None:
        """Gives templates more globals; those that can be called may be called."""
        self.globals.update(functions)
        self.callables += tuple(function for function in functions.values() if callable(function))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`value.name`: a key of a mapping, else one of the names that are allowed of the value."""
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if attribute.startswith("_"):
            return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute) if attribute in allowed.LOOP else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, TemplateModule):
            exported = vars(obj)
            return exported[attribute] if attribute in exported else self._not_in_module(obj, attribute)
        if attribute in allowed.readable(obj):
            if attribute == "claims" and isinstance(obj, SourceEntry):
                note(ALL_CLAIMS, "")
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`value[name]`: an item of a list, text or mapping, else as `value.name`."""
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        if isinstance(obj, (Mapping, list, tuple, str)):
            try:
                return obj[argument]
            except (TypeError, LookupError):
                pass
        if isinstance(argument, str):
            return self.getattr(obj, str(argument))
        return self.undefined(obj=obj, name=argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # Jinja's names
        """Calls a macro, a block, `loop`, or what is offered; nothing else can be called."""
        if not __self._may_be_called(__obj):
            if isinstance(__obj, Undefined):
                __obj._fail_with_undefined_error()
            raise Misuse(f"{described(__obj)} cannot be called")
        try:
            return __context.call(__obj, *args, **kwargs)
        except TypeError:
            if not isinstance(__obj, (Macro, BlockReference, LoopContext)):
                given = {key: value for key, value in kwargs.items() if key not in _OF_JINJA}
                _check_arguments(getattr(__obj, "__name__", "this"), __obj, args, given)
            raise

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`*`, `**` and `%`, but nothing that grows beyond all use."""
        if operator == "%" and isinstance(left, (str, bytes)):
            raise Misuse("a text cannot be filled in with '%'", "Join the pieces with '~'")
        _check_size(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def _may_be_called(self, obj: Any) -> bool:
        if isinstance(obj, (Macro, BlockReference, LoopContext)):
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, LoopContext):
            return name in {"cycle", "changed"}
        if isinstance(obj, BuiltinMethodType):
            return any(isinstance(owner, kind) and name in names for kind, names in allowed.METHODS.items())
        if isinstance(owner, str):  # the methods of Markup are written in Python
            return isinstance(owner, Markup) and name in allowed.METHODS[str]
        return any(obj is each or obj == each for each in self.callables if type(obj) is type(each))

    def _not_in_module(self, module: Any, name: str) -> Undefined:
        near = closest(name, [each for each in vars(module) if not each.startswith("_")])
        what = f"{vars(module)['__name__']!r} has no macro or value {name!r}" + (f". {near}" if near else "")
        return self.undefined(hint=what, name=name)


def described(value: object) -> str:
    """What sort of value it is, for somebody who writes templates."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes or no"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case list() | tuple() | range() | Generator():
            return "a list"
        case date():
            return "a day"
        case Mapping():
            return "a mapping"
        case LoopContext():
            return "'loop'"
        case Macro():
            return "a macro"
        case _ if callable(value):
            return "a function"
    kind = type(value)
    return (
        f"'{allowed.named(kind)}'"
        if kind.__module__.startswith("briefs.")
        else f"a value of the sort {kind.__name__!r}"
    )


def checked(name: str, function: Callable[..., Any], takes: tuple[type, ...], of: str) -> Callable[..., Any]:
    """A filter that says what it takes where it is given something else; what goes wrong inside it is a bug of ours."""

    @wraps(function)
    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Undefined):
            value._fail_with_undefined_error()
        if not isinstance(value, takes) or (isinstance(value, bool) and bool not in takes):
            raise Misuse(f"|{name} takes {of}, and this is {described(value)}")
        try:
            return function(value, *args, **kwargs)
        except TypeError:
            _check_arguments(f"|{name}", function, (value, *args), kwargs)
            raise

    return filtered


def filter_hint(error: TemplateError, sandbox: Sandbox) -> str:
    """The nearest filter or test to one that there is not."""
    words = str(error.message).split("'")
    if not str(error.message).startswith(("No filter named", "No test named")):
        return ""
    return closest(words[1], sandbox.filters if "filter" in words[0] else sandbox.tests)


def _check_arguments(name: str, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Raises Misuse where a function does not take these arguments; asked only after it failed, since it takes long."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some methods of texts and lists do not say what they take
        return
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        raise Misuse(f"{name}: {error}") from None


def _check_size(operator: str, left: Any, right: Any) -> None:
    whole = isinstance(left, int) and isinstance(right, int)
    if operator == "**" and whole and left.bit_length() * abs(right) > _MOST_BITS:
        raise Misuse("this number is too large")
    if operator != "*":
        return
    if whole and left.bit_length() + right.bit_length() > _MOST_BITS:
        raise Misuse("this number is too large")
    for value, times in ((left, right), (right, left)):
        if isinstance(value, (str, list, tuple)) and isinstance(times, int) and len(value) * times > _MOST_LETTERS:
            raise Misuse(f"this would be longer than {_MOST_LETTERS} letters")


def _range(*bounds: int) -> range:
    try:
        numbers = range(*bounds)
        size = len(numbers)
    except (TypeError, ValueError, OverflowError) as error:
        raise Misuse(f"range: {error}") from None
    if size > MOST_ITEMS:
        raise Misuse(f"range gives at most {MOST_ITEMS} numbers, and this asks for {size}")
    return numbers


def _rounded(value: Any, precision: int = 0, method: str = "common") -> Any:
    """Jinja's `round`, for a number, with at most 20 decimals."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Misuse(f"|round takes a number, and this is {described(value)}")
    if not isinstance(precision, int) or abs(precision) > 20 or method not in {"common", "ceil", "floor"}:
        raise Misuse("|round takes up to 20 decimals, and 'common', 'ceil' or 'floor'")
    return JINJA_FILTERS["round"](value, precision, method)

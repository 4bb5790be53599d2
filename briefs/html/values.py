"""How values become words in a template: what has set text is printed as such, anything else is a problem.

`Setting.finalize` is what Jinja asks of every `{{ … }}` and of every part of a `~`; `Setting.filters` gives the
filters, of which those for text (`|upper`, `|join`) see the set text of a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, get_args

from jinja2 import Environment, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS as JINJA_FILTERS
from markupsafe import Markup

from briefs.content.model import Figure
from briefs.dates import Edtf
from briefs.edition.prose import Prose, set_prose
from briefs.errors import UnprintableError
from briefs.html.sandbox import described
from briefs.language import typography
from briefs.language.dates import DateStyle, edtf_date
from briefs.language.figures import figure
from briefs.language.filters import FILTERS
from briefs.language.numbers import Grouping, number
from briefs.language.tables import Language, languages
from briefs.language.words import capitalised

TEXT_FILTERS = (
    *("capitalize", "e", "escape", "forceescape", "lower", "replace", "string", "striptags", "title", "trim"),
    *("truncate", "upper", "wordcount"),
)
_PRINTABLE_FIRST = ("prose", "title", "name", "text", "label", "date", "number")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How the values of one page are set: language, grouping of thousands, and whether the rules of typography apply.

    `changes` gathers what these rules changed.
    """

    language: Language
    group: Grouping = "from-10000"
    typographic: bool = True
    changes: list[typography.Change] = field(default_factory=list, compare=False)

    def polished(self, words: str, language: Language | None = None, names: tuple[str, ...] = ()) -> str:
        """Running text by the rules of typography, where they apply; `language` is that of the page if not given."""
        if not self.typographic:
            return words
        words, changes = typography.polish(words, language or self.language, names)
        self.changes.extend(changes)
        return words

    def words(self, value: object) -> str | None:
        """The set text of a value, in plain text; None where it has none."""
        match value:
            case str():
                return value
            case Prose():
                return self.polished(set_prose(value), value.language, value.names)
            case Edtf():
                return self._bound(edtf_date(value, self.language))
            case datetime():
                return None
            case date():
                return edtf_date(value, self.language)
            case Figure():
                return self._bound(figure(value, self.language, group=self.group))
            case Decimal():
                return number(value, self.language, group=self.group)
            case _:
                return None

    def finalize(self, value: Any, name: str = "") -> Any:
        """What `{{ value }}` prints, unescaped unless it is markup; UnprintableError for what has no words."""
        if isinstance(value, (str, Undefined)) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
            return value  # an undefined name says so itself
        if (words := self.words(value)) is not None:
            return words
        if hasattr(value, "__html__"):
            return value
        raise refusal(value, name)

    def plain(self, value: Any) -> str:
        """A value as plain text, for attributes: tags go, and what has set text is set."""
        if isinstance(value, Markup):
            return Markup(re.sub(r"<[^<>]*>", "", value)).unescape().strip()
        return str(self.finalize(value))

    def date(self, value: Any, style: str = "long") -> str:
        """A date in words; «short» and «table» for narrow columns."""
        if not isinstance(value, (Edtf, date)):
            raise UnprintableError(f"|date takes a date, and this is {described(value)}")
        if style not in get_args(DateStyle):
            raise UnprintableError(f"|date knows {', '.join(get_args(DateStyle))}, and not {style!r}")
        return self._bound(edtf_date(value, self.language, style=style))  # type: ignore[arg-type]  # just checked

    def _bound(self, words: str) -> str:
        """What a formatter wrote, its ranges bound so that no line ends in one."""
        return typography.polish(words, self.language)[0] if self.typographic else words

    def capitalised(self, value: Any) -> str:
        """Set text with a capital as its first letter; tags and entities in front of it stay."""
        words = self.finalize(value)
        if not isinstance(words, Markup):
            return capitalised(words)
        match = re.match(r"(?:<[^<>]*>|&[^&;]*;|[^\w<&]|_)*?([^\W\d_])", words)
        if match is None or (capital := match[1].upper()) == match[1]:
            return words
        return Markup(f"{words[: match.start(1)]}{capital}{words[match.end(1) :]}")  # it was markup before

    def text(self, value: Any, language: str = "") -> Any:
        """A plain string that is running text, set by the rules of typography of the page's language or its own."""
        if isinstance(value, Markup) or not isinstance(value, str):
            return self.finalize(value)  # set already
        own = language or self.language
        return self.polished(value, own) if own in languages() else value

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters of the templates in this setting."""
        text = {name: self._on_words(JINJA_FILTERS[name]) for name in TEXT_FILTERS}
        own = {
            "date": self.date,
            "text": self.text,
            "plain": self.plain,
            "capitalised": self.capitalised,
            "join": self._join(),
        }
        return {**FILTERS(self.language, group=self.group), **text, **own}

    def _on_words(self, filter_: Callable[..., Any]) -> Callable[..., Any]:
        """The filter, given the set text of values that have one."""

        @wraps(filter_)  # Jinja's marks of what a filter is called with, too
        def on_words(*values: Any, **named: Any) -> Any:
            return filter_(*map(self._set, values), **{key: self._set(value) for key, value in named.items()})

        return on_words

    def _join(self) -> Callable[..., Any]:
        join = JINJA_FILTERS["join"]

        @wraps(join)
        def joined(context: Any, value: Iterable[Any], d: Any = "", attribute: Any = None) -> Any:
            environment: Environment = context.environment
            items = [environment.getattr(item, attribute) for item in value] if attribute else value
            return join(context, [self.finalize(item) for item in items], self._set(d))

        return joined

    def _set(self, value: Any) -> Any:
        words = None if isinstance(value, str) else self.words(value)
        return value if words is None else words


def refusal(value: object, name: str = "") -> UnprintableError:
    """Why a value cannot be printed, and the nearest of its values that can."""
    what = f"{name or 'this value'} is {described(value)} and has no words of its own"
    if isinstance(value, (list, tuple, set, frozenset)):
        return UnprintableError(what, "Print its items in a for loop")
    if isinstance(value, Mapping):
        return UnprintableError(what, f"Print one of its values: {', '.join(map(str, list(value)[:3]))}")
    if value is None:
        return UnprintableError(f"{name or 'this value'} is not given here", "Ask with {% if %} before printing it")
    if isinstance(value, bool):
        return UnprintableError(what, "Ask with {% if %}")
    if callable(value):
        return UnprintableError(what, "Call it, with parentheses")
    if is_dataclass(value) and (near := _nearest(value)):
        return UnprintableError(what, f"Print one of its values: {name + '.' if name else ''}{near}")
    return UnprintableError(what)


def _nearest(value: Any) -> str:
    """The field that most likely was meant: the best known name, else the first that can be printed."""
    printable = [
        each.name
        for each in fields(value)
        if isinstance(getattr(value, each.name), (str, Prose, Edtf, date, int))
        and not isinstance(getattr(value, each.name), bool)
    ]
    return next((name for name in _PRINTABLE_FIRST if name in printable), printable[0] if printable else "")


class PrintingCode(CodeGenerator):
    """Code that gives `finalize` the name of what it prints, and asks it of every part of a `~` too."""

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if finalize.src is not None:
            self.write(f", {_dotted_name(node)!r}")
        super()._output_child_post(node, frame, finalize)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """As Jinja does, each part finalized."""
        join = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        if frame.eval_ctx.volatile:
            join = "(markup_join if context.eval_ctx.autoescape else str_join)"
        self.write(f"{join}((")
        for part in node.nodes:
            self.write("environment.finalize(")
            self.visit(part, frame)
            self.write(f", {_dotted_name(part)!r}), ")
        self.write("))")


def _dotted_name(node: nodes.Node) -> str:
    """An expression as the template has it, if it is a plain name: `edition.points`."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr() if owner := _dotted_name(node.node):
            return f"{owner}.{node.attr}"
        case _:
            return ""

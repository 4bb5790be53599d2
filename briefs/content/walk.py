"""The one walk over a value: a record of the content, a part of an edition, or a tuple of such.

Records (pydantic and dataclass instances) and tuples have parts; everything else, mappings too, is a leaf. `where`, a
record's own place in the YAML, is never a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

PathStep = str | int
T = TypeVar("T")


def walk(value: object, into: Callable[[object], bool] | None = None) -> Iterator[object]:
    """The value itself and everything inside it, depth first and in field order; where `into` says no of a value, it
    is given and its parts are not.
    """
    waiting = [value]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, tuple):
            if into is None or into(value):
                waiting.extend(reversed(value))
        elif (names := field_names(type(value))) and (into is None or into(value)):
            waiting.extend([getattr(value, name) for name in reversed(names)])


def find(value: object, kind: type[T], stop: tuple[type, ...] = ()) -> Iterator[T]:
    """All that is of one type in a value, the value itself included, in the order of `walk`; the parts of what is of a
    type of `stop` are not looked at.
    """
    plans = _PLANS.setdefault((kind, stop), {})
    waiting = [value]
    while waiting:
        value = waiting.pop()
        plan = plans.get(type(value))
        if plan is None:
            plan = plans[type(value)] = _plan(type(value), kind, stop)
        if plan.wanted:
            yield value  # type: ignore[misc]  # its type says so
        if plan.is_tuple:
            waiting.extend(value[::-1])  # type: ignore[index]
        elif plan.names:
            waiting.extend([getattr(value, name) for name in plan.names])


class _Plan(NamedTuple):
    """What `find` does with values of one type: whether they are looked for, and which parts come next, last first."""

    wanted: bool
    is_tuple: bool
    names: tuple[str, ...]


_PLANS: dict[tuple[type, tuple[type, ...]], dict[type, _Plan]] = {}  # an edition holds very many values of few types


def _plan(of: type, kind: type, stop: tuple[type, ...]) -> _Plan:
    stops = issubclass(of, stop)
    is_tuple = issubclass(of, tuple)
    names = () if stops or is_tuple else field_names(of)[::-1]
    return _Plan(issubclass(of, kind), is_tuple and not stops, names)


def parts(value: object) -> Iterator[tuple[PathStep, object]]:
    """What stands directly in a value, with the field or the index that leads to it."""
    if isinstance(value, tuple):
        yield from enumerate(value)
    else:
        for name in field_names(type(value)):
            yield name, getattr(value, name)


def located(value: object, path: tuple[PathStep, ...] = ()) -> Iterator[tuple[tuple[PathStep, ...], object]]:
    """The same as `walk`, each with the path that leads to it."""
    yield path, value
    for step, part in parts(value):
        yield from located(part, (*path, step))


def field_names(kind: type) -> tuple[str, ...]:
    """The fields of a record type without `where`; none for a type that is no record."""
    if (names := _FIELD_NAMES.get(kind)) is None:
        names = _FIELD_NAMES[kind] = tuple(name for name in _all_field_names(kind) if name != "where")
    return names


# by type: an edition holds hundreds of thousands of values of a few dozen
_FIELD_NAMES: dict[type, tuple[str, ...]] = {}


def _all_field_names(kind: type) -> Iterable[str]:
    if issubclass(kind, BaseModel):
        return kind.model_fields
    return [field.name for field in fields(kind)] if is_dataclass(kind) else ()

"""New records as text: what a record needs, key by key, and a file with one more at the end, its comments kept.

Nothing is decided for the curator: a new record has its id, `draft: true` and the keys that are to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from briefs.content import model, schemas
from briefs.content.kinds import Kind
from briefs.content.load import end_of_list

_DRAFT = "draft: true  # take this line out once the record is whole"


def record_lines(kind: Kind, id: str) -> tuple[str, ...]:
    """The lines of a new record: its id, and each key that it needs with what it is for."""
    return (f"id: {id}", _DRAFT, *_needed(kind.shape, leaving=("id",)))


def with_record(text: str, name: str, kind: Kind, lines: Sequence[str]) -> tuple[str, int]:
    """The text of a file that lists records of a kind with one more, and its line; BriefsError where it has no place
    in it.
    """
    before = text.splitlines(keepends=True)
    end = "\r\n" if before and before[0].endswith("\r\n") else "\n"
    holds_something = any(line.strip() and not line.lstrip().startswith("#") for line in before)
    place = end_of_list(text, name, kind.table) if holds_something else None
    if before and not before[-1].endswith("\n"):
        before[-1] += end
    if place is None:
        at = len(before)
        return "".join([*before, f"{kind.table}:{end}", *as_item(lines, 2, end)]), at + 2
    head, rest = before[: place.lines], before[place.lines :]
    if place.empty:
        head[-1] = re.sub(rf"^({kind.table}:)\s*(?:\[\s*\]|~|null)", r"\1", head[-1])
    return "".join([*head, *as_item(lines, place.column, end), *rest]), place.lines + 1


def as_item(lines: Sequence[str], column: int, end: str = "\n") -> Iterator[str]:
    """The lines of a record as an item of a list, the dash in this column."""
    for index, line in enumerate(lines):
        yield f"{' ' * column}{'- ' if index == 0 else '  '}{line}{end}"


def _needed(shape: type[model.Entry], *, leaving: Sequence[str] = ()) -> Iterator[str]:
    """A line for each key that a record of this shape needs; what it lists is begun with one item."""
    single, _ = model.SINGLE.get(shape, ("", ()))
    for key, field in schemas.keys_of(shape).items():
        if key in leaving or not field.is_required():
            continue
        if key == single:
            yield from _needed(model.Statement)
            yield f"cites:  # {schemas.explanation(model.Statement, 'cites')}"
            continue
        held = schemas.held(field)
        yield f"{key}:  # {_explained(shape, key, field)}"
        if held:
            yield from _begun(held[0], many=get_origin(field.annotation) is tuple)


def _begun(shape: type[model.Entry], *, many: bool) -> Iterator[str]:
    """The entry under a key, or the first one of its list, with what it needs; the first key of one that needs none."""
    lines = list(_needed(shape)) or [f"{next(iter(schemas.keys_of(shape)))}:"]
    for index, line in enumerate(lines):
        yield f"  {('- ' if index == 0 else '  ') if many else ''}{line}"


def _explained(shape: type[model.Entry], key: str, field: FieldInfo) -> str:
    words = schemas.explanation(shape, key)
    return f"{words} One of: {', '.join(allowed)}." if (allowed := _allowed(field.annotation)) else words


def _allowed(annotation: Any) -> tuple[str, ...]:
    """The values that may stand under a key, where they are few words."""
    return tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()

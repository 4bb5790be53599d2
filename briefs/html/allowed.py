"""What a template may read and call: values by the edition's own dataclasses, filters, tests and methods by name.

The sandbox holds templates to these tables, and docs/templates.md is made from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_args, get_type_hints

from briefs.dates import Edtf, Moment
from briefs.edition.changes import Changes, RecordChange
from briefs.edition.edition import Edition, Order
from briefs.edition.packs import Pack
from briefs.edition.prose import Prose
from briefs.edition.rows import Tabled
from briefs.edition.sections.sources import SourceEntry
from briefs.html.index import Index


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


ROOTS = (Edition, Pack, Index, Changes, RecordChange, SourceEntry, Tabled)
"""The values that are handed to templates; what they hold is found from their fields."""

HIDDEN = frozenset({(Edition, "known"), (Edition, "items"), (Order, "since"), (Edtf, "start"), (Edtf, "end")})
"""Fields that are for the program alone: what an edition knew and could leave out, since when it lists changes, and
a date's inner parts.
"""

WHOLE = (Prose, Moment)
"""Values that are printed as they are and have nothing to read inside."""

CONTEXT: Mapping[str, str] = {
    "edition": "the brief that is printed (not in `index.html` and `changes.txt`)",
    "medium": "`html` for the screen, `pdf` for paper, `word` for Word and Markdown",
    "styles": "all style sheets of the page in one piece",
    "statuses": "the statuses of measures, in their order",
    "in_pack": "whether the brief stands among the papers of a meeting, which have one list of sources for all",
    "pack": "in `pack.html`: the papers of a meeting; there `edition` is the same",
    "bodies": "in `pack.html`: the brief of each id, printed",
    "item": "in `enclosed.txt`: the item that an attachment belongs to",
    "file": "in `enclosed.txt`: the attachment",
    "index": "in `index.html`: the list of all briefs",
    "changes": "in `changes.txt`: all that changed",
    "change": "in `change.txt` and `news.txt`: one change",
    "table": "in `rows.txt`: the demands and measures of the edition",
    "sources": "in `changes.txt` and `news.txt`: the sources that are named",
    "project": "in `feed.txt`: what the project is called",
    "demand": "in `feed.txt`: number and title of the demand that a feed is about, or nothing",
}
GLOBALS: Mapping[str, str] = {
    "_": '`_("Kilder")`: a word or sentence in the language of the edition, from `locale/<language>.po`',
    "ngettext": '`ngettext("side", "sider", n)`: the form for a count',
    "range": "`range(3)`: 0, 1, 2; at most 10 000 numbers",
    "tokens": "the values of `styles/tokens.css` by name: `tokens.ink_soft`; for a screen `var(--ink-soft)`",
}
METHODS: Mapping[type, frozenset[str]] = {
    str: _names("endswith isdigit lower partition removeprefix removesuffix rpartition split startswith strip upper"),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    dict: frozenset({"get", "items", "keys", "values"}),
}
DAY = frozenset({"year", "month", "day"})
LOOP = _names("changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0")

SAFE_FILTERS = _names(
    """abs capitalize default dictsort e escape first float forceescape groupby int items join last length list lower
    map max min reject rejectattr replace reverse round safe select selectattr sort string striptags sum title trim
    truncate unique upper wordcount"""
)
"""The filters of Jinja itself; those of the briefs come with the language."""

TESTS = _names(
    """boolean defined divisibleby eq equalto even false float ge gt greaterthan in integer iterable le lessthan lower
    lt mapping ne none number odd sequence string true undefined upper == != > >= < <="""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value of a dataclass: its type as the program has it, and what its property says of it."""

    name: str
    type: Any
    about: str = ""


@cache
def fields_of(kind: type) -> Mapping[str, Field]:
    """The public fields and properties of a dataclass by their name; nothing for any other type."""
    if not is_dataclass(kind) or kind in WHOLE:
        return {}
    hints = get_type_hints(kind)
    own = [Field(name=field.name, type=hints[field.name]) for field in fields(kind)]
    own += [
        Field(
            name=name, type=get_type_hints(value.fget).get("return", Any), about=" ".join((value.__doc__ or "").split())
        )
        for name, value in vars(kind).items()
        if isinstance(value, property)
    ]
    return {each.name: each for each in own if not each.name.startswith("_") and (kind, each.name) not in HIDDEN}


@cache
def kinds() -> tuple[type, ...]:
    """The dataclasses that templates meet, in the order in which their values lead to one another."""
    found: dict[type, None] = dict.fromkeys(ROOTS)
    queue = list(found)
    for kind in queue:  # grows by what it finds
        for field in fields_of(kind).values():
            for other in dataclasses_in(field.type):
                if other not in found and other not in WHOLE:
                    found[other] = None
                    queue.append(other)
    return tuple(found)


def dataclasses_in(hint: Any) -> Iterator[type]:
    """The dataclasses that a type names, however deep: `tuple[Line, ...] | None`."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from dataclasses_in(part)


def readable(value: object) -> frozenset[str]:
    """The names that a template may read of a value."""
    kind: type[Any] = type(value)
    if kind in kinds():
        return frozenset(fields_of(kind))  # type: ignore[arg-type]  # a class can be a key
    if isinstance(value, date):
        return DAY
    if isinstance(value, tuple) and type(value).__name__ == "_GroupTuple":  # what |groupby gives
        return frozenset({"grouper", "list"})
    return next((names for known, names in METHODS.items() if isinstance(value, known)), frozenset())


_CALLED: Mapping[type, str] = {Prose: "text", Edtf: "date"}


def named(kind: type) -> str:
    """A value's type as the list of values calls it: «listed edition»."""
    if (name := _CALLED.get(kind)) is not None:
        return name
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()

"""An edition as data: what was printed, with ids, dates, statuses, values and citations, as JSON beside its pages.

The record holds no layout and no clock, so that an unchanged edition gives identical bytes. It also holds all that was
known that day, so that a later edition can list what changed since without keeping old content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from briefs.content.derived import of_the_same
from briefs.content.walk import find
from briefs.dates import Edtf
from briefs.edition import drawings, timelines
from briefs.edition.edition import Edition
from briefs.edition.prose import FigurePart, Mark, Prose, set_prose
from briefs.edition.sections.sources import SourceEntry
from briefs.edition.snapshot import Snapshot, from_plain, to_plain
from briefs.language.figures import figure as phrase
from briefs.language.numbers import Grouping

SCHEMA = 1
_PARTS = (
    "project",
    "publisher",
    "label",
    "title",
    "lead",
    "summary",
    "keywords",
    "audience",
    "matter",
    "key_figures",
    "changed",
    "points",
    "corrections",
)


def edition_data(edition: Edition) -> dict[str, Any]:
    """The edition as plain values: texts as printed, dates in EDTF, each statement with the claims that it cites."""
    sources = plain(edition.sources, edition.group_thousands)
    return {**_own_data(edition), "sources": sources, "known": to_plain(edition.known)}


def _own_data(edition: Edition) -> dict[str, Any]:
    """What an edition has not in common with all others of its day."""
    set_plain = partial(plain, group=edition.group_thousands)
    order = edition.order
    return {
        "schema": SCHEMA,
        "brief": order.brief,
        "audience_id": order.audience,
        **({"one_page": True} if order.one_page else {}),
        "lang": order.tag,
        "as_of": order.as_of.isoformat(),
        **{name: set_plain(getattr(edition, name)) for name in _PARTS},
        "facts": set_plain(order.facts),
        "sections": set_plain(edition.sections),
        "figures": [_figure(edition, part) for part in _figures(edition)],
    }


def differs_by_day_alone(one: Edition, other: Edition) -> bool:
    """Whether two editions of one brief, each of a day after all that is documented, tell the same in all but that day;
    drawings of time reach to it, and say nothing else by that.
    """
    if not (one.is_late and other.is_late) or one.status_day != other.status_day or one.year != other.year:
        return False
    if one.review_due != other.review_due:
        return False
    return _told(one) == _told(other)


def _told(edition: Edition) -> dict[str, Any]:
    """What an edition prints apart from its day, and the day that its changes go to."""
    values = _own_data(edition)
    changed = {**values["changed"], "until": ""} if values["changed"] else None
    return {**values, "as_of": "", "changed": changed, "sources": edition.sources}


def edition_json(edition: Edition) -> bytes:
    """The record as UTF-8 JSON, the same bytes for the same edition."""
    own = json.dumps(_own_data(edition), ensure_ascii=False, indent=1).removesuffix("\n}")
    shared = (_sources_text(edition.sources, edition.group_thousands), _known_text(edition.known))
    return (",\n".join((own, *shared)) + "\n}\n").encode()


@of_the_same
def _sources_text(sources: tuple[SourceEntry, ...], group: Grouping) -> str:
    return _member("sources", plain(sources, group))


@of_the_same
def _known_text(known: Snapshot) -> str:
    return _member("known", to_plain(known))


def _member(name: str, value: object) -> str:
    """A name and its value as they stand in the outermost mapping of a record."""
    return json.dumps({name: value}, ensure_ascii=False, indent=1).removeprefix("{\n").removesuffix("\n}")


def known_in(content: bytes) -> Snapshot:
    """What an earlier edition knew, from its record; ValueError where the bytes are no record of this schema."""
    try:
        values = json.loads(content)
    except ValueError:
        raise ValueError("it is no JSON") from None
    if not isinstance(values, dict) or values.get("schema") != SCHEMA or "known" not in values:
        raise ValueError(f"it is no record of an edition with schema {SCHEMA}")
    return from_plain(values["known"])


def plain(value: Any, group: Grouping) -> Any:
    """A value of an edition as JSON can hold it: prose as printed, dates and numbers as text, records as mappings."""
    match value:
        case Prose():
            return set_prose(value)
        case Edtf():
            return value.text
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Mark():
            return {
                "source": value.source,
                "number": value.number,
                "paragraphs": list(value.paragraphs),
                "claims": list(value.claims),
            }
        case tuple():
            return [plain(item, group) for item in value]
        case Mapping():
            return {str(key): plain(item, group) for key, item in value.items()}
        case _ if is_dataclass(value):
            shown = ((field.name, getattr(value, field.name)) for field in fields(value))
            drawn = {drawings.__name__, timelines.__name__}
            return {name: plain(inside, group) for name, inside in shown if type(inside).__module__ not in drawn}
        case _:
            return value


def _figures(edition: Edition) -> tuple[FigurePart, ...]:
    """The figures that the edition prints, each once, by id."""
    printed = (edition.title, edition.lead, edition.key_figures, edition.points, edition.sections)
    parts = find(printed, FigurePart, stop=(FigurePart, Mark))
    found = {part.figure.id: part for part in parts}
    return tuple(found[id] for id in sorted(found))


def _figure(edition: Edition, part: FigurePart) -> dict[str, Any]:
    figure = part.figure
    return {
        "id": figure.id,
        "value": f"{figure.value:f}",
        "to": None if figure.to is None else f"{figure.to:f}",
        "unit": figure.unit,
        "precision": figure.precision,
        "printed": phrase(figure, edition.language, group=edition.group_thousands),
        "cites": [str(cite) for cite in figure.cites],
    }

"""What is internal, and who sees it: a library without it becomes what every other module takes as given.

Internal records are taken away before anything is counted, so that no text, count or hash of another audience knows
that they are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from briefs.content import model
from briefs.content.derived import derived
from briefs.content.kinds import records
from briefs.content.meetings import open_to_public
from briefs.content.walk import field_names, find
from briefs.errors import Problem

E = TypeVar("E", bound=model.Entry)


def seen_by(library: model.Library, audience: str) -> model.Library:
    """The library as an audience may see it; KeyError where there is no such audience."""
    return library if library.audiences[audience].sees_internal else without_internal(library)


@derived
def without_internal(library: model.Library) -> model.Library:
    """The library as everybody may see it."""
    if not _has_internal(library):
        return library
    demands = _public_records(library.demands)
    measures = {id: _answering(measure, demands) for id, measure in _public_records(library.measures).items()}
    return replace(
        library,
        actors=_public_records(library.actors),
        figures=_public_records(library.figures),
        events=_public_records(library.events),
        series=_public_records(library.series),
        demands=demands,
        measures=measures,
        tensions=_public_records({id: each for id, each in library.tensions.items() if not _has_internal_side(each)}),
        corrections={id: each for id, each in library.corrections.items() if each.record not in internal_ids(library)},
        audiences=_public_records(library.audiences),
        briefs=_public_records(library.briefs),
        localities=_public_records(library.localities),
        local_figures=tuple(id for id in library.local_figures if not is_internal(library.figures[id])),
        meetings={id: open_to_public(meeting) for id, meeting in library.meetings.items()},
    )


def internal_ids(library: model.Library) -> frozenset[str]:
    """The ids of the records that are internal."""
    return frozenset(record.id for _, record in records(library) if is_internal(record))


def is_internal(value: object) -> bool:
    """Whether a record, a statement or an item of a meeting is for those alone who see what is internal."""
    return bool(getattr(value, "internal", False) or getattr(value, "closed", False))


def internal_figures_named(library: model.Library) -> Iterator[Problem]:
    """A text that others read names no internal figure: without it there would be a gap in the sentence."""
    internal = internal_ids(library)
    for kind, record in records(library) if internal else ():
        sees = isinstance(record, model.Audience) and record.sees_internal
        if sees or is_internal(record):
            continue
        open_part = open_to_public(record) if isinstance(record, model.Meeting) else _public(record)
        for _, text in model.texts(open_part):
            for named in model.placeholders(text.words):
                if named.name in internal:
                    what = f"{named.name!r} is internal, and this text of a {kind.name} is not"
                    yield Problem(text.where, what, "Write 'internal: true' beside the text, or take the figure out")


def _has_internal(library: model.Library) -> bool:
    return any(is_internal(entry) for _, record in records(library) for entry in find(record, model.Entry))


def _public_records(table: Mapping[str, E]) -> dict[str, E]:
    return {id: _public(record) for id, record in table.items() if not is_internal(record)}


def _public(entry: E) -> E:
    """An entry without what is internal in it."""
    update: dict[str, object] = {}
    for name in field_names(type(entry)):
        value = getattr(entry, name)
        if type(value) is tuple and any(isinstance(item, model.Entry) for item in value):
            update[name] = tuple(
                _public(item) if isinstance(item, model.Entry) else item for item in value if not is_internal(item)
            )
        elif isinstance(value, model.Entry):
            update[name] = _public(value)
    return entry.model_copy(update=update) if update else entry


def _answering(measure: model.Measure, demands: Mapping[str, model.Demand]) -> model.Measure:
    """A measure with its answers to the demands that are left."""
    return measure.model_copy(update={"answers": tuple(each for each in measure.answers if each.demand in demands)})


def _has_internal_side(tension: model.Tension) -> bool:
    return any(map(is_internal, tension.sides))

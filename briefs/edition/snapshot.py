"""What is known on one day as plain, comparable values: two snapshots tell what changed, and one can be read back from
JSON years later.

A snapshot is made from a library, written beside every edition, and compared in `changes`; it needs no old content to
be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from briefs.content import model
from briefs.edition.prose import Context, set_prose
from briefs.edition.status import (
    DeadlineState,
    State,
    current_step,
    deadline_state,
    demand_label,
    state_of,
    step_reached,
)
from briefs.language import formatting


@dataclass(frozen=True)
class KnownDeadline:
    """A deadline as it stood: its EDTF date, what was due, and how it was judged that day."""

    date: str
    what: str
    state: DeadlineState
    cites: tuple[str, ...]


@dataclass(frozen=True)
class KnownSource:
    """A document that was known; `date` is EDTF."""

    id: str
    title: str
    date: str


@dataclass(frozen=True)
class KnownEvent:
    """An event; `passed` is a plan whose day had come without word of an outcome."""

    id: str
    title: str
    date: str
    planned: bool
    passed: bool
    cites: tuple[str, ...]


@dataclass(frozen=True)
class KnownDemand:
    """A demand, how far it was answered, and by which measures."""

    id: str
    label: str
    title: str
    by: str
    state: State
    answered_by: tuple[str, ...]
    deadline: KnownDeadline | None
    cites: tuple[str, ...]
    answer_cites: tuple[str, ...]


@dataclass(frozen=True)
class KnownMeasure:
    """A measure and its status, since an EDTF date."""

    id: str
    title: str
    status: model.Status
    since: str
    deadline: KnownDeadline | None
    cites: tuple[str, ...]
    status_cites: tuple[str, ...]


@dataclass(frozen=True)
class KnownFigure:
    """A figure as a number and as it was printed; `value` and `to` are decimal text."""

    id: str
    measures: str
    value: str
    to: str | None
    unit: model.Unit
    precision: model.FigurePrecision
    printed: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class KnownTension:
    """Where the sources did not agree or were silent."""

    id: str
    title: str
    kind: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class KnownCorrection:
    """A correction that had been made, on an ISO day."""

    id: str
    record: str
    wrong: str
    right: str
    corrected: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Snapshot:
    """All that was known on a day, each record under its id."""

    as_of: date
    language: model.Language
    sources: Mapping[str, KnownSource]
    events: Mapping[str, KnownEvent]
    demands: Mapping[str, KnownDemand]
    measures: Mapping[str, KnownMeasure]
    figures: Mapping[str, KnownFigure]
    tensions: Mapping[str, KnownTension]
    corrections: Mapping[str, KnownCorrection]


def snapshot(context: Context) -> Snapshot:
    """The library of a context as it stood on the context's day, in the context's language."""
    library = context.library
    return Snapshot(
        context.as_of,
        context.language,
        {id: _source(source, context) for id, source in library.sources.items()},
        {id: _event(event, context) for id, event in library.events.items()},
        {id: _demand(demand, context) for id, demand in library.demands.items()},
        {id: _measure(measure, context) for id, measure in library.measures.items()},
        {id: _figure(figure, context) for id, figure in library.figures.items()},
        {id: _tension(tension, context) for id, tension in library.tensions.items()},
        {id: _correction(entry, context) for id, entry in library.corrections.items()},
    )


_SHAPE = TypeAdapter(Snapshot)


def to_plain(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as what JSON can hold."""
    return {**asdict(snapshot), "as_of": snapshot.as_of.isoformat()}


def from_plain(values: object) -> Snapshot:
    """The snapshot that `to_plain` gave; ValueError where it is something else."""
    try:
        return _SHAPE.validate_python(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


# --- one record each --------------------------------------------------------------------------------------------------


def _printed_words(text: model.Text, context: Context) -> str:
    return set_prose(context.prose(text), group=context.library.project.group_thousands)


def _as_texts(cites: Iterable[model.Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, cites)))


def _all_cites(statements: Iterable[model.Statement]) -> tuple[str, ...]:
    return _as_texts(cite for statement in statements for cite in statement.cites)


def _source(source: model.Source, context: Context) -> KnownSource:
    return KnownSource(source.id, _printed_words(source.description, context), source.date.text)


def _event(event: model.Event, context: Context) -> KnownEvent:
    passed = event.planned and event.date.last < context.as_of
    return KnownEvent(
        event.id,
        _printed_words(event.title, context),
        event.date.text,
        event.planned,
        passed,
        _all_cites(event.statements),
    )


def _demand(demand: model.Demand, context: Context) -> KnownDemand:
    answers = [
        (measure.id, answer)
        for measure in context.library.measures.values()
        for answer in measure.answers
        if answer.demand == demand.id
    ]
    by = context.library.actors[demand.by]
    return KnownDemand(
        demand.id,
        demand_label(demand, context),
        _printed_words(demand.title, context),
        _printed_words(by.short or by.name, context),
        state_of(demand.id, context),
        tuple(measure for measure, _ in answers),
        _deadline(demand.deadline, context),
        _all_cites(demand.statements),
        _as_texts(cite for _, answer in answers for cite in answer.cites),
    )


def _measure(measure: model.Measure, context: Context) -> KnownMeasure:
    now = current_step(measure, context)
    return KnownMeasure(
        measure.id,
        _printed_words(measure.title, context),
        now.status,
        step_reached(measure, context).date.text,
        _deadline(measure.deadline, context),
        _all_cites(measure.statements),
        _as_texts(now.cites),
    )


def _deadline(deadline: model.Deadline | None, context: Context) -> KnownDeadline | None:
    if deadline is None:
        return None
    cites = _as_texts((*deadline.cites, *deadline.met_by))
    return KnownDeadline(
        deadline.date.text, _printed_words(deadline.what, context), deadline_state(deadline, context), cites
    )


def _figure(figure: model.Figure, context: Context) -> KnownFigure:
    printed = formatting.figure(figure, context.language, group=context.library.project.group_thousands)
    to = None if figure.to is None else f"{figure.to:f}"
    measures = _printed_words(figure.measures, context)
    return KnownFigure(
        figure.id, measures, f"{figure.value:f}", to, figure.unit, figure.precision, printed, _as_texts(figure.cites)
    )


def _tension(tension: model.Tension, context: Context) -> KnownTension:
    return KnownTension(tension.id, _printed_words(tension.title, context), tension.kind, _all_cites(tension.sides))


def _correction(entry: model.Correction, context: Context) -> KnownCorrection:
    wrong, right = _printed_words(entry.wrong, context), _printed_words(entry.right, context)
    return KnownCorrection(entry.id, entry.record, wrong, right, entry.corrected.isoformat(), _as_texts(entry.cites))

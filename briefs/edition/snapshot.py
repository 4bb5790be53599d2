"""What is known on one day as plain, comparable values: two snapshots show what changed, and one can be read back from
JSON years later.

A snapshot is made from a library, written beside every edition, and compared in `changes`; it needs no old content to
be kept.
"""

from __future__ import annotations

import hashlib
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
from briefs.language.figures import figure as phrase
from briefs.language.tables import Language


@dataclass(frozen=True, kw_only=True)
class KnownDeadline:
    """A deadline as it stood: its EDTF date, what was due, and how it was judged that day."""

    date: str
    what: str
    state: DeadlineState
    cites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KnownSource:
    """A document that was known; `date` is EDTF."""

    id: str
    title: str
    date: str


@dataclass(frozen=True, kw_only=True)
class KnownStatement:
    """What a record said, as it was printed; `written` is a hash of its words as they were written, in which a count
    that has changed is no other word.
    """

    words: str
    written: str
    cites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KnownEvent:
    """An event; `passed` is a plan whose day had come without word of an outcome. `statements` are None in the record
    of an edition that did not keep them.
    """

    id: str
    title: str
    date: str
    planned: bool
    passed: bool
    cites: tuple[str, ...]
    statements: tuple[KnownStatement, ...] | None = None


@dataclass(frozen=True, kw_only=True)
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
    statements: tuple[KnownStatement, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class KnownMeasure:
    """A measure and its status, since an EDTF date, for which the first of `status_cites` stand."""

    id: str
    title: str
    status: model.Status
    since: str
    deadline: KnownDeadline | None
    cites: tuple[str, ...]
    status_cites: tuple[str, ...]
    statements: tuple[KnownStatement, ...] | None = None


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class KnownTension:
    """Where the sources did not agree or were silent."""

    id: str
    title: str
    kind: str
    cites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KnownCorrection:
    """A correction that had been made, on an ISO day."""

    id: str
    record: str
    wrong: str
    right: str
    corrected: str
    cites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All that was known on a day, each record under its id."""

    as_of: date
    language: Language
    sources: Mapping[str, KnownSource]
    events: Mapping[str, KnownEvent]
    demands: Mapping[str, KnownDemand]
    measures: Mapping[str, KnownMeasure]
    figures: Mapping[str, KnownFigure]
    tensions: Mapping[str, KnownTension]
    corrections: Mapping[str, KnownCorrection]

    @property
    def has_texts(self) -> bool:
        """Whether it kept what the records said, which earlier versions of this program did not."""
        events, demands = self.events.values(), self.demands.values()
        return all(each.statements is not None for each in events) and all(
            each.statements is not None for each in demands
        )


def snapshot(context: Context) -> Snapshot:
    """The library of a context as it stood on the context's day, in the context's language."""
    library = context.library
    return Snapshot(
        as_of=context.as_of,
        language=context.language,
        sources={id: _source(source, context) for id, source in library.sources.items()},
        events={id: _event(event, context) for id, event in library.events.items()},
        demands={id: _demand(demand, context) for id, demand in library.demands.items()},
        measures={id: _measure(measure, context) for id, measure in library.measures.items()},
        figures={id: _figure(figure, context) for id, figure in library.figures.items()},
        tensions={id: _tension(tension, context) for id, tension in library.tensions.items()},
        corrections={id: _correction(entry, context) for id, entry in library.corrections.items()},
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
    return set_prose(context.prose(text))


def _as_texts(cites: Iterable[model.Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, cites)))


def _all_cites(statements: Iterable[model.Statement]) -> tuple[str, ...]:
    return _as_texts(cite for statement in statements for cite in statement.cites)


def _statements(statements: Iterable[model.Statement], context: Context) -> tuple[KnownStatement, ...]:
    return tuple(
        KnownStatement(
            words=_printed_words(each.text, context),
            written=hashlib.sha256(each.text.get(context.language).encode()).hexdigest()[:12],
            cites=_as_texts(each.cites),
        )
        for each in statements
    )


def _source(source: model.Source, context: Context) -> KnownSource:
    return KnownSource(id=source.id, title=_printed_words(source.description, context), date=source.date.text)


def _event(event: model.Event, context: Context) -> KnownEvent:
    return KnownEvent(
        id=event.id,
        title=_printed_words(event.title, context),
        date=event.date.text,
        planned=event.planned,
        passed=event.planned and event.date.last < context.as_of,
        cites=_all_cites(event.statements),
        statements=_statements(event.statements, context),
    )


def _demand(demand: model.Demand, context: Context) -> KnownDemand:
    answers = context.answers_to(demand.id)
    by = context.library.actors[demand.by]
    return KnownDemand(
        id=demand.id,
        label=demand_label(demand, context),
        title=_printed_words(demand.title, context),
        by=_printed_words(by.short or by.name, context),
        state=state_of(demand.id, context),
        answered_by=tuple(measure.id for measure, _ in answers),
        deadline=_deadline(demand.deadline, context),
        cites=_all_cites(demand.statements),
        answer_cites=_as_texts(cite for _, answer in answers for cite in answer.cites),
        statements=_statements(demand.statements, context),
    )


def _measure(measure: model.Measure, context: Context) -> KnownMeasure:
    now, reached = current_step(measure, context), step_reached(measure, context)
    return KnownMeasure(
        id=measure.id,
        title=_printed_words(measure.title, context),
        status=now.status,
        since=reached.date.text,
        deadline=_deadline(measure.deadline, context),
        cites=_all_cites(measure.statements),
        status_cites=_as_texts((*reached.cites, *now.cites)),
        statements=_statements(measure.statements, context),
    )


def _deadline(deadline: model.Deadline | None, context: Context) -> KnownDeadline | None:
    if deadline is None:
        return None
    return KnownDeadline(
        date=deadline.date.text,
        what=_printed_words(deadline.what, context),
        state=deadline_state(deadline, context),
        cites=_as_texts((*deadline.cites, *deadline.met_by)),
    )


def _figure(figure: model.Figure, context: Context) -> KnownFigure:
    return KnownFigure(
        id=figure.id,
        measures=_printed_words(figure.measures, context),
        value=f"{figure.value:f}",
        to=None if figure.to is None else f"{figure.to:f}",
        unit=figure.unit,
        precision=figure.precision,
        printed=phrase(figure, context.language, group=context.library.project.group_thousands),
        cites=_as_texts(figure.cites),
    )


def _tension(tension: model.Tension, context: Context) -> KnownTension:
    return KnownTension(
        id=tension.id,
        title=_printed_words(tension.title, context),
        kind=tension.kind,
        cites=_all_cites(tension.sides),
    )


def _correction(entry: model.Correction, context: Context) -> KnownCorrection:
    return KnownCorrection(
        id=entry.id,
        record=entry.record,
        wrong=_printed_words(entry.wrong, context),
        right=_printed_words(entry.right, context),
        corrected=entry.corrected.isoformat(),
        cites=_as_texts(entry.cites),
    )

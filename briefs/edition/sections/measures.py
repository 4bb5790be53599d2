"""What is done or planned: where each measure stands, how it got there, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition import drawings
from briefs.edition.prose import Context, Line, Mark, Prose
from briefs.edition.sections.registry import section
from briefs.edition.status import (
    DeadlineEntry,
    current_step,
    deadline_entry,
    demand_label,
    step_reached,
    warrants,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One step of a measure."""

    date: Edtf
    status: model.Status
    warrant: model.Warrant
    speaker: Prose | None
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredDemand:
    """A demand that a measure answers."""

    id: str
    label: str
    title: Prose
    extent: Literal["full", "part"]
    reason: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    """One measure: where it stands, how it got there, and what it answers; `answer_marks` are those of all its answers
    together.
    """

    id: str
    code: str
    title: Prose
    owner: Prose | None
    themes: tuple[Prose, ...]
    status: model.Status
    since: Edtf
    warrants: tuple[model.Warrant, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    log: tuple[LogLine, ...]
    deadline: DeadlineEntry | None
    answers: tuple[AnsweredDemand, ...]
    answer_marks: tuple[Mark, ...]

    @property
    def overdue(self) -> bool:
        """Whether its deadline has passed without a documented outcome."""
        return self.deadline is not None and self.deadline.state == "passed" and self.status != "completed"


@dataclass(frozen=True, slots=True)
class BasisGroup:
    """One inference and the measures whose log rests on it."""

    basis: Prose
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasuresBody:
    """The measures one by one, and what in their logs was inferred, each inference once."""

    measures: tuple[MeasureEntry, ...]
    bases: tuple[BasisGroup, ...]


@dataclass(frozen=True, slots=True)
class MeasureTrack:
    """A measure's way through the statuses."""

    measure: MeasureEntry
    stops: tuple[drawings.Stop, ...]


@dataclass(frozen=True, slots=True)
class MeasureOverview:
    """Where all measures stand, with how many stand at each status, in the order of the statuses."""

    counts: tuple[int, ...]
    tracks: tuple[MeasureTrack, ...]


@section("measure-overview", prints=("measures", "demands"))
def measure_overview(context: Context, spec: model.SectionSpec) -> MeasureOverview:
    """Each measure's way through the statuses as a drawing."""
    measures = measure_entries(context, spec)
    statuses = [measure.status for measure in measures]
    counts = tuple(statuses.count(status) for status in model.STATUSES) if measures else ()
    return MeasureOverview(counts, tuple(MeasureTrack(measure, _track(measure, context)) for measure in measures))


@section("measures", prints=("measures", "demands"))
def measures(context: Context, spec: model.SectionSpec) -> MeasuresBody:
    """The measures that a section takes, and the inferences that their logs rest on."""
    entries = measure_entries(context, spec)
    groups: dict[Prose, dict[str, None]] = {}
    for measure in entries:
        for step in measure.log:
            if step.line.basis:
                groups.setdefault(step.line.basis, {})[measure.code] = None
    return MeasuresBody(entries, tuple(BasisGroup(basis, tuple(codes)) for basis, codes in groups.items()))


def measure_entries(context: Context, spec: model.SectionSpec) -> tuple[MeasureEntry, ...]:
    """The measures that a section takes, in the order of the content."""
    themes = set(spec.themes)
    chosen = (measure for measure in context.library.measures.values() if not themes or themes & set(measure.themes))
    return tuple(measure_entry(measure, context) for measure in chosen)


def measure_entry(measure: model.Measure, context: Context) -> MeasureEntry:
    """A measure with its log and the demands that it answers."""
    now, since = current_step(measure, context), step_reached(measure, context)
    return MeasureEntry(
        id=measure.id,
        code=context.codes[measure.id],
        title=context.prose(measure.title),
        owner=context.short(measure.owner),
        themes=context.themes(measure.themes),
        status=now.status,
        since=since.date,
        warrants=warrants(measure, now.status),
        marks=context.marks((*since.cites, *now.cites)),
        lines=context.lines(measure.statements),
        log=tuple(_log_line(step, context) for step in measure.log),
        deadline=deadline_entry(measure.deadline, context),
        answers=tuple(
            _answered(answer, demand, context)
            for answer in measure.answers
            if (demand := context.library.demands.get(answer.demand))
        ),
        answer_marks=context.marks(
            cite for answer in measure.answers if answer.demand in context.library.demands for cite in answer.cites
        ),
    )


def _log_line(step: model.LogEntry, context: Context) -> LogLine:
    """A step, and who says so: the speaker of the first claim that it cites."""
    claim = context.library.claim(step.cites[0])
    return LogLine(
        date=step.date,
        status=step.status,
        warrant=step.warrant,
        speaker=context.short(claim.speaker) if claim else None,
        line=context.line(step),
    )


def _answered(answer: model.Answer, demand: model.Demand, context: Context) -> AnsweredDemand:
    return AnsweredDemand(
        id=answer.demand,
        label=demand_label(demand, context),
        title=context.prose(demand.title),
        extent=answer.extent,
        reason=Line(context.prose(answer.reason), context.marks(answer.cites)),
    )


def _track(measure: MeasureEntry, context: Context) -> tuple[drawings.Stop, ...]:
    passed = {
        model.STATUSES.index(step.status)
        for step in measure.log
        if step.warrant != "schedule" and step.date.first <= context.as_of
    }
    return drawings.track(passed, model.STATUSES.index(measure.status), len(model.STATUSES))

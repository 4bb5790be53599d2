"""What is done or planned: where each measure stands, how it got there, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition import drawings
from briefs.edition.prose import Context, Line, Mark, Prose, numbers_of
from briefs.edition.sections.registry import section
from briefs.edition.selection import selected
from briefs.edition.status import (
    DeadlineEntry,
    current_step,
    deadline_entry,
    demand_label,
    happened,
    speaker,
    step_reached,
)
from briefs.language.signs import DASH


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One step of a measure."""

    date: Edtf
    status: model.Status
    word: Prose | None
    warrant: model.Warrant
    speaker: Prose | None
    line: Line


@dataclass(frozen=True, slots=True)
class Stage:
    """A status that a measure came to: since when, and what documents it."""

    status: model.Status
    word: Prose | None
    date: Edtf
    inferred: bool
    marks: tuple[Mark, ...]


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
    word: Prose | None
    since: Edtf
    inferred: bool
    warrant: model.Warrant
    speaker: Prose | None
    history: tuple[Stage, ...]
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
class ActorGroup:
    """Somebody, and the measures that they speak or answer for: `T3`, or `T12–T16` for three and more in a row; no
    codes where it is all of them.
    """

    actor: Prose
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasuresBody:
    """The measures one by one, who is responsible, who says where they stand, and what in their logs was inferred, each
    once.
    """

    measures: tuple[MeasureEntry, ...]
    owners: tuple[ActorGroup, ...]
    speakers: tuple[ActorGroup, ...]
    bases: tuple[BasisGroup, ...]


@dataclass(frozen=True, slots=True)
class MeasureTrack:
    """A measure's way through the statuses."""

    measure: MeasureEntry
    stops: tuple[drawings.Stop, ...]


@dataclass(frozen=True, slots=True)
class MeasureOverview:
    """Where all measures stand, with how many stand at each status, in the order of the statuses, and the numbers of
    the sources that say so.
    """

    counts: tuple[int, ...]
    tracks: tuple[MeasureTrack, ...]
    sources: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many measures there are, also of those not shown."""
        return sum(self.counts)

    @property
    def in_force(self) -> int:
        """How many are in force."""
        return self.counts[model.STATUSES.index("in-force")]

    @property
    def completed(self) -> int:
        """How many are completed."""
        return self.counts[model.STATUSES.index("completed")]


def measures_taken(context: Context, spec: model.SectionSpec) -> tuple[model.Measure, ...]:
    """All measures, in the order of the content."""
    return tuple(context.library.measures.values())


@section("measure-overview", prints=("measures", "demands"), chooses="measure", of=measures_taken, is_figure=True)
def measure_overview(context: Context, spec: model.SectionSpec) -> MeasureOverview:
    """Each measure's way through the statuses as a drawing; the counts are of all, also of those not drawn."""
    measures = measure_entries(context, spec)
    statuses = [current_step(measure, context).status for measure in measures_taken(context, spec)]
    counts = tuple(statuses.count(status) for status in model.STATUSES) if measures else ()
    tracks = tuple(MeasureTrack(measure, _track(measure)) for measure in measures)
    marks = (mark for measure in measures for stage in measure.history for mark in stage.marks)
    return MeasureOverview(counts, tracks, numbers_of(marks))


@section("measures", prints=("measures", "demands"), chooses="measure", of=measures_taken, lists=True)
def measures(context: Context, spec: model.SectionSpec) -> MeasuresBody:
    """The measures that a section takes, and the inferences that their logs rest on."""
    entries = measure_entries(context, spec)
    bases = [(step.line.basis, entry.code) for entry in entries for step in entry.log if step.line.basis]
    return MeasuresBody(
        entries,
        _grouped([(entry.owner, entry.code) for entry in entries]),
        _grouped([(entry.speaker, entry.code) for entry in entries]),
        tuple(BasisGroup(basis, codes) for basis, codes in _codes_by(bases).items()),
    )


def _grouped(pairs: Sequence[tuple[Prose | None, str]]) -> tuple[ActorGroup, ...]:
    """The actors with their measures, in the order of the measures."""
    places = {code: place for place, (_, code) in enumerate(pairs)}
    groups = _codes_by((actor, code) for actor, code in pairs if actor)
    if len(groups) == 1:
        groups = dict.fromkeys(groups, ()) if all(actor for actor, _ in pairs) else groups
    return tuple(ActorGroup(actor, _stretches(codes, places)) for actor, codes in groups.items())


def _stretches(codes: tuple[str, ...], places: Mapping[str, int]) -> tuple[str, ...]:
    runs: list[list[str]] = []
    for code in codes:
        if runs and places[code] == places[runs[-1][-1]] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return tuple(each for run in runs for each in ([f"{run[0]}{DASH}{run[-1]}"] if len(run) > 2 else run))


def _codes_by(pairs: Iterable[tuple[Prose, str]]) -> dict[Prose, tuple[str, ...]]:
    """The codes that go with each text, each once."""
    found: dict[Prose, dict[str, None]] = {}
    for text, code in pairs:
        found.setdefault(text, {})[code] = None
    return {text: tuple(codes) for text, codes in found.items()}


def measure_entries(context: Context, spec: model.SectionSpec) -> tuple[MeasureEntry, ...]:
    """The measures that a section prints, in the order of the content."""
    return tuple(measure_entry(measure, context) for measure in selected(measures_taken(context, spec), spec))


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
        word=context.maybe(now.word),
        since=since.date,
        inferred=since.basis is not None,
        warrant=now.warrant,
        speaker=speaker(now, context),
        history=tuple(_stages(measure, context)),
        marks=context.marks((*since.cites, *now.cites)),
        lines=context.lines(measure.statements),
        log=tuple(_log_line(step, context) for step in measure.log),
        deadline=deadline_entry(context.library.deadline_of(measure), context),
        answers=tuple(
            _answered(answer, demand, context)
            for answer in measure.answers
            if (demand := context.library.demands.get(answer.demand))
        ),
        answer_marks=context.marks(
            cite for answer in measure.answers if answer.demand in context.library.demands for cite in answer.cites
        ),
    )


def _stages(measure: model.Measure, context: Context) -> Iterator[Stage]:
    """What a measure has come to, step by step; one that only says the same again is left out."""
    before: tuple[model.Status, Prose | None] | None = None
    for step in happened(measure, context):
        stage = step.status, context.maybe(step.word)
        if stage != before:
            yield Stage(*stage, step.date, step.basis is not None, context.marks(step.cites))
        before = stage


def _log_line(step: model.LogEntry, context: Context) -> LogLine:
    return LogLine(
        date=step.date,
        status=step.status,
        word=context.maybe(step.word),
        warrant=step.warrant,
        speaker=speaker(step, context),
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


def _track(measure: MeasureEntry) -> tuple[drawings.Stop, ...]:
    passed = {model.STATUSES.index(stage.status) for stage in measure.history}
    return drawings.track(passed, model.STATUSES.index(measure.status), len(model.STATUSES))

"""What is demanded, and how far each demand is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition.prose import Context, Line, Mark, Prose, numbers_of
from briefs.edition.sections.registry import section
from briefs.edition.selection import selected
from briefs.edition.status import (
    DeadlineEntry,
    State,
    current_step,
    deadline_entry,
    demand_label,
    has_effect,
    state_of,
    step_reached,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEntry:
    """A measure that answers a demand, with its present status; `marks` are those of the reason, but for what the
    demand itself stands on and its own marks say.
    """

    measure: str
    code: str
    title: Prose
    extent: Literal["full", "part"]
    reason: Line
    marks: tuple[Mark, ...]
    status: model.Status
    word: Prose | None
    since: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandEntry:
    """One demand and all that has answered it so far; `marks` are those of its lines together, where they are set as
    one paragraph.
    """

    id: str
    label: str
    number: int
    title: Prose
    by: Prose | None
    to: Prose | None
    themes: tuple[Prose, ...]
    deadline: DeadlineEntry | None
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    state: State
    answers: tuple[AnswerEntry, ...]

    @property
    def furthest(self) -> AnswerEntry | None:
        """The answer that has come furthest on the ladder of statuses, of several the first."""
        return max(self.answers, key=lambda answer: model.STATUSES.index(answer.status), default=None)


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """The demands of one series."""

    title: Prose
    lead: tuple[Line, ...]
    demands: tuple[DemandEntry, ...]

    @property
    def to(self) -> Prose | None:
        """Whom all the demands are addressed to, where it is the same for several."""
        addressees = {demand.to for demand in self.demands}
        return next(iter(addressees)) if len(addressees) == 1 and len(self.demands) > 1 else None

    @property
    def by_several(self) -> bool:
        """Whether it takes each demand to say who asks, since they do not all come from the same."""
        return len({demand.by for demand in self.demands}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandOverview:
    """The demands at a glance, how many are answered how far and by something that has an effect, and the numbers of
    the sources of what is shown.
    """

    demands: tuple[DemandEntry, ...]
    full: int
    part: int
    undocumented: int
    in_force: int
    sources: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many demands there are, also of those not shown."""
        return self.full + self.part + self.undocumented


def demands_taken(context: Context, spec: model.SectionSpec) -> tuple[model.Demand, ...]:
    """The demands of the series of a section, series by series."""
    place = {id: index for index, id in enumerate(context.library.series)}
    taken = (demand for demand in context.library.demands.values() if not spec.series or demand.series in spec.series)
    return tuple(sorted(taken, key=lambda demand: (place.get(demand.series, len(place)), demand.number)))


@section("demand-overview", prints=("demands", "measures"), chooses="demand", of=demands_taken, is_figure=True)
def demand_overview(context: Context, spec: model.SectionSpec) -> DemandOverview:
    """The demands with how far each is answered, and how many are answered, partly and not, also of those not shown."""
    demands = demand_entries(context, spec)
    taken = demands_taken(context, spec)
    states = [state_of(demand.id, context) for demand in taken]
    return DemandOverview(
        demands=demands,
        full=states.count("full"),
        part=states.count("part"),
        undocumented=states.count("undocumented"),
        in_force=sum(has_effect(demand.id, context) for demand in taken),
        sources=numbers_of(mark for demand in demands for mark in _marks(demand)),
    )


def _marks(demand: DemandEntry) -> Iterator[Mark]:
    yield from demand.marks
    for answer in demand.answers:
        yield from answer.reason.marks


@section("demands", prints=("demands", "measures"), chooses="demand", of=demands_taken, lists=True)
@section("demand-list", prints=("demands", "measures"), chooses="demand", of=demands_taken, lists=True)
def demands_by_series(context: Context, spec: model.SectionSpec) -> tuple[SeriesGroup, ...]:
    """The demands series by series."""
    series_of = context.library.demands
    by_series: dict[str, list[DemandEntry]] = {}
    for entry in demand_entries(context, spec):
        by_series.setdefault(series_of[entry.id].series, []).append(entry)
    return tuple(
        SeriesGroup(context.prose(series.title), context.lines(series.lead), tuple(by_series[series.id]))
        for series in context.library.series.values()
        if series.id in by_series
    )


def demand_entries(context: Context, spec: model.SectionSpec) -> tuple[DemandEntry, ...]:
    """The demands that a section prints, series by series."""
    return tuple(demand_entry(demand, context) for demand in selected(demands_taken(context, spec), spec))


def demand_entry(demand: model.Demand, context: Context) -> DemandEntry:
    """A demand with its answers."""
    return DemandEntry(
        id=demand.id,
        label=demand_label(demand, context),
        number=demand.number,
        title=context.prose(demand.title),
        by=context.short(demand.by),
        to=context.short(demand.to),
        themes=context.themes(demand.themes),
        deadline=deadline_entry(demand.deadline, context),
        lines=context.lines(demand.statements),
        marks=context.marks(cite for statement in demand.statements for cite in statement.cites),
        state=state_of(demand.id, context),
        answers=tuple(_answers(demand, context)),
    )


def _answers(demand: model.Demand, context: Context) -> Iterator[AnswerEntry]:
    asked = {cite for statement in demand.statements for cite in statement.cites}
    for measure, answer in context.answers_to(demand.id):
        own = [cite for cite in answer.cites if cite not in asked]
        now = current_step(measure, context)
        yield AnswerEntry(
            measure=measure.id,
            code=context.codes[measure.id],
            title=context.prose(measure.title),
            extent=answer.extent,
            reason=Line(context.prose(answer.reason), context.marks(answer.cites)),
            marks=context.marks(own or answer.cites),
            status=now.status,
            word=context.maybe(now.word),
            since=step_reached(measure, context).date,
        )

"""How far demands are answered, where measures stand and whether deadlines are met, on the day of an edition.

Also the short labels of demands and measures, and the counts that texts may call by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition.prose import Context, Mark, Prose
from briefs.language.words import capitalised

State = Literal["full", "part", "undocumented"]
DeadlineState = Literal["met", "passed", "coming"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineEntry:
    """A deadline as it is judged at the edition's date."""

    date: Edtf
    what: Prose
    state: DeadlineState
    marks: tuple[Mark, ...]
    basis: Prose | None
    moved_from: Edtf | None = None

    @property
    def is_period(self) -> bool:
        """Whether it is a stretch of time that something is planned for, and no single day."""
        return self.date.kind == "span"


def current_step(measure: model.Measure, context: Context) -> model.LogEntry:
    """The step that gives a measure its present status: the last that has happened; a plan never counts as done."""
    taken = happened(measure, context)
    return taken[-1] if taken else measure.log[0]


def step_reached(measure: model.Measure, context: Context) -> model.LogEntry:
    """The step that brought a measure to its present status: a later one that only repeats the status does not move the
    day.
    """
    now = current_step(measure, context)
    steps = measure.log[: measure.log.index(now) + 1]
    same = takewhile(lambda step: step.status == now.status and step.warrant != "schedule", reversed(steps))
    return next(reversed(list(same)), now)


def happened(measure: model.Measure, context: Context) -> tuple[model.LogEntry, ...]:
    """The steps that have been taken by the edition's day; a plan is none."""
    return tuple(step for step in measure.log if step.warrant != "schedule" and step.date.first <= context.as_of)


def speaker(step: model.LogEntry, context: Context) -> Prose | None:
    """Who says that a step was taken: whoever makes the first claim that it cites."""
    claim = context.library.claim(step.cites[0])
    return context.short(claim.speaker) if claim else None


def has_effect(demand: str, context: Context) -> bool:
    """Whether something that answers a demand is in force or completed."""
    return any(current_step(measure, context).status in model.DONE for measure, _ in context.answers_to(demand))


def deadline_state(deadline: model.Deadline, context: Context) -> DeadlineState:
    """Met where a claim documents it, else passed or coming at the edition's date."""
    return "met" if deadline.met_by else "passed" if deadline.date.last < context.as_of else "coming"


def deadline_entry(deadline: model.Deadline | None, context: Context) -> DeadlineEntry | None:
    """A deadline with its words and marks, judged at the edition's date."""
    if deadline is None:
        return None
    return DeadlineEntry(
        date=deadline.date,
        what=context.prose(deadline.what),
        state=deadline_state(deadline, context),
        marks=context.marks((*deadline.cites, *deadline.met_by)),
        basis=context.maybe(deadline.basis),
        moved_from=deadline.moved_from.date if deadline.moved_from else None,
    )


def demand_label(demand: model.Demand, context: Context) -> str:
    """The number alone in the project's first series, elsewhere with the series before it, so that no two are alike."""
    if demand.series == context.first_series:
        return str(demand.number)
    series = context.library.series[demand.series].short.get(context.language)
    return f"{capitalised(series)} {demand.number}"


def state_of(demand: str, context: Context) -> State:
    """How far a demand is answered, by the documents alone."""
    extents = {answer.extent for _, answer in context.answers_to(demand)}
    return "full" if "full" in extents else "part" if extents else "undocumented"


def counts(context: Context) -> dict[str, int]:
    """The numbers that texts may call by name: demands of the project's first series, of each series and of all,
    measures by status, sources and events.
    """
    library = context.library
    of_series = {
        series: [id for id, demand in library.demands.items() if demand.series == series] for series in library.series
    }
    groups = {
        "demands": of_series.get(context.first_series, []),
        **{f"demands.{series}": ids for series, ids in of_series.items()},
        "demands.all": list(library.demands),
    }
    statuses = [current_step(measure, context).status for measure in library.measures.values()]
    return {
        **{
            f"{name}.{key}": number for name, ids in groups.items() for key, number in _of_demands(ids, context).items()
        },
        "measures.total": len(statuses),
        **{f"measures.{status}": statuses.count(status) for status in model.STATUSES},
        "measures.overdue": sum(1 for _ in _overdue(context)),
        "sources.total": len(library.sources),
        "events.total": len(library.events),
    }


def _of_demands(ids: Sequence[str], context: Context) -> dict[str, int]:
    """How many demands there are, how many are answered how far, and how many by something that has an effect."""
    states = [state_of(id, context) for id in ids]
    return {
        "total": len(ids),
        "answered": states.count("full"),
        "partly": states.count("part"),
        "undocumented": states.count("undocumented"),
        "in_force": sum(has_effect(id, context) for id in ids),
    }


def _overdue(context: Context) -> Iterator[model.Measure]:
    """The measures that are not completed though their deadline has passed."""
    for measure in context.library.measures.values():
        deadline = context.library.deadline_of(measure)
        passed = deadline is not None and deadline_state(deadline, context) == "passed"
        if passed and current_step(measure, context).status != "completed":
            yield measure

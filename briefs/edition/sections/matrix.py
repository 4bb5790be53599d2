"""Demands against measures in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefs.content import model
from briefs.edition.prose import Context, Mark
from briefs.edition.sections.demands import DemandEntry, demand_entries, demands_taken
from briefs.edition.sections.measures import MeasureEntry, measure_entry
from briefs.edition.sections.registry import section


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Where a demand and a measure meet; `extent` is None where the measure does not answer the demand."""

    code: str
    extent: Literal["full", "part"] | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A demand against all measures."""

    demand: DemandEntry
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixBody:
    """Demands against measures, and what stands alone on either side."""

    measures: tuple[MeasureEntry, ...]
    rows: tuple[MatrixRow, ...]
    unanswered: tuple[DemandEntry, ...]
    unasked: tuple[MeasureEntry, ...]


@section("matrix", prints=("demands", "measures"), chooses="demand", of=demands_taken)
def matrix(context: Context, spec: model.SectionSpec) -> MatrixBody:
    """The demands that a section takes against every measure that answers one of them; one measure makes no table."""
    measures = tuple(measure_entry(measure, context) for measure in context.library.measures.values())
    demands = demand_entries(context, spec)
    asked = {answer.measure for demand in demands for answer in demand.answers}
    shown = tuple(measure for measure in measures if measure.id in asked)
    if len(shown) < 2:
        return MatrixBody(measures=(), rows=(), unanswered=(), unasked=())
    return MatrixBody(
        measures=shown,
        rows=tuple(MatrixRow(demand, _cells(demand, shown)) for demand in demands),
        unanswered=tuple(demand for demand in demands if not demand.answers),
        unasked=tuple(measure for measure in measures if measure.id not in asked),
    )


def _cells(demand: DemandEntry, measures: tuple[MeasureEntry, ...]) -> tuple[MatrixCell, ...]:
    """One cell a measure; a measure that answers a demand twice counts with its first answer."""
    answers = {answer.measure: answer for answer in reversed(demand.answers)}
    return tuple(
        MatrixCell(measure.code, answer.extent, answer.reason.marks)
        if (answer := answers.get(measure.id))
        else MatrixCell(measure.code, None, ())
        for measure in measures
    )

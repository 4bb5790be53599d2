"""Demands against measures in one table, turned where there are many measures, a list where there are many of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefs.content import model
from briefs.edition.prose import Context, Mark, numbers_of
from briefs.edition.sections.demands import DemandEntry, demand_entries, demands_taken
from briefs.edition.sections.measures import MeasureEntry, measure_entry
from briefs.edition.sections.registry import section

MOST_COLUMNS = {False: 12, True: 18}
"""What fits across a page, upright and on its side, beside titles that can still be read."""
_LONGEST_HEAD = 4

Shape = Literal["measures across", "demands across", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """Where a demand and a measure meet; `extent` is None where the measure does not answer the demand, and `marks` are
    those of the answer alone.
    """

    code: str
    demand: str
    extent: Literal["full", "part"] | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A demand against all measures; in a list against those alone that answer it."""

    demand: DemandEntry
    cells: tuple[MatrixCell, ...]

    @property
    def answers(self) -> tuple[MatrixCell, ...]:
        """The cells that are filled."""
        return tuple(cell for cell in self.cells if cell.extent)


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A measure against all demands of the table."""

    measure: MeasureEntry
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixBody:
    """Demands against measures. Demands without an answer have empty rows, but stand below the table (`unanswered`)
    where they are more than the others, and where it is turned; `unasked` are the measures that answer none of these
    demands.
    """

    shape: Shape | Literal[""] = ""
    measures: tuple[MeasureEntry, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    unanswered: tuple[DemandEntry, ...] = ()
    unasked: tuple[MeasureEntry, ...] = ()
    answered: int = 0
    total: int = 0
    sources: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[MatrixColumn, ...]:
        """The same cells measure by measure; a list has none."""
        if self.shape == "list":
            return ()
        cells = zip(*(row.cells for row in self.rows), strict=True)
        return tuple(MatrixColumn(measure, each) for measure, each in zip(self.measures, cells, strict=True))

    @property
    def extents(self) -> tuple[str, ...]:
        """How far answers go that occur, for the key."""
        found = {cell.extent for row in self.rows for cell in row.answers}
        return tuple(extent for extent in ("full", "part") if extent in found)


@section("matrix", prints=("demands", "measures"), chooses="demand", of=demands_taken, is_figure=True)
def matrix(context: Context, spec: model.SectionSpec) -> MatrixBody:
    """The demands that a section takes against every measure that answers one of them; one measure makes no table."""
    measures = tuple(measure_entry(measure, context) for measure in context.library.measures.values())
    demands = demand_entries(context, spec)
    asked = {answer.measure for demand in demands for answer in demand.answers}
    shown = tuple(measure for measure in measures if measure.id in asked)
    if len(shown) < 2:
        return MatrixBody()
    answered = tuple(demand for demand in demands if demand.answers)
    taken = demands if len(demands) <= 2 * len(answered) else answered
    shape = _shape(taken, shown, MOST_COLUMNS[spec.landscape])
    taken = answered if shape == "demands across" else taken  # an empty row has its title, an empty column nothing
    place = {measure.id: index for index, measure in enumerate(shown)}
    rows = tuple(MatrixRow(demand, _cells(demand, _in_row(demand, shown, place, shape))) for demand in taken)
    printed = {demand.id for demand in taken}
    return MatrixBody(
        shape=shape,
        measures=shown,
        rows=rows,
        unanswered=tuple(demand for demand in demands if demand.id not in printed),
        unasked=tuple(measure for measure in measures if measure.id not in asked),
        answered=len(answered),
        total=len(demands),
        sources=numbers_of(mark for row in rows for cell in row.answers for mark in (*row.demand.marks, *cell.marks)),
    )


def _shape(demands: tuple[DemandEntry, ...], measures: tuple[MeasureEntry, ...], most: int) -> Shape:
    if len(measures) <= most:
        return "measures across"
    short = all(len(demand.label) <= _LONGEST_HEAD for demand in demands)
    return "demands across" if short and len(demands) <= most else "list"


def _in_row(
    demand: DemandEntry, measures: tuple[MeasureEntry, ...], place: Mapping[str, int], shape: Shape
) -> tuple[MeasureEntry, ...]:
    """The measures that a row has cells for: all of them, in a list only those that answer."""
    if shape != "list":
        return measures
    own = {answer.measure for answer in demand.answers}
    return tuple(measures[index] for index in sorted(place[id] for id in own))


def _cells(demand: DemandEntry, measures: tuple[MeasureEntry, ...]) -> tuple[MatrixCell, ...]:
    """One cell a measure; a measure that answers a demand twice counts with its first answer."""
    answers = {answer.measure: answer for answer in reversed(demand.answers)}
    return tuple(
        MatrixCell(
            code=measure.code,
            demand=demand.label,
            extent=answer.extent if answer else None,
            marks=answer.marks if answer else (),
        )
        for measure in measures
        for answer in [answers.get(measure.id)]
    )

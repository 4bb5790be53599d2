"""The demands and measures of an edition, as the rows of a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.content.walk import find
from briefs.edition.edition import Edition
from briefs.edition.sections.demands import DemandEntry
from briefs.edition.sections.measures import MeasureEntry


@dataclass(frozen=True, slots=True)
class Tabled:
    """What an edition's tables and lists print of demands and of measures, each once, in the order of its sections."""

    demands: tuple[DemandEntry, ...]
    measures: tuple[MeasureEntry, ...]

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.demands or self.measures)


def tabled(edition: Edition) -> Tabled:
    """The rows of an edition; there are none where it prints neither demands nor measures."""
    bodies = tuple(section.body for section in edition.sections)
    demands = {entry.id: entry for entry in find(bodies, DemandEntry)}
    measures = {entry.id: entry for entry in find(bodies, MeasureEntry)}
    return Tabled(tuple(demands.values()), tuple(measures.values()))

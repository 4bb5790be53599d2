"""How many of the numbers that the editions print are carried by a claim, counted in what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefs.content import model
from briefs.content.documents import Document
from briefs.content.walk import find
from briefs.edition.prose import FigurePart, Mark
from briefs.review.trace import editions
from briefs.review.verify.report import Report


@dataclass(frozen=True, slots=True)
class PrintedNumbers:
    """Printed figures: carried by a claim that says the same, not carried, and those whose document is not at hand."""

    carried: int
    uncarried: int
    unchecked: int


def printed_numbers(library: model.Library, documents: Mapping[str, Document] | None, report: Report) -> PrintedNumbers:
    """Every figure in every brief for each audience, in the project's own language, as often as it is printed; one that
    was let stand is not carried.
    """
    wrong = {finding.record for finding in (*report.errors, *report.waived)}
    counted: Counter[str] = Counter()
    for edition in editions(library, library.project.language):
        printed = (edition.title, edition.lead, edition.key_figures, edition.points, edition.sections)
        for part in find(printed, FigurePart, stop=(FigurePart, Mark)):
            counted[_state(part.figure, documents or {}, wrong)] += 1
    return PrintedNumbers(counted["carried"], counted["uncarried"], counted["unchecked"])


def _state(figure: model.Figure, documents: Mapping[str, Document], wrong: Collection[str]) -> str:
    if not all(cite.source in documents for cite in figure.cites):
        return "unchecked"
    return "uncarried" if f"figure {figure.id}" in wrong else "carried"

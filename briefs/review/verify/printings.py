"""Where the briefs print what a finding is about: brief, audience and, of PDFs that are at hand, pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from briefs.content import model
from briefs.content.model import citation
from briefs.edition.edition import EVERYBODY
from briefs.review.trace import Pages, printed_parts
from briefs.review.verify.impact import impact_of
from briefs.review.verify.report import Finding, Report


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of an edition: the ids of what it prints or cites, and the pages of its PDF by these ids; under "" that on
    which it begins.
    """

    brief: str
    audience: str
    ids: frozenset[str]
    pages: dict[str, int]


def with_printings(report: Report, library: model.Library, pages: Pages) -> Report:
    """The report, its errors with the editions in the project's own language that print what they are about."""
    if report.is_clean:
        return report
    parts = tuple(_parts(library, pages))
    findings = tuple(
        replace(finding, printed=tuple(_printed(_about(finding, library), parts)))
        if finding in report.errors
        else finding
        for finding in report.findings
    )
    return replace(report, findings=findings)


def _parts(library: model.Library, pages: Pages) -> Iterator[PrintedPart]:
    for edition, anchors, ids in printed_parts(library, library.project.language):
        at = pages.get((edition.order.brief, edition.order.audience, edition.language), {})
        begins = next((at[anchor] for anchor in anchors if anchor in at), None)
        own = {id: page for id in ids for anchor in anchors if (page := at.get(f"{anchor}-{id}")) is not None}
        start = {} if begins is None else {"": begins}
        yield PrintedPart(edition.order.brief, edition.order.audience, ids, own | start)


def _about(finding: Finding, library: model.Library) -> frozenset[str]:
    """The ids of what a finding is about: its record and, of claims, the records and figures that stand on them."""
    named = finding.record.split()[-1:]
    claims = {citation(name) for name in (*finding.claims, *named) if "/" in name}
    impact = impact_of(library, claims, {})
    return frozenset({*map(str, claims), *named, *(record.split()[-1] for record in impact.records)})


def _printed(ids: Collection[str], parts: Collection[PrintedPart]) -> Iterator[str]:
    """The editions in words: «historikk p. 2 and 5», «kilder for styre»."""
    found: dict[tuple[str, str], set[int]] = {}
    for part in parts:
        if own := part.ids.intersection(ids):
            pages = {part.pages[id] for id in own if id in part.pages} or {*part.pages.values()} & {part.pages.get("")}
            found.setdefault((part.brief, part.audience), set()).update(page for page in pages if page)
        elif part.brief in ids:
            found.setdefault((part.brief, part.audience), set())
    for (brief, audience), pages in found.items():
        whom = "" if audience == EVERYBODY else f" for {audience}"
        yield f"{brief}{whom}{f' p. {_listed(sorted(pages))}' if pages else ''}"


def _listed(numbers: list[int]) -> str:
    *before, last = map(str, numbers)
    return f"{', '.join(before)} and {last}" if before else last

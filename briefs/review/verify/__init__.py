"""Holds the curated claims, and all that stands on them, against the documents themselves, and returns a report.

Pure apart from `read_documents` and `read_lock`: the command line writes what `accepted` returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefs.content import model
from briefs.content.check.absence import untrue_absences
from briefs.content.documents import Document, read_documents
from briefs.content.kinds import SYNTHESIS, records
from briefs.content.lock import LOCK, Lock
from briefs.review.verify import attribution, printed_figures, rules, standing, synthesis, translated
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.lock import accepted, begun, chosen, drift, lock_text, read_lock
from briefs.review.verify.moved import Relocation, applied, followed, relocations
from briefs.review.verify.printed import PrintedNumbers, printed_numbers
from briefs.review.verify.printings import with_printings
from briefs.review.verify.report import NEVER_WAIVED, Coverage, Finding, Inference, Report
from briefs.review.verify.reviewed import ReviewedClaims, marked, marks, reviewed, unmarked
from briefs.review.verify.sarif import sarif
from briefs.review.verify.sayings import cites, sayings
from briefs.review.verify.shared import shared_spans

__all__ = [
    "LOCK",
    "NEVER_WAIVED",
    "Coverage",
    "Document",
    "Evidence",
    "Finding",
    "Inference",
    "Lock",
    "PrintedNumbers",
    "Relocation",
    "Report",
    "ReviewedClaims",
    "accepted",
    "applied",
    "begun",
    "chosen",
    "lock_text",
    "marked",
    "marks",
    "printed_numbers",
    "read_documents",
    "read_lock",
    "relocations",
    "reviewed",
    "sarif",
    "shared_spans",
    "texts_of",
    "unmarked",
    "verify",
    "with_printings",
]


def verify(library: model.Library, documents: Mapping[str, Document] | None, lock: Lock | None = None) -> Report:
    """Everything that the content and the documents (by source id) do not agree on; what the lock waives is kept apart.

    With None for the documents only the content's SHA-256s are held against the lock; a document that a mapping lacks
    is a finding.
    """
    found: list[Finding | Inference] = [] if documents is None else list(_all_rules(Evidence(library, documents)))
    following = _following(library, documents, lock, found) if documents and lock else frozenset()
    found += drift(library, documents or {}, lock)
    found += (
        Finding("absence", problem.where, "statement", problem.what, problem.what, hint=problem.hint)
        for problem in untrue_absences(library)
    )
    found += _of_texts(Evidence(library, documents or {}))
    findings = sorted((entry for entry in found if isinstance(entry, Finding)), key=_place)
    waivers = lock.waivers if lock else frozenset()
    return Report(
        tuple(finding for finding in findings if finding.id not in waivers),
        tuple(finding for finding in findings if finding.id in waivers),
        tuple(sorted((entry for entry in found if isinstance(entry, Inference)), key=_place)),
        coverage(library, documents or {}),
        following,
    )


def _following(
    library: model.Library, documents: Mapping[str, Document], lock: Lock, found: Iterable[Finding | Inference]
) -> frozenset[str]:
    """The ids of the findings that are gone once every moved passage has its new number."""
    moved = [each for each in relocations(library, documents, lock) if each.how == "moved"]
    if not moved:
        return frozenset()
    left = {
        (each.kind, each.where, each.expected)
        for each in _all_rules(Evidence(followed(library, moved), documents))
        if isinstance(each, Finding)
    }
    return frozenset(
        each.id for each in found if isinstance(each, Finding) and (each.kind, each.where, each.expected) not in left
    )


def _all_rules(evidence: Evidence) -> Iterator[Finding | Inference]:
    """All rules over all of the content."""
    library = evidence.library
    for source in library.sources.values():
        yield from rules.of_source(evidence, source)
        for claim in source.claims:
            yield from rules.of_claim(evidence, source, claim)
            yield from attribution.of_claim(evidence, source, claim)
    for figure in library.figures.values():
        yield from rules.of_figure(evidence, figure)
    for saying in sayings(library):
        yield from rules.of_saying(evidence, saying)
        yield from synthesis.of_saying(evidence, saying)
    for kind, record in records(library, SYNTHESIS):
        yield from attribution.of_record(evidence, f"{kind.name} {record.id}", record)
    for measure in library.measures.values():
        yield from standing.of_measure(evidence, measure)
    yield from rules.copied(evidence, texts_of(library))


def _of_texts(evidence: Evidence) -> Iterator[Finding]:
    """Every text against its figures, and every translation against its text: neither needs a document."""
    for record, text in texts_of(evidence.library):
        yield from printed_figures.of_text(evidence, record, text)
        yield from translated.of_text(evidence, record, text)


def coverage(library: model.Library, documents: Mapping[str, Document]) -> Coverage:
    """Which paragraphs no claim cites, and which claims no record cites; documents that neither the content nor the
    lock knows are counted where they are here.
    """
    used = {cite for kind, record in records(library) if kind.name != "source" for cite in cites(record)}
    uncited, unused = [], []
    paragraphs = 0
    for source in library.sources.values():
        number_of = source.paragraphs or (len(documents[source.id].paragraphs) if source.id in documents else 0)
        paragraphs += number_of
        drafts = {draft.paragraph for draft in library.drafts_of(source.id) if draft.paragraph}
        covered = {claim.paragraph for claim in source.claims} | set(source.silent_paragraphs) | drafts
        uncited += [
            (source.id, number, source.where.at("claims"))
            for number in range(1, number_of + 1)
            if number not in covered
        ]
        unused += [(str(source.cite(claim)), claim.where) for claim in source.claims if source.cite(claim) not in used]
    return Coverage(
        paragraphs, sum(len(source.claims) for source in library.sources.values()), tuple(uncited), tuple(unused)
    )


def texts_of(library: model.Library) -> Iterator[tuple[str, model.Text]]:
    """Every claim and every text of the synthesis, with the record that it is of."""
    for source in library.sources.values():
        for claim in source.claims:
            yield f"claim {source.cite(claim)}", claim.text
    for saying in sayings(library):
        if saying.text is not None:
            yield saying.record, saying.text


def _place(entry: Finding | Inference) -> tuple[str, int, int, str]:
    return entry.where.file, entry.where.line, entry.where.column, getattr(entry, "what", "")

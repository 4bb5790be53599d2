"""The source desk: the paragraphs of a document, beside each the claims that it carries, and what is left to do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefs.content import model
from briefs.content.documents import Document, read_documents
from briefs.content.kinds import KINDS
from briefs.edition.edition import EVERYBODY, context_at
from briefs.edition.prose import Context, set_prose
from briefs.errors import BriefsError, Problem, Where
from briefs.language import tables
from briefs.review.trace import Node, Place, TracedPart, Tracer, traced_parts
from briefs.review.verify import Evidence, Finding, Lock, Report, marks, shared_spans, verify

EditorAt = Callable[[Where], str]
"""The address that opens the editor at a place, or nothing."""

_SOURCES = next(f"content/{kind.place}/" for kind in KINDS if kind.name == "source")
_TOLD_APART = frozenset({"brief", "audience"})  # kinds that stand on a claim by printing it


@dataclass(frozen=True)
class DocumentsAtHand:
    """The documents that can be read, by source, and why others cannot."""

    found: Mapping[str, Document]
    problems: tuple[Problem, ...] = ()


def documents_at_hand(folder: Path | None, library: model.Library) -> DocumentsAtHand:
    """The documents of a folder, each by itself: one that cannot be read takes no other away."""
    found: dict[str, Document] = {}
    problems: list[Problem] = []
    for source in library.sources.values() if folder else ():
        try:
            found |= read_documents(folder or Path(), _only(library, source))
        except BriefsError as error:
            problems += error.problems
    return DocumentsAtHand(found, tuple(problems))


def _only(library: model.Library, source: model.Source) -> model.Library:
    return model.Library(project=library.project, sources={source.id: source})


def printed_parts_of(library: model.Library, root: Path) -> tuple[TracedPart, ...]:
    """What the briefs print, for traces; in another process, as `verified`."""
    tables.use(root / tables.OWN)
    return traced_parts(library)


def verified(library: model.Library, documents: Mapping[str, Document], lock: Lock | None, root: Path) -> Report:
    """What `verify` finds, in another process, which has loaded nothing."""
    tables.use(root / tables.OWN)
    return verify(library, documents or None, lock)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A project on the desk: its content, the documents at hand, the lock, and, once it is there, what was found."""

    library: model.Library
    documents: Mapping[str, Document]
    lock: Lock | None
    tracer: Tracer
    evidence: Evidence
    report: Report | None
    editor_at: EditorAt

    # what is worked out once

    @cached_property
    def context(self) -> Context:
        """How texts are set."""
        return context_at(self.library, self.library.project.languages[0], self.library.newest)

    @cached_property
    def marks(self) -> Mapping[str, Any]:
        """Each claim with what its mark is for, and the mark."""
        return marks(self.library, self.documents, self.lock)

    @cached_property
    def _unused(self) -> frozenset[str]:
        return frozenset(name for name in self.marks if not self.tracer.is_carrying(name))

    @cached_property
    def _findings(self) -> Mapping[str, list[Finding]]:
        """By claim (`ks-2017/3`) or source what was found about it."""
        found: dict[str, list[Finding]] = {}
        for finding in self.report.findings if self.report else ():
            for name in (*finding.record.split()[-1:], *finding.claims):
                found.setdefault(name, []).append(finding)
        return found

    # what is shown

    @cached_property
    def drafts(self) -> list[dict[str, str]]:
        """The documents that are drafts still, which no desk can show: what they lack stands in their files."""
        return [
            {"id": id, "file": draft.where.file, "editor": self.editor_at(draft.where)}
            for id, draft in self.library.drafts.items()
            if "/" not in id and draft.where.file.startswith(_SOURCES)
        ]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """All documents with their counts, in the order of the content."""
        return [
            {
                "id": id,
                "title": self._set(source.description),
                "date": source.date,
                "counts": self.counts(source),
                "at_hand": id in self.documents,
                "hashes": " ".join(f"{claim.key}:{self._hash(source, claim)[:12]}" for claim in source.claims),
            }
            for id, source in self.library.sources.items()
        ]

    def counts(self, source: model.Source) -> dict[str, Any]:
        """How much of each there is; findings are None until they are known."""
        names = [str(source.cite(claim)) for claim in source.claims]
        return {
            "claims": len(names),
            "uncited": len(self._uncited(source)),
            "findings": sum(name in self._findings for name in names) if self.report else None,
            "unused": sum(name in self._unused for name in names),
            "unread": sum(self.marks[name][1] is None for name in names),
            "read": sum(self.marks[name][1] is not None for name in names),
        }

    def source(self, id: str) -> dict[str, Any]:
        """One document with its paragraphs and claims; KeyError where there is none."""
        source = self.library.sources[id]
        document = self.documents.get(id)
        return {
            "id": id,
            "title": self._set(source.description),
            "name": source.title or "",
            "language": source.language,
            "date": source.date,
            "file": source.file,
            "at_hand": document is not None,
            "editor": self.editor_at(source.where),
            "counts": self.counts(source),
            "findings": self._told(self._findings.get(id, ())),
            "rows": list(self._rows(source, document)),
        }

    def printed(self, claim: str) -> dict[str, Any]:
        """What stands on a claim, and where it is printed, brief by brief; KeyError where there is no such claim."""
        found = self.tracer.trace(claim)
        nearest = tuple(node.id for node in found.carries if node.kind not in _TOLD_APART)
        return {
            "carries": [self._node(node) for node in found.carries],
            "briefs": self._briefs(claim, found.printed, nearest),
        }

    def _rows(self, source: model.Source, document: Document | None) -> Iterator[dict[str, Any]]:
        by_paragraph: dict[int, list[model.Claim]] = {}
        for claim in source.claims:
            by_paragraph.setdefault(claim.paragraph, []).append(claim)
        last = len(document.paragraphs) if document else 0
        numbers = sorted({*range(1, last + 1), *by_paragraph})
        uncited = self._uncited(source)
        for number in numbers:
            claims = by_paragraph.get(number, [])
            text = document.paragraph(number) if document else None
            yield {
                "number": number,
                "pieces": [] if text is None else self._pieces(source, claims, text),
                "is_missing": document is not None and text is None,
                "is_silent": number in source.silent_paragraphs,
                "is_uncited": number in uncited,
                "claims": [self._claim(source, claim) for claim in claims],
            }

    def _claim(self, source: model.Source, claim: model.Claim) -> dict[str, Any]:
        name = str(source.cite(claim))
        mark_for, mark = self.marks[name]
        speaker = self.context.short(claim.speaker)
        return {
            "id": name,
            "key": str(claim.key),
            "text": self._set(claim.text),
            "basis": self._set(claim.basis) if claim.basis else "",
            "kind": self.library.kind_of(claim),
            "speaker": set_prose(speaker) if speaker else claim.speaker,
            "can_be_read": source.id in self.documents and mark_for is not None,
            "hash": self._hash(source, claim),
            "read_by": mark.by if mark else "",
            "read_on": mark.on if mark else None,
            "is_unused": name in self._unused,
            "findings": self._told(self._findings.get(name, ())),
            "has_errors": any(finding.severity == "error" for finding in self._findings.get(name, ())),
            "editor": self.editor_at(claim.where),
        }

    def _hash(self, source: model.Source, claim: model.Claim) -> str:
        """What tells a changed claim: what its mark is for, or its words where its paragraph is not known."""
        words = f"{claim.text.words}\x1f{claim.paragraph}"
        found: str | None = self.marks[str(source.cite(claim))][0]
        return found or hashlib.sha256(words.encode()).hexdigest()

    def _pieces(self, source: model.Source, claims: Iterable[model.Claim], text: str) -> list[dict[str, str]]:
        """The paragraph in pieces, each with the keys of the claims that have it too."""
        spans = {str(claim.key): shared_spans(self.evidence, source, claim) for claim in claims}
        ends = {0, len(text), *(end for found in spans.values() for span in found for end in span)}
        cuts = sorted(ends)
        return [
            {
                "text": text[start:end],
                "claims": " ".join(
                    key for key, found in spans.items() if any(a <= start and end <= b for a, b in found)
                ),
            }
            for start, end in pairwise(cuts)
        ]

    def _uncited(self, source: model.Source) -> frozenset[int]:
        document = self.documents.get(source.id)
        last = len(document.paragraphs) if document else source.paragraphs or 0
        covered = {claim.paragraph for claim in source.claims} | set(source.silent_paragraphs)
        return frozenset(range(1, last + 1)) - covered

    def _told(self, findings: Iterable[Finding]) -> list[dict[str, str]]:
        return [{"what": finding.what, "hint": finding.hint, "severity": finding.severity} for finding in findings]

    def _node(self, node: Node) -> dict[str, Any]:
        return {
            "id": node.id,
            "kind": node.kind,
            "words": node.words,
            "next": [self._node(each) for each in node.next if each.kind not in _TOLD_APART],
        }

    def _briefs(self, claim: str, places: Iterable[Place], nearest: tuple[str, ...]) -> list[dict[str, Any]]:
        """The briefs that print it, with the places of each audience: the address leads to the statement that cites the
        claim, the record that stands on it, or else the section.
        """
        tag = self.library.project.languages[0]
        briefs: dict[str, dict[str, list[dict[str, str]]]] = {}
        for place in places:
            anchors = [f"{place.anchors[-1]}-{id}" for id in nearest] + list(place.anchors)
            audience = place.audience or EVERYBODY
            address = f"/{place.lang}/{place.brief}/{audience}?claim={claim}#{','.join(anchors)}"
            briefs.setdefault(place.brief, {}).setdefault(audience, []).append(
                {"section": place.section, "to": address}
            )
        return [
            {
                "label": self.library.briefs[brief].label.get(tag),
                "audiences": [
                    {"name": self.library.audiences[id].name.get(tag), "places": found}
                    for id, found in audiences.items()
                ],
            }
            for brief, audiences in briefs.items()
        ]

    def _set(self, text: model.Text) -> str:
        return set_prose(self.context.prose(text))

"""Passages that moved: where the very same text stands now, the sources' YAML with the new numbers, and the lock that
goes with them.

Only equal fingerprints count, never likeness: a passage that was edited is gone, one that stands twice is ambiguous,
and both are told and left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefs.content import model
from briefs.content.documents import Document, fingerprint
from briefs.content.lock import UNSEEN, Lock, LockedSource, Unplaced
from briefs.errors import BriefsError, Position, Problem, Where

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_NUMBER = re.compile(r"\+?[0-9]+")
_MOST_PARTS = 4  # a passage that was split into more is told as gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A number in a source's YAML that means a paragraph: a claim's own, or one of `silent_paragraphs`."""

    where: Where
    source: str
    claim: str | None
    number: int

    @property
    def label(self) -> str:
        """What it is called in messages."""
        return f"source {self.source}: silent paragraph" if self.claim is None else f"claim {self.source}/{self.claim}"

    def is_that(self, left: Unplaced) -> bool:
        """Whether the lock speaks of this number, and it still is what it was."""
        return (self.claim, self.number) == (left.claim, left.paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocation:
    """Where the passage that a number means is now; `places` are the paragraphs that have its text, whole or in
    part.
    """

    reference: Reference
    how: Literal["moved", "ambiguous", "split", "merged", "gone"]
    places: tuple[int, ...]
    sha256: str

    @property
    def problem(self) -> Problem:
        """What a person is told of it."""
        old, places = self.reference.number, ", ".join(map(str, self.places))
        what, hint = {
            "moved": (f"moved to paragraph {places}", ""),
            "ambiguous": (f"the same text stands in paragraphs {places}", "Say which is meant"),
            "split": (f"is now split over paragraphs {places}", "Say which the number is to mean"),
            "merged": (f"is now part of paragraph {places}", "Read it there, and give its number"),
            "gone": ("is gone, or was edited", "Read the document, and mend the content"),
        }[self.how]
        severity: Literal["error", "advice"] = "advice" if self.how == "moved" else "error"
        return Problem(self.reference.where, f"{self.reference.label}: paragraph {old} {what}", hint, severity)


def references(source: model.Source) -> Iterator[Reference]:
    """All numbers of a source's YAML that mean a paragraph."""
    for claim in source.claims:
        key = str(source.cite(claim).claim)
        yield Reference(where=claim.where.at("paragraph"), source=source.id, claim=key, number=claim.paragraph)
    for index, number in enumerate(source.silent_paragraphs):
        where = source.where.at("silent_paragraphs", index)
        yield Reference(where=where, source=source.id, claim=None, number=number)


def relocations(library: model.Library, documents: Mapping[str, Document], lock: Lock) -> tuple[Relocation, ...]:
    """What became of every passage that no longer stands where its number says."""
    return tuple(
        found
        for source in library.sources.values()
        if source.id in documents and source.id in lock.sources
        for found in _of_source(source, documents[source.id], lock.sources[source.id])
    )


def _of_source(source: model.Source, document: Document, locked: LockedSource) -> Iterator[Relocation]:
    now = document.fingerprints
    if now == locked.paragraphs and not locked.unplaced:
        return
    old = set(locked.paragraphs)
    fresh = [number for number, each in enumerate(now, start=1) if each not in old]
    for reference in references(source):
        meant = _meant(reference, locked)
        if meant is None or now[reference.number - 1 : reference.number] == (meant,):
            continue
        places = tuple(number for number, each in enumerate(now, start=1) if each == meant)
        if len(places) == 1:
            yield Relocation(reference=reference, how="moved", places=places, sha256=meant)
        elif places:
            yield Relocation(reference=reference, how="ambiguous", places=places, sha256=meant)
        elif parts := _split(meant, document, fresh):
            yield Relocation(reference=reference, how="split", places=parts, sha256=meant)
        elif whole := _merged(meant, document, fresh):
            yield Relocation(reference=reference, how="merged", places=(whole,), sha256=meant)
        else:
            yield Relocation(reference=reference, how="gone", places=(), sha256=meant)


def _meant(reference: Reference, locked: LockedSource) -> str | None:
    """The fingerprint of the passage that a number means; None where nobody accepted one under it."""
    if left := next((each for each in locked.unplaced if reference.is_that(each)), None):
        return left.sha256
    if not 1 <= reference.number <= len(locked.paragraphs):
        return None
    found = locked.paragraphs[reference.number - 1]
    return None if found == UNSEEN else found


def _split(meant: str, document: Document, fresh: Sequence[int]) -> tuple[int, ...]:
    """The paragraphs in a row that together have the text; none where there are no such."""
    for first in fresh:
        for last in range(first + 1, min(first + _MOST_PARTS, len(document.paragraphs) + 1)):
            numbers = tuple(range(first, last + 1))
            if fingerprint(" ".join(document.paragraphs[number - 1] for number in numbers)) == meant:
                return numbers
    return ()


def _merged(meant: str, document: Document, fresh: Sequence[int]) -> int | None:
    """The paragraph that begins or ends with the text; None where there is none."""
    for number in fresh:
        words = document.paragraphs[number - 1].split()
        ends = (part for cut in range(1, len(words)) for part in (words[:cut], words[cut:]))
        if any(fingerprint(" ".join(part)) == meant for part in ends):
            return number
    return None


def followed(library: model.Library, found: Iterable[Relocation]) -> model.Library:
    """The library as it will be once the numbers of moved passages are written."""
    new = {each.reference.where: each.places[0] for each in found if each.how == "moved"}

    def moved(source: model.Source) -> model.Source:
        claims = tuple(
            claim.model_copy(update={"paragraph": new.get(claim.where.at("paragraph"), claim.paragraph)})
            for claim in source.claims
        )
        copied = source.model_copy(update={"claims": claims})
        copied.__dict__.pop("_by_key", None)  # a cached look-up, which would give the claims as they were
        return copied

    return replace(library, sources={id: moved(source) for id, source in library.sources.items()})


# --- what is written --------------------------------------------------------------------------------------------------


def applied(
    library: model.Library,
    documents: Mapping[str, Document],
    lock: Lock,
    found: Iterable[Relocation],
    texts: Mapping[str, str],
) -> tuple[dict[str, str], Lock]:
    """The texts of the sources' YAML files (by path) with the numbers of moved passages, and the lock that goes with
    them; BriefsError where a number is not where it was read.

    A source none of whose passages moved is left alone. Of the others the lock takes over the new numbering: what could
    not follow keeps its number, and the lock remembers which passage it meant, until a person settles it.
    """
    by_source: dict[str, list[Relocation]] = {}
    for each in found:
        by_source.setdefault(each.reference.source, []).append(each)
    written: dict[str, str] = {}
    sources = dict(lock.sources)
    for id, of_source in by_source.items():
        if not any(each.how == "moved" for each in of_source):
            continue
        source, document = library.sources[id], documents[id]
        changes = {each.reference.where: each.places[0] for each in of_source if each.how == "moved"}
        expected = {each.reference.where: each.reference.number for each in of_source}
        if source.gives("paragraphs") and source.paragraphs is not None:
            changes[source.where.at("paragraphs")] = len(document.paragraphs)
            expected[source.where.at("paragraphs")] = source.paragraphs
        written[source.where.file] = _renumbered(texts[source.where.file], changes, expected)
        sources[id] = _followed(lock.sources[id], document, of_source)
    return written, lock.model_copy(update={"sources": sources})


def _followed(locked: LockedSource, document: Document, found: Iterable[Relocation]) -> LockedSource:
    """The lock of a document in its new numbering: only text that was accepted before counts as accepted."""
    before, now = Counter(locked.paragraphs), Counter(document.fingerprints)
    old = locked.paragraphs
    paragraphs = tuple(
        each if old[index : index + 1] == (each,) or now[each] <= before[each] else UNSEEN
        for index, each in enumerate(document.fingerprints)
    )
    left = tuple(
        Unplaced(claim=each.reference.claim, paragraph=each.reference.number, sha256=each.sha256)
        for each in found
        if each.how != "moved"
    )
    return locked.model_copy(update={"paragraphs": paragraphs, "unplaced": left})


def _renumbered(text: str, changes: Mapping[Where, int], expected: Mapping[Where, int]) -> str:
    """The text with other numbers at these places and nothing else changed."""
    lines = _LINE.findall(text)
    places: dict[Position, Where] = {(where.line, where.column): where for where in changes}
    for position in sorted(places, reverse=True):
        where = places[position]
        line, start = lines[where.line - 1], where.column - 1
        match = _NUMBER.match(line, start)
        if match is None or int(match[0]) != expected[where]:
            hint = "Write the number alone, and ask again; nothing was changed"
            raise BriefsError(Problem(where, f"paragraph number {expected[where]} is not to be found here", hint))
        lines[where.line - 1] = line[:start] + str(changes[where]) + line[match.end() :]
    return "".join(lines)

"""Which claims a person has held against their paragraph: a mark in the lock that a changed claim, a changed paragraph
or another paragraph number takes away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.content import model
from briefs.content.documents import Document
from briefs.content.lock import Lock, Reviewed, reviewed_hashes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaims:
    """How many of the claims are reviewed, by whom, and which are not."""

    claims: int
    readers: tuple[str, ...]
    unread: tuple[str, ...]


def reviewed(library: model.Library, documents: Mapping[str, Document] | None, lock: Lock | None) -> ReviewedClaims:
    """The claims whose mark still is for their words and their paragraph, and the others."""
    marks = lock.reviewed if lock else {}
    hashes = dict(_hashes(library, documents or {}, lock))
    valid = {name for name, found in hashes.items() if found and name in marks and marks[name].hash == found}
    return ReviewedClaims(
        claims=len(hashes),
        readers=tuple(sorted({marks[name].by for name in valid})),
        unread=tuple(name for name in hashes if name not in valid),
    )


def marked(
    library: model.Library,
    documents: Mapping[str, Document],
    lock: Lock | None,
    names: Sequence[str],
    *,
    by: str,
    on: date,
) -> Lock:
    """The lock with the mark of `by` on the claims that are named, one by one (`ks-2017/3`) or as a whole source.

    KeyError for the first name that is neither, or whose paragraph is not at hand; marks of claims that are no more go.
    """
    every = dict(_hashes(library, documents, None))
    hashes = {name: found for name, found in every.items() if found}
    marks = dict(lock.reviewed) if lock else {}
    for name in names:
        chosen = [claim for claim in hashes if name in (claim, claim.partition("/")[0])]
        if not chosen:
            raise KeyError(name)
        marks |= {claim: Reviewed(by=by, on=on, hash=hashes[claim]) for claim in chosen}
    ordered = {name: marks[name] for name in every if name in marks}
    return (lock or Lock()).model_copy(update={"reviewed": ordered})


def _hashes(
    library: model.Library, documents: Mapping[str, Document], lock: Lock | None
) -> Iterator[tuple[str, str | None]]:
    """Every claim with what its mark is for: by the documents that are here, else by the lock."""
    locked = {id: entry.paragraphs for id, entry in lock.sources.items()} if lock else {}
    here = {id: document.fingerprints for id, document in documents.items()}
    return reviewed_hashes(library, {**locked, **here})

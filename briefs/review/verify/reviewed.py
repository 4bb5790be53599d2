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
    found = marks(library, documents, lock)
    return ReviewedClaims(
        claims=len(found),
        readers=tuple(sorted({mark.by for _, mark in found.values() if mark})),
        unread=tuple(name for name, (_, mark) in found.items() if not mark),
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
    given = dict(lock.reviewed) if lock else {}
    for name in names:
        chosen = [claim for claim in hashes if name in (claim, claim.partition("/")[0])]
        if not chosen:
            raise KeyError(name)
        given |= {claim: Reviewed(by=by, on=on, hash=hashes[claim]) for claim in chosen}
    ordered = {name: given[name] for name in every if name in given}
    return (lock or Lock()).model_copy(update={"reviewed": ordered})


def unmarked(lock: Lock, name: str) -> Lock:
    """The lock without the mark of a claim; KeyError where it has none."""
    if name not in lock.reviewed:
        raise KeyError(name)
    return lock.model_copy(update={"reviewed": {id: mark for id, mark in lock.reviewed.items() if id != name}})


def marks(
    library: model.Library, documents: Mapping[str, Document] | None, lock: Lock | None
) -> dict[str, tuple[str | None, Reviewed | None]]:
    """Every claim with what its mark is for, None where its paragraph is not known, and the mark, if it still holds."""
    given = lock.reviewed if lock else {}
    return {
        name: (found, mark if found and (mark := given.get(name)) and mark.hash == found else None)
        for name, found in _hashes(library, documents or {}, lock)
    }


def _hashes(
    library: model.Library, documents: Mapping[str, Document], lock: Lock | None
) -> Iterator[tuple[str, str | None]]:
    """Every claim with what its mark is for: by the documents that are here, else by the lock."""
    locked = {id: entry.paragraphs for id, entry in lock.sources.items()} if lock else {}
    here = {id: document.fingerprints for id, document in documents.items()}
    return reviewed_hashes(library, {**locked, **here})

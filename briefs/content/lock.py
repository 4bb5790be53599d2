"""The lock `content/sources.lock.yaml` as content: what each document was when it was last accepted.

It gives a source the SHA-256 and the number of paragraphs that its YAML leaves out. Where the YAML gives them they are
held against it. `briefs verify --accept` writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefs.content import model
from briefs.errors import BriefsError, Problem, Where

LOCK = "content/sources.lock.yaml"
UNSEEN = "0" * 64  # stands for a paragraph of the document that nobody has accepted yet


class _LockEntry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Unplaced(_LockEntry):
    """A paragraph number of a source that still means the passage with this fingerprint, where the document no longer
    has it exactly once; without `claim` it is one of `silent_paragraphs`.
    """

    claim: str | None = None
    paragraph: int
    sha256: model.Sha256


class LockedSource(_LockEntry):
    """One document as it was when somebody last accepted it, with the SHA-256 of each paragraph's normalised text.

    After passages were followed to where they moved, the numbers are those of the new document: a paragraph that is
    new in it is `UNSEEN`, and `unplaced` are the numbers that could not follow.
    """

    file: model.TrimmedText
    sha256: model.Sha256
    paragraphs: tuple[model.Sha256, ...]
    unplaced: tuple[Unplaced, ...] = ()


class Waived(_LockEntry):
    """A finding that was looked at and let stand."""

    id: Annotated[str, Field(pattern=r"^f-[0-9a-f]{12}$")]
    what: model.TrimmedText


class Acceptance(_LockEntry):
    """Who accepted what, and when: documents whose fingerprints were taken, and findings that were let stand."""

    by: model.TrimmedText
    on: model.Day
    documents: tuple[model.Id, ...] = ()
    findings: tuple[Waived, ...] = ()


class Reviewed(_LockEntry):
    """Who held a claim against its paragraph, and when; `hash` is of the claim's words, number and paragraph then."""

    by: model.TrimmedText
    on: model.Day
    hash: model.Sha256


class Lock(_LockEntry):
    """The whole lock."""

    format: Literal[1] = 1
    sources: Mapping[str, LockedSource] = Field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()
    reviewed: Mapping[str, Reviewed] = Field(default_factory=dict)

    @property
    def waivers(self) -> frozenset[str]:
        """The ids of all findings that were let stand."""
        return frozenset(waived.id for acceptance in self.accepted for waived in acceptance.findings)


def lock_of(values: Any) -> Lock:
    """The lock from its plain values; BriefsError where they are none."""
    try:
        return Lock.model_validate(values)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, detail["loc"]))
        hint = "Take it from the version history, or delete it and accept anew"
        raise BriefsError(
            Problem(Where(LOCK), f"the lock is broken at {place or 'its top'}: {detail['msg']}", hint)
        ) from None


def completed(library: model.Library, lock: Lock | None) -> model.Library:
    """The library with what its sources leave out: from the lock what it says of the same file, the fingerprints of its
    paragraphs too, and from the project the language.
    """
    sources = {
        id: _completed(source, library.project.language, lock.sources.get(id) if lock else None)
        for id, source in library.sources.items()
    }
    locked = {
        id: entry.paragraphs
        for id, entry in (lock.sources if lock else {}).items()
        if id in sources and entry.file == sources[id].file
    }
    found = replace(library, sources=sources, fingerprints=locked)
    return replace(found, reviewed=reviewed_claims(found, lock, locked)) if lock else found


def reviewed_claims(library: model.Library, lock: Lock, fingerprints: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The claims whose mark in the lock is for their words, their number and the paragraph that they stand on."""
    hashes = dict(reviewed_hashes(library, fingerprints))
    return frozenset(name for name, mark in lock.reviewed.items() if mark.hash == hashes.get(name, UNSEEN))


def reviewed_hashes(
    library: model.Library, fingerprints: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str | None]]:
    """Every claim with what its mark is for; None where its paragraph is not known."""
    for source in library.sources.values():
        prints = fingerprints.get(source.id, ())
        for claim in source.claims:
            passage = prints[claim.paragraph - 1] if claim.paragraph <= len(prints) else UNSEEN
            parts = (claim.text.words, str(claim.paragraph), passage)
            found = None if passage == UNSEEN else hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
            yield str(source.cite(claim)), found


def _completed(source: model.Source, language: str, locked: LockedSource | None) -> model.Source:
    filled: dict[str, Any] = {} if source.gives("language") else {"language": language}
    if locked is not None and locked.file == source.file:
        filled |= {"sha256": locked.sha256} if source.sha256 is None else {}
        filled |= {"paragraphs": len(locked.paragraphs)} if source.paragraphs is None else {}
    return source.model_copy(update=filled) if filled else source


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What a source says of its document and the lock says otherwise."""

    where: Where
    what: str
    expected: str
    found: str
    hint: str = field(
        default="Mend it, or accept the document as it is: briefs verify --sources DIR --accept --by NAME", repr=False
    )


def disagreements(source: model.Source, locked: LockedSource) -> Iterator[Disagreement]:
    """Where a source and the lock do not say the same of its document: the first thing, for the others follow."""
    if source.sha256 is None and locked.file != source.file:
        what = f"{LOCK} records the document {locked.file!r}, not {source.file!r}"
        yield Disagreement(where=source.where.at("file"), what=what, expected=source.file, found=locked.file)
    elif source.sha256 not in (None, locked.sha256):
        what = f"the content was made from another document than {LOCK} records: SHA-256 {locked.sha256}"
        where = source.where.at("sha256")
        yield Disagreement(where=where, what=what, expected=str(source.sha256), found=locked.sha256)
    elif source.paragraphs not in (None, number := len(locked.paragraphs)):
        what = f"{LOCK} records {number} paragraphs"
        where = source.where.at("paragraphs")
        yield Disagreement(where=where, what=what, expected=str(source.paragraphs), found=str(number))


def held_against(library: model.Library, lock: Lock) -> Iterator[Problem]:
    """Everything that the sources say otherwise than the lock."""
    for source in library.sources.values():
        if (locked := lock.sources.get(source.id)) is not None:
            for found in disagreements(source, locked):
                yield Problem(found.where, found.what, found.hint)

"""A brief that somebody was sent, held against the receipt that it carries and, where they are at hand, against the
project that it was made from and the documents.

Four kinds of findings, kept apart: the file was **edited**, a **source** (a claim, a paragraph, a document) is no
longer what it was, **counts** are others now, and the file is **older** than what the project knows. The last is a
warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from briefs import limits
from briefs.content import model
from briefs.content.documents import Document
from briefs.edition.receipt import (
    Origin,
    PrintedPassage,
    Receipt,
    claim_hash,
    counts_now,
    hash_of_passage,
    read_receipt,
)
from briefs.edition.receipt import short_hash as _short_hash
from briefs.errors import BriefsError, Problem, Where
from briefs.html import receipt as page

Departure = Literal["edited", "source", "counts", "older"]
_NO_RECEIPT = "it carries no receipt of what was made"
_NO_RECEIPT_HINT = (
    "Another program made it, or an earlier version of this one: ask whoever sent it for a new edition. "
    "Papers with attachments carry none; those without them do"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceivedFinding:
    """What is not, or no longer, what it was when the file was made."""

    kind: Departure
    problem: Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A finished file as it came: its name, the receipt in it, and the passages that it has now."""

    name: str
    receipt: Receipt
    passages: tuple[PrintedPassage, ...]

    @property
    def where(self) -> Where:
        """The file as the place of a problem."""
        return Where(self.name)


def read_received(content: bytes, name: str) -> Received:
    """A file with its receipt; BriefsError where it is neither page nor PDF, or carries none that can be read."""
    try:
        with limits.limited(limits.DOCUMENT, name):
            text, passages = _receipt_and_passages(content)
        if text is None:
            raise BriefsError(Problem(Where(name), _NO_RECEIPT, _NO_RECEIPT_HINT))
        return Received(name=name, receipt=read_receipt(text), passages=passages)
    except limits.LimitReached as error:
        raise BriefsError(Problem(Where(name), str(error))) from None
    except ValueError as error:
        raise BriefsError(Problem(Where(name), f"this file cannot be read as what was made: {error}")) from None


def _receipt_and_passages(content: bytes) -> tuple[str | None, tuple[PrintedPassage, ...]]:
    if b"%PDF-" in content[:1024]:
        from briefs.pdf.finish import receipt_and_passages  # here, because a page does without pikepdf

        return receipt_and_passages(content)
    if b"<" not in content[:1024]:
        raise ValueError("it is neither a page nor a PDF")
    return page.receipt_and_passages(content.decode("utf-8-sig"))


# --- edited -----------------------------------------------------------------------------------------------------------


def edited(received: Received) -> tuple[ReceivedFinding, ...]:
    """Which passages are not those that were made, each with its place; nothing where the file is what was made."""
    if received.receipt.is_of(received.passages):
        return ()
    found = list(dict.fromkeys(_differing(received)))
    worded = [what for what, has_words in found if has_words]  # what a page paints differs with its words
    told = worded or [what for what, _ in found] or ["the receipt itself is not the one that was written"]
    return tuple(ReceivedFinding(kind="edited", problem=Problem(received.where, what)) for what in told)


def _differing(received: Received) -> Iterator[tuple[str, bool]]:
    """What differs, and whether it has words."""
    now = [hash_of_passage(each) for each in received.passages]
    matcher = SequenceMatcher(None, received.receipt.passages, now, autojunk=False)
    for how, old_first, old_end, first, end in matcher.get_opcodes():
        if how == "equal":
            continue
        here = received.passages[first:end]
        same_number = how == "replace" and old_end - old_first == end - first
        if how == "delete" or (how == "replace" and end - first < old_end - old_first):
            before = next((each for each in reversed(received.passages[:first]) if each.words), None)
            after = f"behind {before.place}" if before else "at the beginning"
            yield f"something that was made is missing {after}", True
        for each in here:
            if each.words:
                yield f"{each.place} {'is not what was made' if same_number else 'was not made so'}", True
            else:
                yield f"{each.under} is not what was made", False


# --- what has changed since -------------------------------------------------------------------------------------------


def changed_since(
    received: Received, library: model.Library, documents: Mapping[str, Document] | None = None
) -> tuple[ReceivedFinding, ...]:
    """What the project, or the documents where they are given, no longer say as they did when the file was made."""
    origin = received.receipt.origin
    if not _is_of(library, origin):
        hint = "Name the project that it was made from with --project"
        wanted = f"meeting {origin.meeting!r}" if origin.meeting else f"brief {origin.brief!r} for {origin.audience!r}"
        raise BriefsError(Problem(received.where, f"this project has no {wanted}", hint))
    findings = [*_sources(received, library, documents), *_counts(received, library), *_older(received, library)]
    return tuple(findings)


def _is_of(library: model.Library, origin: Origin) -> bool:
    """Whether the project has the brief and the audience, or the meeting, that a file is of."""
    if origin.meeting:
        return origin.meeting in library.meetings
    return origin.brief in library.briefs and origin.audience in library.audiences


def _sources(
    received: Received, library: model.Library, documents: Mapping[str, Document] | None
) -> Iterator[ReceivedFinding]:
    origin = received.receipt.origin
    given = {id: document.fingerprints for id, document in (documents or {}).items()}
    fingerprints = {**library.fingerprints, **given}
    for id in origin.sources:
        if id not in library.sources:
            yield _source_finding(received, f"the project no longer has the source {id}")
        elif documents is not None and id not in documents:
            yield _source_finding(received, f"the document of the source {id} is not at hand")
    for name in origin.claims:
        if model.citation(name).source in library.sources:
            for what in _since(origin, name, library, fingerprints):
                yield _source_finding(received, f"{what}{_carried(received, name)}")


def _since(
    origin: Origin, name: str, library: model.Library, fingerprints: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """What is no longer so of a claim."""
    was, cite = origin.claims[name], model.citation(name)
    now = claim_hash(library, cite, fingerprints)
    if now is None:
        yield f"the project no longer has the claim {name}"
        return
    if now.words != was.words:
        yield f"the words of claim {name} have changed since"
    if not was.passage or not fingerprints.get(cite.source):
        return
    prints = [_short_hash(each) for each in fingerprints[cite.source]]
    if prints[was.paragraph - 1 : was.paragraph] == [was.passage]:
        if now.paragraph != was.paragraph:
            yield f"claim {name} stands on paragraph {now.paragraph} of {cite.source} now, not {was.paragraph}"
    elif prints.count(was.passage) == 1:
        moved = prints.index(was.passage) + 1
        yield f"paragraph {was.paragraph} of {cite.source} is now paragraph {moved}; claim {name} stands on it"
    else:
        yield f"paragraph {was.paragraph} of {cite.source} has changed since; claim {name} stands on it"


def _carried(received: Received, claim: str) -> str:
    """Where the file prints what stands on a claim, as far as it says."""
    printed = [each for each in received.passages if claim in each.cites]
    if not printed:
        return ""
    more = f" and {len(printed) - 1} more" if len(printed) > 1 else ""
    return f". It carries {printed[0].place}{more}"


def _source_finding(received: Received, what: str) -> ReceivedFinding:
    return ReceivedFinding(kind="source", problem=Problem(received.where, what))


def _counts(received: Received, library: model.Library) -> Iterator[ReceivedFinding]:
    origin = received.receipt.origin
    now = counts_now(library, origin)
    for name, number in origin.counts.items():
        if name in now and now[name] != number:
            what = f"{name} was {number} when the file was made, and is {now[name]} as of the same day now"
            yield ReceivedFinding(kind="counts", problem=Problem(received.where, what))


def _older(received: Received, library: model.Library) -> Iterator[ReceivedFinding]:
    day = received.receipt.origin.as_of
    if newer := [source.id for source in library.sources.values() if source.known > day]:
        what = f"the file is as of {day}, and the project knows more since: {', '.join(newer)}"
        yield ReceivedFinding(kind="older", problem=Problem(received.where, what, severity="warning"))

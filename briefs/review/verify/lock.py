"""The lock, read and written: fingerprints by which drift is found without the text, and what was accepted after
review.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from briefs.content import model
from briefs.content.documents import Document
from briefs.content.load import read_values, write_values
from briefs.content.lock import LOCK, UNSEEN, Acceptance, Lock, LockedSource, Waived, disagreements, lock_of
from briefs.review.trace import printed_by_brief
from briefs.review.verify.impact import Impact, impact_of
from briefs.review.verify.moved import references
from briefs.review.verify.report import NEVER_WAIVED, Finding, Report

_BEGINNER = "briefs add"
_HEADING = """\
Fingerprints of the documents, and what was accepted after review. Written by `briefs verify --accept`; do not edit.
Each paragraph's fingerprint is the SHA-256 of its normalised text, so that drift is found without keeping the text."""


def read_lock(root: Path) -> Lock | None:
    """The lock of a project, or None where it has none; BriefsError where it is broken."""
    path = root / LOCK
    if not os.path.lexists(path):
        return None
    return lock_of(read_values(path, LOCK))


def accepted(
    library: model.Library, documents: Mapping[str, Document], lock: Lock | None, report: Report, *, by: str, on: date
) -> str:
    """The lock's new text: fingerprints of the documents that are here, and the report's findings waived by `by` on the
    day `on`; `chosen` gives a report with those alone that are to stand.

    Findings that only the content can mend (a wrong SHA-256, a paragraph that does not exist) are never waived; advice
    fails nothing, and needs no waiver.
    """
    old = lock or Lock()
    sources = {
        id: LockedSource(file=documents[id].file, sha256=documents[id].sha256, paragraphs=documents[id].fingerprints)
        if id in documents
        else old.sources[id]
        for id in (*library.sources, *library.drafts)
        if id in documents or id in old.sources
    }
    waived = tuple(
        Waived(id=finding.id, what=finding.what) for finding in report.errors if finding.kind not in NEVER_WAIVED
    )
    fresh = tuple(id for id in sources if sources[id] != old.sources.get(id))
    entries = (
        old.accepted
        if not (waived or fresh)
        else (*old.accepted, Acceptance(by=by, on=on, documents=fresh, findings=waived))
    )
    return lock_text(Lock(sources=sources, accepted=entries, reviewed=old.reviewed))


def begun(lock: Lock | None, documents: Mapping[str, Document], *, on: date) -> str:
    """The lock's new text, with documents whose sources have been begun on the day `on`: nobody has read them yet."""
    old = lock or Lock()
    new = {
        id: LockedSource(file=found.file, sha256=found.sha256, paragraphs=found.fingerprints)
        for id, found in documents.items()
    }
    entry = Acceptance(by=_BEGINNER, on=on, documents=tuple(new), findings=())
    sources, entries = {**old.sources, **new}, (*old.accepted, entry)
    return lock_text(Lock(sources=sources, accepted=entries, reviewed=old.reviewed))


def lock_text(lock: Lock) -> str:
    """The lock as its file holds it; what most locks have none of is left out."""
    values = lock.model_dump(mode="json", exclude_none=True)
    for source in values["sources"].values():
        if not source["unplaced"]:
            del source["unplaced"]
    if not values["reviewed"]:
        del values["reviewed"]
    return write_values(values, _HEADING)


def chosen(report: Report, names: Sequence[str]) -> Report:
    """The report with only the findings that are named, by id, by the beginning of it that the report shows, or by
    record (`ks-2017/3`); KeyError for the first name that none has.
    """
    short = report.short_ids

    def has(finding: Finding, name: str) -> bool:
        is_id = name.startswith(short[finding.id]) and finding.id.startswith(name)
        return is_id or name in finding.record.split()

    if lacking := next((name for name in names if not any(has(each, name) for each in report.errors)), None):
        raise KeyError(lacking)
    wanted = tuple(each for each in report.errors if any(has(each, name) for name in names))
    return replace(report, findings=wanted)


# --- drift ------------------------------------------------------------------------------------------------------------


def drift(library: model.Library, documents: Mapping[str, Document], lock: Lock | None) -> Iterator[Finding]:
    """How the documents, or without them the content, differ from what was accepted; nothing where there is no lock."""
    if lock is None:
        return
    printed = cache(lambda: printed_by_brief(library))  # costs a second, and most often nothing has changed
    for source in library.sources.values():
        locked = lock.sources.get(source.id)
        record = f"source {source.id}"
        if locked is None:
            yield Finding(
                "lock",
                source.where,
                record,
                f"{record} is not in {LOCK}",
                hint="Accept it: briefs verify --sources DIR --accept --by NAME",
            )
        elif source.id in documents:
            yield from _changes(library, source, documents[source.id], locked, printed)
            yield from _unplaced(source, locked)
        else:
            for found in disagreements(source, locked):
                what = f"{record}: {found.what}"
                yield Finding("lock", found.where, record, what, found.expected, found.found, source.file)


def _changes(
    library: model.Library,
    source: model.Source,
    document: Document,
    locked: LockedSource,
    printed: Callable[[], Mapping[str, Collection[str]]],
) -> Iterator[Finding]:
    if document.fingerprints == locked.paragraphs:
        return
    matcher = SequenceMatcher(None, locked.paragraphs, document.fingerprints, autojunk=False)
    for how, old_first, old_end, new_first, new_end in matcher.get_opcodes():
        old, new = range(old_first + 1, old_end + 1), range(new_first + 1, new_end + 1)
        if how == "equal" and old_first == new_first:
            continue
        unseen = bool(old) and all(locked.paragraphs[number - 1] == UNSEEN for number in old)
        what = f"source {source.id}: {_change(how, old, new, unseen)} in {source.file}"
        claims = {source.cite(claim) for claim in source.claims if claim.paragraph in old}
        impact = impact_of(library, claims, printed())
        where = source.where.at("sha256" if source.gives("sha256") else "file")
        yield Finding(
            "drift",
            where,
            f"source {source.id}",
            what + _says(impact),
            _span(old),
            _span(new),
            source.file,
            tuple(new),
            hint=_to_follow(len(claims)) if how == "equal" else "",
            claims=impact.claims,
        )


def _to_follow(claims: int) -> str:
    if not claims:
        return ""
    follow = "1 claim follows" if claims == 1 else f"{claims} claims follow"
    return f"{follow} from this: briefs verify --sources DIR --relocate"


def _unplaced(source: model.Source, locked: LockedSource) -> Iterator[Finding]:
    """The numbers that could not follow their passage, as long as they are what they were."""
    for reference in references(source):
        if left := next((each for each in locked.unplaced if reference.is_that(each)), None):
            what = f"{reference.label}: the passage that was paragraph {left.paragraph} is not there exactly once"
            hint = "Give the number of the paragraph that it means now, or accept the document as it is"
            yield Finding("drift", reference.where, reference.label, what, str(left.paragraph), hint=hint)


def _change(how: str, old: range, new: range, unseen: bool) -> str:
    if how == "insert" or unseen:
        return f"paragraph {_span(new)} is new"
    if how == "delete":
        return f"paragraph {_span(old)} is gone"
    return (
        f"paragraph {_span(old)} is now paragraph {_span(new)}" if how == "equal" else f"paragraph {_span(old)} changed"
    )


def _span(numbers: range) -> str:
    if not numbers:
        return "none"
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _says(impact: Impact) -> str:
    parts = [
        f"{what}: {', '.join(found)}"
        for what, found in (("claims", impact.claims), ("records", impact.records), ("briefs", impact.briefs))
        if found
    ]
    return f". On it stand {'; '.join(parts)}" if parts else ". Nothing stands on it"

"""What became known when, one change at a time: from what the content itself tells of its days, and from what an
edition knew that was published earlier.

Only what everybody may see is told. Each item has a name that stays the same in later editions, and a day of the
content: no clock is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefs.content import model
from briefs.content.internal import internal_ids, without_internal
from briefs.edition.changes import ChangeKind, RecordChange, changes
from briefs.edition.edition import context_at
from briefs.edition.prose import Context
from briefs.edition.snapshot import Snapshot, snapshot
from briefs.language.tables import Language

_DATED: frozenset[ChangeKind] = frozenset({"deadline-new", "deadline-moved", "deadline-passed", "deadline-met"})
_WORDED: frozenset[ChangeKind] = frozenset({"figure", "renamed", "reworded"})
_STATED: frozenset[ChangeKind] = frozenset({"status", "answer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One change and the day from which it was known; `demands` are those that it has to do with.

    `key` is one change's alone, and the same whenever that change is told.
    """

    key: str
    day: date
    change: RecordChange
    demands: tuple[str, ...]
    sources: tuple[str, ...]


def news_of(
    library: model.Library, language: Language, until: date, *, since: Snapshot | None = None, most: int
) -> tuple[NewsItem, ...]:
    """The newest changes up to a day, the newest day first: all that the content knows of, or those since an edition.

    What was edited since that edition, and was no news of a later day, is of the day `until`.
    """
    public, hidden = without_internal(library), internal_ids(library)
    items = (item for item in _news(public, language, until, since) if item.change.id not in hidden)
    unique: dict[str, NewsItem] = {}
    for item in items:
        unique.setdefault(item.key, item)
        if len(unique) == most:
            break
    return tuple(sorted(unique.values(), key=lambda item: item.day, reverse=True))


def change_days(library: model.Library, until: date) -> tuple[date, ...]:
    """The days up to `until` on which what is known, or how it stands, can have become another."""
    days = {source.known for source in library.sources.values()}
    first = min(days, default=until)
    days |= {entry.corrected for entry in library.corrections.values()}
    days |= {step.date.first for measure in library.measures.values() for step in measure.log}
    days |= {_next(deadline.date.last) for deadline in _deadlines(library)}
    days |= {_next(event.date.last) for event in library.events.values() if event.planned}
    return tuple(sorted(day for day in days if first <= day <= until))


def _news(library: model.Library, language: Language, until: date, since: Snapshot | None) -> Iterator[NewsItem]:
    """The newest first, and no earlier day is looked at before it is asked for."""

    def known(day: date) -> Snapshot:
        return snapshot(context_at(library, language, day))

    days = change_days(library, until)
    start = since.as_of if since else None
    later = [day for day in days if start is None or day > start]
    if since:
        yield from _items(since, known(since.as_of), context_at(library, language, since.as_of), until, until)
    for index in range(len(later) - 1, -1, -1):
        before = later[index - 1] if index else start
        earlier = known(before) if before else _nothing(later[0] - timedelta(days=1), language)
        day = later[index]
        yield from _items(earlier, known(day), context_at(library, language, day), day, until)


def _items(before: Snapshot, after: Snapshot, context: Context, day: date, until: date) -> Iterator[NewsItem]:
    for change in changes(before, after, context).all:
        corrected = context.library.corrections[change.id].corrected if change.kind == "correction" else day
        yield NewsItem(
            key=_key(change),
            day=min(corrected, until),
            change=_without_codes(change),
            demands=tuple(_demands(change, context.library)),
            sources=tuple(mark.source for mark in change.marks),
        )


def _without_codes(change: RecordChange) -> RecordChange:
    """The change without the codes of measures: they are an edition's own, and on another day T1 is another measure."""
    by = tuple(replace(each, code="") for each in change.by)
    return replace(change, label="" if change.of == "measure" else change.label, by=by)


def _key(change: RecordChange) -> str:
    parts = [change.id, change.kind]
    if change.kind in _STATED:
        parts.append(change.after)
    elif change.kind == "more-answers":
        parts.extend(each.id for each in change.by)
    elif change.kind in _DATED and change.date:
        parts.append(change.date.text.replace("/", "-"))
    elif change.kind in _WORDED:
        parts.append(hashlib.sha256(change.after.encode()).hexdigest()[:8])
    return "/".join(parts)


def _demands(change: RecordChange, library: model.Library) -> Iterator[str]:
    """The demands that a change has to do with: its own, those that its measure answers, and those that a correction or
    a tension is about.
    """
    about: Iterable[str] = (change.id,)
    if change.kind == "correction":
        about = (library.corrections[change.id].record,)
    elif tension := library.tensions.get(change.id):
        about = tension.about
    for id in about:
        if id in library.demands or (change.kind == "withdrawn" and change.before == "demand"):
            yield id
        elif measure := library.measures.get(id):
            yield from (answer.demand for answer in measure.answers)


def _deadlines(library: model.Library) -> Iterator[model.Deadline]:
    own = [demand.deadline for demand in library.demands.values()]
    own += [measure.deadline for measure in library.measures.values()]
    for deadline in own:
        while deadline is not None:
            yield deadline
            deadline = deadline.moved_from


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _nothing(day: date, language: Language) -> Snapshot:
    return Snapshot(
        as_of=day,
        language=language,
        sources={},
        events={},
        demands={},
        measures={},
        figures={},
        tensions={},
        corrections={},
    )

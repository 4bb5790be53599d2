"""What changed between two snapshots of what is known: from a day to a later one, or from an edition that was given out
to now.

Pure: two snapshots come in, changes come out, grouped and in the order of their weight, each with the marks of what it
stands on. Templates put them into words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal, Protocol, TypeVar

from briefs.content import model
from briefs.content.model import citation
from briefs.dates import Edtf, parse
from briefs.edition.prose import Context, Mark
from briefs.edition.renames import in_ids_of
from briefs.edition.snapshot import KnownDeadline, KnownDemand, KnownEvent, KnownMeasure, KnownStatement, Snapshot

ChangeKind = Literal[
    "status",
    "answer",
    "more-answers",
    "deadline-passed",
    "deadline-met",
    "deadline-moved",
    "deadline-new",
    "deadline-dropped",
    "figure",
    "correction",
    "renamed",
    "reworded",
    "event-dated",
    "status-dated",
    "measure",
    "demand",
    "event",
    "event-happened",
    "event-passed",
    "tension",
    "tension-settled",
    "source",
    "withdrawn",
]
GroupName = Literal[
    "status", "answers", "deadlines", "corrected", "measures", "demands", "events", "tensions", "sources", "withdrawn"
]

_GROUP_OF: Mapping[ChangeKind, GroupName] = {
    "status": "status",
    "answer": "answers",
    "more-answers": "answers",
    "deadline-passed": "deadlines",
    "deadline-met": "deadlines",
    "deadline-moved": "deadlines",
    "deadline-new": "deadlines",
    "deadline-dropped": "deadlines",
    "figure": "corrected",
    "correction": "corrected",
    "renamed": "corrected",
    "reworded": "corrected",
    "event-dated": "corrected",
    "status-dated": "corrected",
    "measure": "measures",
    "demand": "demands",
    "event": "events",
    "event-happened": "events",
    "event-passed": "events",
    "tension": "tensions",
    "tension-settled": "tensions",
    "source": "sources",
    "withdrawn": "withdrawn",
}
GROUPS: tuple[GroupName, ...] = tuple(dict.fromkeys(_GROUP_OF.values()))
_MOST_LINES = 6
_LED_FROM = 3  # so many changes that went the same way stand under one lead
_MERGED_FROM = 2  # so many changes of one sort stand in one line of the summary


@dataclass(frozen=True, slots=True)
class Answering:
    """A measure that answers a demand."""

    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One thing that changed.

    `of` says what sort of record has changed, `label` is a demand's number or a measure's code. `before` and `after`
    are keys of the content (statuses, states), or what was printed and is now (figures, titles, texts); `was` and
    `date` the dates that go with them. `note` is what else the words need: what a deadline is for, whose demand it is,
    what is right. `by` are the measures that answer a demand.
    """

    kind: ChangeKind
    id: str
    title: str
    of: Literal["demand", "measure", ""] = ""
    marks: tuple[Mark, ...] = ()
    label: str = ""
    before: str = ""
    after: str = ""
    was: Edtf | None = None
    date: Edtf | None = None
    note: str = ""
    by: tuple[Answering, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Changes in a row; where many went the same way, the words that they share are printed once above them (`led`)."""

    changes: tuple[RecordChange, ...]
    led: bool


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes of one sort."""

    name: GroupName
    stretches: tuple[Stretch, ...]

    @property
    def changes(self) -> tuple[RecordChange, ...]:
        """All of them in their order."""
        return tuple(change for stretch in self.stretches for change in stretch.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One line of a short account: a change, or several of the same sort in one sentence, with the sources behind them.

    `counts` says how many ended where, the farthest first.
    """

    kind: ChangeKind
    before: str
    changes: tuple[RecordChange, ...]
    counts: tuple[tuple[str, int], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed from one day to another, or since an edition that was given out (`from_edition`); `summary` has
    the weightiest in few lines, `untold` counts the rest.
    """

    since: date
    until: date
    groups: tuple[ChangeGroup, ...]
    summary: tuple[SummaryLine, ...]
    untold: int
    from_edition: bool = False

    @property
    def all(self) -> tuple[RecordChange, ...]:
        """Every change, in the order of the groups."""
        return tuple(change for group in self.groups for change in group.changes)

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the sources that the changes stand on."""
        return tuple(sorted({mark.number for change in self.all for mark in change.marks}))


def changes(before: Snapshot, after: Snapshot, context: Context, *, from_edition: bool = False) -> Changes:
    """What changed from `before` to `after`; `context` is that of `after` and gives the source marks and the measures'
    codes. A record that only has another id is the same.
    """
    before = in_ids_of(after, before)
    found = [*_of_measures(before, after, context), *_of_demands(before, after, context), *_of_events(before, after)]
    found += [*_of_figures(before, after), *_of_corrections(before, after), *_of_tensions(before, after)]
    found += [*_of_sources(before, after), *_withdrawn(before, after)]
    marked = [_marked(change, context) for change in found]
    groups = tuple(
        ChangeGroup(name, tuple(_stretches(sorted(own, key=_weight))))
        for name in GROUPS
        if (own := [change for change in marked if _GROUP_OF[change.kind] == name])
    )
    lines = tuple(_summary(groups))
    shown = sum(len(line.changes) for line in lines[:_MOST_LINES])
    return Changes(
        since=before.as_of,
        until=after.as_of,
        groups=groups,
        summary=lines[:_MOST_LINES],
        untold=len(marked) - shown,
        from_edition=from_edition,
    )


# --- one kind of record each ------------------------------------------------------------------------------------------


def _of_measures(before: Snapshot, after: Snapshot, context: Context) -> Iterator[RecordChange]:
    code = context.codes
    for id, now in after.measures.items():
        then = before.measures.get(id)
        since = parse(now.since)
        if then is None:
            yield RecordChange(
                "measure",
                id,
                now.title,
                "measure",
                label=code[id],
                after=now.status,
                date=since,
                cites=now.status_cites,
            )
        elif then.status != now.status:
            change = RecordChange(
                "status", id, now.title, "measure", label=code[id], before=then.status, after=now.status
            )
            yield replace(change, date=since, cites=now.status_cites)
        elif then.since != now.since and not _is_news(now.status_cites, before):
            change = RecordChange("status-dated", id, now.title, "measure", label=code[id], after=now.status)
            yield replace(change, was=parse(then.since), date=since, cites=now.status_cites)
        own = RecordChange("deadline-new", id, now.title, "measure", label=code[id])
        yield from _of_deadline(then, now, own)
        yield from _of_words(then, now, own)


def _of_demands(before: Snapshot, after: Snapshot, context: Context) -> Iterator[RecordChange]:
    code = context.codes

    def named(measures: Iterable[str]) -> tuple[Answering, ...]:
        return tuple(Answering(id, code[id], after.measures[id].title) for id in measures)

    for id, now in after.demands.items():
        then = before.demands.get(id)
        change = RecordChange("demand", id, now.title, "demand", label=now.label, after=now.state)
        if then is None:
            yield replace(change, note=now.by, cites=now.cites)
        elif then.state != now.state:
            yield replace(
                change, kind="answer", before=then.state, by=named(now.answered_by), cites=now.answer_cites or now.cites
            )
        elif added := [measure for measure in now.answered_by if measure not in then.answered_by]:
            new = tuple(cite for cite in now.answer_cites if cite not in then.answer_cites) or now.answer_cites
            yield replace(change, kind="more-answers", by=named(added), cites=new)
        own = RecordChange("deadline-new", id, now.title, "demand", label=now.label)
        yield from _of_deadline(then, now, own)
        yield from _of_words(then, now, own)


def _of_deadline(
    then: KnownMeasure | KnownDemand | None, now: KnownMeasure | KnownDemand, change: RecordChange
) -> Iterator[RecordChange]:
    """What happened to a record's deadline, as `change` with what it lacks."""
    old, new = then.deadline if then else None, now.deadline
    was = parse(old.date) if old else None
    if new is None:
        if old is not None:
            yield replace(change, kind="deadline-dropped", was=was, note=old.what, cites=now.cites)
        return
    if kind := _deadline_change(old, new):
        yield replace(change, kind=kind, after=new.state, was=was, date=parse(new.date), note=new.what, cites=new.cites)


def _deadline_change(old: KnownDeadline | None, new: KnownDeadline) -> ChangeKind | None:
    if old is None:
        return "deadline-new"
    if old.date != new.date:
        return "deadline-moved"
    if old.state != new.state and new.state != "coming":
        return "deadline-met" if new.state == "met" else "deadline-passed"
    return None


def _of_events(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for id, now in after.events.items():
        then = before.events.get(id)
        day = parse(now.date)
        if then is None:
            state = "passed" if now.passed else "planned" if now.planned else ""
            yield RecordChange("event", id, now.title, after=state, date=day, cites=now.cites)
        elif then.planned and not now.planned:
            yield RecordChange("event-happened", id, now.title, was=parse(then.date), date=day, cites=now.cites)
        elif then.date != now.date:
            yield RecordChange("event-dated", id, now.title, was=parse(then.date), date=day, cites=now.cites)
        elif now.passed and not then.passed:
            yield RecordChange("event-passed", id, now.title, date=day, cites=now.cites)
        yield from _of_words(then, now, RecordChange("event", id, now.title))


def _is_news(cites: Iterable[str], before: Snapshot) -> bool:
    """Whether claims stand in a source that was not known before."""
    return any(citation(cite).source not in before.sources for cite in cites)


def _of_words(
    then: KnownMeasure | KnownDemand | KnownEvent | None,
    now: KnownMeasure | KnownDemand | KnownEvent,
    change: RecordChange,
) -> Iterator[RecordChange]:
    """A record's title that was changed, and each statement that stands on the same claims and is written otherwise; of
    one whose claims were changed too, where it is the only one.
    """
    if then is None:
        return
    if then.title != now.title:
        yield replace(change, kind="renamed", before=then.title, after=now.title, cites=now.cites)
    for old, new in _reworded(then.statements or (), now.statements or ()):
        if old.words == new.words:  # a figure in it has another id
            continue
        yield replace(change, kind="reworded", before=old.words, after=new.words, cites=new.cites or now.cites)


def _reworded(
    then: tuple[KnownStatement, ...], now: tuple[KnownStatement, ...]
) -> Iterator[tuple[KnownStatement, KnownStatement]]:
    kept = {each.written for each in then} & {each.written for each in now}
    old, new = ([each for each in own if each.written not in kept] for own in (then, now))
    if len(old) == 1 and len(new) == 1 and len(then) == len(now):
        yield old[0], new[0]
        return
    for each in new:
        same = [other for other in old if other.cites == each.cites]
        if len(same) == 1:
            yield same[0], each


def _of_figures(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    """Figures that say something else than they did; one that is merely new stands in the records that print it."""
    for id, now in after.figures.items():
        then = before.figures.get(id)
        if then is None:
            continue
        same_value = Decimal(then.value) == Decimal(now.value) and (then.to is None) == (now.to is None)
        same_value = same_value and (then.to is None or now.to is None or Decimal(then.to) == Decimal(now.to))
        if not same_value or (then.unit, then.precision) != (now.unit, now.precision):
            yield RecordChange("figure", id, now.measures, before=then.printed, after=now.printed, cites=now.cites)


def _of_corrections(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for id, entry in after.corrections.items():
        if id not in before.corrections:
            yield RecordChange(
                "correction", id, entry.wrong, date=parse(entry.corrected), note=entry.right, cites=entry.cites
            )


def _of_tensions(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for id, now in after.tensions.items():
        if id not in before.tensions:
            yield RecordChange("tension", id, now.title, after=now.kind, cites=now.cites)
    for id, then in before.tensions.items():
        if id not in after.tensions:
            yield RecordChange("tension-settled", id, then.title, before=then.kind)


def _of_sources(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for id, now in after.sources.items():
        if id not in before.sources:
            yield RecordChange("source", id, now.title, date=parse(now.date))


class _Titled(Protocol):
    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=_Titled)


def _withdrawn(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    """What an earlier edition knew and this one does not: the content itself was changed."""

    def gone(then: Mapping[str, T], now: Mapping[str, T], sort: str) -> Iterator[RecordChange]:
        return (
            RecordChange("withdrawn", id, record.title, before=sort) for id, record in then.items() if id not in now
        )

    yield from gone(before.sources, after.sources, "source")
    yield from gone(before.events, after.events, "event")
    yield from gone(before.demands, after.demands, "demand")
    yield from gone(before.measures, after.measures, "measure")


# --- order and summary ------------------------------------------------------------------------------------------------


def _marked(change: RecordChange, context: Context) -> RecordChange:
    """The change with its source marks, as far as its claims are still there."""
    cites = [cite for known in change.cites if (cite := citation(known)).source in context.numbers]
    marks = context.marks(cites)
    if change.kind == "source":
        marks = (Mark(context.numbers[change.id], change.id, (), ()),)
    return replace(change, marks=marks)


_NEVER = (date.max, date.max)


def _weight(change: RecordChange) -> tuple[object, ...]:
    """Within a group: what has come farthest first, then by date, else in the order of the content."""
    day = (change.date.first, change.date.last) if change.date else _NEVER
    match change.kind:
        case "status" | "measure":
            return (-model.STATUSES.index(_status(change.after)), *day)
        case "answer" | "more-answers" | "demand":
            return (change.kind == "more-answers", ["full", "part", "undocumented"].index(change.after))
        case "event" | "event-happened" | "event-passed":
            return (0, *day)
        case "source":
            return (0, *day)
        case _:
            return (list(_GROUP_OF).index(change.kind), *day)


def _status(name: str) -> model.Status:
    return next(status for status in model.STATUSES if status == name)


def _stretches(ordered: Iterable[RecordChange]) -> Iterator[Stretch]:
    """Changes that went the same way under one lead where there are many, the others each in a sentence."""
    for (kind, *_), own in groupby(ordered, key=lambda change: (change.kind, change.before, change.after)):
        alike = tuple(own)
        yield Stretch(alike, led=kind in {"answer", "measure", "demand"} and len(alike) >= _LED_FROM)


def _summary(groups: Iterable[ChangeGroup]) -> Iterator[SummaryLine]:
    """A line for each change, or one for all of a sort where there are many of it."""
    for group in groups:
        sorts: dict[tuple[str, ...], list[RecordChange]] = {}
        for change in group.changes:
            sorts.setdefault(_sort(change), []).append(change)
        for alike in sorts.values():
            first = alike[0]
            if len(alike) >= _MERGED_FROM:
                counts = Counter(change.after for change in alike)
                yield SummaryLine(
                    kind=first.kind,
                    before=first.before,
                    changes=tuple(alike),
                    counts=tuple(counts.items()),
                    marks=_behind(alike),
                )
            else:
                yield from (
                    SummaryLine(
                        kind=change.kind, before=change.before, changes=(change,), counts=(), marks=change.marks
                    )
                    for change in alike
                )


def _sort(change: RecordChange) -> tuple[str, ...]:
    """What changes have in common that one line may report together."""
    match change.kind:
        case "answer" | "status":
            return (change.kind, change.before, change.after)
        case (
            "more-answers" | "deadline-passed" | "deadline-new" | "measure" | "demand" | "event" | "tension" | "source"
        ):
            return (change.kind,)
        case _:
            return (change.kind, change.id)


def _behind(alike: Iterable[RecordChange]) -> tuple[Mark, ...]:
    """The sources of several changes, without paragraphs: those stand where each change is reported."""
    numbers = {mark.source: mark.number for change in alike for mark in change.marks}
    return tuple(Mark(number, source, (), ()) for source, number in sorted(numbers.items(), key=lambda item: item[1]))

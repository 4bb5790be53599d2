"""What happened: the drawn timeline, and the events period by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.content import model
from briefs.dates import Edtf, parse
from briefs.edition import timelines
from briefs.edition.prose import Context, Line, Prose, numbers_of, set_prose
from briefs.edition.sections.registry import SectionContext, section
from briefs.edition.selection import selected
from briefs.language.dates import edtf_date, month_names


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """One event, dated at its own precision; `passed` is a plan whose day has come without word of an outcome."""

    id: str
    date: Edtf
    basis: Prose | None
    planned: bool
    passed: bool
    major: bool
    title: Prose
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBody:
    """The drawn timeline: how many events it shows, from which year to which, and the numbers of their sources; and all
    events that it stands for.
    """

    drawing: timelines.Drawing | None = None
    drawn: int = 0
    first: int = 0
    last: int = 0
    events: tuple[EventEntry, ...] = ()
    sources: tuple[int, ...] = ()

    @property
    def has_bars(self) -> bool:
        """Whether the days of an entry fill more than a point."""
        pages = self.drawing.pages if self.drawing else ()
        return any(pin.y_end > pin.y for page in pages for pin in page.pins)


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """The events of one period; `span` is the years of it that they fill."""

    title: Prose
    span: Edtf
    events: tuple[EventEntry, ...]

    @property
    def inferred(self) -> bool:
        """Whether the date of one of them was inferred."""
        return any(event.basis and not event.planned for event in self.events)


def events_taken(context: Context, spec: model.SectionSpec) -> tuple[model.Event, ...]:
    """The events in the order of their days; one whose day is not known stands last in its month or year, since no
    document says that it came before the others.
    """
    return tuple(sorted(context.library.events.values(), key=lambda event: _place(event.date)))


@section("timeline", prints=("events",), chooses="event", of=events_taken, is_figure=True)
def timeline(context: SectionContext, spec: model.SectionSpec) -> TimelineBody:
    """The major events drawn along the years before the periods of the brief, and all events; nothing where none of
    them is drawn.
    """
    events = event_entries(context, spec)
    major = [event for event in events if event.major]
    if not major:
        return TimelineBody()
    spans = [_span(event, context) for event in major]
    periods = [
        timelines.Era(each.span.first, each.span.last, set_prose(context.prose(each.title))) for each in context.periods
    ]
    return TimelineBody(
        drawing=timelines.drawing(spans, calendar=_calendar(context), periods=periods),
        drawn=len(major),
        first=min(span.first for span in spans).year,
        last=max(span.last for span in spans).year,
        events=events,
        sources=numbers_of(mark for event in major for line in event.lines for mark in line.marks),
    )


def _calendar(context: Context) -> timelines.Calendar:
    return timelines.Calendar(
        as_of=context.as_of,
        dated=edtf_date(parse(context.as_of.isoformat()), context.language, style="table"),
        months=month_names(context.language, short=True),
    )


@section("periods", needs=("periods",), prints=("events",), chooses="event", of=events_taken, lists=True)
def periods(context: Context, spec: model.SectionSpec) -> tuple[PeriodGroup, ...]:
    """The events under the headings of their periods; what is earlier than the first period stands in it."""
    events = event_entries(context, spec)
    groups = []
    for index, period in enumerate(spec.periods):
        following = spec.periods[index + 1].span.first if index + 1 < len(spec.periods) else None
        taken = tuple(
            event
            for event in events
            if (index == 0 or event.date.first >= period.span.first)
            and (following is None or event.date.first < following)
        )
        if taken:
            groups.append(PeriodGroup(context.prose(period.title), _years(period.span, taken, context.as_of), taken))
    return tuple(groups)


def event_entries(context: Context, spec: model.SectionSpec) -> tuple[EventEntry, ...]:
    """The events that a section prints."""
    return tuple(
        EventEntry(
            id=event.id,
            date=event.date,
            basis=context.maybe(event.basis),
            planned=event.planned,
            passed=event.planned and event.date.last < context.as_of,
            major=event.major,
            title=context.prose(event.title),
            lines=context.lines(event.statements),
        )
        for event in selected(events_taken(context, spec), spec)
    )


def _span(event: EventEntry, context: Context) -> timelines.Span:
    """An event as it is drawn; one that is not over is drawn up to the edition's day."""
    last = event.date.last if event.date.end is not None else min(event.date.last, max(context.as_of, event.date.first))
    return timelines.Span(
        first=event.date.first,
        last=last,
        dated=edtf_date(event.date, context.language, style="table"),
        title=set_prose(event.title),
        planned=event.planned,
        uncertain=event.date.is_uncertain or event.basis is not None,
    )


def _place(when: Edtf) -> tuple[date, date]:
    begins = when.start.last if when.start and when.start.precision == "year" else when.first
    return begins, when.last


def _years(span: Edtf, events: tuple[EventEntry, ...], day: date) -> Edtf:
    """The years of a period as far as its events fill it; one that is not over lasts to the edition's day."""
    first = max(span.first.year, min(event.date.first.year for event in events))
    filled = max((event.date.last if event.date.end else max(day, event.date.first)).year for event in events)
    last = max(first, min(span.last.year, filled))
    return parse(f"{first:04}" if first == last else f"{first:04}/{last:04}")

"""What has to be looked at again, since time has passed: warnings, for nobody has made a mistake."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from briefs.content import model
from briefs.content.check.entries import cites_of, entries, inside, records
from briefs.content.limits import in_order
from briefs.errors import Problem, Where


def freshness(library: model.Library, *, today: date) -> tuple[Problem, ...]:
    """What has to be looked at again by that day."""
    rules = (reviews_due, deadlines_passed, plans_passed, superseded_sources)
    return in_order(problem for rule in rules for problem in rule(library, today))


def _warning(where: Where, what: str, hint: str = "") -> Problem:
    return Problem(where, what, hint, severity="warning")


def reviews_due(library: model.Library, today: date) -> Iterator[Problem]:
    """Records and sources whose day of review has come; the project's rule holds for sources that have none."""
    for record in records(library):
        if isinstance(record, model.Project):
            continue
        due = review_day(record, library)
        if due is not None and due <= today:
            where = record.where.at("review" if getattr(record, "review", None) else "date")
            name = getattr(record, "id", record.where.file)
            yield _warning(
                where, f"{name!r} was due for review on {due}", "Look at it again, and set a new day under 'review'"
            )


def review_day(record: model.Entry, library: model.Library) -> date | None:
    """The day on which a record is to be looked at again; None where nothing says when."""
    own: model.Review | None = getattr(record, "review", None)
    review = own or (library.project.review if isinstance(record, model.Source) else None)
    if review is None:
        return None
    newest = _newest(record, library)
    return review.on or (_months_later(newest, review.after_months or 0) if newest else None)


def _newest(record: model.Entry, library: model.Library) -> date | None:
    """The newest day that a record documents: its own dates, and when the sources it cites were known."""
    days = [
        library.sources[cite.source].known
        for entry in inside(record)
        for cite, _ in cites_of(entry)
        if cite.source in library.sources
    ]
    dates = [
        entry.date
        for entry in inside(record)
        if isinstance(entry, (model.Source, model.Event, model.LogEntry, model.Role))
    ]
    days += [(end.last if (end := when.end) else when.first) for when in dates]
    return max(days, default=None)


def _months_later(day: date, months: int) -> date | None:
    """The same day so many months on, or the last of a shorter month; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def deadlines_passed(library: model.Library, today: date) -> Iterator[Problem]:
    """Deadlines that have passed without a word on the outcome."""
    deadlines = {demand.id: demand.deadline for demand in library.demands.values()}
    deadlines |= {measure.id: measure.deadline for measure in library.measures.values()}
    for name, deadline in deadlines.items():
        if deadline is not None and not deadline.met_by and deadline.date.last < today:
            what = f"the deadline {deadline.date.text} of {name!r} has passed, and no claim documents the outcome"
            yield _warning(deadline.where.at("date"), what, "Cite the claim under 'met_by' when there is one")


def plans_passed(library: model.Library, today: date) -> Iterator[Problem]:
    """Plans for days that have passed."""
    for event in library.events.values():
        if event.planned and event.date.last < today:
            what = f"{event.id!r} was planned for {event.date.text}, which has passed"
            yield _warning(
                event.where.at("date"), what, "Cite a source that tells whether it happened, and leave 'planned' out"
            )


def superseded_sources(library: model.Library, today: date) -> Iterator[Problem]:
    """Sources that are still cited though another has taken their place."""
    uses: dict[str, list[Where]] = defaultdict(list)
    for entry in entries(library):
        for cite, where in cites_of(entry):
            uses[cite.source].append(where)
    for source in library.sources.values():
        successor = library.sources.get(source.superseded_by or "")
        if successor is None or successor.known > today:
            continue
        if places := uses[source.id]:
            what = f"{source.id!r} is superseded by {successor.id!r} and still cited in {len(places)} places"
            hint = f"The first is {min(places, key=lambda where: (where.file, where.line, where.column))}"
            yield _warning(source.where.at("superseded_by"), what, hint)

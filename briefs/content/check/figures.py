"""Rules for figures, dates and statuses: what belongs together, and what comes before what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from briefs.content import model
from briefs.dates import Edtf
from briefs.errors import Problem


def figure_shapes(library: model.Library) -> Iterator[Problem]:
    """A figure's unit, noun, range and precision belong together."""
    for figure in library.figures.values():
        where = figure.where
        if figure.unit == "count" and figure.noun is None:
            yield Problem(
                where.at("unit"),
                "a count needs a 'noun'",
                "Say what is counted: noun: {one: by, other: byer}",
            )
        if figure.unit != "count" and figure.noun is not None:
            yield Problem(
                where.at("noun"),
                f"a figure in {figure.unit!r} has no 'noun'",
                "Only what has the unit 'count' is counted",
            )
        if figure.to is not None and figure.to <= figure.value:
            yield Problem(where.at("to"), f"'to' is {figure.to}, not above 'value', {figure.value}")
        for key, amount in (("value", figure.value), ("to", figure.to)):
            if figure.unit in {"NOK", "count"} and amount is not None and _looks_grouped(amount):
                hint = f"A point is a decimal sign: write {amount.scaleb(_places(amount)):f}"
                yield Problem(where.at(key), f"'{key}' is {amount}, which reads as thousands", hint)
        if figure.unit == "NOK" and any(amount % 1 for amount in (figure.value, figure.to) if amount is not None):
            yield Problem(where.at("value"), "an amount is given in whole kroner")
        if figure.precision == "many" and (
            figure.to is not None or not re.fullmatch("10+", f"{figure.value:f}".partition(".")[0])
        ):
            what = "'many' goes with a power of ten and no 'to'"
            yield Problem(where.at("value"), what, "«mange hundre tusen» is 100000")


def _looks_grouped(amount: Decimal) -> bool:
    """Whether a number was written as people group thousands, 250.000 or 1.600: three decimals, and three digits or
    fewer before them.
    """
    return _places(amount) == 3 and 1 <= abs(amount) < 1000


def _places(amount: Decimal) -> int:
    return max(0, -int(amount.as_tuple().exponent))


def log_order(library: model.Library) -> Iterator[Problem]:
    """A measure's log runs forward in time."""
    for measure in library.measures.values():
        for before, entry in pairwise(measure.log):
            if entry.date.last < before.date.first:
                what = f"{entry.date.text} comes before {before.date.text}, the entry above it"
                yield Problem(entry.where.at("date"), what, "Put the log in the order of its dates")


def plans_as_facts(library: model.Library) -> Iterator[Problem]:
    """What a source says of a later day is a plan, and a plan is never presented as done."""
    for measure in library.measures.values():
        for entry in measure.log:
            if entry.warrant == "schedule" and entry.status in ("in-force", "completed"):
                what = f"a schedule does not make a measure {entry.status!r}"
                yield Problem(
                    entry.where.at("status"), what, "Give the day as a 'deadline', or the status that the plan has now"
                )
            if entry.warrant != "schedule" and _is_later(entry.date, entry.cites, library):
                what = f"{entry.date.text} is later than every source that the entry cites"
                yield Problem(entry.where.at("date"), what, "What was still to come has the warrant 'schedule'")
    for event in library.events.values():
        cites = tuple(cite for statement in event.statements for cite in statement.cites)
        if not event.planned and _is_later(event.date, cites, library):
            what = f"{event.date.text} is later than every source that tells of the event"
            yield Problem(event.where.at("date"), what, "Say 'planned: true', or cite a source that documents it")
        if (
            event.planned
            and (days := _source_dates(cites, library))
            and all(event.date.last < day.first for day in days)
        ):
            what = "the event is planned, but every source that tells of it is younger"
            yield Problem(event.where.at("planned"), what, "Leave 'planned' out, or cite the source that announced it")


def _is_later(when: Edtf, cites: Iterable[model.Citation], library: model.Library) -> bool:
    days = _source_dates(cites, library)
    return bool(days) and all(when.first > day.last for day in days)


def _source_dates(cites: Iterable[model.Citation], library: model.Library) -> list[Edtf]:
    """The dates of the sources cited; none where one of them could not be read."""
    names = {cite.source for cite in cites}
    return [library.sources[name].date for name in names] if names <= set(library.sources) else []


def correction_days(library: model.Library) -> Iterator[Problem]:
    """A mistake is corrected after it was made."""
    for correction in library.corrections.values():
        if correction.corrected < correction.wrong_since:
            yield Problem(
                correction.where.at("corrected"), f"it is corrected before it was wrong, {correction.wrong_since}"
            )


def series_numbers(library: model.Library) -> Iterator[Problem]:
    """The demands of a series are numbered 1 to n, each once."""
    if library.broken:
        return  # the missing number may be the broken record's
    of_series: dict[str, list[model.Demand]] = defaultdict(list)
    for demand in library.demands.values():
        of_series[demand.series].append(demand)
    for series in library.series:
        demands = sorted(of_series[series], key=lambda demand: demand.number)
        wrong = next(
            ((demand, expected) for expected, demand in enumerate(demands, 1) if demand.number != expected), None
        )
        if wrong is not None:
            demand, expected = wrong
            lack = f"two demands {demand.number}" if demand.number < expected else f"no demand {expected}"
            yield Problem(
                demand.where.at("number"),
                f"the series {series!r} has {lack}",
                f"Number its demands from 1 to {len(demands)}",
            )

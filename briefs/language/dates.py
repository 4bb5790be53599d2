"""Dates, times and durations in the words of a language, each at the precision that the content has."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from briefs.dates import Edtf, Moment
from briefs.language.numbers import Number, is_small, number, number_words, plural
from briefs.language.signs import DASH, NBSP
from briefs.language.tables import Language, TimeUnit, locale, table

DateStyle = Literal["long", "short", "table"]


def month_names(language: Language, *, short: bool = False) -> tuple[str, ...]:
    """January to December as they stand in a date: «september», short «sep.»."""
    dates = table(language).dates
    if own := dates.months_short if short else dates.months:
        return own
    names = locale(language).months["format"]["abbreviated" if short else "wide"]
    return tuple(names[month] for month in range(1, 13))


def edtf_date(value: Edtf | date, language: Language, *, style: DateStyle = "long") -> str:
    """A date at its own precision: «8. september 2017», «ca. april 2018», «mai–juni 2020», «mellom 1. desember 2022 og
    15. april 2023».

    `short` has «8.9.2017» and short months; `table` also writes open spans as «2001–». The spaces of a date are
    no-break spaces; a line may end between the two dates of a span.
    """
    if isinstance(value, date):
        value = _exactly(value)
    start, end = value.start, value.end
    if start is None or end is None:
        return _open(start, end, language, style)
    if start == end:
        return _moment(start, language, style)
    if value.kind == "within":
        between, and_ = table(language).dates.between
        first = _first_half(start, end, language, style, months=False)
        return f"{between} {first} {and_} {_moment(end, language, style)}"
    if start.precision != end.precision or start.precision == "decade" or _is_reserved(start) or _is_reserved(end):
        out, to = table(language).numbers.from_to
        return f"{out} {_moment(start, language, style)} {to} {_moment(end, language, style)}"
    first, last = _first_half(start, end, language, style), _moment(end, language, style)
    spaced = table(language).dates.spaced_dash and NBSP in first  # 3–5 May, but 8 May – 12 June, as in CLDR
    return f"{first}{NBSP}{DASH} {last}" if spaced else f"{first}{DASH}{last}"


def _exactly(day: date) -> Edtf:
    moment = Moment(day, day, "day")
    return Edtf(day.isoformat(), moment, moment)


def _is_reserved(moment: Moment) -> bool:
    return moment.approximate or moment.uncertain


def _open(start: Moment | None, end: Moment | None, language: Language, style: DateStyle) -> str:
    if start is not None:
        words = _moment(start, language, style)
        return f"{words}{DASH}" if style == "table" else f"{table(language).numbers.from_to[0]} {words}"
    if end is None:
        raise ValueError("a date needs a start or an end")
    words = _moment(end, language, style)
    return f"{DASH}{words}" if style == "table" else f"{table(language).dates.until} {words}"


def _first_half(start: Moment, end: Moment, language: Language, style: DateStyle, *, months: bool = True) -> str:
    """The first date of two, without the month and year that the second says for both; numeric dates share nothing."""
    same_year = start.precision == end.precision and start.first.year == end.first.year and not _is_reserved(start)
    if not same_year or (start.precision == "day" and _is_numeric(language, style)):
        return _moment(start, language, style)
    if start.precision == "day" and start.first.month == end.first.month:
        return table(language).dates.day_alone.format(day=start.first.day)
    if start.precision in {"day", "month"} or (start.precision == "season" and months):
        return _moment(start, language, style, year=False)
    return _moment(start, language, style)


def _moment(moment: Moment, language: Language, style: DateStyle, *, year: bool = True) -> str:
    words = _without_doubt(moment, language, style, year)
    if moment.approximate:
        words = table(language).dates.approximate.format(words)
    return table(language).dates.uncertain.format(words) if moment.uncertain else words


def _without_doubt(moment: Moment, language: Language, style: DateStyle, year: bool) -> str:
    day, tail = moment.first, f"{NBSP}{moment.first.year}" if year else ""
    dates = table(language).dates
    match moment.precision:
        case "day":
            names = month_names(language, short=style != "long")
            pattern = dates.day if style == "long" else dates.day_short
            words = pattern.format(day=day.day, number=day.month, month=names[day.month - 1], year=day.year)
            return words if "{year}" in pattern else words + tail
        case "month":
            return month_names(language, short=style != "long")[day.month - 1] + tail
        case "season":
            seasons: Mapping[str, str] = dates.seasons
            ends = moment.last.year
            over = f"{DASH}{ends}" if year and ends > moment.first.year else ""  # «vinteren 2021» can mean January
            return seasons[moment.season] + tail + over
        case "decade":
            return dates.decade.format(day.year)
        case _:
            return str(day.year)


def _is_numeric(language: Language, style: DateStyle) -> bool:
    """Whether a day is written in numbers alone, so that two of them share no month or year."""
    dates = table(language).dates
    return "{month}" not in (dates.day if style == "long" else dates.day_short)


def time(value: datetime.time, language: Language, until: datetime.time | None = None) -> str:
    """«kl. 12.30», «kl. 12.30–14.00»; 12:30 in English. Hours and minutes, whatever seconds it has."""
    pattern = table(language).dates.time
    if until is None:
        return value.strftime(pattern)
    return f"{value.strftime(pattern)}{DASH}{until.strftime(pattern[pattern.index('%') :])}"


def week(value: date, language: Language) -> str:
    """«uke 53 (2020)»: the ISO week and its year, which for 1 January 2021 are those."""
    iso = value.isocalendar()
    return f"{table(language).units['week'].one}{NBSP}{iso.week} ({iso.year})"


def duration(value: Number, language: Language, *, unit: TimeUnit = "year", words: bool = True) -> str:
    """«ti år», «tre dager» (not «døgn», as CLDR has it); without `words` «3 dager»."""
    name = table(language).units[unit]
    noun = plural(value, language, one=name.one, other=name.other)
    if words and is_small(value):
        return f"{number_words(value, language, gender=name.gender)} {noun}"
    return f"{number(value, language)}{NBSP}{noun}"


# --- relative time


def ago(then: date | Edtf, as_of: date, language: Language) -> str:
    """«for fire år siden», «om fire måneder», counted from the as-of date, never the clock, in whole years, months,
    weeks or days.

    A span counts from its nearer end (an ongoing one from its start). A day somewhere between two says «ca.» where they
    differ, and where the as-of date itself lies between them there is no telling: the dates stand instead.
    """
    if isinstance(then, date):
        then = _exactly(then)
    if then.kind == "within" and then.first <= as_of <= then.last:
        return edtf_date(then, language)
    if then.kind == "within" and then.start is not None and then.end is not None:
        early, late = (_distance(moment, as_of, language) for moment in (then.start, then.end))
        if early == late:
            return early
        middle = then.first + (then.last - then.first) / 2
        return _distance(Moment(middle, middle, "day", approximate=True), as_of, language)
    return _distance(_nearer_end(then, as_of), as_of, language)


def _nearer_end(span: Edtf, as_of: date) -> Moment:
    if span.end is not None and (span.start is None or span.end.last <= as_of):
        return span.end
    if span.start is None:
        raise ValueError(f"{span.text!r} has neither start nor end")
    return span.start


def _distance(moment: Moment, as_of: date, language: Language) -> str:
    if moment.first <= as_of <= moment.last:
        unit = moment.precision if moment.precision in {"day", "month", "decade"} else "year"
        return _uncertainly(moment, getattr(table(language).dates.same, unit), language)
    if moment.precision == "decade":  # from its middle
        middle = date(moment.first.year + 5, 1, 1)
        moment = replace(moment, first=middle, last=middle, precision="year", approximate=True)
    amount, unit_ = _elapsed(moment, as_of)
    words = duration(amount, language, unit=unit_)
    if moment.approximate:
        words = table(language).dates.approximate.format(words)
    dates = table(language).dates
    return _uncertainly(moment, (dates.past if moment.first < as_of else dates.future).format(words), language)


def _uncertainly(moment: Moment, words: str, language: Language) -> str:
    return table(language).dates.uncertain.format(words) if moment.uncertain else words


def _elapsed(moment: Moment, as_of: date) -> tuple[int, TimeUnit]:
    """How much lies between, in the largest unit that is full and that the moment's precision bears."""
    if moment.precision == "year":
        return abs(as_of.year - moment.first.year), "year"
    early, late = sorted((moment.first, as_of))
    months = (late.year - early.year) * 12 + late.month - early.month
    last_day = calendar.monthrange(late.year, late.month)[1]
    if moment.precision == "day" and late.day < min(early.day, last_day):
        months -= 1
    if months >= 12:
        return months // 12, "year"
    if months or moment.precision != "day":
        return months, "month"
    days = (late - early).days
    return (days // 7, "week") if days >= 14 else (days, "day")

"""Dates, times and durations in the words of a language, each at the precision that the content has."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import replace
from datetime import date
from typing import Literal

from babel.dates import format_date

from briefs.dates import Edtf, Moment
from briefs.language.numbers import FROM_TO, UNITS, Number, TimeUnit, is_small, number, number_words, plural
from briefs.language.signs import DASH, NBSP
from briefs.language.tables import Language, locale

DateStyle = Literal["long", "short", "table"]

_SEASONS = {
    "nb": {"spring": "våren", "summer": "sommeren", "autumn": "høsten", "winter": "vinteren"},
    "nn": {"spring": "våren", "summer": "sommaren", "autumn": "hausten", "winter": "vinteren"},
    "en": {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"},
}
_DECADE = {"nb": "{}-årene", "nn": "{}-åra", "en": "the {}s"}
_BETWEEN = {"nb": ("mellom", "og"), "nn": ("mellom", "og"), "en": ("between", "and")}
_UNTIL = {"nb": "til", "nn": "til", "en": "until"}
_APPROXIMATE = {"nb": f"ca.{NBSP}", "nn": f"ca.{NBSP}", "en": "about "}
_UNCERTAIN = {"nb": "trolig ", "nn": "truleg ", "en": "probably "}


def month_names(language: Language, *, short: bool = False) -> tuple[str, ...]:
    """January to December as they stand in a date: «september», short «sep.»."""
    names = locale(language).months["format"]["abbreviated" if short else "wide"]
    return tuple(names[month] for month in range(1, 13))


def edtf_date(value: Edtf | date, language: Language, *, style: DateStyle = "long") -> str:
    """A date at its own precision: «8. september 2017», «ca. april 2018», «mai–juni 2020», «mellom 1. desember 2022 og
    15. april 2023».

    `short` has «8.9.2017» and short months; `table` also writes open spans as «2001–». The only no-break space of a
    date stands between day and month (and after «ca.»): a line may end before the year.
    """
    if isinstance(value, date):
        value = _exactly(value)
    start, end = value.start, value.end
    if start is None or end is None:
        return _open(start, end, language, style)
    if start == end:
        return _moment(start, language, style)
    if value.kind == "within":
        between, and_ = _BETWEEN[language]
        first = _first_half(start, end, language, style, months=False)
        return f"{between} {first} {and_} {_moment(end, language, style)}"
    if start.precision != end.precision or start.precision == "decade" or _is_reserved(start) or _is_reserved(end):
        out, to = FROM_TO[language]
        return f"{out} {_moment(start, language, style)} {to} {_moment(end, language, style)}"
    first, last = _first_half(start, end, language, style), _moment(end, language, style)
    spaced = language == "en" and " " in first.replace(
        NBSP, " "
    )  # 3–5 May 2020, but 8 September 2017 – 12 April 2018, as in CLDR
    return f"{first}{NBSP}{DASH} {last}" if spaced else f"{first}{DASH}{last}"


def _exactly(day: date) -> Edtf:
    moment = Moment(day, day, "day")
    return Edtf(day.isoformat(), moment, moment)


def _is_reserved(moment: Moment) -> bool:
    return moment.approximate or moment.uncertain


def _open(start: Moment | None, end: Moment | None, language: Language, style: DateStyle) -> str:
    if start is not None:
        words = _moment(start, language, style)
        return f"{words}{DASH}" if style == "table" else f"{FROM_TO[language][0]} {words}"
    if end is None:
        raise ValueError("a date needs a start or an end")
    words = _moment(end, language, style)
    return f"{DASH}{words}" if style == "table" else f"{_UNTIL[language]} {words}"


def _first_half(start: Moment, end: Moment, language: Language, style: DateStyle, *, months: bool = True) -> str:
    """The first date of two, without the month and year that the second says for both; numeric dates share nothing."""
    same_year = start.precision == end.precision and start.first.year == end.first.year and not _is_reserved(start)
    if not same_year or (style != "long" and start.precision == "day" and language != "en"):
        return _moment(start, language, style)
    if start.precision == "day" and start.first.month == end.first.month:
        return f"{start.first.day}" if language == "en" else f"{start.first.day}."
    if start.precision in {"day", "month"} or (start.precision == "season" and months):
        return _moment(start, language, style, year=False)
    return _moment(start, language, style)


def _moment(moment: Moment, language: Language, style: DateStyle, *, year: bool = True) -> str:
    words = _words(moment, language, style, year)
    if moment.approximate:
        words = _APPROXIMATE[language] + words
    return _UNCERTAIN[language] + words if moment.uncertain else words


def _words(moment: Moment, language: Language, style: DateStyle, year: bool) -> str:
    day, tail = moment.first, f" {moment.first.year}" if year else ""
    match moment.precision:
        case "day" if style != "long" and language != "en":
            return f"{day.day}.{day.month}.{day.year}"
        case "day":
            pattern = f"d{'' if language == 'en' else '.'}{NBSP}{'MMMM' if style == 'long' else 'MMM'}"
            return format_date(day, pattern, locale=locale(language)) + tail
        case "month":
            return format_date(day, "MMMM" if style == "long" else "MMM", locale=locale(language)) + tail
        case "season":
            return _SEASONS[language][moment.season] + tail
        case "decade":
            return _DECADE[language].format(day.year)
        case _:
            return str(day.year)


def time(value: datetime.time, language: Language) -> str:
    """«kl. 12.30»; 12:30 in English. Hours and minutes, whatever seconds it has."""
    return f"{value:%H:%M}" if language == "en" else f"kl.{NBSP}{value:%H.%M}"


def week(value: date, language: Language) -> str:
    """«uke 53 (2020)»: the ISO week and its year, which for 1 January 2021 are those."""
    iso = value.isocalendar()
    return f"{UNITS[language]['week'][0]}{NBSP}{iso.week} ({iso.year})"


def duration(value: Number, language: Language, *, unit: TimeUnit = "year", words: bool = True) -> str:
    """«ti år», «tre dager» (not «døgn», as CLDR has it); without `words` «3 dager»."""
    one, other, gender = UNITS[language][unit]
    noun = plural(value, language, one=one, other=other)
    if words and is_small(value):
        return f"{number_words(value, language, gender=gender)} {noun}"
    return f"{number(value, language)}{NBSP}{noun}"


# --- relative time

_PAST = {"nb": "for {} siden", "nn": "for {} sidan", "en": "{} ago"}
_FUTURE = {"nb": "om {}", "nn": "om {}", "en": "in {}"}
_SAME: dict[Language, dict[str, str]] = {
    "nb": {"day": "samme dag", "month": "samme måned", "year": "samme år", "decade": "samme tiår"},
    "nn": {"day": "same dag", "month": "same månad", "year": "same år", "decade": "same tiår"},
    "en": {"day": "the same day", "month": "the same month", "year": "the same year", "decade": "the same decade"},
}


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
        return _uncertainly(moment, _SAME[language][unit], language)
    if moment.precision == "decade":  # from its middle
        middle = date(moment.first.year + 5, 1, 1)
        moment = replace(moment, first=middle, last=middle, precision="year", approximate=True)
    amount, unit_ = _elapsed(moment, as_of)
    words = duration(amount, language, unit=unit_)
    if moment.approximate:
        words = _APPROXIMATE[language] + words
    return _uncertainly(moment, (_PAST if moment.first < as_of else _FUTURE)[language].format(words), language)


def _uncertainly(moment: Moment, words: str, language: Language) -> str:
    return _UNCERTAIN[language] + words if moment.uncertain else words


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

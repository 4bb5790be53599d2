"""The only Babel room: values become the words of a language, exactly as they are, never rounded; `FILTERS` hands them
to the templates.

Babel's CLDR data gives the names of months, the decimal signs, the plural categories, lists and the words for large
numbers. What it has wrong or lacks is done here: kroner, dates of the content's own precision, ordinals, quotation
marks, genitives, the sorting of names. No-break spaces are U+00A0, the minus sign U+2212, the dash of a span U+2013 and
the apostrophe U+2019.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from briefs.content import model
from briefs.content.model import Language
from briefs.dates import Edtf, Moment

LOCALES: dict[Language, str] = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}  # bare nb and nn give wrong week numbers
FIGURE_STYLES = (*model.PLACEHOLDER_STYLES, "table")

Number = int | Decimal
Grouping = Literal["from-10000", "always"]
Gender = Literal["m", "f", "n"]
DateStyle = Literal["long", "short", "table"]
Style = Literal["text", "table"]
TimeUnit = Literal["year", "month", "week", "day"]
SortKey = tuple[tuple[tuple[int, int], ...], tuple[str, ...], str]

NBSP, MINUS, DASH, APOSTROPHE = "\u00a0", "\u2212", "\u2013", "\u2019"


@lru_cache
def _locale(language: Language) -> Locale:
    return Locale.parse(LOCALES[language])


# --- numbers
# -------------------------------------------------------------------------------------------------------------------

_TWELVE = {
    "nb": ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "nn": ("null", "ein", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_ONE: dict[Language, dict[Gender, str]] = {
    "nb": {"m": "én", "f": "ei", "n": "ett"},
    "nn": {"m": "ein", "f": "ei", "n": "eit"},
    "en": {"m": "one", "f": "one", "n": "one"},
}
_NONE = {
    "nb": "ingen",
    "nn": "ingen",
    "en": "zero",
}  # «zero» stands before a noun and before «of»; «no» and «none» do not
_FROM_TO = {"nb": ("fra", "til"), "nn": ("frå", "til"), "en": ("from", "to")}


def number(value: Number, language: Language, *, group: Grouping = "from-10000") -> str:
    """«1000», «10 000», «−5», «12,50»: all the digits that the value has. English always groups, as its readers expect."""
    exact = Decimal(value)
    places = max(0, -int(exact.as_tuple().exponent))
    grouped = language == "en" or group == "always" or abs(exact) >= 10_000
    pattern = "#,##0" + ("." + "0" * places if places else "")
    words: str = format_decimal(
        exact, pattern, locale=_locale(language), decimal_quantization=False, group_separator=grouped
    )
    return words.replace("-", MINUS).replace("\u202f", NBSP)


def number_words(value: Number, language: Language, *, gender: Gender = "m", group: Grouping = "from-10000") -> str:
    """«sju», «tolv», «ett»: whole numbers to twelve in words, the others in digits."""
    if not _is_small(value):
        return number(value, language, group=group)
    return _ONE[language][gender] if value == 1 else _TWELVE[language][int(value)]


def count(value: int, language: Language, *, gender: Gender = "m") -> str:
    """How many there are, in words to twelve: «elleve», «ett»; nothing at all is «ingen», since «null krav» is no
    Norwegian.
    """
    return _NONE[language] if value == 0 else number_words(value, language, gender=gender)


def number_range(
    start: Number, end: Number, language: Language, *, words: bool = False, group: Grouping = "from-10000"
) -> str:
    """«2007–2017», or «fra 3 til 5» with `words`: never «fra 3–5». Beside a minus sign a dash cannot be read, so words
    stand there too.
    """
    first, last = number(start, language, group=group), number(end, language, group=group)
    if words or start < 0 or end < 0:
        out, to = _FROM_TO[language]
        return f"{out} {first} {to} {last}"
    return f"{first}{DASH}{last}"


def percent(value: Number, language: Language, *, style: Style = "text", group: Grouping = "from-10000") -> str:
    """«12,5 prosent» in text, «12,5 %» in tables; the value is 12.5 for 12.5 %."""
    return _percent(number(value, language, group=group), language, style)


def _percent(digits: str, language: Language, style: str) -> str:
    if language == "en":
        return f"{digits}%" if style == "table" else f"{digits}{NBSP}per cent"
    return f"{digits}{NBSP}{'%' if style == 'table' else 'prosent'}"


def money(value: Number, language: Language, *, style: Style = "text", group: Grouping = "from-10000") -> str:
    """«1,6 milliarder kroner», «500 kroner», in tables «1,6 mrd. kr»; kroner in.

    A sum is never rounded: the scale is the largest that leaves two decimals at most, else all its digits stand («1 234
    567 kroner»).
    """
    return _money((Decimal(value),), language, style, group)


def ordinal(value: int, language: Language) -> str:
    """«1.», and 1st, 2nd, 11th in English by CLDR's ordinal categories."""
    if language != "en":
        return f"{value}."
    return f"{value}{ {'one': 'st', 'two': 'nd', 'few': 'rd'}.get(_locale(language).ordinal_form(value), 'th') }"


def plural(value: Number, language: Language, *, one: str, other: str) -> str:
    """The form of a noun that goes with the number: one krav, 0 krav, 1,5 krav, by CLDR's categories."""
    return one if _locale(language).plural_form(_plain(Decimal(value))) == "one" else other


def _is_small(value: Number) -> bool:
    return value == int(value) and 0 <= value <= 12


def _plain(value: Decimal) -> Decimal:
    """Without zeros that say nothing, and without an exponent: 1.60E+9 becomes 1600000000."""
    return Decimal(f"{value.normalize():f}")


def _scale(values: Iterable[Decimal]) -> int:
    """The power of ten that is said in words: the largest that leaves two decimals at most, or 0."""
    sums = tuple(values)
    for power in (12, 9, 6):
        if max(map(abs, sums)) >= 10**power and all(
            int(_plain(value.scaleb(-power)).as_tuple().exponent) >= -2 for value in sums
        ):
            return power
    return 0


def _scale_word(power: int, value: Decimal, language: Language, style: str) -> str:
    """«milliarder» or «mrd.», from the compact patterns of CLDR."""
    if style == "table" and language == "en":
        return {6: "m", 9: "bn", 12: "tn"}[power]
    category = _locale(language).plural_form(value)
    patterns: Any = _locale(language).compact_decimal_formats["short" if style == "table" else "long"]
    pattern: str = patterns[category][str(10**power)].pattern
    return pattern.replace("0", "").replace("'", "").strip()


def _digits(values: tuple[Decimal, ...], language: Language, group: Grouping) -> str:
    """One number, or two with a dash between."""
    return (
        number(values[0], language, group=group)
        if len(values) == 1
        else number_range(values[0], values[1], language, group=group)
    )


def _scaled(values: tuple[Decimal, ...], language: Language, style: str, group: Grouping) -> tuple[str, bool]:
    """One number, or two with a dash between, with the word of their scale, if they have one; and whether they have."""
    power = _scale(values)
    scaled = tuple(_plain(value.scaleb(-power)) for value in values) if power else values
    digits = _digits(scaled, language, group)
    if not power:
        return digits, False
    return (
        f"{digits}{'' if style == 'table' and language == 'en' else NBSP}{_scale_word(power, scaled[-1], language, style)}",
        True,
    )


def _money(values: tuple[Decimal, ...], language: Language, style: str, group: Grouping) -> str:
    values = tuple(
        value.quantize(Decimal("0.01")) if value.as_tuple().exponent == -1 else value for value in values
    )  # 99,50 kroner
    amount, scaled = _scaled(values, language, style, group)
    if language == "en":
        return f"NOK{NBSP}{amount}"
    if style == "table":
        return f"{amount}{NBSP}kr"
    return (
        f"{amount} kroner" if scaled else f"{amount}{NBSP}{plural(values[-1], language, one='krone', other='kroner')}"
    )


# --- figures
# -------------------------------------------------------------------------------------------------------------------

_PRECISION: dict[Language, dict[str, str]] = {
    "nb": {"about": "om lag", "at-least": "minst", "at-most": "høyst", "over": "mer enn", "under": "under"},
    "nn": {"about": "om lag", "at-least": "minst", "at-most": "høgst", "over": "meir enn", "under": "under"},
    "en": {"about": "about", "at-least": "at least", "at-most": "at most", "over": "more than", "under": "under"},
}
_THOUSANDS = {
    "nb": ("", "tusen", "millioner", "milliarder", "billioner"),
    "nn": ("", "tusen", "millionar", "milliardar", "billionar"),
    "en": ("", "thousands", "millions", "billions", "trillions"),
}
_TENS = {"nb": ("", "titalls", "hundre"), "nn": ("", "titals", "hundre"), "en": ("", "tens", "hundreds")}
_UNITS: dict[Language, dict[TimeUnit, tuple[str, str, Gender]]] = {  # CLDR has «døgn» for days, and «månadar»
    "nb": {
        "year": ("år", "år", "n"),
        "month": ("måned", "måneder", "m"),
        "week": ("uke", "uker", "m"),
        "day": ("dag", "dager", "m"),
    },
    "nn": {
        "year": ("år", "år", "n"),
        "month": ("månad", "månader", "m"),
        "week": ("veke", "veker", "f"),
        "day": ("dag", "dagar", "m"),
    },
    "en": {
        "year": ("year", "years", "m"),
        "month": ("month", "months", "m"),
        "week": ("week", "weeks", "m"),
        "day": ("day", "days", "m"),
    },
}


def figure(
    figure: model.Figure, language: Language, *, style: str = "", group: Grouping = "from-10000", gender: Gender = "m"
) -> str:
    """The phrase of a figure: «mer enn 15 år», «1,6 milliarder kroner», «om lag 1000 pasienter».

    Styles: `value` leaves out the word of precision («many» stays: without it the number would be wrong), `number` the
    unit too, `plain` is digits only, `table` has «ca.», «%» and «mrd. kr» and no number words. `gender` is the noun's,
    for «ett krav». ValueError for another style, and for «many» of a value that is no power of ten.
    """
    if style not in FIGURE_STYLES:
        raise ValueError(f"a figure has no style {style!r}: {', '.join(filter(None, FIGURE_STYLES))}")
    values = tuple(value for value in (figure.value, figure.to) if value is not None)
    if style == "plain":
        return _digits(values, language, group)
    if figure.precision == "many":
        return _many(figure, language, alone=style == "number")
    quantity = _quantity(figure, values, language, style, group, gender)
    if figure.precision == "exact" or style in {"value", "number"}:
        return quantity
    if figure.precision == "about" and style == "table" and language != "en":
        return f"ca.{NBSP}{quantity}"
    return f"{_PRECISION[language][figure.precision]} {quantity}"


def _quantity(
    figure: model.Figure, values: tuple[Decimal, ...], language: Language, style: str, group: Grouping, gender: Gender
) -> str:
    if figure.unit == "NOK":
        return (
            _scaled(values, language, style, group)[0] if style == "number" else _money(values, language, style, group)
        )
    scaled = False
    in_words = figure.words and style != "table" and figure.unit != "percent" and all(map(_is_small, values))
    one, other = _nouns(figure, language)
    if figure.unit in _UNITS[language] and figure.noun is None:
        gender = _UNITS[language][figure.unit][2]
    if in_words:
        amount = f" {_FROM_TO[language][1]} ".join(number_words(value, language, gender=gender) for value in values)
    elif figure.unit == "count" and style != "table":
        amount, scaled = _scaled(values, language, style, group)
    else:
        amount = _digits(values, language, group)
    if style == "number":
        return amount
    if figure.unit == "percent":
        return _percent(amount, language, style)
    noun = plural(values[-1], language, one=one, other=other)
    return f"{amount}{' ' if in_words or scaled else NBSP}{noun}" if noun else amount


def _nouns(figure: model.Figure, language: Language) -> tuple[str, str]:
    """What is counted, in one and in many; the figure's own noun comes before the name of its unit («ti års pause»)."""
    if figure.noun is not None:
        return figure.noun.one.get(language), figure.noun.other.get(language)
    if figure.unit in _UNITS[language]:
        return _UNITS[language][figure.unit][:2]
    return "", ""


def _many(figure: model.Figure, language: Language, *, alone: bool) -> str:
    power = _plain(figure.value).adjusted()
    if figure.value != Decimal(10) ** power or not 0 <= power <= 14:
        raise ValueError(f"{figure.id}: «many» needs a power of ten from 1 up, and this is {figure.value}")
    noun = {"NOK": "kroner", "percent": "per cent" if language == "en" else "prosent"}.get(figure.unit) or _nouns(
        figure, language
    )[1]
    group, rest = divmod(power, 3)
    if language == "en":
        magnitude = " of ".join(filter(None, (_TENS[language][rest], _THOUSANDS[language][group])))
        return " ".join(
            filter(None, ("many", magnitude, "of" if magnitude and noun and not alone else "", "" if alone else noun))
        )
    tens = "ti" if power == 4 else _TENS[language][rest]
    magnitude = f"{tens}{'' if power == 4 else ' '}{_THOUSANDS[language][group]}".strip()
    return " ".join(filter(None, ("mange", magnitude, "" if alone else noun)))


# --- dates
# ---------------------------------------------------------------------------------------------------------------------

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
    names = _locale(language).months["format"]["abbreviated" if short else "wide"]
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
        out, to = _FROM_TO[language]
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
        return f"{words}{DASH}" if style == "table" else f"{_FROM_TO[language][0]} {words}"
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
            return format_date(day, pattern, locale=_locale(language)) + tail
        case "month":
            return format_date(day, "MMMM" if style == "long" else "MMM", locale=_locale(language)) + tail
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
    return f"{_UNITS[language]['week'][0]}{NBSP}{iso.week} ({iso.year})"


def duration(value: Number, language: Language, *, unit: TimeUnit = "year", words: bool = True) -> str:
    """«ti år», «tre dager» (not «døgn», as CLDR has it); without `words` «3 dager»."""
    one, other, gender = _UNITS[language][unit]
    noun = plural(value, language, one=one, other=other)
    if words and _is_small(value):
        return f"{number_words(value, language, gender=gender)} {noun}"
    return f"{number(value, language)}{NBSP}{noun}"


# --- relative time
# -------------------------------------------------------------------------------------------------------------

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


# --- words
# ---------------------------------------------------------------------------------------------------------------------

_QUOTES = {"nb": ("«", "»"), "nn": ("«", "»"), "en": ("“", "”")}


def listing(items: Iterable[str], language: Language, *, joined_by: Literal["and", "or"] = "and") -> str:
    """«a, b og c»; no comma before «and» in British English."""
    return format_list(list(items), style="standard" if joined_by == "and" else "or", locale=_locale(language))


def quote(text: str, language: Language, *, inside: bool = False) -> str:
    """«text», with quotation marks inside it as ‘…’; with `inside` ‘text’ itself."""
    opening, closing = _QUOTES[language]
    if inside:
        return f"‘{text}’"
    return opening + text.replace(opening, "‘").replace(closing, "’") + closing


def genitive(name: str, language: Language) -> str:
    """«regjeringens», «VGs», but «KS’»: in Norwegian an apostrophe only after s, x and z."""
    if language == "en":
        return f"{name}{APOSTROPHE}s"
    return name + (APOSTROPHE if name[-1:].lower() in {"s", "x", "z"} else "s")


def section_sign(section: str, language: Language, *, to: str = "") -> str:
    """«§ 4-2», «§ 15 til 19» (a dash would be read as part of the number); «section 4-2» in English."""
    sign = "section" if language == "en" else "§"
    return f"{sign}{NBSP}{section}" + (f" {_FROM_TO[language][1]}{NBSP}{to}" if to else "")


def capitalised(text: str) -> str:
    """With a capital as its first letter, also behind a quotation mark; what begins with a digit stays."""
    match = re.match(r"[\W_]*([^\W\d_])", text)
    if match is None:
        return text
    return text[: match.start(1)] + match[1].upper() + text[match.end(1) :]


# --- sorting
# -------------------------------------------------------------------------------------------------------------------

_NORWEGIAN = {
    **dict.fromkeys("æäę", "æ"),
    **dict.fromkeys("øöőœ", "ø"),
    **dict.fromkeys(("å", "aa"), "å"),
    **dict.fromkeys("üű", "y"),
    **dict.fromkeys("đð", "d"),
    "þ": "th",
}
_ENGLISH = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
_ALPHABET = {letter: rank for rank, letter in enumerate("abcdefghijklmnopqrstuvwxyzæøå")}


def collation_key(text: str, language: Language = "nb", *, sort: str | None = None) -> SortKey:
    """Sorts as CLDR's Norwegian order does: … z æ ø å, ä with æ, ö with ø, ü with y, aa as å; numbers by their value.

    `sort` is sorted in the text's place and to the letter: an aa that is pronounced a («Aalto») stays two. Accents and
    capitals decide only between equals; a space or hyphen comes before letters, other signs do not count. Written out
    here, as CLDR's collation/no.xml has it: PyICU has no wheels, icu4py's has no collator, and pyuca knows no
    language's own order.
    """
    folded = unicodedata.normalize("NFC", text if sort is None else sort).lower()
    own = _ENGLISH if language == "en" else _NORWEGIAN
    pair = "" if language == "en" or sort is not None else "aa|"
    base: list[tuple[int, int]] = []
    marks: list[str] = []
    for token in re.findall(rf"{pair}\d+|[\s\-–/]+|.", folded):
        if token.isdecimal():
            base.append((1, int(token)))
        elif re.match(r"[\s\-–/]", token):
            base.append((0, 0))
        elif token.isalpha():
            base += map(_rank, own.get(token) or _bare(token))
            marks.append("" if token in _ALPHABET else token)
    while base and base[-1] == (0, 0):
        base.pop()
    return tuple(base), tuple(marks), text.swapcase()  # small letters before capitals


def _bare(letter: str) -> str:
    """A letter without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign)) or letter


def _rank(letter: str) -> tuple[int, int]:
    return (2, _ALPHABET[letter]) if letter in _ALPHABET else (3, ord(letter))


# --- for the templates
# ---------------------------------------------------------------------------------------------------------


def FILTERS(language: Language, *, group: Grouping = "from-10000") -> dict[str, Callable[..., str]]:  # noqa: N802  # a table, made per language
    """The templates' filters in one language, with the house's grouping: `{{ event.date | date }}`, `{{ n |
    plural("by", "byer") }}`.
    """
    return {
        "date": partial(edtf_date, language=language),
        "date_short": partial(edtf_date, language=language, style="short"),
        "number": partial(number, language=language, group=group),
        "number_words": partial(number_words, language=language, group=group),
        "range": lambda start, end, words=False: number_range(
            start, end, language, words=words
        ),  # mostly years, which no house groups
        "money": partial(money, language=language, group=group),
        "percent": partial(percent, language=language, group=group),
        "figure": lambda value, style="", gender="m": figure(value, language, style=style, group=group, gender=gender),
        "count": partial(count, language=language),
        "ordinal": partial(ordinal, language=language),
        "listing": partial(listing, language=language),
        "plural": lambda value, one, other: plural(value, language, one=one, other=other),
        "quote": partial(quote, language=language),
        "genitive": partial(genitive, language=language),
        "section_sign": partial(section_sign, language=language),
        "duration": lambda value, unit="year", words=True: duration(value, language, unit=unit, words=words),
        "ago": lambda then, as_of: ago(then, as_of, language),
        "week": partial(week, language=language),
        "time": partial(time, language=language),
        "capitalised": capitalised,
    }

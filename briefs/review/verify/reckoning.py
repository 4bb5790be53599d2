"""What can be reckoned from the numbers of a passage: sums, differences, shares and spans of years.

A number that the passage does not give is certainly wrong only where none of these gives it either. Each hit says how
it was reckoned; the rules decide what it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise, permutations
from typing import NamedTuple

from briefs.content.model import FigurePrecision
from briefs.language.tables import Language
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import MONEY, Quantity, Reading, Stamp, carries, same_amount, same_unit

_MOST = 14  # numbers of a passage that are reckoned with; a table of figures gives nearly any number
_FEW_YEARS = 5
_LARGE = 10**6  # a sum of money; of small numbers a part is too often said with a share
_NEAR = Decimal("0.08")
_FRACTION = Decimal("0.03")

_CLOCK = frozenset({"hour", "minute"})
_DAY_HOURS = 24
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4")}
_MONTHS = {"month": Decimal(1), "week": Decimal("0.23")}
_HUNDREDTH = Decimal("0.01")
_WIDE = Decimal("0.3")
_MIRRORED: dict[FigurePrecision, FigurePrecision] = {
    "over": "under",
    "under": "over",
    "at-least": "at-most",
    "at-most": "at-least",
}
_TURNED: dict[FigurePrecision, FigurePrecision] = {"over": "at-least", "under": "at-most"}  # «sjelden mer enn 70»
_WHOLES = {"day": Decimal(7), "month": Decimal(12), "hour": Decimal(24), "minute": Decimal(60)}  # what is left of them
_PERIODS = (Decimal(12), Decimal(52), Decimal(4), Decimal(2))  # of a year, for an amount per month, week, quarter


class Reckoned(NamedTuple):
    """How a number or date follows from a passage; `is_plain` where that is hardly ever chance, as it is where what a
    passage lists is counted. A date `is_exact` where the passage gives it in other words: a year counted from a
    document's own date is not, which a basis would say.
    """

    how: str
    is_plain: bool = True
    is_exact: bool = False


def reckoned(
    asked: Quantity, readings: Sequence[Reading], lists: Iterable[int], years: Sequence[int]
) -> Reckoned | None:
    """How a number may be reckoned from one of the passages, or from all together; None where nothing gives it.

    `lists` are the sizes of what the passages list, `years` those of the documents, for «siden 2015».
    """
    for reading in readings:
        found = _from_one(asked, reading, years)
        if found is not None:
            return found
    if len(readings) > 1 and (found := _from_one(asked, joined(readings), years)) is not None:
        return found
    if asked.unit is None and asked.value in set(lists):
        return Reckoned("what the passage lists, counted", is_plain=False)
    return None


def joined(readings: Iterable[Reading]) -> Reading:
    """The numbers and dates of several texts as of one."""
    found = tuple(readings)
    return Reading(
        tuple(quantity for reading in found for quantity in reading.quantities),
        tuple(stamp for reading in found for stamp in reading.stamps),
        (),
        any(reading.has_a_year for reading in found),
    )


def _from_one(asked: Quantity, reading: Reading, document: Sequence[int]) -> Reckoned | None:
    asked = _in_small_units(asked)
    found = tuple(_in_small_units(quantity) for quantity in reading.quantities[:_MOST])
    scaled = (replace(quantity, value=quantity.also) for quantity in found if quantity.also is not None)
    given = (*found, *scaled, *(part for quantity in reading.quantities[:_MOST] for part in _as_implied(quantity)))
    for quantity in given:
        if _is_mirrored(asked, quantity):
            return Reckoned("the rest of a whole")
        if _is_mirrored(replace(asked, precision="about"), quantity):
            return Reckoned("the rest of a whole", is_plain=False)  # «40 prosent» for what «om lag 60» leaves
        if _is_inverse(asked, quantity):
            return Reckoned("how many times a share goes into its whole")
        if _is_many(asked, quantity) or _is_rounding(asked, quantity):
            return Reckoned("rounded")
    for how, value, unit in _results(asked, given):
        if _fits(asked, value) and _has_unit(asked, unit):
            return Reckoned(how)
    for how, value, unit in _per_year(given, reading.stamps):
        if _fits(asked, value) and _has_unit(asked, unit):
            return Reckoned(how)
    if asked.unit in _CLOCK and any(_fits(asked, span) for span in _spans_of_hours(asked.unit, given)):
        return Reckoned("the time between two hours")
    if any(_fits(asked, span) for span in _spans_of_days(asked.unit, reading.stamps)):
        return Reckoned("the time between two days")
    years = sorted({*document, *(stamp.year for stamp in reading.stamps if stamp.year)})
    if asked.unit == "year" and any(_lies_between(asked, one, two) for one, two in combinations(years, 2)):
        return Reckoned("years between two dates")
    months = [(stamp.year or 0) * 12 + stamp.month for stamp in reading.stamps if stamp.month]
    span = replace(asked, value=asked.value * 12) if asked.unit == "year" else asked
    if span.unit in {"year", "month"} and any(_lies_between(span, one, two) for one, two in combinations(months, 2)):
        return Reckoned("months between two dates")
    return None


def _lies_between(asked: Quantity, one: int, other: int) -> bool:
    """Whether so many years or months lie between two, the first and last of them counted or not."""
    return any(_fits(asked, Decimal(abs(one - other) + more)) for more in (0, 1))


_SMALL_UNITS = {"hour": ("minute", 60), "week": ("day", 7), "kilometre": ("metre", 1000)}


def _in_small_units(quantity: Quantity) -> Quantity:
    """Hours as minutes, weeks as days, kilometres as metres, so that they can be added."""
    unit, times = _SMALL_UNITS.get(quantity.unit or "", (quantity.unit, 1))
    return replace(quantity, unit=unit, value=quantity.value * times) if times != 1 else quantity


def _as_implied(quantity: Quantity) -> Iterator[Quantity]:
    """A number without a unit in the small unit of what stands beside it: «14 uker, opp fra ni»."""
    for unit in sorted(quantity.implied & _SMALL_UNITS.keys()):
        yield _in_small_units(replace(quantity, unit=unit))


def _per_year(given: Iterable[Quantity], stamps: Iterable[Stamp]) -> Iterator[_Result]:
    """What comes on each year of a span: «412 boliger i perioden 2013–2016» are 103 a year."""
    years = [stamp.year for stamp in stamps if stamp.year is not None]
    spans = {abs(one - two) + more for one, two in pairwise(years) for more in (0, 1)} - {0, 1}
    for quantity in given:
        if quantity.value >= 1 and quantity.unit not in {"percent", "ordinal", "year"}:
            for span in spans:
                yield _Result(f"{quantity.words} over {span} years", quantity.value / span, quantity.unit)


def _spans_of_hours(unit: str | None, given: Iterable[Quantity]) -> Iterator[Decimal]:
    """The hours or minutes between two times of a day, one of them given to the minute or marked as an hour."""
    times = [(_minutes(q), q.weak or q.value % 1 != 0) for q in given if q.unit is None and 0 <= q.value <= _DAY_HOURS]
    for (one, is_time), (two, is_other) in combinations(times, 2):
        if one is not None and two is not None and (is_time or is_other):
            minutes = Decimal(abs(one - two))
            yield minutes / 60 if unit == "hour" else minutes


def _minutes(quantity: Quantity) -> int | None:
    """A time of day in minutes: 19.45 is a quarter to eight; None where it is none."""
    hours, minutes = divmod(quantity.value, 1)
    minutes *= 100
    return int(hours * 60 + minutes) if minutes < 60 and minutes == minutes.to_integral_value() else None


def _spans_of_days(unit: str | None, stamps: Iterable[Stamp]) -> Iterator[Decimal]:
    """The days, weeks or months between two days of one year."""
    length = _DAYS.get(unit or "")
    days = {(stamp.month, stamp.day) for stamp in stamps if stamp.month and stamp.day}
    if length is not None:
        for one, two in combinations(sorted(days), 2):
            apart = (_day_of_year(*two) - _day_of_year(*one)) / length
            yield apart
            if unit != "day":
                yield Decimal(round(apart))


def _day_of_year(month: int, day: int) -> Decimal:
    return Decimal(date(2001, month, 1).toordinal() - date(2001, 1, 1).toordinal() + day)


# --- one number from one ----------------------------------------------------------------------------------------------


def _is_mirrored(asked: Quantity, given: Quantity) -> bool:
    """«Under halvparten kommer» for «mer enn halvparten uteblir», and «60 prosent» for «40 prosent gjør det ikke»."""
    one, two = _share(asked), _share(given)
    if one is None or two is None:
        return False
    if abs(one + two - 1) < Decimal("0.005"):
        mirrored = _MIRRORED.get(given.precision, given.precision)
        return asked.precision in {given.precision, mirrored, _TURNED.get(given.precision)}
    return given.precision == "exact" and asked.precision != "exact" and _fits(replace(asked, value=one), 1 - two)


def _is_inverse(asked: Quantity, given: Quantity) -> bool:
    """«Mer enn tre ganger så mye» for «under en tredjedel»."""
    one, other = (asked, given) if asked.value > 1 else (given, asked)
    share = _share(other)
    if one.unit is not None or share is None or one.value < 2 or abs(one.value * share - 1) > Decimal("0.02"):
        return False
    return asked.precision == _MIRRORED.get(given.precision, given.precision)


def _share(quantity: Quantity) -> Decimal | None:
    if quantity.unit == "percent":
        return quantity.value / 100 if quantity.value <= 100 else None
    return quantity.value if quantity.unit is None and 0 < quantity.value < 1 else None


def _is_many(asked: Quantity, given: Quantity) -> bool:
    """«Hundrevis» for 340, and «flere hundre tusen» for 420 000."""
    if asked.precision != "many" or not same_unit(asked, given):
        return False
    return asked.value < given.value < 10 * asked.value


def _is_rounding(asked: Quantity, given: Quantity) -> bool:
    """Whether it is the passage's number with fewer digits («41 000» for 41 300), or a handy fraction («ni av ti»)."""
    if asked.value <= 0 or given.value <= 0:
        return False
    one, two = _share(asked), _share(given)
    if one is not None and two is not None:
        return abs(one - two) <= _FRACTION and (asked.unit is None or asked.value % 5 == 0 or given.unit is None)
    if not same_unit(asked, given) or asked.value == given.value or asked.value < 1:
        return False
    if asked.precision in {"about", "over", "under"} and asked.value >= 10:
        return given.precision in {"exact", asked.precision} and _fits(asked, given.value)
    return _digits(asked.value) < _digits(given.value) and _fits_rounded(asked.value, given.value)


def _digits(value: Decimal) -> int:
    """The digits that carry meaning: 41 000 has two."""
    return len(value.normalize().as_tuple().digits)


def _fits_rounded(value: Decimal, exact: Decimal) -> bool:
    step = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    return abs(value - exact) <= step / 2 and abs(value - exact) <= exact * _NEAR


# --- one number from several ------------------------------------------------------------------------------------------


class _Result(NamedTuple):
    how: str
    value: Decimal
    unit: str | None


def _results(asked: Quantity, given: Sequence[Quantity]) -> Iterator[_Result]:
    for one, two in combinations(given, 2):
        if _alike(one, two):
            unit = one.unit or two.unit
            yield _Result(f"{one.words} + {two.words}", one.value + two.value, unit)
            yield _Result(f"the difference of {one.words} and {two.words}", abs(one.value - two.value), unit)
            if unit == "percent":
                points = abs(one.value - two.value)
                yield _Result(f"the difference of {one.words} and {two.words}", points, "percentage-point")
        elif {one.unit, two.unit} == {"percent", "percentage-point"}:
            yield _Result(f"{one.words} and {two.words}", one.value + two.value, "percent")
            yield _Result(f"{one.words} and {two.words}", abs(one.value - two.value), "percent")
    for quantity in given:
        if len(quantity.share_of) == 2:
            yield _Result(f"what {quantity.words} leaves", quantity.share_of[1] - quantity.share_of[0], None)
        whole = _WHOLES.get(quantity.unit or "", Decimal(0))
        if whole > quantity.value:
            yield _Result(f"{whole} − {quantity.words}", whole - quantity.value, quantity.unit)
    for one, two in permutations(given, 2):
        yield from _quotients(one, two)
        yield from _products(one, two)
    for run in _runs(given):
        unit = next((quantity.unit for quantity in run if quantity.unit), None)
        yield _Result("the sum of what the passage gives", sum((q.value for q in run), Decimal(0)), unit)
    for run in _runs(given, 2):
        for total in given:
            if total not in run and _alike(total, run[0]):
                rest = total.value - sum((q.value for q in run), Decimal(0))
                yield _Result(f"what is left of {total.words}", rest, total.unit)
    if asked.unit in MONEY:
        for quantity, times in ((quantity, times) for quantity in given for times in _PERIODS):
            yield _Result(f"{quantity.words} × {times}", quantity.value * times, quantity.unit)
            yield _Result(f"{quantity.words} / {times}", quantity.value / times, quantity.unit)


def _quotients(one: Quantity, two: Quantity) -> Iterator[_Result]:
    if not two.value or not one.value:
        return
    how = f"{one.words} of {two.words}"
    if _alike(one, two) and one.value >= 1 and two.value >= 1:
        ratio = one.value / two.value
        yield _Result(how, ratio * 100, "percent")
        yield _Result(how, abs(ratio - 1) * 100, "percent")
        yield _Result(how, ratio, None)
        yield _Result(how, 1 - ratio, None)
    elif _alike(one, two) and one.value > two.value and one.unit is None:
        yield _Result(how, (one.value / two.value).quantize(_HUNDREDTH), None)  # from a third to two thirds is twice
    elif one.unit != "percent" and two.unit != "percent" and two.value > 1:
        yield _Result(how, one.value / two.value, one.unit)


def _products(one: Quantity, two: Quantity) -> Iterator[_Result]:
    share = _share(one)
    if share is not None and _share(two) is None and two.value > 1:
        yield _Result(f"{one.words} of {two.words}", share * two.value, two.unit)
        yield _Result(f"what {one.words} leaves of {two.words}", (1 - share) * two.value, two.unit)
        if share and two.value >= _LARGE:
            yield _Result(f"that of which {two.words} are {one.words}", two.value / share, two.unit)
    elif one.unit == "percent" or two.unit == "percent":
        return
    elif one.value > 1 and two.value > 1:
        yield _Result(f"{one.words} × {two.words}", one.value * two.value, two.unit or one.unit)


def _runs(given: Sequence[Quantity], least: int = 3) -> Iterator[Sequence[Quantity]]:
    """So many numbers or more in a row of one unit."""
    for start in range(len(given) - least + 1):
        for end in range(start + least, len(given) + 1):
            if all(_alike(one, two) for one, two in pairwise(given[start:end])):
                yield given[start:end]


def _alike(one: Quantity, two: Quantity) -> bool:
    is_part = (one.value < 1, two.value < 1)
    return (one.unit == two.unit or same_unit(one, two) or same_unit(two, one)) and len(set(is_part)) == 1


def _has_unit(asked: Quantity, unit: str | None) -> bool:
    if asked.unit == unit:
        return True
    return (asked.unit is None and (unit in asked.implied or unit not in {"percent", "ordinal", *MONEY})) or (
        unit is None and asked.unit not in {"percent", "percentage-point", "ordinal"}
    )


# How far a share may lie from the one that it is said to be more or less than: 0.36 is «over a third».
_BEYOND: dict[FigurePrecision, tuple[Decimal, Decimal]] = {
    "over": (Decimal(0), _WIDE),
    "at-least": (Decimal(0), _WIDE),
    "under": (-_WIDE, Decimal(0)),
    "at-most": (-_WIDE, Decimal(0)),
}


def _fits(asked: Quantity, value: Decimal) -> bool:
    """Whether the number asked for is this one, rounded to its digits, or as near as its reservation has it."""
    if value <= 0 or asked.value <= 0:
        return False
    if asked.value == value:
        return True
    off = (value - asked.value) / asked.value
    if asked.value < 1:
        low, high = _BEYOND.get(asked.precision, (Decimal(0), Decimal(0)))
        is_near = abs(off) <= _NEAR and abs(value - asked.value) <= _FRACTION
        return is_near or (low <= off <= high and off != 0)
    match asked.precision:
        case "about":
            return abs(off) <= _NEAR
        case "over" | "at-least":
            is_times = asked.unit is None and 2 <= asked.value < 10 and asked.value < value < asked.value + 1
            return 0 <= off <= 2 * _NEAR or (is_times and value != value.to_integral_value())
        case "under" | "at-most":
            return -2 * _NEAR <= off <= 0
    return value != value.to_integral_value() and asked.value >= 2 and _fits_rounded(asked.value, value)


def stands_beside(asked: Quantity, readings: Iterable[Reading]) -> bool:
    """Whether a paragraph beside the one that is cited gives the number."""
    return any(same_amount(asked, given) for reading in readings for given in reading.quantities)


def is_loosely_reserved(asked: Quantity, given: Quantity, text: str, language: Language) -> bool:
    """Whether it is the same amount, and its reservation is one that the passage need not have beside the number.

    A claim may leave a reservation out or put «om lag» in; it may take one from another place of the passage («får vi
    mindre enn det»). Only «over» against «under», and one that the passage does not have at all, are certainly wrong.
    """
    if not same_amount(asked, given) or {asked.precision, given.precision} in (_OPPOSED, _BOUNDS):
        return False
    if "about" in {asked.precision, given.precision} or asked.precision in {"exact", "many"}:
        return True
    return has_reservation(text, asked.precision, language)


_OPPOSED = {"over", "under"}
_BOUNDS = {"at-least", "at-most"}


@lru_cache(maxsize=4096)
def has_reservation(text: str, precision: FigurePrecision, language: Language) -> bool:
    """Whether a text has a word for a reservation anywhere."""
    found = [token.low for token in tokens(text)]
    phrases = [phrase for phrase, other in lexicon(language).precisions.items() if other == precision]
    return any(tuple(found[at : at + len(phrase)]) == phrase for phrase in phrases for at in range(len(found)))


# --- two numbers of a text --------------------------------------------------------------------------------------------


def is_product(given: Quantity, one: Quantity, other: Quantity) -> bool:
    """Whether one of two numbers is the other times what a passage gives."""
    larger, factor = (one, other) if one.value > other.value else (other, one)
    return (
        factor.unit is None
        and factor.value > 1
        and factor.value * given.value == larger.value
        and (larger.unit == given.unit)
    )


def is_sum(given: Quantity, one: Quantity, other: Quantity) -> bool:
    """Whether two numbers, one of them in a smaller unit, are together what a passage gives: «to timer og 45
    minutter» of 165 minutes.
    """
    parts = [_in_small_units(quantity) for quantity in (one, other, given)]
    is_mixed = one.unit != other.unit and len({part.unit for part in parts}) == 1 and one.unit is not None
    return is_mixed and parts[0].value + parts[1].value == parts[2].value


def is_between(given: Quantity, one: Quantity, other: Quantity) -> bool:
    """Whether what a passage gives lies between the two ends of a narrow range."""
    low, high = sorted((one.value, other.value))
    is_range = one.in_range and other.in_range and same_unit(one, given) and same_unit(other, given)
    return is_range and low <= given.value <= high and high - low <= low * _WIDE


# --- what is listed ---------------------------------------------------------------------------------------------------

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")


@lru_cache(maxsize=4096)
def listed(text: str, language: Language) -> frozenset[int]:
    """The sizes of what a text lists with commas and an «og»: three for «A, B og C»."""
    ands = lexicon(language).ands
    sizes: set[int] = set()
    for sentence in _SENTENCE.split(text):
        parts = [{token.low for token in tokens(part)} for part in sentence.split(",")]
        for at, part in enumerate(parts):
            if part & ands:
                sizes |= {2, at + 2}
        if len(parts) > 2:
            sizes.add(len(parts))
    return frozenset(sizes)


# --- dates ------------------------------------------------------------------------------------------------------------


def reckoned_date(asked: Stamp, reading: Reading, document: Reading, dates: Sequence[Stamp]) -> Reckoned | None:
    """How a date follows from a passage, from the heading of its `document`, and from the document's own dates."""
    years = [stamp.year for stamp in dates if stamp.year is not None]
    heads = [stamp.year for stamp in document.stamps if stamp.year is not None]
    counted = [
        replace(stamp, year=year + stamp.years, years=None)
        for stamp in reading.stamps
        for year in years
        if stamp.years is not None
    ]
    if any(carries(stamp, asked) for stamp in counted):
        return Reckoned("counted from the date of the document", is_exact=asked.season is not None)
    if any(carries(stamp, asked) for stamp in _beside_years(reading)):
        return Reckoned("counted from a year of the passage", is_exact=True)
    if any(carries(stamp, asked) for stamp in _with_year(reading, years)):
        return Reckoned("the year of the document", is_exact=asked.day is not None)
    if any(carries(stamp, asked) for stamp in _with_year(reading, heads)):
        return Reckoned("the year of the document")
    if any(carries(stamp, asked) for stamp in _with_year(reading, [year - 1 for year in years])):
        return Reckoned("the year before the document", is_plain=False)
    if asked.years is not None and abs(asked.years) in _apart(reading.stamps):
        return Reckoned("counted from another year of the passage")
    if asked.years is not None:
        is_year = {year + asked.years for year in years} & {stamp.year for stamp in reading.stamps}
        return Reckoned("counted from the date of the document") if is_year else None
    if any(carries(stamp, asked) for stamp in (*dates, *document.stamps)):
        is_dated = any(stamp.recent or stamp.years == 0 for stamp in reading.stamps)
        is_silent = not any(stamp.year for stamp in reading.stamps)
        return Reckoned("the date of the document", is_plain=is_dated or is_silent)
    if asked.season and any(_is_near_season(stamp, asked) for stamp in (*reading.stamps, *dates)):
        return Reckoned("a month of the season")
    return _years_from(asked, reading, years) or _lately(asked, reading, dates)


def _beside_years(reading: Reading) -> Iterator[Stamp]:
    """«Året før» as counted from the year that stands before it."""
    for stamp in reading.stamps:
        before = [other.year for other in reading.stamps if other.year is not None and other.start < stamp.start]
        if stamp.years is not None and before:
            yield replace(stamp, year=before[-1] + stamp.years, years=None)


def _lately(asked: Stamp, reading: Reading, dates: Sequence[Stamp]) -> Reckoned | None:
    """A date near the document's own, where the passage counts from it («forrige uke», «om tre måneder»)."""
    months = {int(q.value * _MONTHS[q.unit or ""]) for q in reading.quantities if q.unit in _MONTHS}
    for own in dates:
        if own.year is not None and own.month is not None and asked.year is not None and asked.month is not None:
            away = abs((asked.year - own.year) * 12 + asked.month - own.month)
            if away and away in months:
                return Reckoned("counted from the date of the document", is_plain=False)
    return None


def _apart(stamps: Iterable[Stamp]) -> set[int]:
    """How many years lie between the dates of a passage."""
    years = {stamp.year for stamp in stamps if stamp.year is not None}
    return {abs(one - two) for one, two in combinations(years, 2)}


def _with_year(reading: Reading, years: Iterable[int]) -> Iterator[Stamp]:
    """The passage's months and seasons that have no year, with each of some years."""
    for year in years:
        for stamp in reading.stamps:
            if stamp.year is None and (stamp.month or stamp.season):
                yield replace(stamp, year=year)


def _is_near_season(given: Stamp, asked: Stamp) -> bool:
    """«Våren» is January to June to some, and «høsten» begins in August; so do school terms."""
    months = {21: range(1, 7), 22: range(5, 10), 23: range(7, 13), 24: (10, 11, 12, 1, 2, 3, 4)}
    is_year = asked.year is None or given.year is None or asked.year == given.year
    is_next = given.season is not None and abs(given.season - (asked.season or 0)) == 1  # «fram til sommeren»
    return is_year and (is_next or given.month in months.get(asked.season or 0, ()))


def _years_from(asked: Stamp, reading: Reading, years: Iterable[int]) -> Reckoned | None:
    """«For fem år siden», «fem år senere» and «et år tidligere» than a date that the passage gives."""
    if asked.year is None:
        return None
    counted = (quantity for quantity in reading.quantities if "year" in {quantity.unit, *quantity.implied})
    spans = {int(quantity.value) for quantity in counted if quantity.value < 200}
    spans |= {1} if reading.has_a_year else set()
    for stamp in (*(Stamp("", 0, year=year) for year in years), *reading.stamps):
        if stamp.year is None:
            continue
        away = abs(asked.year - stamp.year)
        if 1 < away < max(spans, default=0) <= _FEW_YEARS and not asked.month:
            return Reckoned("one of the years that are counted", is_plain=False)
        if away and away in spans and carries(replace(stamp, year=asked.year), asked):
            return Reckoned("counted in years", is_plain=away > 1, is_exact=away > 1 and stamp in reading.stamps)
    return None

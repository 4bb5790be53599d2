"""Dates as the content writes them (EDTF, ISO 8601-2), with the days that bound them.

A date keeps the precision that its source gives: `2017-09-08`, `2017-12`, `2017-23` (autumn), `2018`, `201X`; `~` is
approximate, `?` uncertain, `2007/2017` a span, `2001/..` an open one, and `[2022-12-01..2023-04-15]` one day somewhere
between two.

The standard numbers the seasons and leaves their months open. Here they are the meteorological seasons of the north:
spring is March to May, summer June to August, autumn September to November. A winter bears the year in which it begins:
`2021-24` is 1 December 2021 to 28 February 2022. «Vinteren 2021» can mean January to Norwegian readers too; then the
content says the months, `2021-01/2021-02`. The later reading is the careful one: a deadline is not called passed while
it may still be met.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from briefs.errors import UnprintableError

Precision = Literal["day", "month", "season", "year", "decade"]
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}
_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?(?P<mark>[?~%]?)|(?P<decade>[0-9]{3})X"
)
_SUPPORTED = (
    "Write it as '2017-09-08', '2017-12', '2017-23' (autumn), '2018', '2018-04~', '2007/2017', '2001/..' "
    "or '[2022-12-01..2023-04-15]'"
)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One EDTF date: `first` and `last` are the days that bound it, both included."""

    first: date
    last: date
    precision: Precision
    season: str = ""
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, a span of dates, or one date somewhere between two (`within`); an open end is None."""

    text: str
    start: Moment | None
    end: Moment | None
    kind: Literal["date", "span", "within"] = "date"

    @property
    def first(self) -> date:
        """The earliest day it can mean; an open start gives the first day that Python knows."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The latest day it can mean; an open end gives the last day that Python knows."""
        return self.end.last if self.end else date.max

    @property
    def is_exact(self) -> bool:
        """Whether it names one day and says so without reserve."""
        moment = self.start
        return (
            self.kind == "date"
            and moment is not None
            and moment.precision == "day"
            and not (moment.approximate or moment.uncertain)
        )

    @property
    def is_uncertain(self) -> bool:
        """Whether the content itself has reservations: about, perhaps, or somewhere between."""
        return self.kind == "within" or any(
            m is not None and (m.approximate or m.uncertain) for m in (self.start, self.end)
        )

    def __str__(self) -> str:
        """Refused: a date is set in a language (`formatting.edtf_date`), and `text` is how the content writes it."""
        raise UnprintableError("a date has no words without a language", "Print it by itself, or through |date")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lets a model say `date: Edtf` and the content write EDTF text."""
        return core_schema.no_info_plain_validator_function(_validated)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A text, of which examples say more than a pattern."""
        return {
            "type": "string",
            "format": "edtf",
            "examples": ["2018-06-01", "2018-06", "2018", "2018-04~", "2020/2024"],
        }


def _validated(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        raise ValueError(f"a date is text, and {value} is a number. Write it with quotation marks, '{value}'")
    if not isinstance(value, str):
        raise ValueError(f"this is no date. {_SUPPORTED}")
    return parse(value)


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Reads an EDTF date; ValueError with the supported forms where it is none, or a day that does not exist."""
    if text.startswith("[") and text.endswith("]") and ".." in text:
        early, late = text[1:-1].split("..", 1)
        return _ordered(Edtf(text, _moment(early, text), _moment(late, text), "within"))
    if "/" in text:
        early, late = text.split("/", 1)
        ends = [None if end == ".." else _moment(end, text) for end in (early, late)]
        if ends == [None, None]:
            raise _refusal(text)
        return _ordered(Edtf(text, ends[0], ends[1], "span"))
    moment = _moment(text, text)
    return Edtf(text, moment, moment)


def in_season(value: Edtf) -> Edtf:
    """A day somewhere between two as the season or the months that it lies in; every other date as it is.

    It is the season that lies between the two whole and is most of what does: `2022-24`, the winter, for
    `[2022-12-01..2023-04-15]`.
    """
    if value.kind != "within" or value.start is None or value.end is None:
        return value
    first, last = value.first, value.last
    for year in range(first.year, last.year + 1):
        for season in SEASONS:
            try:
                found = parse(f"{year:04}-{season}")
            except ValueError:  # a winter that outlives the calendar
                continue
            days = (found.last - found.first).days + 1
            if first <= found.first and found.last <= last and 2 * days > (last - first).days + 1:
                return found
    months = f"{first:%Y-%m}", f"{last:%Y-%m}"
    return parse(months[0] if months[0] == months[1] else "/".join(months))


def is_edtf(text: str) -> bool:
    """Whether the text reads as a date."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _ordered(value: Edtf) -> Edtf:
    if value.first > value.last:
        raise ValueError(f"{value.text!r} ends before it begins")
    return value


def _refusal(text: str, *, that: str = "") -> ValueError:
    return ValueError(f"{text[:40]!r} is no date{that}. {_SUPPORTED}")


def _moment(text: str, whole: str) -> Moment:
    """One date of `whole`; ValueError where it is none, or a day that the calendar lacks."""
    match = _MOMENT.fullmatch(text)
    if match is None or int(match["month"] or 0) > max(SEASONS):  # EDTF's quarters and southern seasons
        raise _refusal(whole)
    try:
        first, last, precision = _bounds(match)
    except ValueError:  # the year 0, a month or a day that there is not, a winter that outlives the calendar
        raise _refusal(whole, that=" that exists") from None
    mark = match["mark"] or ""
    season = SEASONS[int(match["month"])] if precision == "season" else ""
    return Moment(first, last, precision, season, approximate=mark in {"~", "%"}, uncertain=mark in {"?", "%"})


def _bounds(match: re.Match[str]) -> tuple[date, date, Precision]:
    """The first and the last day that a date can mean; ValueError where the calendar has no such day."""
    if match["decade"]:
        year = int(match["decade"]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31), "decade"
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if match["day"]:
        return date(year, month, day), date(year, month, day), "day"
    if month in SEASONS:
        begins = _SEASON_BEGINS[month]
        ends = date(year + begins // 12, (begins + 1) % 12 + 1, 1)
        return date(year, begins, 1), _last_of_month(ends), "season"
    if match["month"]:
        return date(year, month, 1), _last_of_month(date(year, month, 1)), "month"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])

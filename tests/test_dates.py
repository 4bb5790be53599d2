"""Dates as the content writes them, and the days that bound them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from briefs.dates import Edtf, is_edtf, parse


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2017-09-08", "2017-09-08", "2017-09-08", "day"),
        ("2017-12", "2017-12-01", "2017-12-31", "month"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2017-02", "2017-02-01", "2017-02-28", "month"),
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("2018-04~", "2018-04-01", "2018-04-30", "month"),
        ("2018?", "2018-01-01", "2018-12-31", "year"),
        ("2017-21", "2017-03-01", "2017-05-31", "season"),
        ("2017-22", "2017-06-01", "2017-08-31", "season"),
        ("2017-23", "2017-09-01", "2017-11-30", "season"),
        ("2021-24", "2021-12-01", "2022-02-28", "season"),
        ("2019-24", "2019-12-01", "2020-02-29", "season"),
        ("2099-24", "2099-12-01", "2100-02-28", "season"),
        ("2017-23~", "2017-09-01", "2017-11-30", "season"),
        ("2007/2017", "2007-01-01", "2017-12-31", "year"),
        ("2020-05/2024-12", "2020-05-01", "2024-12-31", "month"),
        ("[2022-12-01..2023-04-15]", "2022-12-01", "2023-04-15", "day"),
    ],
)
def test_a_date_is_bounded_by_two_days(text: str, first: str, last: str, precision: str) -> None:
    """A date keeps the precision of its source and still says which days it can mean."""
    when = parse(text)
    assert when.start is not None
    assert (when.first.isoformat(), when.last.isoformat(), when.start.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "season"), [("2017-21", "spring"), ("2017-22", "summer"), ("2017-23", "autumn"), ("2017-24", "winter")]
)
def test_a_season_is_known_by_name(text: str, season: str) -> None:
    """EDTF numbers the seasons from 21."""
    when = parse(text)
    assert when.start is not None
    assert when.start.season == season


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2018-04", False, False), ("2018-04~", True, False), ("2018-04?", False, True), ("2018-04%", True, True)],
)
def test_reservations_are_kept(text: str, approximate: bool, uncertain: bool) -> None:
    """`~` is about, `?` is perhaps, `%` is both."""
    when = parse(text)
    assert when.start is not None
    assert (when.start.approximate, when.start.uncertain, when.is_uncertain) == (
        approximate,
        uncertain,
        approximate or uncertain,
    )


def test_an_open_end_reaches_as_far_as_the_calendar() -> None:
    """What has not ended compares as later than everything."""
    since, until = parse("2001/.."), parse("../2017")
    assert (since.first, since.end, since.last) == (date(2001, 1, 1), None, date.max)
    assert (until.start, until.first, until.last) == (None, date.min, date(2017, 12, 31))


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("2017-09-08", True),
        ("2017-09-08~", False),
        ("2017-09", False),
        ("2017-09-08/2017-09-09", False),
        ("[2017-09-08..2017-09-09]", False),
    ],
)
def test_only_one_day_without_reserve_is_exact(text: str, exact: bool) -> None:
    """A brief may say «8. september» only where the source does."""
    assert parse(text).is_exact is exact


def test_one_day_between_two_is_uncertain_and_no_span() -> None:
    """An undated document was written on one day, not over months."""
    when = parse("[2022-12-01..2023-04-15]")
    assert (when.kind, when.is_uncertain) == ("within", True)
    assert (parse("2022-12-01/2023-04-15").kind, parse("2022-12-01/2023-04-15").is_uncertain) == ("span", False)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("8.9.2017", "'8.9.2017' is no date. Write it as '2017-09-08', '2017-12'"),
        ("2017-9-8", "'2017-9-8' is no date. Write"),
        ("", "'' is no date. Write"),
        ("2017-13", "'2017-13' is no date that exists. Write"),
        ("2017-02-30", "'2017-02-30' is no date that exists. Write"),
        ("2019-02-29", "'2019-02-29' is no date that exists. Write"),
        ("0000", "'0000' is no date that exists. Write"),
        ("2017-25", "'2017-25' is no date. Write"),
        ("9999-24", "'9999-24' is no date that exists. Write"),
        ("2017-21-01", "'2017-21-01' is no date that exists. Write"),
        ("000X", "'000X' is no date that exists. Write"),
        ("../..", "'../..' is no date. Write"),
        ("2017/", "'2017/' is no date. Write"),
        ("2001/2002/2003", "'2001/2002/2003' is no date. Write"),
        ("2017-09-08/2017-09-07", "'2017-09-08/2017-09-07' ends before it begins"),
        ("[2018..2017]", "'[2018..2017]' ends before it begins"),
        ("٢٠١٧", "'٢٠١٧' is no date. Write"),
        ("x" * 500, f"'{'x' * 40}' is no date. Write"),
    ],
)
def test_what_is_no_date_is_refused_with_the_forms_that_are(text: str, what: str) -> None:
    """An editor learns from the message how a date is written."""
    with pytest.raises(ValueError) as error:
        parse(text)
    assert str(error.value).startswith(what)


@given(st.dates(), st.sampled_from(("", "~", "?", "%")))
def test_a_day_is_bounded_by_the_month_year_and_decade_around_it(day: date, mark: str) -> None:
    """A month and a year go from their first day to their last, a decade covers them; leap years are the calendar's."""
    iso = day.isoformat()
    exact, month, year = (parse(iso[:length] + mark) for length in (10, 7, 4))
    assert exact.first == exact.last == day
    assert month.first == day.replace(day=1)
    assert month.last == date.max or month.last + timedelta(1) == (month.first + timedelta(31)).replace(day=1)
    assert (year.first, year.last) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert day.year < 10 or parse(f"{iso[:3]}X").first <= day <= parse(f"{iso[:3]}X").last


@given(st.integers(1, 9998), st.sampled_from(("", "~", "?", "%")))
def test_four_seasons_follow_each_other_without_a_gap(year: int, mark: str) -> None:
    """From 1 March on each season begins the day after the last, and the next spring the day after the winter."""
    seasons = [parse(f"{year:04}-{number}{mark}") for number in (21, 22, 23, 24)]
    begins = [season.first for season in (*seasons, parse(f"{year + 1:04}-21"))]
    assert begins[0] == date(year, 3, 1)
    assert [season.last + timedelta(1) for season in seasons] == begins[1:]


@given(st.dates(), st.dates())
def test_two_ends_bound_a_span_and_one_day_between_two(one: date, other: date) -> None:
    """`/` and `..` take the first day of the one and the last of the other; turned round they are refused."""
    early, late = sorted((one, other))
    for text in (f"{early}/{late}", f"[{early}..{late}]", f"{early.isoformat()[:7]}/{late.isoformat()[:7]}"):
        assert parse(text).first <= early <= late <= parse(text).last
    assert early == late or not is_edtf(f"{late}/{early}")


@given(
    st.one_of(
        st.text(max_size=12), st.from_regex(r"\A\[?[0-9X]{0,4}-?[0-9]{0,2}-?[0-9]{0,2}[~?%]?(/|\.\.)?[0-9-]{0,10}\]?\Z")
    )
)
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """Whatever an editor writes, the answer is bounded days or a ValueError."""
    if is_edtf(text):
        assert parse(text).first <= parse(text).last


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (2018, "a date is text, and 2018 is a number. Write it with quotation marks, '2018'"),
        (Decimal("2018.10"), "a date is text, and 2018.10 is a number. Write it with quotation marks, '2018.10'"),
        (True, "this is no date. Write it as"),
        (None, "this is no date. Write it as"),
        (["2018"], "this is no date. Write it as"),
    ],
)
def test_a_date_that_is_no_text_is_refused(value: object, what: str) -> None:
    """A bare year is a number to YAML: the message says to quote it."""
    with pytest.raises(ValidationError, match="date") as error:
        TypeAdapter(Edtf).validate_python(value)
    assert str(error.value.errors()[0]["ctx"]["error"]).startswith(what)

"""What dates, times and durations read like, each at its own precision; «_» stands for a no-break space."""

from __future__ import annotations

from datetime import date
from datetime import time as clock
from decimal import Decimal

import pytest

from briefs.dates import parse
from briefs.language.dates import ago, duration, edtf_date, month_names, time, week
from briefs.language.numbers import Number
from briefs.language.tables import Language, TimeUnit, languages


def no_break(words: str) -> str:
    """A table's underscores as no-break spaces."""
    return words.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("edtf", "nb", "nn", "en", "short", "en_short"),
    [
        ("2017-09-08", "8._september_2017", "8._september_2017", "8_September_2017", "8.9.2017", "8_Sept_2017"),
        ("2020-02-29", "29._februar_2020", "29._februar_2020", "29_February_2020", "29.2.2020", "29_Feb_2020"),
        ("2017-12", "desember_2017", "desember_2017", "December_2017", "des._2017", "Dec_2017"),
        ("2017-23", "høsten_2017", "hausten_2017", "autumn_2017", "høsten_2017", "autumn_2017"),
        ("2017-22", "sommeren_2017", "sommaren_2017", "summer_2017", "sommeren_2017", "summer_2017"),
        ("2018", "2018", "2018", "2018", "2018", "2018"),
        ("201X", "2010-årene", "2010-åra", "the 2010s", "2010-årene", "the 2010s"),
        ("2018-04~", "ca._april_2018", "ca._april_2018", "c._April_2018", "ca._apr._2018", "c._Apr_2018"),
        ("2018?", "trolig 2018", "truleg 2018", "probably 2018", "trolig 2018", "probably 2018"),
        (
            "2018%",
            "trolig ca._2018",
            "truleg ca._2018",
            "probably c._2018",
            "trolig ca._2018",
            "probably c._2018",
        ),
        ("2001/..", "fra 2001", "frå 2001", "from 2001", "fra 2001", "from 2001"),
        ("../2007", "til 2007", "til 2007", "until 2007", "til 2007", "until 2007"),
        ("2007/2017", "2007–2017", "2007–2017", "2007–2017", "2007–2017", "2007–2017"),
        (
            "2017-09-08/2018-04-12",
            "8._september_2017–12._april_2018",
            "8._september_2017–12._april_2018",
            "8_September_2017_– 12_April_2018",
            "8.9.2017–12.4.2018",
            "8_Sept_2017_– 12_Apr_2018",
        ),
        (
            "2020-05-03/2020-05-05",
            "3.–5._mai_2020",
            "3.–5._mai_2020",
            "3–5_May_2020",
            "3.5.2020–5.5.2020",
            "3–5_May_2020",
        ),
        ("2020-05-03/2020-05-03", "3._mai_2020", "3._mai_2020", "3_May_2020", "3.5.2020", "3_May_2020"),
        (
            "2020-05-03/2020-06-05",
            "3._mai–5._juni_2020",
            "3._mai–5._juni_2020",
            "3_May_– 5_June_2020",
            "3.5.2020–5.6.2020",
            "3_May_– 5_Jun_2020",
        ),
        ("2020-05/2020-06", "mai–juni_2020", "mai–juni_2020", "May–June_2020", "mai–juni_2020", "May–Jun_2020"),
        (
            "2020-05/2024-12",
            "mai_2020–desember_2024",
            "mai_2020–desember_2024",
            "May_2020_– December_2024",
            "mai_2020–des._2024",
            "May_2020_– Dec_2024",
        ),
        (
            "2017-21/2017-23",
            "våren–høsten_2017",
            "våren–hausten_2017",
            "spring–autumn_2017",
            "våren–høsten_2017",
            "spring–autumn_2017",
        ),
        (
            "2007/2017-09",
            "fra 2007 til september_2017",
            "frå 2007 til september_2017",
            "from 2007 to September_2017",
            "fra 2007 til sep._2017",
            "from 2007 to Sept_2017",
        ),
        (
            "199X/201X",
            "fra 1990-årene til 2010-årene",
            "frå 1990-åra til 2010-åra",
            "from the 1990s to the 2010s",
            "fra 1990-årene til 2010-årene",
            "from the 1990s to the 2010s",
        ),
        (
            "2018-04~/2019-05",
            "fra ca._april_2018 til mai_2019",
            "frå ca._april_2018 til mai_2019",
            "from c._April_2018 to May_2019",
            "fra ca._apr._2018 til mai_2019",
            "from c._Apr_2018 to May_2019",
        ),
        (
            "[2022-12-01..2023-04-15]",
            "mellom 1._desember_2022 og 15._april_2023",
            "mellom 1._desember_2022 og 15._april_2023",
            "between 1_December_2022 and 15_April_2023",
            "mellom 1.12.2022 og 15.4.2023",
            "between 1_Dec_2022 and 15_Apr_2023",
        ),
        (
            "[2022-12-01..2022-12-15]",
            "mellom 1. og 15._desember_2022",
            "mellom 1. og 15._desember_2022",
            "between 1 and 15_December_2022",
            "mellom 1.12.2022 og 15.12.2022",
            "between 1 and 15_Dec_2022",
        ),
    ],
)
def test_date_is_written_at_its_own_precision(edtf: str, nb: str, nn: str, en: str, short: str, en_short: str) -> None:
    """Every form of EDTF that the content may use; never an ISO date, and a dash for every span."""
    value = parse(edtf)
    assert [edtf_date(value, language) for language in languages()] == [no_break(nb), no_break(nn), no_break(en)]
    assert [edtf_date(value, language, style="short") for language in ("nb", "en")] == [
        no_break(short),
        no_break(en_short),
    ]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [("2001/..", "2001–"), ("../2007", "–2007"), ("2017-09-08", "8.9.2017"), ("2017-09-08/..", "8.9.2017–")],
)
def test_table_writes_open_spans_with_a_dash(edtf: str, expected: str) -> None:
    """In a table an open span has no room for words."""
    assert edtf_date(parse(edtf), "nb", style="table") == expected


def test_plain_day_is_a_date_too() -> None:
    """The as-of date is no EDTF and reads the same."""
    assert edtf_date(date(2022, 12, 1), "nb") == "1.\u00a0desember\u00a02022"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(language: Language, month: int) -> None:
    """Lower case in Norwegian, and the same name that a date has."""
    name = month_names(language)[month - 1]
    assert name in edtf_date(date(2020, month, 1), language)
    assert name.islower() == (language != "en")


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [(clock(12, 30), "kl._12.30", "12:30"), (clock(9, 5, 59), "kl._09.05", "09:05"), (clock(0), "kl._00.00", "00:00")],
)
def test_time(value: clock, nb: str, en: str) -> None:
    """A full stop between hours and minutes in Norwegian."""
    assert time(value, "nb") == time(value, "nn") == no_break(nb)
    assert time(value, "en") == en


def test_two_times_are_a_span() -> None:
    """What stands before a time stands once."""
    assert time(clock(18), "nb", clock(21)) == no_break("kl._18.00–21.00")
    assert time(clock(9, 5), "en", clock(21)) == "09:05–21:00"


@pytest.mark.parametrize(
    ("day", "nb", "nn", "en"),
    [
        (date(2021, 1, 1), "uke_53 (2020)", "veke_53 (2020)", "week_53 (2020)"),
        (date(2020, 12, 31), "uke_53 (2020)", "veke_53 (2020)", "week_53 (2020)"),
        (date(2018, 12, 31), "uke_1 (2019)", "veke_1 (2019)", "week_1 (2019)"),
        (date(2020, 2, 29), "uke_9 (2020)", "veke_9 (2020)", "week_9 (2020)"),
    ],
)
def test_week_is_the_iso_week(day: date, nb: str, nn: str, en: str) -> None:
    """The year is the week's, also where the day's is another."""
    assert [week(day, language) for language in languages()] == [no_break(nb), no_break(nn), no_break(en)]


@pytest.mark.parametrize(
    ("value", "unit", "words", "nb", "nn", "en"),
    [
        (10, "year", True, "ti år", "ti år", "ten years"),
        (1, "year", True, "ett år", "eit år", "one year"),
        (1, "month", True, "én måned", "ein månad", "one month"),
        (1, "week", True, "én uke", "ei veke", "one week"),
        (3, "day", False, "3_dager", "3_dagar", "3_days"),
        (3, "day", True, "tre dager", "tre dagar", "three days"),
        (13, "week", True, "13_uker", "13_veker", "13_weeks"),
        (0, "day", True, "null dager", "null dagar", "zero days"),
        (Decimal("1.5"), "month", True, "1,5_måneder", "1,5_månader", "1.5_months"),
    ],
)
def test_duration(value: Number, unit: TimeUnit, words: bool, nb: str, nn: str, en: str) -> None:
    """Dager, not døgn; one in the gender of its unit."""
    assert [duration(value, language, unit=unit, words=words) for language in languages()] == [
        no_break(nb),
        no_break(nn),
        no_break(en),
    ]


@pytest.mark.parametrize(
    ("then", "nb", "nn", "en"),
    [
        ("2018-04-20", "for fire år siden", "for fire år sidan", "four years ago"),
        ("2017-12-16", "for fire år siden", "for fire år sidan", "four years ago"),
        ("2017-12-15", "for fem år siden", "for fem år sidan", "five years ago"),
        ("2018", "for fire år siden", "for fire år sidan", "four years ago"),
        ("2018~", "for ca._fire år siden", "for ca._fire år sidan", "c._four years ago"),
        ("2018?", "trolig for fire år siden", "truleg for fire år sidan", "probably four years ago"),
        ("2009", "for 13_år siden", "for 13_år sidan", "13_years ago"),
        ("2021-12-15", "for ett år siden", "for eit år sidan", "one year ago"),
        ("2022-11", "for én måned siden", "for ein månad sidan", "one month ago"),
        ("2022-11-20", "for tre uker siden", "for tre veker sidan", "three weeks ago"),
        ("2022-12-01", "for to uker siden", "for to veker sidan", "two weeks ago"),
        ("2022-12-02", "for 13_dager siden", "for 13_dagar sidan", "13_days ago"),
        ("2022-12-05", "for ti dager siden", "for ti dagar sidan", "ten days ago"),
        ("2022-12-14", "for én dag siden", "for ein dag sidan", "one day ago"),
        ("2022-12-15", "samme dag", "same dag", "the same day"),
        ("2022-12", "samme måned", "same månad", "the same month"),
        ("2022", "samme år", "same år", "the same year"),
        ("202X", "samme tiår", "same tiår", "the same decade"),
        ("2023-04-15", "om fire måneder", "om fire månader", "in four months"),
        ("2024", "om to år", "om to år", "in two years"),
        ("2001/..", "for 21_år siden", "for 21_år sidan", "21_years ago"),
        ("2007/2017", "for fem år siden", "for fem år sidan", "five years ago"),
        ("[2018-01-01..2018-02-01]", "for fire år siden", "for fire år sidan", "four years ago"),
        ("[2016-01-01..2018-02-01]", "for ca._fem år siden", "for ca._fem år sidan", "c._five years ago"),
        (
            "[2022-12-01..2023-04-15]",
            "mellom 1._desember_2022 og 15._april_2023",
            "mellom 1._desember_2022 og 15._april_2023",
            "between 1_December_2022 and 15_April_2023",
        ),
    ],
)
def test_ago_counts_from_the_as_of_date(then: str, nb: str, nn: str, en: str) -> None:
    """Whole years, months, weeks or days from 15 December 2022, as far as the date's precision bears."""
    as_of = date(2022, 12, 15)
    assert [ago(parse(then), as_of, language) for language in languages()] == [
        no_break(nb),
        no_break(nn),
        no_break(en),
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"), [(date(2021, 2, 28), "for ett år siden"), (date(2021, 2, 27), "for elleve måneder siden")]
)
def test_ago_from_a_leap_day(as_of: date, expected: str) -> None:
    """A year after 29 February is full on the last day of the next February."""
    assert ago(date(2020, 2, 29), as_of, "nb") == expected

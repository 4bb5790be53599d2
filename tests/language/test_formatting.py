"""What each value reads like, code point by code point; «_» in the tables stands for a no-break space."""

from __future__ import annotations

from datetime import date
from datetime import time as clock
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from briefs.content import model
from briefs.content.model import Language
from briefs.dates import parse
from briefs.language import formatting as f


def no_break(words: str) -> str:
    """A table's underscores as no-break spaces."""
    return words.replace("_", "\u00a0")


def text(nb: str, nn: str, en: str) -> model.Text:
    """One text in the three languages."""
    return model.Text(nb, translations={"nn": model.Translation(words=nn), "en": model.Translation(words=en)})


RESIDENTS = model.Noun(
    one=text("innbygger", "innbyggjar", "resident"), other=text("innbyggere", "innbyggjarar", "residents")
)
DEMANDS = model.Noun(one=text("krav", "krav", "demand"), other=text("krav", "krav", "demands"))
BREAKS = model.Noun(
    one=text("års pause", "års pause", "year’s break"), other=text("års pause", "års pause", "years’ break")
)


def figure(value: str, unit: model.Unit = "count", **more: Any) -> model.Figure:
    """A figure with what a test is not about filled in."""
    cites = (model.Citation("ks-2017", 1),)
    return model.Figure(id="tall", value=Decimal(value), unit=unit, measures=text("m", "m", "m"), cites=cites, **more)


@pytest.mark.parametrize(
    ("value", "group", "nb", "en"),
    [
        ("0", "from-10000", "0", "0"),
        ("-5", "from-10000", "\u22125", "\u22125"),
        ("999", "always", "999", "999"),
        ("1000", "from-10000", "1000", "1,000"),
        ("1000", "always", "1\u00a0000", "1,000"),
        ("9999", "from-10000", "9999", "9,999"),
        ("9999", "always", "9\u00a0999", "9,999"),
        ("10000", "from-10000", "10\u00a0000", "10,000"),
        ("-10000", "from-10000", "\u221210\u00a0000", "\u221210,000"),
        ("1234567", "from-10000", "1\u00a0234\u00a0567", "1,234,567"),
        ("12.5", "from-10000", "12,5", "12.5"),
        ("12.50", "from-10000", "12,50", "12.50"),
        ("0.125", "from-10000", "0,125", "0.125"),
        ("1E+3", "from-10000", "1000", "1,000"),
        ("99999.995", "from-10000", "99\u00a0999,995", "99,999.995"),
    ],
)
def test_number_has_all_its_digits(value: str, group: f.Grouping, nb: str, en: str) -> None:
    """Grouping follows the house, the signs follow the language, and nothing is rounded; nynorsk is as bokmål."""
    assert f.number(Decimal(value), "nb", group=group) == f.number(Decimal(value), "nn", group=group) == nb
    assert f.number(Decimal(value), "en", group=group) == en


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_number_can_be_read_back(value: Decimal) -> None:
    """Whatever the value, its digits give the value again."""
    read = f.number(value, "nb").replace("\u00a0", "").replace(",", ".").replace("\u2212", "-")
    assert Decimal(read) == value


@pytest.mark.parametrize(
    ("value", "gender", "nb", "nn", "en"),
    [
        (0, "m", "null", "null", "zero"),
        (1, "m", "én", "ein", "one"),
        (1, "f", "ei", "ei", "one"),
        (1, "n", "ett", "eit", "one"),
        (2, "n", "to", "to", "two"),
        (7, "m", "sju", "sju", "seven"),
        (11, "m", "elleve", "elleve", "eleven"),
        (12, "m", "tolv", "tolv", "twelve"),
        (13, "m", "13", "13", "13"),
        (-1, "m", "\u22121", "\u22121", "\u22121"),
        (Decimal("2.5"), "m", "2,5", "2,5", "2.5"),
        (10000, "m", "10_000", "10_000", "10,000"),
    ],
)
def test_number_words_go_to_twelve(value: f.Number, gender: f.Gender, nb: str, nn: str, en: str) -> None:
    """One takes the noun's gender; from thirteen, and for what is not whole, digits stand."""
    expected = {"nb": nb, "nn": nn, "en": en}
    assert {language: no_break(words) for language, words in expected.items()} == {
        language: f.number_words(value, language, gender=gender) for language in model.LANGUAGES
    }


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (0, "nb", "ingen"),
        (0, "nn", "ingen"),
        (0, "en", "zero"),
        (1, "nb", "én"),
        (8, "nb", "åtte"),
        (12, "nn", "tolv"),
        (13, "nb", "13"),
    ],
)
def test_count_says_none_for_nothing(value: int, language: Language, expected: str) -> None:
    """«ingen krav», not «null krav»."""
    assert f.count(value, language) == expected


@pytest.mark.parametrize(
    ("start", "end", "words", "language", "expected"),
    [
        (2007, 2017, False, "nb", "2007\u20132017"),
        (3, 5, True, "nb", "fra 3 til 5"),
        (3, 5, True, "nn", "frå 3 til 5"),
        (3, 5, True, "en", "from 3 to 5"),
        (9000, 12000, False, "nb", "9000\u201312_000"),
        (-5, 3, False, "nb", "fra \u22125 til 3"),
    ],
)
def test_number_range_never_mixes_word_and_dash(
    start: int, end: int, words: bool, language: Language, expected: str
) -> None:
    """A dash without spaces, or two words; words also beside a minus sign."""
    assert f.number_range(start, end, language, words=words) == no_break(expected)


@pytest.mark.parametrize(
    ("value", "nb", "nn", "en", "nb_table", "en_table"),
    [
        ("0", "0_kroner", "0_kroner", "NOK_0", "0_kr", "NOK_0"),
        ("1", "1_krone", "1_krone", "NOK_1", "1_kr", "NOK_1"),
        ("500", "500_kroner", "500_kroner", "NOK_500", "500_kr", "NOK_500"),
        ("-500", "\u2212500_kroner", "\u2212500_kroner", "NOK_\u2212500", "\u2212500_kr", "NOK_\u2212500"),
        ("1600", "1600_kroner", "1600_kroner", "NOK_1,600", "1600_kr", "NOK_1,600"),
        ("99.5", "99,50_kroner", "99,50_kroner", "NOK_99.50", "99,50_kr", "NOK_99.50"),
        ("999999", "999_999_kroner", "999_999_kroner", "NOK_999,999", "999_999_kr", "NOK_999,999"),
        ("1000000", "1_million kroner", "1_million kroner", "NOK_1_million", "1_mill._kr", "NOK_1m"),
        ("2000000", "2_millioner kroner", "2_millionar kroner", "NOK_2_million", "2_mill._kr", "NOK_2m"),
        ("1234567", "1_234_567_kroner", "1_234_567_kroner", "NOK_1,234,567", "1_234_567_kr", "NOK_1,234,567"),
        ("1600000000", "1,6_milliarder kroner", "1,6_milliardar kroner", "NOK_1.6_billion", "1,6_mrd._kr", "NOK_1.6bn"),
        ("1.6E+9", "1,6_milliarder kroner", "1,6_milliardar kroner", "NOK_1.6_billion", "1,6_mrd._kr", "NOK_1.6bn"),
        (
            "1950000000",
            "1,95_milliarder kroner",
            "1,95_milliardar kroner",
            "NOK_1.95_billion",
            "1,95_mrd._kr",
            "NOK_1.95bn",
        ),
        (
            "1234000000",
            "1234_millioner kroner",
            "1234_millionar kroner",
            "NOK_1,234_million",
            "1234_mill._kr",
            "NOK_1,234m",
        ),
        (
            "1800000000000",
            "1,8_billioner kroner",
            "1,8_billionar kroner",
            "NOK_1.8_trillion",
            "1,8_bill._kr",
            "NOK_1.8tn",
        ),
    ],
)
def test_money_is_never_rounded(value: str, nb: str, nn: str, en: str, nb_table: str, en_table: str) -> None:
    """The scale is one that leaves two decimals at most; where none does, all digits stand."""
    amount = Decimal(value)
    assert [f.money(amount, language) for language in model.LANGUAGES] == [no_break(nb), no_break(nn), no_break(en)]
    assert f.money(amount, "nb", style="table") == f.money(amount, "nn", style="table") == no_break(nb_table)
    assert f.money(amount, "en", style="table") == no_break(en_table)


@pytest.mark.parametrize(
    ("value", "nb", "nb_table", "en", "en_table"),
    [
        ("25", "25_prosent", "25_%", "25_per cent", "25%"),
        ("12.5", "12,5_prosent", "12,5_%", "12.5_per cent", "12.5%"),
        ("0.05", "0,05_prosent", "0,05_%", "0.05_per cent", "0.05%"),
        ("-3", "\u22123_prosent", "\u22123_%", "\u22123_per cent", "\u22123%"),
    ],
)
def test_percent_keeps_its_decimals(value: str, nb: str, nb_table: str, en: str, en_table: str) -> None:
    """The word in text, the sign in tables."""
    amount = Decimal(value)
    assert f.percent(amount, "nb") == f.percent(amount, "nn") == no_break(nb)
    assert f.percent(amount, "nn", style="table") == no_break(nb_table)
    assert (f.percent(amount, "en"), f.percent(amount, "en", style="table")) == (no_break(en), en_table)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (101, "101st"),
        (111, "111th"),
    ],
)
def test_ordinal(value: int, expected: str) -> None:
    """A dot in Norwegian, the right ending in English."""
    assert f.ordinal(value, "nb") == f.ordinal(value, "nn") == f"{value}."
    assert f.ordinal(value, "en") == expected


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        ("0", "byer", "cities"),
        ("1", "by", "city"),
        ("1.0", "by", "city"),
        ("1.5", "byer", "cities"),
        ("2", "byer", "cities"),
        ("-1", "by", "city"),
    ],
)
def test_plural(value: str, nb: str, en: str) -> None:
    """One is one; nothing and one and a half are many."""
    assert f.plural(Decimal(value), "nb", one="by", other="byer") == nb
    assert f.plural(Decimal(value), "en", one="city", other="cities") == en


@pytest.mark.parametrize(
    ("made", "style", "nb", "nn", "en"),
    [
        (figure("15", "year", precision="over"), "", "mer enn 15_år", "meir enn 15_år", "more than 15_years"),
        (figure("15", "year", precision="over"), "value", "15_år", "15_år", "15_years"),
        (figure("15", "year", precision="over"), "number", "15", "15", "15"),
        (figure("15", "year", precision="under"), "", "under 15_år", "under 15_år", "under 15_years"),
        (
            figure("25", "percent", precision="at-least"),
            "",
            "minst 25_prosent",
            "minst 25_prosent",
            "at least 25_per cent",
        ),
        (
            figure("25", "percent", precision="at-most"),
            "",
            "høyst 25_prosent",
            "høgst 25_prosent",
            "at most 25_per cent",
        ),
        (figure("25", "percent", precision="at-least"), "table", "minst 25_%", "minst 25_%", "at least 25%"),
        (figure("1600000000", "NOK"), "", "1,6_milliarder kroner", "1,6_milliardar kroner", "NOK_1.6_billion"),
        (figure("1600000000", "NOK"), "number", "1,6_milliarder", "1,6_milliardar", "1.6_billion"),
        (figure("1600000000", "NOK"), "plain", "1_600_000_000", "1_600_000_000", "1,600,000,000"),
        (
            figure("1600000000", "NOK", precision="about"),
            "table",
            "ca._1,6_mrd._kr",
            "ca._1,6_mrd._kr",
            "about NOK_1.6bn",
        ),
        (
            figure("1600000000", "NOK", to=Decimal(1900000000)),
            "",
            "1,6\u20131,9_milliarder kroner",
            "1,6\u20131,9_milliardar kroner",
            "NOK_1.6\u20131.9_billion",
        ),
        (
            figure("1000", noun=RESIDENTS, precision="about"),
            "",
            "om lag 1000_innbyggere",
            "om lag 1000_innbyggjarar",
            "about 1,000_residents",
        ),
        (
            figure("5400000", noun=RESIDENTS),
            "",
            "5,4_millioner innbyggere",
            "5,4_millionar innbyggjarar",
            "5.4_million residents",
        ),
        (
            figure("5400000", noun=RESIDENTS),
            "table",
            "5_400_000_innbyggere",
            "5_400_000_innbyggjarar",
            "5,400,000_residents",
        ),
        (figure("11", noun=DEMANDS, words=True), "", "elleve krav", "elleve krav", "eleven demands"),
        (figure("11", noun=DEMANDS, words=True), "number", "elleve", "elleve", "eleven"),
        (figure("11", noun=DEMANDS, words=True), "plain", "11", "11", "11"),
        (figure("11", noun=DEMANDS, words=True), "table", "11_krav", "11_krav", "11_demands"),
        (figure("13", noun=DEMANDS, words=True), "", "13_krav", "13_krav", "13_demands"),
        (
            figure("3", noun=DEMANDS, words=True, to=Decimal(5)),
            "",
            "tre til fem krav",
            "tre til fem krav",
            "three to five demands",
        ),
        (
            figure("10", noun=DEMANDS, words=True, to=Decimal(15)),
            "",
            "10\u201315_krav",
            "10\u201315_krav",
            "10\u201315_demands",
        ),
        (figure("1", noun=RESIDENTS), "", "1_innbygger", "1_innbyggjar", "1_resident"),
        (figure("10", "year", words=True), "", "ti år", "ti år", "ten years"),
        (figure("10", "year", words=True, noun=BREAKS), "", "ti års pause", "ti års pause", "ten years’ break"),
        (figure("1", "year", words=True), "", "ett år", "eit år", "one year"),
        (figure("1", "week", words=True), "", "én uke", "ei veke", "one week"),
        (figure("2", "month"), "", "2_måneder", "2_månader", "2_months"),
        (figure("11"), "", "11", "11", "11"),
        (
            figure("100000", noun=RESIDENTS, precision="many"),
            "",
            "mange hundre tusen innbyggere",
            "mange hundre tusen innbyggjarar",
            "many hundreds of thousands of residents",
        ),
        (
            figure("100000", noun=RESIDENTS, precision="many"),
            "number",
            "mange hundre tusen",
            "mange hundre tusen",
            "many hundreds of thousands",
        ),
        (figure("100000", noun=RESIDENTS, precision="many"), "plain", "100_000", "100_000", "100,000"),
        (figure("1", noun=DEMANDS, precision="many"), "", "mange krav", "mange krav", "many demands"),
        (
            figure("10000", noun=DEMANDS, precision="many"),
            "",
            "mange titusen krav",
            "mange titusen krav",
            "many tens of thousands of demands",
        ),
        (
            figure("1000000000", "NOK", precision="many"),
            "",
            "mange milliarder kroner",
            "mange milliardar kroner",
            "many billions of kroner",
        ),
    ],
)
def test_figure_reads_as_a_phrase(made: model.Figure, style: str, nb: str, nn: str, en: str) -> None:
    """The word of precision, the number, and what it counts, each style leaving out its part."""
    assert [f.figure(made, language, style=style) for language in model.LANGUAGES] == [
        no_break(nb),
        no_break(nn),
        no_break(en),
    ]


def test_figure_takes_the_gender_of_its_noun() -> None:
    """«ett krav», since the noun itself does not say."""
    assert f.figure(figure("1", noun=DEMANDS, words=True), "nb", gender="n") == "ett krav"


@pytest.mark.parametrize(
    ("made", "style"),
    [(figure("15"), "big"), (figure("150", precision="many"), ""), (figure("0.1", precision="many"), "")],
)
def test_figure_refuses_what_it_cannot_say(made: model.Figure, style: str) -> None:
    """An unknown style, and «many» of what is no power of ten."""
    with pytest.raises(ValueError, match=r"no style|power of ten"):
        f.figure(made, "nb", style=style)


@pytest.mark.parametrize(
    ("edtf", "nb", "nn", "en", "short", "en_short"),
    [
        ("2017-09-08", "8._september 2017", "8._september 2017", "8_September 2017", "8.9.2017", "8_Sept 2017"),
        ("2020-02-29", "29._februar 2020", "29._februar 2020", "29_February 2020", "29.2.2020", "29_Feb 2020"),
        ("2017-12", "desember 2017", "desember 2017", "December 2017", "des. 2017", "Dec 2017"),
        ("2017-23", "høsten 2017", "hausten 2017", "autumn 2017", "høsten 2017", "autumn 2017"),
        ("2017-22", "sommeren 2017", "sommaren 2017", "summer 2017", "sommeren 2017", "summer 2017"),
        ("2018", "2018", "2018", "2018", "2018", "2018"),
        ("201X", "2010-årene", "2010-åra", "the 2010s", "2010-årene", "the 2010s"),
        ("2018-04~", "ca._april 2018", "ca._april 2018", "about April 2018", "ca._apr. 2018", "about Apr 2018"),
        ("2018?", "trolig 2018", "truleg 2018", "probably 2018", "trolig 2018", "probably 2018"),
        (
            "2018%",
            "trolig ca._2018",
            "truleg ca._2018",
            "probably about 2018",
            "trolig ca._2018",
            "probably about 2018",
        ),
        ("2001/..", "fra 2001", "frå 2001", "from 2001", "fra 2001", "from 2001"),
        ("../2007", "til 2007", "til 2007", "until 2007", "til 2007", "until 2007"),
        ("2007/2017", "2007–2017", "2007–2017", "2007–2017", "2007–2017", "2007–2017"),
        (
            "2017-09-08/2018-04-12",
            "8._september 2017–12._april 2018",
            "8._september 2017–12._april 2018",
            "8_September 2017_– 12_April 2018",
            "8.9.2017–12.4.2018",
            "8_Sept 2017_– 12_Apr 2018",
        ),
        (
            "2020-05-03/2020-05-05",
            "3.–5._mai 2020",
            "3.–5._mai 2020",
            "3–5_May 2020",
            "3.5.2020–5.5.2020",
            "3–5_May 2020",
        ),
        ("2020-05-03/2020-05-03", "3._mai 2020", "3._mai 2020", "3_May 2020", "3.5.2020", "3_May 2020"),
        (
            "2020-05-03/2020-06-05",
            "3._mai–5._juni 2020",
            "3._mai–5._juni 2020",
            "3_May_– 5_June 2020",
            "3.5.2020–5.6.2020",
            "3_May_– 5_Jun 2020",
        ),
        ("2020-05/2020-06", "mai–juni 2020", "mai–juni 2020", "May–June 2020", "mai–juni 2020", "May–Jun 2020"),
        (
            "2020-05/2024-12",
            "mai 2020–desember 2024",
            "mai 2020–desember 2024",
            "May 2020_– December 2024",
            "mai 2020–des. 2024",
            "May 2020_– Dec 2024",
        ),
        (
            "2017-21/2017-23",
            "våren–høsten 2017",
            "våren–hausten 2017",
            "spring–autumn 2017",
            "våren–høsten 2017",
            "spring–autumn 2017",
        ),
        (
            "2007/2017-09",
            "fra 2007 til september 2017",
            "frå 2007 til september 2017",
            "from 2007 to September 2017",
            "fra 2007 til sep. 2017",
            "from 2007 to Sept 2017",
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
            "fra ca._april 2018 til mai 2019",
            "frå ca._april 2018 til mai 2019",
            "from about April 2018 to May 2019",
            "fra ca._apr. 2018 til mai 2019",
            "from about Apr 2018 to May 2019",
        ),
        (
            "[2022-12-01..2023-04-15]",
            "mellom 1._desember 2022 og 15._april 2023",
            "mellom 1._desember 2022 og 15._april 2023",
            "between 1_December 2022 and 15_April 2023",
            "mellom 1.12.2022 og 15.4.2023",
            "between 1_Dec 2022 and 15_Apr 2023",
        ),
        (
            "[2022-12-01..2022-12-15]",
            "mellom 1. og 15._desember 2022",
            "mellom 1. og 15._desember 2022",
            "between 1 and 15_December 2022",
            "mellom 1.12.2022 og 15.12.2022",
            "between 1 and 15_Dec 2022",
        ),
    ],
)
def test_date_is_written_at_its_own_precision(edtf: str, nb: str, nn: str, en: str, short: str, en_short: str) -> None:
    """Every form of EDTF that the content may use; never an ISO date, and a dash for every span."""
    value = parse(edtf)
    assert [f.edtf_date(value, language) for language in model.LANGUAGES] == [no_break(nb), no_break(nn), no_break(en)]
    assert [f.edtf_date(value, language, style="short") for language in ("nb", "en")] == [
        no_break(short),
        no_break(en_short),
    ]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [("2001/..", "2001–"), ("../2007", "–2007"), ("2017-09-08", "8.9.2017"), ("2017-09-08/..", "8.9.2017–")],
)
def test_table_writes_open_spans_with_a_dash(edtf: str, expected: str) -> None:
    """In a table an open span has no room for words."""
    assert f.edtf_date(parse(edtf), "nb", style="table") == expected


def test_plain_day_is_a_date_too() -> None:
    """The as-of date is no EDTF and reads the same."""
    assert f.edtf_date(date(2022, 12, 1), "nb") == "1.\u00a0desember 2022"


@pytest.mark.parametrize("language", model.LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(language: Language, month: int) -> None:
    """Lower case in Norwegian, and the same name that a date has."""
    name = f.month_names(language)[month - 1]
    assert name in f.edtf_date(date(2020, month, 1), language)
    assert name.islower() == (language != "en")


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [(clock(12, 30), "kl._12.30", "12:30"), (clock(9, 5, 59), "kl._09.05", "09:05"), (clock(0), "kl._00.00", "00:00")],
)
def test_time(value: clock, nb: str, en: str) -> None:
    """A full stop between hours and minutes in Norwegian."""
    assert f.time(value, "nb") == f.time(value, "nn") == no_break(nb)
    assert f.time(value, "en") == en


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
    assert [f.week(day, language) for language in model.LANGUAGES] == [no_break(nb), no_break(nn), no_break(en)]


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
def test_duration(value: f.Number, unit: f.TimeUnit, words: bool, nb: str, nn: str, en: str) -> None:
    """Dager, not døgn; one in the gender of its unit."""
    assert [f.duration(value, language, unit=unit, words=words) for language in model.LANGUAGES] == [
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
        ("2018~", "for ca._fire år siden", "for ca._fire år sidan", "about four years ago"),
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
        ("[2016-01-01..2018-02-01]", "for ca._fem år siden", "for ca._fem år sidan", "about five years ago"),
        (
            "[2022-12-01..2023-04-15]",
            "mellom 1._desember 2022 og 15._april 2023",
            "mellom 1._desember 2022 og 15._april 2023",
            "between 1_December 2022 and 15_April 2023",
        ),
    ],
)
def test_ago_counts_from_the_as_of_date(then: str, nb: str, nn: str, en: str) -> None:
    """Whole years, months, weeks or days from 15 December 2022, as far as the date's precision bears."""
    as_of = date(2022, 12, 15)
    assert [f.ago(parse(then), as_of, language) for language in model.LANGUAGES] == [
        no_break(nb),
        no_break(nn),
        no_break(en),
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"), [(date(2021, 2, 28), "for ett år siden"), (date(2021, 2, 27), "for elleve måneder siden")]
)
def test_ago_from_a_leap_day(as_of: date, expected: str) -> None:
    """A year after 29 February is full on the last day of the next February."""
    assert f.ago(date(2020, 2, 29), as_of, "nb") == expected


@pytest.mark.parametrize(
    ("items", "language", "joined_by", "expected"),
    [
        ([], "nb", "and", ""),
        (["a"], "nb", "and", "a"),
        (["a", "b"], "nb", "and", "a og b"),
        (["a", "b", "c"], "nb", "and", "a, b og c"),
        (["a", "b", "c"], "nn", "or", "a, b eller c"),
        (["a", "b", "c"], "en", "and", "a, b and c"),
        (["a", "b", "c"], "en", "or", "a, b or c"),
    ],
)
def test_listing(items: list[str], language: Language, joined_by: Any, expected: str) -> None:
    """No comma before the last, in English neither."""
    assert f.listing(items, language, joined_by=joined_by) == expected


@pytest.mark.parametrize(
    ("words", "language", "inside", "expected"),
    [
        ("Vi sa ja", "nb", False, "«Vi sa ja»"),
        ("Vi sa «ja»", "nn", False, "«Vi sa ‘ja’»"),
        ("KS’ syn", "nb", True, "‘KS’ syn’"),
        ("We said “yes”", "en", False, "“We said ‘yes’”"),
    ],
)
def test_quote(words: str, language: Language, inside: bool, expected: str) -> None:
    """Quotation marks inside quotation marks are single."""
    assert f.quote(words, language, inside=inside) == expected


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("KS", "nb", "KS\u2019"),
        ("VG", "nb", "VGs"),
        ("regjeringen", "nb", "regjeringens"),
        ("regjeringa", "nn", "regjeringas"),
        ("Marx", "nb", "Marx\u2019"),
        ("Schwartz", "nn", "Schwartz\u2019"),
        ("KS", "en", "KS\u2019s"),
        ("VG", "en", "VG\u2019s"),
    ],
)
def test_genitive(name: str, language: Language, expected: str) -> None:
    """An apostrophe only after s, x and z; always in English."""
    assert f.genitive(name, language) == expected


def test_section_sign() -> None:
    """A no-break space after the sign, and words for a span, since sections have hyphens of their own."""
    assert f.section_sign("4-2", "nb") == "§\u00a04-2"
    assert f.section_sign("15", "nn", to="19") == "§\u00a015 til\u00a019"
    assert f.section_sign("4-2", "en") == "section\u00a04-2"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mellom", "Mellom"),
        ("«mellom»", "«Mellom»"),
        ("åtte", "Åtte"),
        ("15 år", "15 år"),
        ("ALIS", "ALIS"),
        ("", ""),
        ("–", "–"),
        ("§ 4", "§ 4"),
    ],
)
def test_capitalised(words: str, expected: str) -> None:
    """Only the first letter changes, also behind a quotation mark; a digit in front keeps the rest as it is."""
    assert f.capitalised(words) == expected


@pytest.mark.parametrize(
    "ordered",
    [
        ["Bergen", "Oslo", "Zürich", "Ærøy", "Østfold", "Ålesund"],
        ["Alta", "Zulu", "Aas"],
        ["Øst", "Ås", "Aas", "Åsgard"],
        ["Ærlig", "Ärlig", "Øst", "Öst"],
        ["Myller", "Müller", "Mz"],
        ["krav 2", "krav 9", "krav 10", "krav 11 b"],
        ["Helse Bergen", "Helse-Vest", "Helsedirektoratet"],
        ["ea", "Ea", "éa", "eb"],
        ["«Allmenn»", "Bergen"],
        ["2001", "9000", "A"],
    ],
)
def test_collation_is_norwegian(ordered: list[str]) -> None:
    """… z æ ø å, aa as å, numbers by value, accents and capitals only between equals."""
    backwards = ordered[::-1]
    assert sorted(backwards, key=f.collation_key) == ordered


def test_collation_takes_a_sort_key_to_the_letter() -> None:
    """An aa that is pronounced a sorts under a; English knows no å."""
    assert f.collation_key("Aalto", sort="Aalto") < f.collation_key("Abel") < f.collation_key("Aalto")
    assert sorted(["Zoo", "Øst", "Oslo", "Åre", "Ask"], key=lambda name: f.collation_key(name, "en")) == [
        "Åre",
        "Ask",
        "Oslo",
        "Øst",
        "Zoo",
    ]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_collation_keys_compare_for_any_text(words: list[str]) -> None:
    """Whatever names hold, they can be sorted, and the order is the same from any start."""
    backwards = words[::-1]
    assert sorted(words, key=f.collation_key) == sorted(backwards, key=f.collation_key)


FACTS = {
    "day": parse("2017-09-08"),
    "moment": clock(12, 30),
    "sum": Decimal(1600000000),
    "figure": figure("15", "year", precision="over"),
    "as_of": date(2022, 12, 15),
    "names": ["KS", "VG"],
}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ day | date }}", "8._september 2017"),
        ("{{ day | date_short }}", "8.9.2017"),
        ("{{ 1000 | number }}", "1_000"),
        ("{{ sum | money }}", "1,6_milliarder kroner"),
        ("{{ sum | money(style='table') }}", "1,6_mrd._kr"),
        ("{{ 25 | percent }}", "25_prosent"),
        ("{{ figure | figure }}", "mer enn 15_år"),
        ("{{ figure | figure('number') }}", "15"),
        ("{{ names | listing }}", "KS og VG"),
        ("{{ 2 | plural('by', 'byer') }}", "byer"),
        ("{{ 'ja' | quote }}", "«ja»"),
        ("{{ 'KS' | genitive }}", "KS’"),
        ("{{ 1 | ordinal }}", "1."),
        ("{{ 10 | duration }}", "ti år"),
        ("{{ 3 | duration('day', words=false) }}", "3_dager"),
        ("{{ day | ago(as_of) }}", "for fem år siden"),
        ("{{ as_of | week }}", "uke_50 (2022)"),
        ("{{ moment | time }}", "kl._12.30"),
        ("{{ 8 | count }}", "åtte"),
        ("{{ 1 | count(gender='n') }}", "ett"),
        ("{{ 2007 | range(2017) }}", "2007–2017"),
        ("{{ '4-2' | section_sign }}", "§_4-2"),
        ("{{ 'åtte krav' | capitalised }}", "Åtte krav"),
        ("{{ 7 | number_words }}", "sju"),
    ],
)
def test_filters_format_in_templates(template: str, expected: str) -> None:
    """Each filter has its language and the house's grouping already."""
    environment = Environment(autoescape=True)
    environment.filters.update(f.FILTERS("nb", group="always"))
    assert environment.from_string(template).render(FACTS) == no_break(expected)

"""What numbers, sums and shares read like, code point by code point. «_» in the tables stands for a no-break space."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.language.numbers import (
    Grouping,
    Number,
    count,
    money,
    number,
    number_range,
    number_words,
    ordinal,
    percent,
    plural,
)
from briefs.language.tables import Gender, Language, languages


def no_break(words: str) -> str:
    """A table's underscores as no-break spaces."""
    return words.replace("_", "\u00a0")


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
def test_number_has_all_its_digits(value: str, group: Grouping, nb: str, en: str) -> None:
    """Grouping follows the project, the signs follow the language, and nothing is rounded; nynorsk is as bokmål."""
    assert number(Decimal(value), "nb", group=group) == number(Decimal(value), "nn", group=group) == nb
    assert number(Decimal(value), "en", group=group) == en


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_number_can_be_read_back(value: Decimal) -> None:
    """Whatever the value, its digits give the value again."""
    read = number(value, "nb").replace("\u00a0", "").replace(",", ".").replace("\u2212", "-")
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
def test_number_words_go_to_twelve(value: Number, gender: Gender, nb: str, nn: str, en: str) -> None:
    """One takes the noun's gender; from thirteen, and for what is not whole, digits stand."""
    expected = {"nb": nb, "nn": nn, "en": en}
    assert {language: no_break(words) for language, words in expected.items()} == {
        language: number_words(value, language, gender=gender) for language in languages()
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
    assert count(value, language) == expected


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
    assert number_range(start, end, language, words=words) == no_break(expected)


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
    assert [money(amount, language) for language in languages()] == [no_break(nb), no_break(nn), no_break(en)]
    assert money(amount, "nb", style="table") == money(amount, "nn", style="table") == no_break(nb_table)
    assert money(amount, "en", style="table") == no_break(en_table)


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
    assert percent(amount, "nb") == percent(amount, "nn") == no_break(nb)
    assert percent(amount, "nn", style="table") == no_break(nb_table)
    assert (percent(amount, "en"), percent(amount, "en", style="table")) == (no_break(en), en_table)


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
    assert ordinal(value, "nb") == ordinal(value, "nn") == f"{value}."
    assert ordinal(value, "en") == expected


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
    assert plural(Decimal(value), "nb", one="by", other="byer") == nb
    assert plural(Decimal(value), "en", one="city", other="cities") == en

"""Numbers, sums and shares in the words of a language, exactly as they are, never rounded.

Babel's CLDR data gives the decimal signs, the plural categories and the words for large numbers; kroner, ordinals and
the minus sign are done here.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal

from babel.numbers import format_decimal

from briefs.language.signs import DASH, MINUS, NBSP
from briefs.language.tables import Language, locale

Number = int | Decimal
Grouping = Literal["from-10000", "always"]
Gender = Literal["m", "f", "n"]
Style = Literal["text", "table"]
TimeUnit = Literal["year", "month", "week", "day"]

UNITS: dict[Language, dict[TimeUnit, tuple[str, str, Gender]]] = {  # CLDR has «døgn» for days, and «månadar»
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
FROM_TO = {"nb": ("fra", "til"), "nn": ("frå", "til"), "en": ("from", "to")}


def number(value: Number, language: Language, *, group: Grouping = "from-10000") -> str:
    """«1000», «10 000», «−5», «12,50»: all the digits that the value has; English always groups."""
    exact = Decimal(value)
    places = max(0, -int(exact.as_tuple().exponent))
    grouped = language == "en" or group == "always" or abs(exact) >= 10_000
    pattern = "#,##0" + ("." + "0" * places if places else "")
    words: str = format_decimal(
        exact, pattern, locale=locale(language), decimal_quantization=False, group_separator=grouped
    )
    return words.replace("-", MINUS).replace("\u202f", NBSP)


def number_words(value: Number, language: Language, *, gender: Gender = "m", group: Grouping = "from-10000") -> str:
    """«sju», «tolv», «ett»: whole numbers to twelve in words, the others in digits."""
    if not is_small(value):
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
        out, to = FROM_TO[language]
        return f"{out} {first} {to} {last}"
    return f"{first}{DASH}{last}"


def percent(value: Number, language: Language, *, style: Style = "text", group: Grouping = "from-10000") -> str:
    """«12,5 prosent» in text, «12,5 %» in tables; the value is 12.5 for 12.5 %."""
    return percent_of(number(value, language, group=group), language, style)


def percent_of(digits: str, language: Language, style: str) -> str:
    if language == "en":
        return f"{digits}%" if style == "table" else f"{digits}{NBSP}per cent"
    return f"{digits}{NBSP}{'%' if style == 'table' else 'prosent'}"


def money(value: Number, language: Language, *, style: Style = "text", group: Grouping = "from-10000") -> str:
    """«1,6 milliarder kroner», «500 kroner», in tables «1,6 mrd. kr»; kroner in.

    A sum is never rounded: the scale is the largest that leaves two decimals at most, else all its digits stand («1 234
    567 kroner»).
    """
    return money_of((Decimal(value),), language, style, group)


def ordinal(value: int, language: Language) -> str:
    """«1.», and 1st, 2nd, 11th in English by CLDR's ordinal categories."""
    if language != "en":
        return f"{value}."
    return f"{value}{ {'one': 'st', 'two': 'nd', 'few': 'rd'}.get(locale(language).ordinal_form(value), 'th') }"


def plural(value: Number, language: Language, *, one: str, other: str) -> str:
    """The form of a noun that goes with the number: one krav, 0 krav, 1,5 krav, by CLDR's categories."""
    return one if locale(language).plural_form(plain(Decimal(value))) == "one" else other


def is_small(value: Number) -> bool:
    return value == int(value) and 0 <= value <= 12


def plain(value: Decimal) -> Decimal:
    """Without zeros that say nothing, and without an exponent: 1.60E+9 becomes 1600000000."""
    return Decimal(f"{value.normalize():f}")


def _scale(values: Iterable[Decimal]) -> int:
    """The power of ten that is said in words: the largest that leaves two decimals at most, or 0."""
    sums = tuple(values)
    for power in (12, 9, 6):
        if max(map(abs, sums)) >= 10**power and all(
            int(plain(value.scaleb(-power)).as_tuple().exponent) >= -2 for value in sums
        ):
            return power
    return 0


def _scale_word(power: int, value: Decimal, language: Language, style: str) -> str:
    """«milliarder» or «mrd.», from the compact patterns of CLDR."""
    if style == "table" and language == "en":
        return {6: "m", 9: "bn", 12: "tn"}[power]
    category = locale(language).plural_form(value)
    patterns: Any = locale(language).compact_decimal_formats["short" if style == "table" else "long"]
    pattern: str = patterns[category][str(10**power)].pattern
    return pattern.replace("0", "").replace("'", "").strip()


def digits_of(values: tuple[Decimal, ...], language: Language, group: Grouping) -> str:
    """One number, or two with a dash between."""
    return (
        number(values[0], language, group=group)
        if len(values) == 1
        else number_range(values[0], values[1], language, group=group)
    )


def with_scale(values: tuple[Decimal, ...], language: Language, style: str, group: Grouping) -> tuple[str, bool]:
    """One number, or two with a dash between, with the word of their scale, if they have one; and whether they have."""
    power = _scale(values)
    scaled = tuple(plain(value.scaleb(-power)) for value in values) if power else values
    digits = digits_of(scaled, language, group)
    if not power:
        return digits, False
    space = "" if style == "table" and language == "en" else NBSP
    return f"{digits}{space}{_scale_word(power, scaled[-1], language, style)}", True


def money_of(values: tuple[Decimal, ...], language: Language, style: str, group: Grouping) -> str:
    values = tuple(
        value.quantize(Decimal("0.01")) if value.as_tuple().exponent == -1 else value for value in values
    )  # 99,50 kroner
    amount, scaled = with_scale(values, language, style, group)
    if language == "en":
        return f"NOK{NBSP}{amount}"
    if style == "table":
        return f"{amount}{NBSP}kr"
    return (
        f"{amount} kroner" if scaled else f"{amount}{NBSP}{plural(values[-1], language, one='krone', other='kroner')}"
    )

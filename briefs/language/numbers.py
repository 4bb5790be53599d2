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
from briefs.language.tables import Gender, Language, locale, table

Number = int | Decimal
Grouping = Literal["from-10000", "always"]
Style = Literal["text", "table"]


def number(value: Number, language: Language, *, group: Grouping = "from-10000") -> str:
    """«1000», «10 000», «−5», «12,50»: all the digits that the value has; English always groups."""
    exact = Decimal(value)
    places = max(0, -int(exact.as_tuple().exponent))
    grouped = table(language).numbers.always_grouped or group == "always" or abs(exact) >= 10_000
    pattern = "#,##0" + ("." + "0" * places if places else "")
    words: str = format_decimal(
        exact, pattern, locale=locale(language), decimal_quantization=False, group_separator=grouped
    )
    return words.replace("-", MINUS).replace("\u202f", NBSP)


def number_words(value: Number, language: Language, *, gender: Gender = "m", group: Grouping = "from-10000") -> str:
    """«sju», «tolv», «ett»: whole numbers to twelve in words, the others in digits."""
    if not is_small(value):
        return number(value, language, group=group)
    words = table(language).numbers
    return words.one[gender] if value == 1 else words.words[int(value)]


def count(value: int, language: Language, *, gender: Gender = "m") -> str:
    """How many there are, in words to twelve: «elleve», «ett»; nothing at all is «ingen», since «null krav» is no
    Norwegian.
    """
    return table(language).numbers.none if value == 0 else number_words(value, language, gender=gender)


def number_range(
    start: Number, end: Number, language: Language, *, words: bool = False, group: Grouping = "from-10000"
) -> str:
    """«2007–2017», or «fra 3 til 5» with `words`: never «fra 3–5». Beside a minus sign a dash cannot be read, so words
    stand there too.
    """
    first, last = number(start, language, group=group), number(end, language, group=group)
    if words or start < 0 or end < 0:
        out, to = table(language).numbers.from_to
        return f"{out} {first} {to} {last}"
    return f"{first}{DASH}{last}"


def percent(value: Number, language: Language, *, style: Style = "text", group: Grouping = "from-10000") -> str:
    """«12,5 prosent» in text, «12,5 %» in tables; the value is 12.5 for 12.5 %."""
    return percent_of(number(value, language, group=group), language, style)


def percent_of(digits: str, language: Language, style: str) -> str:
    """A share whose digits are set already."""
    patterns = table(language).numbers.percent
    return (patterns.table if style == "table" else patterns.text).format(digits)


def money(value: Number, language: Language, *, style: Style = "text", group: Grouping = "from-10000") -> str:
    """«1,6 milliarder kroner», «500 kroner», in tables «1,6 mrd. kr»; kroner in.

    A sum is never rounded: the scale is the largest that leaves two decimals at most, else all its digits stand («1 234
    567 kroner»).
    """
    return money_of((Decimal(value),), language, style, group)


def ordinal(value: int, language: Language) -> str:
    """«1.», and 1st, 2nd, 11th in English by CLDR's ordinal categories."""
    patterns = table(language).numbers.ordinal
    return patterns.get(locale(language).ordinal_form(value), patterns["other"]).format(value)


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


def _with_scale_word(digits: str, power: int, value: Decimal, language: Language, style: str) -> str:
    """«1,6 milliarder» or «1,6 mrd.», from the compact patterns of CLDR where the language's table has none."""
    own = table(language).numbers.scales_in_tables
    if style == "table" and power in own:
        return own[power].format(digits)
    category = locale(language).plural_form(value)
    patterns: Any = locale(language).compact_decimal_formats["short" if style == "table" else "long"]
    pattern: str = patterns[category][str(10**power)].pattern
    return f"{digits}{NBSP}{pattern.replace('0', '').replace(chr(39), '').strip()}"


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
    return _with_scale_word(digits, power, scaled[-1], language, style), True


def money_of(values: tuple[Decimal, ...], language: Language, style: str, group: Grouping) -> str:
    values = tuple(
        value.quantize(Decimal("0.01")) if value.as_tuple().exponent == -1 else value for value in values
    )  # 99,50 kroner
    amount, scaled = with_scale(values, language, style, group)
    patterns = table(language).money
    if style == "table":
        return patterns.table.format(amount)
    if scaled:
        return patterns.scaled.format(amount)
    return plural(values[-1], language, one=patterns.one, other=patterns.other).format(amount)

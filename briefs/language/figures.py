"""The phrase of a figure: its number, what it counts, and how exact it is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from briefs.language.numbers import (
    Grouping,
    digits_of,
    is_small,
    money_of,
    number_words,
    percent_of,
    plain,
    plural,
    with_scale,
)
from briefs.language.signs import NBSP
from briefs.language.tables import Gender, Language, UnitName, table

FIGURE_STYLES = ("", "value", "number", "plain", "table")


class AnyText(Protocol):
    """Words that exist in several languages."""

    def get(self, language: Language) -> str:
        """The words in that language."""


class AnyNoun(Protocol):
    """What is counted, in one and in many."""

    @property
    def one(self) -> AnyText: ...

    @property
    def other(self) -> AnyText: ...


class AnyFigure(Protocol):
    """What a phrase is made of; the content's own figures are such."""

    @property
    def id(self) -> str: ...

    @property
    def value(self) -> Decimal: ...

    @property
    def to(self) -> Decimal | None: ...

    @property
    def unit(self) -> str: ...

    @property
    def noun(self) -> AnyNoun | None: ...

    @property
    def precision(self) -> str: ...

    @property
    def words(self) -> bool: ...


def figure(
    figure: AnyFigure, language: Language, *, style: str = "", group: Grouping = "from-10000", gender: Gender = "m"
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
        return digits_of(values, language, group)
    if figure.precision == "many":
        return _many(figure, language, alone=style == "number")
    quantity = _quantity(figure, values, language, style, group, gender)
    if figure.precision == "exact" or style in {"value", "number"}:
        return quantity
    patterns: Mapping[str, str] = table(language).precision
    if style == "table":
        patterns = {**patterns, **table(language).precision_in_tables}
    return patterns[figure.precision].format(quantity)


def _quantity(
    figure: AnyFigure, values: tuple[Decimal, ...], language: Language, style: str, group: Grouping, gender: Gender
) -> str:
    if figure.unit == "NOK":
        return (
            with_scale(values, language, style, group)[0]
            if style == "number"
            else money_of(values, language, style, group)
        )
    scaled = False
    in_words = figure.words and style != "table" and figure.unit != "percent" and all(map(is_small, values))
    one, other = _nouns(figure, language)
    unit = _unit(figure.unit, language)
    if unit is not None and figure.noun is None:
        gender = unit.gender
    if in_words:
        amount = f" {table(language).numbers.from_to[1]} ".join(
            number_words(value, language, gender=gender) for value in values
        )
    elif figure.unit == "count" and style != "table":
        amount, scaled = with_scale(values, language, style, group)
    else:
        amount = digits_of(values, language, group)
    if style == "number":
        return amount
    if figure.unit == "percent":
        return percent_of(amount, language, style)
    noun = plural(values[-1], language, one=one, other=other)
    return f"{amount}{' ' if in_words or scaled else NBSP}{noun}" if noun else amount


def _nouns(figure: AnyFigure, language: Language) -> tuple[str, str]:
    """What is counted, in one and in many; the figure's own noun comes before the name of its unit («ti års pause»)."""
    if figure.noun is not None:
        return figure.noun.one.get(language), figure.noun.other.get(language)
    unit = _unit(figure.unit, language)
    return (unit.one, unit.other) if unit else ("", "")


def _unit(name: str, language: Language) -> UnitName | None:
    """The words of a unit of time; other units have patterns of their own, or none."""
    units: Mapping[str, UnitName] = table(language).units
    return units.get(name)


def _many(figure: AnyFigure, language: Language, *, alone: bool) -> str:
    power = plain(figure.value).adjusted()
    if figure.value != Decimal(10) ** power or not 0 <= power <= 14:
        raise ValueError(f"{figure.id}: «many» needs a power of ten from 1 up, and this is {figure.value}")
    words = table(language).many
    noun = "" if alone else words.nouns.get(figure.unit) or _nouns(figure, language)[1]
    return f"{words.word} {words.of.join(filter(None, (words.magnitudes[power], noun)))}".rstrip()

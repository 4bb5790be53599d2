"""The phrase of a figure: its number, what it counts, and how exact it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from briefs.language.numbers import (
    FROM_TO,
    UNITS,
    Gender,
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
from briefs.language.tables import Language

FIGURE_STYLES = ("", "value", "number", "plain", "table")


class Text(Protocol):
    """Words that exist in several languages."""

    def get(self, language: Language) -> str:
        """The words in that language."""


class Noun(Protocol):
    """What is counted, in one and in many."""

    @property
    def one(self) -> Text: ...

    @property
    def other(self) -> Text: ...


class Figure(Protocol):
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
    def noun(self) -> Noun | None: ...

    @property
    def precision(self) -> str: ...

    @property
    def words(self) -> bool: ...


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


def figure(
    figure: Figure, language: Language, *, style: str = "", group: Grouping = "from-10000", gender: Gender = "m"
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
    if figure.precision == "about" and style == "table" and language != "en":
        return f"ca.{NBSP}{quantity}"
    return f"{_PRECISION[language][figure.precision]} {quantity}"


def _quantity(
    figure: Figure, values: tuple[Decimal, ...], language: Language, style: str, group: Grouping, gender: Gender
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
    if figure.unit in UNITS[language] and figure.noun is None:
        gender = UNITS[language][figure.unit][2]
    if in_words:
        amount = f" {FROM_TO[language][1]} ".join(number_words(value, language, gender=gender) for value in values)
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


def _nouns(figure: Figure, language: Language) -> tuple[str, str]:
    """What is counted, in one and in many; the figure's own noun comes before the name of its unit («ti års pause»)."""
    if figure.noun is not None:
        return figure.noun.one.get(language), figure.noun.other.get(language)
    if figure.unit in UNITS[language]:
        return UNITS[language][figure.unit][:2]
    return "", ""


def _many(figure: Figure, language: Language, *, alone: bool) -> str:
    power = plain(figure.value).adjusted()
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

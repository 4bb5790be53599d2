"""Two numbers, or two dates, of a text put in each other's places: each text that comes of it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Literal, NamedTuple

from briefs.content import model
from briefs.language.tables import Language
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import read

Kind = Literal["numbers exchanged", "dates exchanged"]


class _Written(NamedTuple):
    """A number or date as a text writes it, a reference too, and what it says, by which two are told to be alike."""

    start: int
    end: int
    kind: Kind
    unit: str | None
    value: object


def exchanged(evidence: Evidence, text: str, language: Language) -> Iterator[tuple[Kind, str]]:
    """The text with each two of its numbers of one unit, and each two of its dates of one precision, exchanged.

    Dates with nothing but «og» or a comma between them say the same in either order, and are left.
    """
    found = sorted([*_references(evidence, text), *_numbers(text, language), *_dates(text, language)])
    for one, other in combinations(found, 2):
        is_alike = one.kind == other.kind and one.unit == other.unit and one.value != other.value
        if is_alike and not (one.kind == "dates exchanged" and _is_list(text[one.end : other.start], language)):
            words = (text[: one.start], text[other.start : other.end], text[one.end : other.start])
            yield one.kind, "".join((*words, text[one.start : one.end], text[other.end :]))


def _is_list(between: str, language: Language) -> bool:
    small = lexicon(language)
    return all(token.low in small.ands | {"eller", "or"} for token in tokens(between)) and not re.search(
        "[–-]", between
    )


def _references(evidence: Evidence, text: str) -> Iterator[_Written]:
    for reference in model.placeholders(text):
        figure = evidence.library.figures.get(reference.name)
        if reference.is_date:
            precision = f"date {len(reference.name)}"
            yield _Written(reference.start, reference.end, "dates exchanged", precision, reference.name)
        elif figure is not None:
            unit = None if figure.unit == "count" else figure.unit
            yield _Written(reference.start, reference.end, "numbers exchanged", unit, figure.value)


def _masked(text: str) -> str:
    for reference in model.placeholders(text):
        text = text[: reference.start] + "_" * (reference.end - reference.start) + text[reference.end :]
    return text


def _numbers(text: str, language: Language) -> Iterator[_Written]:
    """Shares apart from counts; in «fra 2,2 til 6,3 millioner» the numbers without their scale."""
    found = [number for number in read(_masked(text), language).quantities if not number.weak]
    for at, number in enumerate(found):
        in_one = [other for other in found[max(0, at - 1) : at + 2] if other.in_range and number.in_range]
        words = number.words.split()[0] if len(in_one) > 1 else number.words
        end = number.start + len(words)
        if text[number.start : end] == words and number.unit != "ordinal":
            unit = "share" if number.value < 1 else number.unit
            yield _Written(number.start, end, "numbers exchanged", unit, number.value)


def _dates(text: str, language: Language) -> Iterator[_Written]:
    for stamp in read(_masked(text), language).stamps:
        end = stamp.start + len(stamp.words)
        if (stamp.year or stamp.month) and text[stamp.start : end] == stamp.words:
            precision = f"date {4 * bool(stamp.year)}{bool(stamp.month)}{bool(stamp.day)}{bool(stamp.season)}"
            yield _Written(stamp.start, end, "dates exchanged", precision, stamp.words)

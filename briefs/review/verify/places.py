"""Whether two numbers of a text have changed places: «fra 38 til 31» of a passage that says «fra 31 til 38»."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from briefs.language.tables import Language
from briefs.review.verify import wording
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import Quantity, Reading, agrees, read, same_unit

_FAR = 40  # characters between a number and the year that it is of


class SwappedPair(NamedTuple):
    """Two numbers that stand elsewhere in a passage than the text has them."""

    first: Quantity
    second: Quantity


def swapped(text: str, language: Language, passage: str, other: Language) -> SwappedPair | None:
    """The first two numbers of a text that the passage gives in each other's places, by the words that say which is
    which: before or after, part or whole, and the year of each.
    """
    own = read(text, language)
    pairs = [
        (first, second)
        for first, second in combinations([quantity for quantity in own.quantities if not quantity.weak], 2)
        if (same_unit(first, second) or same_unit(second, first)) and first.value != second.value
    ]
    if not pairs:
        return None  # most texts have none, and passages are many
    given = read(passage, other)
    for first, second in pairs:
        one, two = _only(first, given.quantities), _only(second, given.quantities)
        if one is None or two is None:
            continue
        here = _roles(text, language, first), _roles(text, language, second)
        there = _roles(passage, other, one), _roles(passage, other, two)
        years = (
            _year(text, own, first),
            _year(text, own, second),
            _year(passage, given, one),
            _year(passage, given, two),
        )
        nouns = _noun(text, language, first), _noun(text, language, second)
        counted = _noun(passage, other, one), _noun(passage, other, two)
        by_noun = (
            language == other and nouns[0] != nouns[1] and counted[0] != counted[1] and _is_exchanged(nouns, counted)
        )
        if (
            by_noun
            or _is_more_than_its_whole(here, first, second)
            or _is_crossed(here, there)
            or (years[0] != years[1] and None not in years and years[:2] == years[:1:-1])
        ):
            return SwappedPair(first, second)
    return None


def _only(asked: Quantity, given: Iterable[Quantity]) -> Quantity | None:
    found = [quantity for quantity in given if agrees(asked, quantity)]
    return found[0] if len(found) == 1 else None


def _roles(text: str, language: Language, quantity: Quantity) -> str:
    """What the word before a number says of it, articles and reservations left out: "before", "whole" or nothing."""
    words = lexicon(language)
    reserving = {word for phrase in words.precisions for word in phrase} - words.roles.keys()
    before = [token.low for token in tokens(text) if token.start < quantity.start]
    while before and (before[-1] in words.stopwords | reserving | words.units.keys()) and before[-1] not in words.roles:
        if before[-1] in words.ranges | words.ands:
            return ""
        before.pop()
    return words.roles.get(before[-1], "") if before else ""


def _noun(text: str, language: Language, quantity: Quantity) -> str:
    """The stem of the word after a number."""
    word = wording.after(text, quantity.start)
    return next(iter(wording.content_words(word, language)), "") if word else ""


def _is_exchanged(nouns: tuple[str, str], counted: tuple[str, str]) -> bool:
    """Whether each number counts what the other counts in the passage."""
    return all(nouns[at] and nouns[at] == counted[1 - at] for at in (0, 1))


def _is_crossed(here: tuple[str, str], there: tuple[str, str]) -> bool:
    """Whether the one that is marked in the text is the one that is not in the passage."""
    return any(
        (here[at] == role) and here[1 - at] != role and there[1 - at] == role and there[at] != role
        for at in (0, 1)
        for role in ("before", "whole")
    )


def _is_more_than_its_whole(here: tuple[str, str], first: Quantity, second: Quantity) -> bool:
    """«Ni av de åtte»: a part that is larger than what it is a part of."""
    is_part = here == ("", "whole") and first.unit is None and second.unit is None and not first.share_of
    return is_part and first.value >= 1 and first.value > second.value


def _year(text: str, reading: Reading, quantity: Quantity) -> int | None:
    """The year nearest to a number, one behind a comma being farther off."""
    years = [(stamp.start, stamp.year) for stamp in reading.stamps if stamp.year is not None]
    years += [(start, date.first.year) for date, start in reading.edtf]
    near = min(((_distance(text, quantity, start), year) for start, year in years), default=(_FAR, None))
    return near[1] if near[0] < _FAR else None


def _distance(text: str, quantity: Quantity, year: int) -> int:
    if year > quantity.start:
        between = text[quantity.start : year][len(quantity.words) :]
    else:
        between = text[year : quantity.start][4:]
    return len(between) + (_FAR // 2 if "," in between or ";" in between else 0)

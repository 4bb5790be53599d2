"""Whether a text itself says which of two numbers or dates is the larger or later one: «økte fra 31 til 38».

Words of rising and falling, the least and the most, a majority, and what was put off tell it without any passage; so a
text whose numbers have changed places contradicts itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from briefs.language.tables import Language
from briefs.review.verify.lexicon import Lexicon, Phrase, lexicon
from briefs.review.verify.neighbours import Written
from briefs.review.verify.numerals import Token, tokens
from briefs.review.verify.opposites import Sided, sided
from briefs.review.verify.quantities import MONEY, Quantity, Stamp

Verdict = Literal["right", "wrong", "surely wrong"]
# Of these kinds of opposites the side whose words say that something is larger, or that it came earlier.
_LARGER = {"amount": 0, "length": 0, "price": 1, "age": 1}
_MOVING = {"amount": 0}
_EARLIER = {"age": 1, "first": 0}
_SUPERLATIVE = re.compile(r"\w+(?:st|ste)")
_SENTENCE = re.compile(r"[.!?]\s")

_TIMES = {"hour": 1, "day": 2, "week": 3, "month": 4, "year": 5}  # from the shortest
_ENDING = 2  # letters
_CLOSE = 3  # words between «flertall» and its number


def told(text: str, language: Language, first: Written, second: Written) -> Verdict | None:
    """What the text says of its own pair; None where it says nothing of which is which."""
    is_date = isinstance(first.value, Stamp)
    rules = (_put_off, _extreme) if is_date else (_moved, _extreme, _majority, _parted, _rated)
    return next((found for rule in rules if (found := rule(text, language, first, second)) is not None), None)


def order_of(value: Quantity | Stamp) -> tuple[Decimal | int, ...]:
    """By what the smaller of two numbers and the earlier of two dates is told."""
    if isinstance(value, Quantity):
        return (value.value,)
    month = value.month or 3 * ((value.season or 21) - 21) + 2
    return (value.year or 0, month, value.day or 0)


def direction(text: str, language: Language, first: Written, second: Written) -> int:
    """1 where the sentence of a pair speaks of more, -1 where of less, 0 where of neither or of both."""
    return _way(text, language, _sentence(text, first.start, second.end), _LARGER)


def is_aside(text: str, language: Language, each: Written) -> bool:
    """Whether a number is the one that was left behind or is not meant: «mot 38», «i stedet for ti», «ikke 38»."""
    is_denied = isinstance(each.value, Quantity) and each.value.denied
    return is_denied or follows(text, language, each.start, "aside")


def is_base(text: str, language: Language, each: Written) -> bool:
    """Whether a date is what another one is compared with: «eldre enn i 2005»."""
    return follows(text, language, each.start, "base")


def follows(text: str, language: Language, start: int, key: str) -> bool:
    """Whether words of a list of the table stand right before a place; articles, money and reservations may be
    between.
    """
    words = lexicon(language)
    phrases = words.pairs.get(key, frozenset())
    found = [token.low for token in _until(text, start)]
    while found:
        if _ends_with(found, phrases):
            return True
        if not _is_passed(found[-1], words):
            return False
        found.pop()
    return False


# --- what tells it ----------------------------------------------------------------------------------------------------


def _moved(text: str, language: Language, first: Written, second: Written) -> Verdict | None:
    """«Økte fra 31 til 38», «steg med 3 til 38», «falt til 31, mot 38»; nothing where a third number may be meant."""
    span = _sentence(text, first.start, second.end)
    way = _way(text, language, span, _MOVING)
    if not way or _has_third(text, language, span, (first, second)):
        return None
    is_rise = order_of(first.value) < order_of(second.value)
    if follows(text, language, second.start, "onward"):
        if follows(text, language, first.start, "from"):
            return "right" if is_rise == (way > 0) else "surely wrong"
        if follows(text, language, first.start, "by"):
            return None if way < 0 else ("right" if is_rise else "surely wrong")
    if _is_comparison(text, language, span, first, second):
        return "right" if is_rise == (way < 0) else "wrong"
    if follows(text, language, first.start, "onward") and follows(text, language, second.start, "once"):
        return "right" if is_rise == (way < 0) else "wrong"
    if follows(text, language, first.start, "once") and follows(text, language, second.start, "then"):
        return "right" if is_rise == (way > 0) else "wrong"
    return None


def _is_comparison(text: str, language: Language, span: tuple[int, int], first: Written, second: Written) -> bool:
    """«Mer pålitelig enn kravet: 99,2 mot 98,5 prosent»: nothing but a «mot» between, and an «enn» before."""
    pairs = lexicon(language).pairs
    between = tuple(token.low for token in tokens(text[first.end : second.start]))
    before = (token.low for token in _until(text, first.start) if token.start >= span[0])
    return between in pairs.get("once", ()) and any((low,) in pairs.get("base", ()) for low in before)


def _way(text: str, language: Language, span: tuple[int, int], larger: dict[str, int]) -> int:
    sides = {larger[each.kind] == each.side for each in _sided_in(text, language, span, larger)}
    return 0 if len(sides) != 1 else (1 if True in sides else -1)


def _has_third(text: str, language: Language, span: tuple[int, int], pair: Iterable[Written]) -> bool:
    starts = {each.start for each in pair}
    small = lexicon(language).numerals
    counted = (token for token in tokens(text) if span[0] <= token.start < span[1] and token.start not in starts)
    return any(token.low in small or token.low[0].isdigit() for token in counted)


def _extreme(text: str, language: Language, first: Written, second: Written) -> Verdict | None:
    """«Den yngste er 12 og den eldste 25», "the youngest were born in 1994 and the oldest in 1975"."""
    is_date = isinstance(first.value, Stamp)
    kinds = _EARLIER if is_date else _LARGER
    one, other = (_superlative(text, language, each, kinds) for each in (first, second))
    if one is None or other is None or one.kind != other.kind or one.side == other.side:
        return None
    is_first_more = (kinds[one.kind] == one.side) != is_date
    return "right" if (order_of(first.value) > order_of(second.value)) == is_first_more else "wrong"


def _superlative(text: str, language: Language, each: Written, kinds: dict[str, int]) -> Sided | None:
    """The last one before a number in its sentence."""
    found = _sided_in(text, language, (_sentence(text, each.start, each.end)[0], each.start), kinds)
    return next((one for one in reversed(found) if _SUPERLATIVE.fullmatch(one.word.lower())), None)


def _majority(text: str, language: Language, first: Written, second: Written) -> Verdict | None:
    """«Et flertall på 22 …; 12 ville vente»."""
    for one, other in ((first, second), (second, first)):
        near = {token.low for token in _until(text, one.start)[-_CLOSE:]}
        is_more = order_of(one.value) > order_of(other.value)
        for key, is_said in (("majority", True), ("minority", False)):
            if any(phrase[0] in near for phrase in lexicon(language).pairs.get(key, ())):
                return "right" if is_more == is_said else "wrong"
    return None


def _parted(text: str, language: Language, first: Written, second: Written) -> Verdict | None:
    """«Av de fire kommunene svarte tre»: the part has no noun of its own."""
    if not isinstance(first.value, Quantity) or not isinstance(second.value, Quantity) or second.value.unit:
        return None
    words, between = lexicon(language), [token.low for token in tokens(text[first.end : second.start])]
    before = [token.low for token in _until(text, first.start)]
    while before and before[-1] in words.stopwords - words.of:
        before.pop()
    is_part = bool(before) and before[-1] in words.of and second.value.is_bare and len(between) <= _CLOSE
    if not is_part or order_of(second.value) < (1,):
        return None
    return "right" if order_of(second.value) < order_of(first.value) else "wrong"


def _rated(text: str, language: Language, first: Written, second: Written) -> Verdict | None:
    """«369 kroner i måneden, altså over 4 000 i året»: the same in a longer time is more."""
    between = [token.low for token in tokens(text[first.end : second.start])]
    same = lexicon(language).pairs.get("same", frozenset())
    if not any(_ends_with(between[: at + 1], same) for at in range(len(between))):
        return None
    behind = [token.low for token in tokens(text[second.end :])]
    one, other = _time_in(between, language), _time_in(behind, language)
    if one is None or other is None or one == other:
        return None
    return "right" if (order_of(first.value) < order_of(second.value)) == (one < other) else "wrong"


def _time_in(words: Iterable[str], language: Language) -> int | None:
    """The place of the first word for a time among all of them, in any form: «måneden»."""
    named = {name: _TIMES[unit] for name, unit in lexicon(language).units.items() if unit in _TIMES}
    found = (
        place
        for word in words
        for name, place in named.items()
        if word.startswith(name) and len(word) <= len(name) + _ENDING
    )
    return next(found, None)


def _put_off(text: str, language: Language, first: Written, second: Written) -> Verdict | None:
    """«Skulle stå ferdig i 2017, men ble utsatt til 2018»."""
    for key, is_later in (("later", True), ("sooner", False)):
        if follows(text, language, second.start, key):
            return "right" if (order_of(second.value) > order_of(first.value)) == is_later else "wrong"
    return None


# --- words ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentences begin and end in which something stands."""
    breaks = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    return max(at for at in breaks if at <= start), min(at for at in breaks if at >= end)


def _sided_in(text: str, language: Language, span: tuple[int, int], kinds: Iterable[str]) -> list[Sided]:
    """The words with opposites of some kinds, in their order; «minst 30» and «mer enn 30» are reservations."""
    found = (each for each in sided(text, language) if each.kind in kinds and span[0] <= each.start < span[1])
    return sorted((each for each in found if not _reserves(each, text, language)), key=lambda each: each.start)


def _reserves(each: Sided, text: str, language: Language) -> bool:
    words = tuple(token.low for token in tokens(text) if token.start >= each.start)
    return any(words[:length] in lexicon(language).precisions for length in (1, 2))


def _ends_with(found: Sequence[str], phrases: frozenset[Phrase]) -> bool:
    return any(tuple(found[-length:]) in phrases for length in (1, 2, 3))


def _until(text: str, start: int) -> Sequence[Token]:
    return [token for token in tokens(text) if token.start < start]


def _is_passed(low: str, words: Lexicon) -> bool:
    return low in words.articles or (low,) in words.precisions or words.units.get(low) in MONEY

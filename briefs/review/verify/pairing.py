"""Whether two numbers or two dates of a text would fit what they stand on better in each other's places.

Each is held, with the words beside it, against the words beside both in the passages: years, other numbers, words of
then and now, and what is counted. Where these tell nothing, the order in the passage does. An honest paraphrase may
look the same, so that all of this is worth advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from briefs.language.tables import Language
from briefs.review.verify.contrary import direction, is_aside, is_base, order_of, told
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.neighbours import DatedText, Trait, Written, akin, beside, likeness, names, traits, written
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import (
    Quantity,
    Stamp,
    agrees,
    carries,
    is_kin,
    is_rounding_of,
    same_amount,
)

# Set where the claims of tests/corpora and the same with two numbers or dates exchanged come apart best.
_COUNTED = 0.7  # what is told by what is counted, the word behind a number
_BOUND = 1.0  # what a year and a number that go together tell
_ASIDE = 1.2  # what is told by which of them was left behind
_ORDER = 0.45
_TOLD = 0.05
_ALONE = 0.2
_GENITIVE = 4  # words of «of the band’s»
_NEAR_SHARE = Decimal("0.02")
_FAR = 40  # characters between a number and the year that it is of
_SMALL = 3  # as many numbers in a row that keep their order are no exchange


class Exchange(NamedTuple):
    """Two numbers or dates of a text that seem to have changed places; surely, where the text itself says so."""

    first: Quantity | Stamp
    second: Quantity | Stamp
    is_sure: bool


def exchange(said: DatedText, passages: Sequence[DatedText]) -> Exchange | None:
    """The first pair of a text that fits better the other way round in what the text stands on."""
    text, language, _ = said
    found = written(said)
    given = [(passage, written(passage)) for passage in passages]
    for first, second in combinations(found, 2):
        if not _is_alike(first.value, second.value):
            continue
        between = text[first.end : second.start]
        if _is_descending(text, language, first, second) or _is_more_than_its_whole(between, language, first, second):
            return Exchange(first.value, second.value, is_sure=True)
        said_so = told(text, language, first, second)
        if said_so in {"wrong", "surely wrong"}:
            return Exchange(first.value, second.value, is_sure=said_so == "surely wrong")
        if _is_base_to_come(said, passages, first) or _is_base_to_come(said, passages, second):
            return Exchange(first.value, second.value, is_sure=False)
        is_told = _is_part(between, language, first, second) or _is_span(text, language, first, second)
        if is_told or said_so == "right" or _is_enumerated(between, language, first.value):
            continue
        if _margin(said, (first, second), given) < -_TOLD and not _keeps_order(found, given):
            return Exchange(first.value, second.value, is_sure=False)
    return None


# --- what is written


def _is_alike(one: Quantity | Stamp, other: Quantity | Stamp) -> bool:
    """Whether one could stand for the other: two numbers of one unit, two shares, two dates of one precision."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        is_kind = (one.unit == other.unit or one.unit in other.implied or other.unit in one.implied) and (
            one.value < 1
        ) == (other.value < 1)
        return is_kind and one.value != other.value and not one.weak and not other.weak
    if isinstance(one, Stamp) and isinstance(other, Stamp):
        parts = [(stamp.year, stamp.month, stamp.day, stamp.season) for stamp in (one, other)]
        return parts[0] != parts[1] and [bool(part) for part in parts[0]] == [bool(part) for part in parts[1]]
    return False


def _is_same(asked: Quantity | Stamp, given: Quantity | Stamp) -> bool:
    if isinstance(asked, Stamp) and isinstance(given, Stamp):
        if given.year is None and given.month and (given.month, given.day) == (asked.month, asked.day):
            return True  # «fra 12. mars til 15. juni 2020»
        return carries(given, asked)
    if isinstance(asked, Quantity) and isinstance(given, Quantity):
        is_near = is_kin(asked, given) or is_rounding_of(asked, given) or _are_near_shares(asked, given)
        return is_near or agrees(asked, given) or same_amount(asked, given)
    return False


def _are_near_shares(one: Quantity, other: Quantity) -> bool:
    """«Under en femtedel» and 19 percent, whatever the reservation."""
    shares = [each.value / 100 if each.unit == "percent" else each.value for each in (one, other)]
    return all(each.unit in {None, "percent"} for each in (one, other)) and (
        max(shares) < 1 and abs(shares[0] - shares[1]) <= _NEAR_SHARE
    )


# --- what a text itself tells


def _is_descending(text: str, language: Language, first: Written, second: Written) -> bool:
    """«15–7 prosent», «mellom 9 og 3», and a date from which something lasts to an earlier one."""
    return _is_span(text, language, first, second) and order_of(first.value) > order_of(second.value)


def _is_span(text: str, language: Language, first: Written, second: Written) -> bool:
    """Whether two numbers or dates are the ends of one span, of which the first is the smaller one."""
    words, between = lexicon(language), text[first.end : second.start]
    joints, before = ([token.low for token in tokens(part)] for part in (between, text[: first.start]))
    if isinstance(first.value, Quantity) and isinstance(second.value, Quantity):
        is_range = bool(re.fullmatch("[–-]", between)) or not {"mellom", "between"}.isdisjoint(before[-2:])
        return is_range and first.value.in_range and second.value.in_range and first.value.value >= 1
    is_from = bool(before) and words.roles.get(before[-1]) == "before"
    return is_from and len(joints) == 1 and joints[0] in words.ranges - words.ands


def _is_part(between: str, language: Language, first: Written, second: Written) -> bool:
    """«Åtte av de ni» says itself which is which, and cannot be the other way round."""
    return _is_of(between, language, first) and _amount(first) < _amount(second)


def _is_more_than_its_whole(between: str, language: Language, first: Written, second: Written) -> bool:
    """«Ni av de åtte»."""
    return _is_of(between, language, first) and _amount(first) > _amount(second) >= 1


def _is_of(between: str, language: Language, first: Written) -> bool:
    """Whether nothing but «av de» stands between two numbers, of which the first has no unit."""
    if not isinstance(first.value, Quantity) or first.value.unit is not None:
        return False
    words = lexicon(language)
    joints = [token.low for token in tokens(between)]
    if not joints or joints[0] not in words.of:
        return False
    if len(joints) <= _GENITIVE and joints[-1].endswith(("'s", "’s", "s’")):
        return True  # «three of the band’s eleven members»
    return all(word in words.stopwords | words.of for word in joints)


def _amount(found: Written) -> Decimal:
    return found.value.value if isinstance(found.value, Quantity) else Decimal(0)


def _is_enumerated(between: str, language: Language, value: Quantity | Stamp) -> bool:
    """Whether two dates stand in a list, whose order says nothing."""
    small = lexicon(language)
    is_list = "–" not in between and all(token.low in small.ands | {"eller", "or"} for token in tokens(between))
    return isinstance(value, Stamp) and is_list


def _is_base_to_come(said: DatedText, passages: Sequence[DatedText], each: Written) -> bool:
    """Whether something is compared with a year that was not over when the passages were written: «enn i 2035»."""
    years = [passage.year for passage in passages if passage.year is not None]
    year = each.value.year if isinstance(each.value, Stamp) else None
    return bool(years) and year is not None and year > max(years) and is_base(said.text, said.language, each)


# --- what the passages tell


_Given = tuple[DatedText, tuple[Written, ...]]
_Pair = tuple[Written, Written]
_Places = Sequence[tuple[DatedText, Written]]


def _margin(said: DatedText, pair: _Pair, given: Iterable[_Given]) -> float:
    """How much better a pair fits as it stands than exchanged; what the order of both tells is part of it.

    Where the passages give only one of them, the other one's words must not fit that better by far.
    """
    given = list(given)
    places = [
        [(passage, each) for passage, all_ in given for each in all_ if _is_same(one.value, each.value)] for one in pair
    ]
    values = [each.value for each in (*pair, *(each for found in places for _, each in found))]
    own = frozenset(name for value in values for name in names(value))
    near = [beside(said, each.start, own) for each in pair]
    fit = [[_best(each, found, own) for found in places] for each in near]
    if all(places):
        margin = fit[0][0] + fit[1][1] - fit[0][1] - fit[1][0] + _ORDER * _order(places)
        margin += _COUNTED * _counted(said, pair, places) + _ASIDE * _aside(said, pair, places)
        return margin + _BOUND * (_bound(said, pair, given) + _compared(said, pair, given))
    if any(places):
        known = 0 if places[0] else 1
        return min(0.0, fit[known][known] - fit[1 - known][known] + _ALONE)
    return 0.0


def _best(traits: Sequence[Trait], found: _Places, own: frozenset[str]) -> float:
    there = (beside(passage, each.start, own) for passage, each in found)
    return max((likeness(traits, other) for other in there), default=0.0)


def _order(places: Sequence[_Places]) -> int:
    """1 where every passage has the pair in this order, -1 where in the other one, 0 where that tells nothing."""
    found = []
    for passage in dict.fromkeys(passage for passage, _ in places[0]):
        first, second = ([each.start for other, each in entries if other == passage] for entries in places)
        if first and second:
            found.append((max(first) < min(second)) - (max(second) < min(first)))
    return (sum(found) > 0) - (sum(found) < 0)


def _counted(said: DatedText, pair: _Pair, places: Sequence[_Places]) -> float:
    """How much more the words behind a pair are akin to those behind the same numbers than behind the other one; 0
    where one has no word behind it.
    """
    here = [_noun(said, each.end) for each in pair]
    there = [[_noun(passage, each.end) for passage, each in found] for found in places]
    fit = [[max(akin(one, other) for other in nouns) for nouns in there] for one in here]
    if not any(here) or not all(any(nouns) for nouns in there):
        return 0.0
    if all(here):
        return fit[0][0] + fit[1][1] - fit[0][1] - fit[1][0]
    known = 0 if here[0] else 1
    return fit[known][known] - fit[known][1 - known]


def _aside(said: DatedText, pair: _Pair, places: Sequence[_Places]) -> int:
    """1 where the one of a pair that is left behind or not meant is the same in a passage, -1 where it is the other."""
    here = [is_aside(said.text, said.language, each) for each in pair]
    there = [{is_aside(passage.text, passage.language, each) for passage, each in found} for found in places]
    if here[0] == here[1] or any(len(each) != 1 for each in there) or there[0] == there[1]:
        return 0
    return 1 if {here[0]} == there[0] else -1


def _compared(said: DatedText, pair: _Pair, given: Iterable[_Given]) -> int:
    """1 where what goes with two dates in a passage is the more of them that the text says, -1 where it is the less:
    «tre år eldre i 2022 enn i 2005»; 0 where the text compares nothing, or numbers.
    """
    text, language, _ = said
    way = direction(text, language, *pair) if isinstance(pair[0].value, Stamp) else 0
    if not way or is_base(text, language, pair[0]) or not is_base(text, language, pair[1]):
        return 0
    for passage, all_ in given:
        goes = _partners(passage)
        starts = [
            next((e.start for e in all_ if e.start in goes and _is_same(one.value, e.value)), None) for one in pair
        ]
        values = [goes[start] for start in starts if start is not None]
        if len(values) == 2 and _is_alike(*values):
            return 1 if (order_of(values[0]) > order_of(values[1])) == (way > 0) else -1
    return 0


@lru_cache(maxsize=65536)
def _noun(said: DatedText, end: int) -> frozenset[str]:
    """The traits of the word right behind a place."""
    following = [token for token in tokens(said.text) if token.start >= end][:2]
    if not following or following[0].start > end + 1:
        return frozenset()
    if len(following) > 1 and following[0].low in lexicon(said.language).ranges:
        other = next((each.end for each in written(said) if each.start == following[1].start), None)
        return frozenset() if other is None else _noun(said, other)  # «19 mot 15 stemmer»
    return next((names for at, names, _ in traits(said) if at == following[0].start), frozenset())


def _bound(said: DatedText, pair: _Pair, given: Iterable[_Given]) -> int:
    """1 where what goes with each of a pair, a year with a number or a number with a year, does so in a passage too; -1
    where there it goes with the other one.
    """
    here = [_partners(said).get(each.start) for each in pair]
    for passage, all_ in given:
        found = [[each.start for each in all_ if _is_same(one.value, each.value)] for one in pair]
        goes = _partners(passage)
        there = [next((goes[start] for start in starts if start in goes), None) for starts in found]
        is_straight, is_crossed = _goes(here, there), _goes(here, there[::-1])
        if is_straight != is_crossed:
            return 1 if is_straight else -1
    return 0


def _goes(here: Iterable[Quantity | Stamp | None], there: Iterable[Quantity | Stamp | None]) -> bool:
    pairs = zip(here, there, strict=True)
    return all(one is not None and other is not None and _is_same(one, other) for one, other in pairs)


@lru_cache(maxsize=65536)
def _partners(said: DatedText) -> Mapping[int, Quantity | Stamp]:
    """By where a number or date stands the date or number nearest to it, if that is near; a comma makes it farther."""
    found = written(said)
    partners = {}
    for each in found:
        near = [
            (_gap(said, each, other), other.value)
            for other in found
            if isinstance(other.value, Stamp) != isinstance(each.value, Stamp)
        ]
        gap, value = min(near, key=lambda entry: entry[0], default=(_FAR, None))
        if gap < _FAR and value is not None:
            partners[each.start] = value
    return partners


def _gap(said: DatedText, one: Written, other: Written) -> int:
    """The characters between, many more across a comma or an «og»."""
    first, second = sorted((one, other), key=lambda each: each.start)
    between, joints = said.text[first.end : second.start], lexicon(said.language)
    is_joined = not {token.low for token in tokens(between)}.isdisjoint(joints.ands | joints.ranges)
    return len(between) + (_FAR // 2 if is_joined or re.search(r"[,;.]\s", between) else 0)


def _keeps_order(found: Sequence[Written], given: Iterable[_Given]) -> bool:
    """Whether a passage has three and more numbers of a text, each once, in the text's own order."""
    for _, there in given:
        places = [[at for at, each in enumerate(there) if _is_same(one.value, each.value)] for one in found]
        firsts = [entries[0] for entries in places if entries]
        if len(firsts) >= _SMALL and len(firsts) == len(places) and firsts == sorted(set(firsts)):
            return True
    return False

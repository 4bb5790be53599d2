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
from briefs.review.verify import wording
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import (
    Quantity,
    Stamp,
    agrees,
    carries,
    is_kin,
    is_rounding_of,
    read,
    same_amount,
    stamps_of,
)

# Set where the claims of tests/corpora and the same with two numbers or dates exchanged come apart best.
_NEARER = 0.35  # what each word more between two words takes of what they tell of each other
_COUNTED = 0.7  # what is told by what is counted, the word behind a number
_BEYOND = 0.5  # what is left of it beyond the other one of the pair
_BOUND = 1.0  # what a year and a number that go together tell
_CLAUSE, _SENTENCE = 0.5, 0.4  # what is left of it across a break
_VALUE = 1.5  # times what a word tells
_ALIKE, _RUNS = 0.4, 2  # the share and number of common letter runs of akin words
_ORDER = 0.45
_TOLD = 0.05
_ALONE = 0.2
_FAR = 40  # characters between a number and the year that it is of
_SIGN, _SIGN_END = "⟦⟧"
_SMALL = 3  # as many numbers in a row that keep their order are no exchange


class DatedText(NamedTuple):
    """A text, or a paragraph or claim that it stands on, with the year of its document, if that is known."""

    text: str
    language: Language
    year: int | None = None


class Written(NamedTuple):
    """A number or date where a text has it."""

    start: int
    end: int
    value: Quantity | Stamp


class Exchange(NamedTuple):
    """Two numbers or dates of a text that seem to have changed places; surely, where the text itself says so."""

    first: Quantity | Stamp
    second: Quantity | Stamp
    is_sure: bool


def exchange(said: DatedText, passages: Sequence[DatedText]) -> Exchange | None:
    """The first pair of a text that fits better the other way round in what the text stands on."""
    text, language, _ = said
    found = _written(said)
    given = [(passage, _written(passage)) for passage in passages]
    for first, second in combinations(found, 2):
        if not _is_alike(first.value, second.value):
            continue
        between = text[first.end : second.start]
        if _is_descending(text, language, first, second) or _is_more_than_its_whole(between, language, first, second):
            return Exchange(first.value, second.value, is_sure=True)
        is_told = _is_part(between, language, first, second) or _is_span(text, language, first, second)
        if is_told or _is_enumerated(between, language, first.value):
            continue
        if _margin(said, (first, second), given) < -_TOLD and not _keeps_order(found, given):
            return Exchange(first.value, second.value, is_sure=False)
    return None


# --- what is written


@lru_cache(maxsize=65536)
def _written(said: DatedText) -> tuple[Written, ...]:
    """The numbers and dates of a text in their order; «i fjor» is a year where that of the document is known."""
    text, language, year = said
    reading = read(text, language)
    found: list[tuple[int, Quantity | Stamp]] = [(each.start, each) for each in reading.quantities]
    found += [(each.start, each) for each in reading.stamps if each.year or each.month]
    found += [(start, stamp) for date, start in reading.edtf for stamp in stamps_of(date)[:1]]
    if year is not None:
        counted = (each for each in reading.stamps if each.years is not None)
        found += [(each.start, Stamp(each.words, 0, year=year + (each.years or 0))) for each in counted]
    kept = (each for each in found if not (isinstance(each[1], Quantity) and each[1].unit == "ordinal"))
    return tuple(Written(start, _end(text, start, value), value) for start, value in sorted(kept, key=_start))


def _start(found: tuple[int, Quantity | Stamp]) -> int:
    return found[0]


def _end(text: str, start: int, value: Quantity | Stamp) -> int:
    """Where a number or date ends, a reference with its sign."""
    return text.index(_SIGN_END, start) + 1 if text[start] == _SIGN else start + len(value.words)


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
        is_near = is_kin(asked, given) or is_rounding_of(asked, given)
        return is_near or agrees(asked, given) or same_amount(asked, given)
    return False


# --- what a text itself tells


def _is_descending(text: str, language: Language, first: Written, second: Written) -> bool:
    """«15–7 prosent», «mellom 9 og 3», and a date from which something lasts to an earlier one."""
    return _is_span(text, language, first, second) and _order_of(first.value) > _order_of(second.value)


def _is_span(text: str, language: Language, first: Written, second: Written) -> bool:
    """Whether two numbers or dates are the ends of one span, of which the first is the smaller one."""
    words, between = lexicon(language), text[first.end : second.start]
    joints, before = ([token.low for token in tokens(part)] for part in (between, text[: first.start]))
    if isinstance(first.value, Quantity) and isinstance(second.value, Quantity):
        is_range = bool(re.fullmatch("[–-]", between)) or not {"mellom", "between"}.isdisjoint(before[-2:])
        return is_range and first.value.in_range and second.value.in_range and first.value.value >= 1
    is_from = bool(before) and words.roles.get(before[-1]) == "before"
    return is_from and len(joints) == 1 and joints[0] in words.ranges - words.ands


def _order_of(value: Quantity | Stamp) -> tuple[Decimal | int, ...]:
    if isinstance(value, Quantity):
        return (value.value,)
    month = value.month or 3 * ((value.season or 21) - 21) + 2
    return (value.year or 0, month, value.day or 0)


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
    return bool(joints) and joints[0] in words.of and all(word in words.stopwords | words.of for word in joints)


def _amount(written: Written) -> Decimal:
    return written.value.value if isinstance(written.value, Quantity) else Decimal(0)


def _is_enumerated(between: str, language: Language, value: Quantity | Stamp) -> bool:
    """Whether two dates stand in a list, whose order says nothing."""
    small = lexicon(language)
    is_list = "–" not in between and all(token.low in small.ands | {"eller", "or"} for token in tokens(between))
    return isinstance(value, Stamp) and is_list


# --- what the passages tell


_Trait = tuple[frozenset[str], float]
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
    own = frozenset(name for value in values for name in _names(value))
    beside = [_beside(said, each.start, own) for each in pair]
    fit = [[_best(traits, found, own) for found in places] for traits in beside]
    if all(places):
        told = fit[0][0] + fit[1][1] - fit[0][1] - fit[1][0] + _ORDER * _order(places)
        told += _COUNTED * _counted(said, pair, places)
        return told + _BOUND * _bound(said, pair, given)
    if any(places):
        known = 0 if places[0] else 1
        return min(0.0, fit[known][known] - fit[1 - known][known] + _ALONE)
    return 0.0


def _best(traits: Sequence[_Trait], found: _Places, own: frozenset[str]) -> float:
    there = (_beside(passage, each.start, own) for passage, each in found)
    return max((_likeness(traits, other) for other in there), default=0.0)


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
    if not all(here) or not all(any(nouns) for nouns in there):
        return 0.0
    fit = [[max(_akin(one, other) for other in nouns) for nouns in there] for one in here]
    return fit[0][0] + fit[1][1] - fit[0][1] - fit[1][0]


@lru_cache(maxsize=65536)
def _noun(said: DatedText, end: int) -> frozenset[str]:
    """The traits of the word right behind a place."""
    following = next((token for token in tokens(said.text) if token.start >= end), None)
    if following is None or following.start > end + 1:
        return frozenset()
    return next((names for at, names, _ in _traits(said) if at == following.start), frozenset())


def _bound(said: DatedText, pair: _Pair, given: Iterable[_Given]) -> int:
    """1 where what goes with each of a pair, a year with a number or a number with a year, does so in a passage too; -1
    where there it goes with the other one.
    """
    here = [_partners(said).get(each.start) for each in pair]
    for passage, written in given:
        found = [[each.start for each in written if _is_same(one.value, each.value)] for one in pair]
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
    found = _written(said)
    partners = {}
    for each in found:
        near = [
            (_gap(said.text, each, other), other.value)
            for other in found
            if isinstance(other.value, Stamp) != isinstance(each.value, Stamp)
        ]
        gap, value = min(near, key=lambda entry: entry[0], default=(_FAR, None))
        if gap < _FAR and value is not None:
            partners[each.start] = value
    return partners


def _gap(text: str, one: Written, other: Written) -> int:
    first, second = sorted((one, other), key=lambda each: each.start)
    between = text[first.end : second.start]
    return len(between) + (_FAR // 2 if re.search(r"[,;.]\s", between) else 0)


def _keeps_order(found: Sequence[Written], given: Iterable[_Given]) -> bool:
    """Whether a passage has three and more numbers of a text, each once, in the text's own order."""
    for _, there in given:
        places = [[at for at, each in enumerate(there) if _is_same(one.value, each.value)] for one in found]
        firsts = [entries[0] for entries in places if entries]
        if len(firsts) >= _SMALL and len(firsts) == len(places) and firsts == sorted(set(firsts)):
            return True
    return False


def _names(value: Quantity | Stamp) -> tuple[str, ...]:
    """What a number or date is called among the traits of the words beside others."""
    if isinstance(value, Quantity):
        return (f"#{value.value.normalize():f}",)
    return (f"@{value.year}",) if value.year else (f"@month {value.month}",)


@lru_cache(maxsize=65536)
def _traits(said: DatedText) -> tuple[tuple[int, frozenset[str], float], ...]:
    """Where each word that tells something stands, by what it is recognised, and what it weighs."""
    text, language, _ = said
    small = lexicon(language)
    values = {each.start: frozenset(_names(each.value)) for each in _written(said)}
    for each in read(text, language).stamps:
        if each.years is not None:
            values[each.start] = values.get(each.start, frozenset()) | {"!then" if each.years < 0 else "!now"}
    stop = (small.stopwords | small.denials) - small.roles.keys()
    found = []
    for token in tokens(text):
        if token.start in values:
            found.append((token.start, values[token.start], _VALUE))
        elif token.low in small.roles:
            found.append((token.start, frozenset({f"!{small.roles[token.low]}"}), 1.0))
        elif token.low[:1].isalpha() and token.low not in stop | small.units.keys() | small.magnitudes.keys():
            found.append((token.start, wording.traits(token.text, language), 1.0))
    return tuple(found)


@lru_cache(maxsize=65536)
def _beside(said: DatedText, start: int, own: frozenset[str]) -> tuple[_Trait, ...]:
    """The traits of the words round a place, those farther off weighing less; prepositions right before it alone."""
    clauses, sentences = _breaks(said.text)
    found = []
    for step in (-1, 1):
        near = [each for each in _traits(said)[::step] if (each[0] - start) * step > 0]
        is_beyond = False
        for distance, (at, names, weight) in enumerate(near):
            is_preposition = names & {"!before", "!whole"}
            is_beyond = is_beyond or bool(names & own)
            if names & own or (is_preposition and (step > 0 or distance)):
                continue
            far = weight * (_BEYOND if is_beyond else 1) / (1 + _NEARER * distance)
            far *= _CLAUSE ** _between(clauses, start, at) * _SENTENCE ** _between(sentences, start, at)
            found.append((names, far))
    return tuple(found)


@lru_cache(maxsize=65536)
def _breaks(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where clauses and sentences of a text end."""
    clauses = tuple(end for _, end in wording.clause_spans(text))
    return clauses, tuple(match.end() for match in re.finditer(r"[.!?]\s", text))


def _between(breaks: Iterable[int], one: int, other: int) -> int:
    return sum(min(one, other) < at <= max(one, other) for at in breaks)


def _likeness(own: Iterable[_Trait], there: Sequence[_Trait]) -> float:
    return sum(weight * max((_akin(names, other) * far for other, far in there), default=0.0) for names, weight in own)


@lru_cache(maxsize=65536)
def _akin(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two words have in common, from 0 to 1: the stem, or enough runs of letters."""
    common = one & other
    if any(name[0] in "=#@!" for name in common):
        return 1.0
    share = len(common) / (min(len(one), len(other)) or 1)
    return share if share >= _ALIKE and len(common) >= _RUNS else 0.0

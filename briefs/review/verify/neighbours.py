"""What stands beside a word, a number or a date of a text, by which it is told from others.

The words, numbers and dates round a place, those farther off weighing less; two places are alike as far as these are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefs.language.tables import Language
from briefs.review.verify import wording
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.quantities import Quantity, Stamp, read, stamps_of

# Set where the claims of tests/corpora and the same with two numbers or dates exchanged come apart best.
_NEARER = 0.35  # what each word more between two words takes of what they tell of each other
_BEYOND = 0.5  # what is left of it beyond the other one of the pair
_CLAUSE, _SENTENCE = 0.5, 0.4  # what is left of it across a break
_VALUE = 1.5  # times what a word tells
_ALIKE, _RUNS = 0.4, 2  # the share and number of common letter runs of akin words
_RUNS = 2  # runs of letters that akin words have in common
_RARE = 5  # about what a word weighs that one paragraph has
_PLAIN = 0.2
_SIGN, _SIGN_END = "⟦⟧"
_JOINT = r"[\s./–-]*"  # between the parts of a number or date: «8. september», «2010s»


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


Trait = tuple[frozenset[str], float]  # by what a word is recognised, and what it weighs


@lru_cache(maxsize=65536)
def written(said: DatedText) -> tuple[Written, ...]:
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
    """Where a number or date ends, a reference with its sign; what is not written as it is read ends with its word."""
    if text[start] == _SIGN:
        return text.index(_SIGN_END, start) + 1
    parts = map(re.escape, value.words.split())
    match = re.compile(_JOINT.join(parts), re.IGNORECASE).match(text, start)
    return match.end() if match is not None else next(each.end for each in tokens(text) if each.end > start)


def names(value: Quantity | Stamp) -> tuple[str, ...]:
    """What a number or date is called among the traits of the words beside others."""
    if isinstance(value, Quantity):
        return (f"#{value.value.normalize():f}",)
    return (f"@{value.year}",) if value.year else (f"@month {value.month}",)


@lru_cache(maxsize=65536)
def traits(said: DatedText) -> tuple[tuple[int, frozenset[str], float], ...]:
    """Where each word that tells something stands, by what it is recognised, and what it weighs."""
    text, language, _ = said
    small = lexicon(language)
    values = {each.start: frozenset(names(each.value)) for each in written(said)}
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
def beside(said: DatedText, start: int, own: frozenset[str] = frozenset()) -> tuple[Trait, ...]:
    """The traits of the words round a place, those farther off weighing less; prepositions right before it alone."""
    clauses, sentences = _breaks(said.text)
    found = []
    for step in (-1, 1):
        near = [each for each in traits(said)[::step] if (each[0] - start) * step > 0]
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


def likeness(own: Iterable[Trait], there: Sequence[Trait]) -> float:
    """How much of what stands beside a place stands beside another too, near it on both sides."""
    return sum(weight * max((akin(names, other) * far for other, far in there), default=0.0) for names, weight in own)


def share(corpus: wording.Corpus, own: Sequence[Trait], there: Sequence[Trait]) -> float:
    """The same as a part of all that stands beside the first place, rare words weighing more, from 0 to 1."""
    weighed = [(names, weight * _rarity(corpus, names)) for names, weight in own]
    whole = sum(weight * far for (_, weight), (_, far) in zip(weighed, own, strict=True))
    return likeness(weighed, there) / (whole or 1)


def _rarity(corpus: wording.Corpus, names: frozenset[str]) -> float:
    stems = [name for name in names if name.startswith("=")]
    return max(_PLAIN, corpus.weight(stems) / _RARE) if stems else 1.0


@lru_cache(maxsize=65536)
def akin(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two words have in common, from 0 to 1: the stem, or enough runs of letters."""
    common = one & other
    if any(name[0] in "=#@!" for name in common):
        return 1.0
    share = len(common) / (min(len(one), len(other)) or 1)
    return share if share >= _ALIKE and len(common) >= _RUNS else 0.0

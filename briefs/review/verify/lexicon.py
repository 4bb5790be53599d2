"""What `verify` reads of a language: its words for numbers, months, denials and reservations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar, cast

from briefs.content.model import FigurePrecision, Unit
from briefs.language.tables import EvidenceWords, Language, table

Phrase = tuple[str, ...]
K = TypeVar("K")


@dataclass(frozen=True)
class Lexicon:
    """One language's small words in lower case; the section [evidence] of its table says what each is for."""

    numerals: Mapping[str, int]
    magnitudes: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    pronouns: frozenset[str]
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, Unit]
    compounds: Mapping[str, Unit | None]
    precisions: Mapping[Phrase, FigurePrecision]
    carriers: frozenset[str]
    years: Mapping[Phrase, int]
    recently: frozenset[Phrase]
    denials: frozenset[str]
    shades: frozenset[str]
    limits: frozenset[str]
    un: tuple[str, ...]
    stopwords: frozenset[str]
    decimal_mark: str
    stemmer: str
    capital_months: bool


def lexicon(language: Language) -> Lexicon:
    """The lexicon of one of the languages that the content may have."""
    return _lexicon(table(language).evidence)


@lru_cache
def _lexicon(words: EvidenceWords) -> Lexicon:
    return Lexicon(
        numerals=_numerals(words),
        magnitudes={word: Decimal(key) for word, key in _by_word(words.magnitudes)},
        fractions={word: Decimal(key) for word, key in _by_word(words.fractions)},
        pronouns=frozenset(words.pronouns.split()),
        months={word: number for number, word in enumerate(words.months.split(), start=1)},
        seasons={word: int(key) for word, key in _by_word(words.seasons)},
        units={word: cast(Unit, key) for word, key in _by_word(words.units)},
        compounds={word: cast(Unit, key) or None for word, key in _by_word(words.compounds)},
        precisions={
            phrase: cast(FigurePrecision, key) for key, text in words.precisions.items() for phrase in _phrases(text)
        },
        carriers=frozenset(words.carriers.split()),
        years={phrase: int(key) for key, text in words.years.items() for phrase in _phrases(text)},
        recently=frozenset(_phrases(words.recently)),
        denials=frozenset(words.denials.split()),
        shades=frozenset(words.shades.split()),
        limits=frozenset(words.limits.split()),
        un=tuple(words.un.split()),
        stopwords=frozenset(words.stopwords.split()),
        decimal_mark=words.decimal_mark,
        stemmer=words.stemmer,
        capital_months=words.capital_months,
    )


def _by_word(table: Mapping[K, str]) -> list[tuple[str, K]]:
    return [(word, key) for key, words in table.items() for word in words.split()]


def _phrases(text: str) -> list[Phrase]:
    return [tuple(phrase.split()) for phrase in text.split(",") if phrase.strip()]


def _numerals(words: EvidenceWords) -> dict[str, int]:
    """Number words to 99; «en», «ein» and «a» alone are articles and count only inside a compound («tjueen»)."""
    ones = {word: int(key) for word, key in _by_word(words.ones)}
    tens = {word: int(key) for word, key in _by_word(words.tens)}
    compounds = {
        ten + joint + one: tens[ten] + ones[one]
        for ten in tens
        for one in ones
        if 0 < ones[one] < 10
        for joint in ("", "-")
    }
    return {word: value for word, value in {**ones, **tens, **compounds}.items() if word not in words.articles.split()}

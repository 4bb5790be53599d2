"""The small words of a language, read from the tables beside this file: what numbers, months, denials and reservations
are called.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from briefs.content.model import FigurePrecision, Unit
from briefs.language.tables import Language

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """One language's small words in lower case; the tables beside this file say what each is for."""

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
    un: tuple[str, ...]
    stopwords: frozenset[str]
    decimal_mark: str
    stemmer: str
    capital_months: bool


@lru_cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of one of the languages that the content may have."""
    table = _table(language)
    return Lexicon(
        numerals=_numerals(table),
        magnitudes={word: Decimal(key) for word, key in _by_word(table["magnitudes"])},
        fractions={word: Decimal(key) for word, key in _by_word(table["fractions"])},
        pronouns=frozenset(table["pronouns"].split()),
        months={word: number for number, word in enumerate(table["months"].split(), start=1)},
        seasons={word: int(key) for word, key in _by_word(table["seasons"])},
        units={word: cast(Unit, key) for word, key in _by_word(table["units"])},
        compounds={word: cast(Unit, key) or None for word, key in _by_word(table["compounds"])},
        precisions={
            phrase: cast(FigurePrecision, key) for key, text in table["precisions"].items() for phrase in _phrases(text)
        },
        carriers=frozenset(table["carriers"].split()),
        years={phrase: int(key) for key, text in table["years"].items() for phrase in _phrases(text)},
        recently=frozenset(_phrases(table["recently"])),
        denials=frozenset(table["denials"].split()),
        shades=frozenset(table["shades"].split()),
        un=tuple(table["un"].split()),
        stopwords=frozenset(table["stopwords"].split()),
        decimal_mark=table["decimal_mark"],
        stemmer=table["stemmer"],
        capital_months=table["capital_months"],
    )


def _table(language: str) -> dict[str, Any]:
    table = tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))
    if "extends" not in table:
        return table
    return _joined(_table(table.pop("extends")), table)


def _joined(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables as one: lists are added to, single values replaced; phrases keep their commas."""
    joined = dict(base)
    for key, value in more.items():
        old = base.get(key)
        if isinstance(value, dict):
            joined[key] = _joined(old or {}, value)
        elif isinstance(value, str) and isinstance(old, str) and key not in {"decimal_mark", "stemmer", "months"}:
            joined[key] = f"{old}, {value}" if "," in old + value else f"{old} {value}"
        else:
            joined[key] = value
    return joined


def _by_word(table: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(word, key) for key, words in table.items() for word in words.split()]


def _phrases(text: str) -> list[Phrase]:
    return [tuple(phrase.split()) for phrase in text.split(",") if phrase.strip()]


def _numerals(table: Mapping[str, Any]) -> dict[str, int]:
    """Number words to 99; «en», «ein» and «a» alone are articles and count only inside a compound («tjueen»)."""
    ones = {word: int(key) for word, key in _by_word(table["ones"])}
    tens = {word: int(key) for word, key in _by_word(table["tens"])}
    compounds = {
        ten + joint + one: tens[ten] + ones[one]
        for ten in tens
        for one in ones
        if 0 < ones[one] < 10
        for joint in ("", "-")
    }
    return {word: value for word, value in {**ones, **tens, **compounds}.items() if word not in {"en", "ein"}}

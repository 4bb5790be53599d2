"""Which words a text has that say the opposite of another, how strongly something holds, or of how many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from briefs.language.tables import Language
from briefs.review.verify.lexicon import any_of, lexicon

FACT = "has"  # the group of «har»; a clause without a modal says a fact too


@lru_cache(maxsize=65536)
def sides(text: str, language: Language) -> Mapping[str, Mapping[int, str]]:
    """By kind of opposites («amount») the sides, 0 or 1, that a text has a word of, and the first word of each."""
    found: dict[str, dict[int, str]] = {}
    for kind, patterns in _patterns(language).items():
        for side, pattern in enumerate(patterns):
            match = pattern.search(text)
            if match is not None:
                found.setdefault(kind, {})[side] = match[0]
    return found


class Sided(NamedTuple):
    """A word that has an opposite: of which kind and side, and where it stands."""

    kind: str
    side: int
    start: int
    word: str


@lru_cache(maxsize=65536)
def sided(text: str, language: Language) -> tuple[Sided, ...]:
    """Every word of a text that has an opposite."""
    return tuple(
        Sided(kind, side, match.start(), match[0])
        for kind, patterns in _patterns(language).items()
        for side, pattern in enumerate(patterns)
        for match in pattern.finditer(text)
    )


def is_pair(kind: str, word: str, other: str, language: Language) -> bool:
    """Whether the table has two words as opposites of each other: «yngre» and «eldre», not «yngre» and «gammel»."""
    return any(
        this and that and any_of((this,)).fullmatch(one) and any_of((that,)).fullmatch(two)
        for this, that in lexicon(language).opposites.get(kind, ())
        for one, two in ((word, other), (other, word))
    )


@lru_cache(maxsize=65536)
def counts(text: str, language: Language) -> Mapping[str, tuple[int, int]]:
    """By kind of opposites how many words of each side a text has; «less frequent» is no «frequent»."""
    phrases = _phrases(language)
    found = {
        kind: (len(this.findall(phrases[kind][1].sub(" ", text))), len(that.findall(phrases[kind][0].sub(" ", text))))
        for kind, (this, that) in _patterns(language).items()
    }
    return {kind: sides for kind, sides in found.items() if any(sides)}


@lru_cache
def _phrases(language: Language) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """The patterns of what is said with more words than one; that of none finds nothing."""
    return {
        kind: (any_of(one for one, _ in pairs if " " in one), any_of(other for _, other in pairs if " " in other))
        for kind, pairs in lexicon(language).opposites.items()
    }


@lru_cache
def _patterns(language: Language) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        kind: (any_of(pair[0] for pair in pairs), any_of(pair[1] for pair in pairs))
        for kind, pairs in lexicon(language).opposites.items()
    }


@lru_cache(maxsize=65536)
def modality(text: str, language: Language) -> Mapping[str, str]:
    """By modal («shall») the first word for it in a text; FACT alone, without a word, where there is none."""
    return _groups(text, lexicon(language).modality) or {FACT: ""}


def wishes(text: str, language: Language) -> bool:
    """Whether a text has a modal that only says what somebody wants («vil ha»)."""
    return any_of(lexicon(language).wishes).search(text) is not None


def plans(text: str, language: Language) -> bool:
    """Whether a text has a word for what is planned or proposed («foreslås», «tilbode»)."""
    return any_of(lexicon(language).planning).search(text) is not None


def is_past(word: str, language: Language) -> bool:
    """Whether a modal is in the past, which reported speech has for the present of what it reports."""
    return any(word.lower() in words[1:] for words in lexicon(language).modality.values())


@lru_cache(maxsize=65536)
def quantifiers(text: str, language: Language) -> Mapping[str, str]:
    """By quantity («all») the first word for it in a text."""
    return _groups(text, lexicon(language).quantifiers)


def _groups(text: str, groups: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found = ((name, any_of(words).search(text)) for name, words in groups.items())
    return {name: match[0] for name, match in found if match is not None}

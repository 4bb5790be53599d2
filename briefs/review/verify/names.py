"""Proper names: what a claim names, and whether its passage names the same, under any of the names that an actor goes
by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from briefs.content.model import Actor
from briefs.language.tables import Language

_WORD = re.compile(r"[^\W_]+")
_OPENING, _DASHES = frozenset('.!?:«“"•'), frozenset("–—-")
NameWords = tuple[str, ...]
_LONG = 5
_SHORTENED = 4


class Word(NamedTuple):
    """A word of a text; `opens` says that it begins a sentence, where a capital means nothing."""

    text: str
    start: int
    opens: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: an actor's, where the words are one of the names it goes by."""

    words: str
    start: int
    actor: str | None


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text; hyphens, slashes and apostrophes part them («KS/Oslo», «Gunn-Marit», «KS’»)."""
    return tuple(Word(match[0], match.start(), _opens(text[: match.start()])) for match in _WORD.finditer(text))


def _opens(before: str) -> bool:
    """Whether a sentence begins behind this: at the very beginning, after a full stop or the like, after a dash."""
    kept = before.rstrip()
    return not kept or kept[-1] in _OPENING or (kept[-1] in _DASHES and not kept[-2:-1].strip())


@lru_cache(maxsize=65536)
def _forms(word: str) -> frozenset[str]:
    """A word's spellings that name the same: with and without the genitive's s, in lower case."""
    low = word.lower()
    return frozenset({low, low.removesuffix("s")} if len(low) > 2 else {low})


def same(one: str, other: str) -> bool:
    """Whether two words are one name, a genitive aside."""
    return one.lower() == other.lower() or (not _forms(one).isdisjoint(_forms(other)) and min(len(one), len(other)) > 1)


def is_inflected(one: str, other: str) -> bool:
    """Whether one word is a long name, and the other has it with an ending or in a compound: «Hestsundet»,
    «Hestsundferja».
    """
    short, long = sorted((one.lower(), other.lower()), key=len)
    return len(short) >= _LONG and long.startswith(short)


def is_abbreviation(name: str, found: Sequence[str]) -> bool:
    """Whether capitals are the initials of words in a row, of which the first is a name."""
    if not name.isupper() or not 2 <= len(name) <= _LONG:
        return False
    runs = (found[at : at + len(name)] for at in range(len(found) - len(name) + 1))
    return any(run[0][0].isupper() and "".join(word[0] for word in run).upper() == name for run in runs)


def shortens(short: str, name: str) -> bool:
    """Whether capitals may stand for a name: its first letter, then others of it in their order («SV», «BL»)."""
    letters = iter(name.upper())
    is_short = short.isupper() and 2 <= len(short) <= _SHORTENED < len(name)
    return is_short and short[0] == name[:1].upper() and all(letter in letters for letter in short)


@dataclass(frozen=True)
class Roll:
    """The names that each actor goes by, as phrases of words, longest first."""

    phrases: tuple[tuple[str, NameWords], ...]

    def among(self, text: str, is_name: frozenset[str]) -> Iterator[Named]:
        """The names in a text: actors under a name with a capital, and every other capitalised word that opens no
        sentence.

        A word that opens a sentence is a name where it is in `is_name` or an abbreviation («KS»).
        """
        found = words(text)
        index = 0
        while index < len(found):
            match = self._actor(found, index) if found[index].is_capital else None
            if match is not None and len(match[1]) == 1 and not _is_name(found[index], is_name):
                match = None
            if match is not None:
                length = len(match[1])
                yield Named(" ".join(word.text for word in found[index : index + length]), found[index].start, match[0])
                index += length
                continue
            if _is_name(found[index], is_name):
                yield Named(found[index].text, found[index].start, None)
            index += 1

    def _actor(self, found: tuple[Word, ...], index: int) -> tuple[str, NameWords] | None:
        return next(
            (entry for entry in self.phrases if entry[1][0][0].isupper() and _begins(found, index, entry[1])), None
        )

    def names(self, text: str, actor: str) -> bool:
        """Whether a text names an actor, under any of its names."""
        found = words(text)
        own = [phrase for id, phrase in self.phrases if id == actor]
        return any(_begins(found, index, phrase) for phrase in own for index in range(len(found)))

    def shortened(self, text: str) -> frozenset[str]:
        """The actors for whose names capitals in a text may stand, each for that of one alone."""
        fitting = (
            {id for id, name in self._capital_names if shortens(word.text, name)}
            for word in words(text)
            if len(word.text) <= _SHORTENED and word.text.isupper()
        )
        return frozenset(id for found in fitting if len(found) == 1 for id in found)

    @cached_property
    def _capital_names(self) -> tuple[tuple[str, str], ...]:
        """The shortest name of each actor that has one with a capital."""
        return tuple({id: " ".join(phrase) for id, phrase in self.phrases if phrase[0][0].isupper()}.items())


def _is_name(word: Word, is_name: frozenset[str]) -> bool:
    abbreviation = len(word.text) > 1 and word.text.isupper()
    return word.is_capital and (not word.opens or abbreviation or not _forms(word.text).isdisjoint(is_name))


def roll(actors: Mapping[str, Actor], language: Language) -> Roll:
    """The names of all actors: name, short name, aliases, and a person's surname."""
    found = sorted(
        {(actor.id, phrase) for actor in actors.values() for phrase in phrases(actor, (language,))}, key=_longest_first
    )
    return Roll(tuple(found))


def _longest_first(entry: tuple[str, NameWords]) -> tuple[int, str, NameWords]:
    return -len(entry[1]), entry[0], entry[1]


def phrases(actor: Actor, spoken: Iterable[Language]) -> Iterator[NameWords]:
    """The names that an actor goes by in some languages: name, short name, aliases, and a person's surname."""
    texts = [text for text in (actor.name, actor.short) if text is not None]
    given = [text.get(language) for language in spoken for text in texts if text.has(language)]
    for name in (*given, *actor.aliases):
        phrase = tuple(word.text for word in words(name))
        if phrase:
            yield phrase
        if actor.kind == "person" and len(phrase) > 1 and phrase[0][0].isupper():
            yield phrase[-1:]


def _begins(found: tuple[Word, ...], index: int, phrase: NameWords) -> bool:
    window = found[index : index + len(phrase)]
    return len(window) == len(phrase) and all(map(same, (word.text for word in window), phrase))


def known_names(paragraphs: Iterable[str]) -> frozenset[str]:
    """Words that the documents write with a capital inside a sentence and never in lower case: names wherever they
    stand.
    """
    capital: set[str] = set()
    written: set[str] = set()
    for paragraph in paragraphs:
        for match in _WORD.finditer(paragraph):
            if not match[0][0].isupper():
                written.add(match[0])
            elif not _opens(paragraph[: match.start()]):
                capital.add(match[0].lower())
    return frozenset(capital).difference(*map(_forms, written))


def written_words(paragraphs: Iterable[str]) -> frozenset[str]:
    """Every word as it is written, once."""
    return frozenset().union(*map(_WORD.findall, paragraphs))

"""What `verify` reads of a language: its words for numbers, months, denials and reservations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from briefs.content.model import FigurePrecision
from briefs.language.tables import EvidenceWords, Language, table

Phrase = tuple[str, ...]
Opposite = tuple[str, str]
K = TypeVar("K")


@dataclass(frozen=True)
class Lexicon:
    """One language's small words in lower case; the section [evidence] of its table says what each is for."""

    numerals: Mapping[str, int]
    magnitudes: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    parts: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague: Mapping[str, int]
    halves: frozenset[str]
    each: frozenset[str]
    alternate: frozenset[str]
    ands: frozenset[str]
    of: frozenset[str]
    ranges: frozenset[str]
    within: frozenset[str]
    decades: frozenset[str]
    short_months: Mapping[str, int]
    ratios: frozenset[Phrase]
    clocks: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    this_season: Mapping[Phrase, int]
    units: Mapping[str, str]
    unit_phrases: Mapping[Phrase, str]
    compounds: Mapping[str, str | None]
    precisions: Mapping[Phrase, FigurePrecision]
    after: Mapping[Phrase, FigurePrecision]
    bounds: Mapping[Phrase, FigurePrecision]
    definite: frozenset[str]
    near: frozenset[Phrase]
    roles: Mapping[str, str]
    pairs: Mapping[str, frozenset[Phrase]]
    spans: Mapping[str, str]
    carriers: frozenset[str]
    prepositions: frozenset[str]
    only: frozenset[str]
    years: Mapping[Phrase, int]
    recently: frozenset[Phrase]
    against: Mapping[str, tuple[Phrase, ...]]
    speaks_for: Mapping[str, tuple[Phrase, ...]]
    counted: Mapping[str, tuple[str, ...]]
    demanding: frozenset[str]
    denials: frozenset[str]
    shades: frozenset[str]
    limits: frozenset[str]
    un: tuple[str, ...]
    opposites: Mapping[str, tuple[Opposite, ...]]
    modality: Mapping[str, tuple[str, ...]]
    quantifiers: Mapping[str, tuple[str, ...]]
    documentation: tuple[str, ...]
    documented: tuple[str, ...]
    own_work: tuple[str, ...]
    beyond: tuple[str, ...]
    wishes: tuple[str, ...]
    planning: tuple[str, ...]
    stopwords: frozenset[str]
    decimal_mark: str
    stemmer: str
    capital_months: bool

    @cached_property
    def grown(self) -> tuple[str, ...]:
        """The numerals that may grow together with what they count («tiårs»), all but one."""
        return tuple(word for word, value in self.numerals.items() if value > 1)

    @cached_property
    def can_open(self) -> Callable[[str], bool]:
        """Whether a word in lower case can begin a number or date; most words of a text cannot, and need no reading."""
        opening = self._openings

        @lru_cache(maxsize=65536)
        def judged(low: str) -> bool:
            return not low[0].isalpha() or "-" in low or low in opening or low.startswith(self.grown)

        return judged

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The words with which numbers and dates of this language begin."""
        counts = (self.numerals, self.magnitudes, self.fractions, self.parts, self.ordinals, self.vague, self.spans)
        small = (self.halves, self.each, self.alternate, self.articles, self.pronouns)
        words = (*counts, *small, self.months, self.short_months, self.seasons)
        return frozenset(word for each in words for word in each)

    @cached_property
    def time_openings(self) -> frozenset[str]:
        """The words with which «i fjor» and «forrige uke» begin."""
        return frozenset(phrase[0] for each in (self.this_season, self.years, self.recently) for phrase in each)

    @cached_property
    def after_openings(self) -> frozenset[str]:
        """The words with which «eller mer» begins."""
        return frozenset(phrase[0] for phrase in self.after)

    @cached_property
    def unit_openings(self) -> frozenset[str]:
        """The words with which a unit of several words begins."""
        return frozenset(phrase[0] for phrase in self.unit_phrases)

    @cached_property
    def precision_endings(self) -> frozenset[str]:
        """The words with which «mer enn» ends."""
        return frozenset(phrase[-1] for phrase in self.precisions)

    @cached_property
    def counted_in(self) -> Callable[[str], tuple[int, str | None] | None]:
        """The number in a word that has grown together with what it counts, and the unit: «tiårs», 10 and years."""

        @lru_cache(maxsize=65536)
        def found(low: str) -> tuple[int, str | None] | None:
            for numeral in self.grown if low.startswith(self.grown) else ():
                rest = low[len(numeral) :].lstrip("-") if low.startswith(numeral) else ""
                heads = [head for head in self.compounds if rest.startswith(head.lstrip("-"))] if rest else []
                if heads:
                    return self.numerals[numeral], self.compounds[max(heads, key=len)]
            return None

        return found

    @cached_property
    def units_ending(self) -> Callable[[str], frozenset[str]]:
        """The units that a compound ends in: «virkedager» in days."""
        long = tuple((word, unit) for word, unit in self.units.items() if len(word) > 2)

        @lru_cache(maxsize=65536)
        def found(noun: str) -> frozenset[str]:
            return frozenset(unit for word, unit in long if noun.endswith(word))

        return found


def lexicon(language: Language) -> Lexicon:
    """The lexicon of one of the languages that the content may have."""
    return _lexicon(table(language).evidence)


@lru_cache
def _lexicon(words: EvidenceWords) -> Lexicon:
    return Lexicon(
        numerals=_numerals(words),
        magnitudes={word: Decimal(key) for word, key in _by_word(words.magnitudes)},
        fractions={word: Decimal(key) for word, key in _by_word(words.fractions)},
        parts=dict(_by_word(words.parts)),
        ordinals=dict(_by_word(words.ordinals)),
        vague=dict(_by_word(words.vague)),
        halves=frozenset(words.halves.split()),
        each=frozenset(words.each.split()),
        alternate=frozenset(words.alternate.split()),
        ands=frozenset(words.ands.split()),
        of=frozenset(words.of.split()),
        ranges=frozenset(words.ranges.split()),
        within=frozenset(words.within.split()),
        decades=frozenset(words.decades.split()),
        short_months=dict(_by_word(words.short_months)),
        ratios=frozenset(_phrases(words.ratios)),
        clocks=frozenset(words.clocks.split()),
        articles=frozenset(words.articles.split()),
        pronouns=frozenset(words.pronouns.split()),
        months={word: number for number, word in enumerate(words.months.split(), start=1)},
        seasons={word: int(key) for word, key in _by_word(words.seasons)},
        this_season={phrase: key for key, text in words.this_season.items() for phrase in _phrases(text)},
        units=dict(_by_word(words.units)),
        unit_phrases={phrase: key for key, text in words.unit_phrases.items() for phrase in _phrases(text)},
        compounds={word: key or None for word, key in _by_word(words.compounds)},
        precisions=_reservations(words.precisions),
        after=_reservations(words.after),
        bounds=_reservations(words.bounds),
        definite=frozenset(words.definite.split()),
        spans=dict(_by_word(words.spans)),
        roles=dict(_by_word(words.roles)),
        pairs={key: frozenset(_phrases(text)) for key, text in words.pairs.items()},
        near=frozenset(_phrases(words.near)),
        carriers=frozenset(words.carriers.split()),
        prepositions=frozenset(words.prepositions.split()),
        only=frozenset(words.only.split()),
        years={phrase: int(key) for key, text in words.years.items() for phrase in _phrases(text)},
        recently=frozenset(_phrases(words.recently)),
        against={state: tuple(_phrases(text)) for state, text in words.against.items()},
        speaks_for={state: tuple(_phrases(text)) for state, text in words.speaks_for.items()},
        counted={key: _listed(text) for key, text in words.counted.items()},
        demanding=frozenset(words.demanding.split()),
        denials=frozenset(words.denials.split()),
        shades=frozenset(words.shades.split()),
        limits=frozenset(words.limits.split()),
        un=tuple(words.un.split()),
        opposites={key: _pairs(text) for key, text in words.opposites.items()},
        modality={key: _listed(text) for key, text in words.modality.items()},
        quantifiers={key: _listed(text) for key, text in words.quantifiers.items()},
        documentation=_listed(words.documentation),
        documented=_listed(words.documented),
        own_work=_listed(words.own_work),
        beyond=_listed(words.beyond),
        wishes=_listed(words.wishes),
        planning=_listed(words.planning),
        stopwords=frozenset(words.stopwords.split()),
        decimal_mark=words.decimal_mark,
        stemmer=words.stemmer,
        capital_months=words.capital_months,
    )


@lru_cache
def _listed_in(words: tuple[str, ...]) -> re.Pattern[str]:
    shown = (re.escape(word).replace(r"\*", r"\w*") for word in words if word)
    return re.compile(rf"\b(?:{'|'.join(sorted(shown, key=len, reverse=True)) or '(?!)'})\b", re.IGNORECASE)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the words and phrases of a list, where `*` stands for any letters."""
    return _listed_in(tuple(words))


def _by_word(table: Mapping[K, str]) -> list[tuple[str, K]]:
    return [(word, key) for key, words in table.items() for word in words.split()]


def _reservations(table: Mapping[str, str]) -> dict[Phrase, FigurePrecision]:
    return {phrase: cast(FigurePrecision, key) for key, text in table.items() for phrase in _phrases(text)}


def _phrases(text: str) -> list[Phrase]:
    return [tuple(phrase.split()) for phrase in text.split(",") if phrase.strip()]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase) for phrase in _phrases(text))


def _pairs(text: str) -> tuple[Opposite, ...]:
    """«more/fewer, /reduction»: two words that say the opposite, or a word of one side alone."""
    halves = (phrase.partition("/") for phrase in _listed(text))
    return tuple((this.strip(), that.strip()) for this, _, that in halves)


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
    turned = {one + joint + ten: tens[ten] + ones[one] for ten in tens for one in ones for joint in words.ands.split()}
    compounds |= {word: value for word, value in turned.items() if value % 10}
    return {word: value for word, value in {**ones, **tens, **compounds}.items() if word not in words.articles.split()}

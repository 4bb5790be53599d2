"""Words against words: which paragraph a claim fits best, whether both deny the same, and what was copied."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple, Protocol

import snowballstemmer

from briefs.language.tables import Language
from briefs.review.verify.lexicon import any_of, lexicon
from briefs.review.verify.numerals import Token, low_tokens, scanned, tokens
from briefs.review.verify.quantities import bare

LONGEST_SHARED_RUN = 7
FITS = 0.68
_LENGTH = 0.25
_GRAM = 4
_BESIDE = 5


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str:  # noqa: N802  # the library's own name
        """The word without its endings."""


@lru_cache
def _stemmer(name: str) -> _Stemmer:
    stemmer: _Stemmer = snowballstemmer.stemmer(name)
    return stemmer


@lru_cache(maxsize=65536)
def content_words(text: str, language: Language) -> tuple[str, ...]:
    """The words that carry meaning, in lower case, the parts of a hyphenated word apart; numbers, references and
    denials left out.
    """
    stop = lexicon(language).stopwords | lexicon(language).denials
    parts = (part for low in low_tokens(bare(text)) for part in _parts(low))
    return tuple(part for part in parts if part[:1].isalpha() and part not in stop)


@lru_cache(maxsize=65536)
def traits(text: str, language: Language) -> frozenset[str]:
    """What a text is recognised by: the stems of its words, and runs of four letters, which see into compounds."""
    stemmer = lexicon(language).stemmer
    return frozenset().union(*(_traits_of(word, stemmer) for word in content_words(text, language)))


@lru_cache(maxsize=65536)
def _traits_of(word: str, stemmer: str) -> frozenset[str]:
    grams = (f"^{word}"[at : at + _GRAM] for at in range(max(1, len(word) + 2 - _GRAM)))
    return frozenset({*grams, f"={_stem(word, stemmer)}"})


@lru_cache(maxsize=65536)
def _stem(word: str, stemmer: str) -> str:
    return _stemmer(stemmer).stemWord(word)


@lru_cache(maxsize=65536)
def stems(text: str, language: Language) -> tuple[str, ...]:
    """All words of a text in their order, without endings; hyphens and apostrophes part them."""
    stemmer = lexicon(language).stemmer
    return tuple(_stem(part, stemmer) for low in low_tokens(text) for part in _parts(low) if part)


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[str, ...]:
    return tuple(re.split(r"['’-]", word))


@dataclass(frozen=True)
class Corpus:
    """All paragraphs of the documents in one language: how rare a trait is decides what it weighs."""

    paragraphs: tuple[str, ...]
    language: Language
    _fits: dict[tuple[str, tuple[str, ...]], tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)
    _damping: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    _places: dict[tuple[str, ...], dict[str, list[int]]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(chain.from_iterable(traits(paragraph, self.language) for paragraph in self.paragraphs))

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {trait: self._weight_of(count) for trait, count in self._frequency.items()}

    def _weight_of(self, count: int) -> float:
        return math.log(1 + (len(self.paragraphs) - count + 0.5) / (count + 0.5))

    def weight(self, found: Iterable[str]) -> float:
        """The sum of the traits' weights (inverse document frequency, as BM25 has it)."""
        weights, unknown = self._weights, self._weight_of(0)
        return sum(weights.get(trait, unknown) for trait in found)

    def fits(self, text: str, paragraphs: tuple[str, ...]) -> tuple[float, ...]:
        """How well a text fits each paragraph: the weight of what they share, long paragraphs held back a little."""
        key = (text, paragraphs)
        if key not in self._fits:
            shared = [0.0] * len(paragraphs)
            having = self._having(paragraphs)
            for trait in traits(text, self.language):
                for at in having.get(trait, ()):
                    shared[at] += self._weights[trait]
            damped = map(self._damped, paragraphs)
            self._fits[key] = tuple(weight / by for weight, by in zip(shared, damped, strict=True))
        return self._fits[key]

    def _having(self, paragraphs: tuple[str, ...]) -> Mapping[str, list[int]]:
        """By trait where the paragraphs of a document stand that have it."""
        if paragraphs not in self._places:
            places = self._places[paragraphs] = {}
            for at, paragraph in enumerate(paragraphs):
                for trait in traits(paragraph, self.language):
                    places.setdefault(trait, []).append(at)
        return self._places[paragraphs]

    def _damped(self, paragraph: str) -> float:
        """By what a paragraph is held back."""
        if paragraph not in self._damping:
            self._damping[paragraph] = (self.weight(traits(paragraph, self.language)) or 1) ** _LENGTH
        return self._damping[paragraph]

    def better(self, text: str, number: int, paragraphs: tuple[str, ...]) -> int | None:
        """The number of a paragraph that a text fits clearly better than the one it cites, or None."""
        scores = self.fits(text, paragraphs)
        best = max(range(len(scores)), key=lambda at: (scores[at], -at))
        return best + 1 if scores[number - 1] < FITS * scores[best] else None

    def share(self, part: str, whole: str) -> float:
        """How much of a part's weight is found in a whole, from 0 to 1."""
        return self.share_beyond(part, whole, "")

    def share_beyond(self, part: str, whole: str, other: str) -> float:
        """How much of a part's weight is found in a whole and not in another one, from 0 to 1."""
        own = traits(part, self.language)
        found = (own & traits(whole, self.language)) - traits(other, self.language)
        return self.weight(found) / (self.weight(own) or 1)


# --- denials ----------------------------------------------------------------------------------------------------------

_JOINTS = "men|og|som|at|fordi|samtidig|mens|for(?=\\s(?:å|at|ikke|ikkje)\\s)|but|and|which|that|because|while"
_DENIED = "(?<!uten)(?<!ikke)(?<!utan)(?<!ikkje)(?<!not)"  # «uten at» is one
_BREAK = re.compile(rf"[.!?;:]\s|[,–—]\s|{_DENIED}\s(?:{_JOINTS})\s")


@lru_cache(maxsize=65536)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text, cut at punctuation and at the words that join clauses."""
    return tuple(part for start, end in clause_spans(text) if (part := text[start:end].strip()))


@lru_cache(maxsize=65536)
def beside(text: str, place: int) -> str:
    """The words next to a place in a text, within its clause, to tell one number or date from another."""
    first, last = next((start, end) for start, end in clause_spans(text) if start <= place < end)
    before = [token.text for token in tokens(text) if first <= token.start < place]
    after = [token.text for token in tokens(text) if place <= token.start < last]
    return " ".join(before[-_BESIDE:] + after[: _BESIDE + 1])


def clause_at(text: str, place: int) -> str:
    """The clause of a text in which a place lies."""
    return next((text[start:end].strip() for start, end in clause_spans(text) if start <= place < end), text)


def after(text: str, place: int) -> str:
    """The first word after the number at a place."""
    following = [token for token in tokens(text) if token.start >= place]
    return next((token.text for token in following[1:4] if len(token.text) > 3 and token.text.isalpha()), "")


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Where each clause of a text begins and ends."""
    return list(pairwise([0, *(match.start() + 1 for match in _BREAK.finditer(text)), len(text)]))


@lru_cache(maxsize=65536)
def denials(text: str, language: Language) -> tuple[str, ...]:
    """The words that deny outright."""
    return tuple(token.text for token in tokens(text) if token.low in lexicon(language).denials)


def turned_round(text: str, other: str, language: Language) -> bool:
    """Whether one text has a word that the other has with «u-» before it: «ikke regulert» and «uregulert»."""
    prefixes = lexicon(language).un
    one, two = set(content_words(text, language)), set(content_words(other, language))
    return any(
        len(word) > 4 and prefix + word in b for a, b in ((one, two), (two, one)) for word in a for prefix in prefixes
    )


def undoes(text: str, word: str, language: Language) -> bool:
    """Whether a text has a word with «u-» before what is akin to another: «ubetjent» and «betjening»."""
    akin = traits(word, language)
    bare_words = (
        own.removeprefix(prefix)
        for own in content_words(text, language)
        for prefix in lexicon(language).un
        if own.startswith(prefix)
    )
    return any(len(traits(own, language) & akin) >= _ENOUGH for own in bare_words)


def shades(text: str, language: Language) -> frozenset[str]:
    """The words by whose meaning a text denies («mangler», «unngå»)."""
    return frozenset(token.low for token in tokens(text)) & lexicon(language).shades


def limits(text: str, language: Language) -> frozenset[str]:
    """The words by which a text bounds or holds fast what it says («høyst», «fortsatt»), as a denial may do."""
    return frozenset(token.low for token in tokens(text)) & lexicon(language).limits


def bounds(text: str, language: Language) -> bool:
    """Whether a text denies nothing but what goes beyond a bound («ikke mer enn», «ikke før»)."""
    found = any_of(lexicon(language).beyond).search(text)
    return found is not None and not denials(text[: found.start()] + text[found.end() :], language)


def answers(text: str, denial: str, language: Language) -> bool:
    """Whether a text says in some way what a denying clause says."""
    return denies(text, language) or turned_round(text, denial, language)


def denies(text: str, language: Language) -> bool:
    """Whether a text denies, outright or by the meaning of a word."""
    return bool(denials(text, language) or shades(text, language))


def _without_names(clause: str) -> str:
    """A clause without the capitalised words inside it: who is named says little of what is denied."""
    found = tokens(clause)
    return " ".join(token.text for at, token in enumerate(found) if at == 0 or not token.text[0].isupper())


RENDERS = 0.15
NEAR_COPY = 0.55
_FAINT = 0.1
_LINKED = 0.02
_NEARER = 0.1  # how much nearer a claim must be to the denying clause than to the paragraph's other clauses
_MUTUAL = 0.5
_ENOUGH = 3


class _Shares(NamedTuple):
    """How much of a denying clause must stand in a clause that denies nothing to be mentioned, and to be an error."""

    mentioned: float
    error: float


# By what else the paragraph denies. Of the honest claims in `tests/corpora` one in a hundred draws more than this.
_SILENT = _Shares(0.0, 0.4)  # nothing: a denial has nothing to render
_SHADED = _Shares(1.0, 1.0)  # only by the meaning of a word, or by a bound
_TAKEN = _Shares(0.3, 0.6)  # something that another claim renders better, or that shares no word
_FREE = _Shares(0.6, 0.6)  # something that this claim may mean


class Denied(NamedTuple):
    """A clause that denies where the other side does not.

    In a `near_copy` most of its words stand on both sides, and nothing else in it bounds or turns what it says, so that
    no honest paraphrase is left; otherwise another wording may well say the same.
    """

    claim: int
    clause: str
    near_copy: bool


def unanswered(corpus: Corpus, passage: str, claims: Iterable[str]) -> list[Denied]:
    """The denying clauses of a passage that a claim (its place among `claims`) renders without denying.

    A clause that denies twice («ikke i tvil») may be rendered without, and so may a bound («ikke mer enn», «ikke før»).
    """
    texts, language = tuple(claims), corpus.language
    found = []
    for clause in clauses(passage):
        if not denials(clause, language) or _is_mild(clause, language):
            continue
        share, at = max(((corpus.share(clause, text), -at) for at, text in enumerate(texts)), default=(0.0, 0))
        text = texts[-at] if texts else ""
        if share < RENDERS or answers(text, clause, language):
            continue
        nearest = max(clauses(text), key=lambda part: corpus.share(clause, part))
        back = corpus.share(nearest, clause)
        beside = max((corpus.share(nearest, other) for other in clauses(passage) if other != clause), default=0.0)
        if limits(nearest, language) or back - beside < _NEARER:
            continue
        found.append(Denied(-at, clause, back >= _MUTUAL and _is_close(corpus, clause, share)))
    return found


def unfounded(corpus: Corpus, passage: str, claims: Sequence[str], at: int) -> list[Denied]:
    """The denying clauses of a claim whose nearest clause in the passage denies nothing.

    The more the passage denies besides, the more must stand there word for word: a paraphrase may deny in a sentence
    that does not.
    """
    language, found = corpus.language, []
    for clause in clauses(claims[at]):
        if not denials(clause, language):
            continue
        near: dict[bool, float] = {True: 0.0, False: 0.0}
        for other in clauses(passage):
            shaded = shades(other, language) and not shades(clause, language)
            does = bool(denials(other, language)) or shaded or turned_round(clause, other, language)
            near[does] = max(near[does], corpus.share(_without_names(clause), other))
        if near[False] <= near[True] and near[True] > _FAINT:
            continue
        least = _least(corpus, passage, claims, at, clause)
        if near[False] >= least.mentioned:
            is_plain = not _is_mild(clause, language) and len(content_words(clause, language)) > 1
            found.append(Denied(at, clause, is_plain and near[False] - near[True] >= least.error))
    return found


def _least(corpus: Corpus, passage: str, claims: Sequence[str], at: int, clause: str) -> _Shares:
    """How much must stand in the passage for a denying clause to be held against it."""
    language = corpus.language
    if not denies(passage, language):
        return _SHADED if limits(passage, language) else _SILENT
    return _FREE if _has_free_denial(corpus, passage, claims, at, clause) else _TAKEN


def _is_close(corpus: Corpus, clause: str, share: float) -> bool:
    """Whether so much of a clause stands on the other side that it is the same clause; two words tell too little."""
    return share >= NEAR_COPY and len(content_words(clause, corpus.language)) >= _ENOUGH


def _is_mild(clause: str, language: Language) -> bool:
    """Whether a clause denies twice, or says with its denial how much or how long."""
    twice = len(denials(clause, language)) > 1 or bool(shades(clause, language))
    return twice or bool(limits(clause, language)) or _is_bound(clause, language)


def _is_bound(clause: str, language: Language) -> bool:
    """Whether a clause denies nothing but a number's reservation («ikke mer enn»), which is held as the number is."""
    if len(denials(clause, language)) != 1:
        return False
    words = [token.low for token in tokens(clause)]
    small = lexicon(language)
    return any(
        set(phrase) & small.denials and tuple(words[at : at + len(phrase)]) == phrase
        for phrase in small.precisions
        for at in range(len(words))
    )


def _has_free_denial(corpus: Corpus, passage: str, claims: Sequence[str], at: int, denial: str) -> bool:
    """Whether the passage has a denying clause that shares a word with the denial of the claim `at`, and that no other
    claim that denies renders better.
    """
    language = corpus.language
    others = [text for place, text in enumerate(claims) if place != at and denies(text, language)]
    for clause in clauses(passage):
        if denies(clause, language):
            own = corpus.share(clause, claims[at])
            is_linked = max(own, corpus.share(denial, clause)) >= _LINKED
            if is_linked and all(corpus.share(clause, other) <= max(own, _FAINT) for other in others):
                return True
    return False


# --- what was copied --------------------------------------------------------------------------------------------------


_TITLE = re.compile(r"«[^«»]*»")


_BEGINNING = re.compile(r"(?:^|[.!?:–—»«\"]\s*)$")


def plain_words(text: str, aside: frozenset[str], ordinary: frozenset[str]) -> tuple[str, ...]:
    """The words of a text in lower case; names, titles in quotation marks and figures left out.

    A name is what stands `aside`, and inside a sentence any word with a capital that is not among the `ordinary` ones.
    """
    plain = _TITLE.sub(" ", bare(text))
    return tuple(
        token.low
        for token in scanned(plain)
        if token.text[0].isalpha() and token.low not in aside and not _is_unknown_name(plain, token, ordinary)
    )


def _is_unknown_name(text: str, token: Token, ordinary: frozenset[str]) -> bool:
    is_capital = token.text[0].isupper() and token.low not in ordinary
    return is_capital and not _BEGINNING.search(text[: token.start])


def runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every run of words that is too long to be shared, in order."""
    length = LONGEST_SHARED_RUN + 1
    return [words[at : at + length] for at in range(len(words) - length + 1)]

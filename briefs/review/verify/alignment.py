"""What a text of the synthesis is held against, clause by clause: the claims that it cites, which are the curators' own
words, and the paragraphs behind them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from briefs.content import model
from briefs.errors import Severity
from briefs.language.tables import Language
from briefs.review.verify import wording
from briefs.review.verify.evidence import Evidence, SourceParagraph
from briefs.review.verify.lexicon import any_of, lexicon
from briefs.review.verify.report import Finding, FindingKind
from briefs.review.verify.sayings import Saying

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_SAYS_NOTHING = "…"
_COUNT = "⟦⟧"  # what stands for a count of the edition («{demands.total}»), see `quantities.signs`


class Near(NamedTuple):
    """A clause of what is cited, how much of another clause's weight it shares, from 0 to 1, and whether it stands in
    a claim: the curators' own words tell more than a document's.
    """

    share: float = 0.0
    clause: str = ""
    is_claim: bool = False


class CitedSentence(NamedTuple):
    """A sentence of what is cited, and whether it stands in a claim."""

    words: str
    is_claim: bool


@dataclass(frozen=True)
class CitedTexts:
    """The claims and paragraphs that a text stands on, as far as they are in its language, and what those who speak in
    them are called.
    """

    corpus: wording.Corpus
    claims: tuple[str, ...]
    passages: tuple[SourceParagraph, ...]
    speakers: tuple[str, ...] = ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The claims, then the paragraphs."""
        return (*self.claims, *(passage.text for passage in self.passages))

    @cached_property
    def sentences(self) -> tuple[CitedSentence, ...]:
        """The sentences of all that is cited, those of the claims first."""
        return tuple(
            CitedSentence(sentence, at < len(self.claims))
            for at, text in enumerate(self.texts)
            for sentence in sentences(text)
        )

    @cached_property
    def _traits(self) -> frozenset[str]:
        said = (wording.traits(text, self.corpus.language) for text in (*self.texts, *self.speakers))
        return frozenset[str]().union(*said)

    def nearest(self, clause: str, has: Callable[[str], object] = bool, *, in_claims: bool = False) -> Near:
        """Of the clauses cited that have something, or of those of the claims alone, the one that shares most with a
        clause.
        """
        texts = self.claims if in_claims else self.texts
        found = (
            Near(self.corpus.share(clause, other), other, at < len(self.claims))
            for at, text in enumerate(texts)
            for other in wording.clauses(text)
            if has(other)
        )
        return max(found, default=Near(), key=lambda near: near.share)

    def denies_beside(self, clause: str) -> bool:
        """Whether a sentence that has a clause denies in another of its clauses, which may govern it."""
        language = self.corpus.language
        return any(
            clause in sentence and wording.denies(sentence.replace(clause, " "), language)
            for text in self.texts
            for sentence in sentences(text)
        )

    def carried(self, text: str, beside: str = "") -> float:
        """How much of a text's weight stands somewhere in what is cited, or beside it, from 0 to 1."""
        language = self.corpus.language
        own = wording.traits(text, language)
        common = own & (self._traits | wording.traits(beside, language))
        return self.corpus.weight(common) / (self.corpus.weight(own) or 1)


@dataclass(frozen=True)
class Rendering:
    """A saying of the synthesis beside what it cites."""

    evidence: Evidence
    saying: Saying
    text: model.Text
    cited: CitedTexts

    @classmethod
    def of(cls, evidence: Evidence, saying: Saying) -> Rendering | None:
        """None where it is a reason or cites nothing, or where something of what it cites is not at hand."""
        if saying.text is None or saying.is_basis or saying.scope != "cited" or not evidence.is_complete(saying):
            return None
        claims = [claim for cite in dict.fromkeys(saying.cites) if (claim := evidence.library.claim(cite)) is not None]
        words = tuple(words for claim in claims if (words := claim_words(evidence, claim)))
        passages = tuple(passage for passage in evidence.cited(saying.cites) if passage.language == evidence.language)
        actors = (evidence.library.actors.get(claim.speaker) for claim in claims)
        speakers = tuple(evidence.words(actor.name) for actor in actors if actor is not None)
        grounds = CitedTexts(evidence.spoken, words, passages, speakers)
        return cls(evidence, saying, saying.text, grounds) if words or passages else None

    @property
    def language(self) -> Language:
        """The project's own."""
        return self.evidence.language

    @cached_property
    def words(self) -> str:
        """The text with its references as signs."""
        return self.evidence.words(self.text)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The sentences that say something of the matter: no question, and nothing of the documents or the notes."""
        return tuple(sentence for sentence in sentences(self.words) if not _is_aside(sentence, self.language))

    @property
    def place(self) -> str:
        """What is cited, in words."""
        return ", ".join(map(str, dict.fromkeys(self.saying.cites)))

    def finding(self, kind: FindingKind, what: str, expected: str, found: str, severity: Severity) -> Finding:
        """A finding about the words, bound to them and to what they were held against."""
        held = hashlib.sha256("\x1f".join((self.words, *self.cited.texts)).encode()).hexdigest()
        record = self.saying.record
        about = (kind, self.text.where, record, f"{record}: {what}", expected, found)
        return Finding(*about, severity=severity, held=held)


def _is_aside(sentence: str, language: Language) -> bool:
    return (
        _COUNT in sentence
        or sentence.endswith("?")
        or is_silence(sentence, language)
        or is_of_the_notes(sentence, language)
    )


def claim_words(evidence: Evidence, claim: model.Claim) -> str:
    """What a claim says in the project's language; nothing where it only points at a paragraph."""
    words = evidence.words(claim.text)
    return "" if words == _SAYS_NOTHING else words


@lru_cache(maxsize=65536)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, parted at colons too; a small letter behind a full stop goes on with the sentence."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and part[:1].islower():
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return tuple(found)


@lru_cache(maxsize=65536)
def is_silence(sentence: str, language: Language) -> bool:
    """Whether a sentence says that the documents do not say something («ikke oppgitt»), which is in none of them."""
    return is_of_documents(sentence, language) and wording.denies(sentence, language)


def is_of_documents(sentence: str, language: Language) -> bool:
    """Whether a sentence speaks of what is documented."""
    return any_of(lexicon(language).documentation).search(sentence) is not None


@lru_cache(maxsize=65536)
def documented(sentence: str, language: Language) -> str:
    """The words that say so of something: «dokumentert innført», «kildene viser», or any with which a sentence ends
    («er oppgitt»); nothing without.
    """
    said = any_of(lexicon(language).documented).search(sentence)
    if said is not None:
        return said[0]
    found = [*any_of(lexicon(language).documentation).finditer(sentence)]
    is_last = bool(found) and not wording.content_words(sentence[found[-1].end() :], language)
    return found[-1][0] if is_last else ""


@lru_cache(maxsize=65536)
def is_of_the_notes(sentence: str, language: Language) -> bool:
    """Whether a sentence speaks of the notes themselves («inndelingen er vår»)."""
    return any_of(lexicon(language).own_work).search(sentence) is not None

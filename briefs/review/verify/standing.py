"""How far a measure has come, and how far it answers a demand, against the words that say so."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.content import model
from briefs.errors import Severity, Where
from briefs.review.verify.evidence import Evidence
from briefs.review.verify.lexicon import Phrase, lexicon
from briefs.review.verify.numerals import tokens
from briefs.review.verify.report import Finding


def of_measure(evidence: Evidence, measure: model.Measure) -> Iterator[Finding]:
    """No status and no extent has words of another under it."""
    label = f"measure {measure.id}"
    for entry in measure.log:
        yield from _against(evidence, label, entry.status, entry.text, entry.where.at("status"))
    for answer in measure.answers:
        yield from _against(evidence, label, answer.extent, answer.reason, answer.where.at("extent"))


def _against(evidence: Evidence, label: str, state: str, text: model.Text, where: Where) -> Iterator[Finding]:
    """A text whose words all speak against a state is an error, one that has words for it too is advice."""
    words = tuple(token.low for token in tokens(evidence.words(text)))
    table = lexicon(evidence.language)
    against = _first(table.against.get(state, ()), words)
    if against:
        severity: Severity = "advice" if _first(table.speaks_for.get(state, ()), words) else "error"
        what = f"{label}: {state!r} is contradicted by its own text: «{against}»"
        yield Finding("standing", where, label, what, state, f"«{against}»", severity=severity, held=text.words)
    elif state in table.demanding and not _first(table.speaks_for.get(state, ()), words):
        what = f"{label}: {state!r} has no word in its own text that says so"
        yield Finding("standing", where, label, what, state, "no such word", severity="advice", held=text.words)


def _first(phrases: tuple[Phrase, ...], words: tuple[str, ...]) -> str:
    """The first phrase that stands in a text; a word with a star behind it is the beginning of one."""
    return next(
        (
            " ".join(words[at : at + len(phrase)])
            for phrase in phrases
            for at in range(len(words) - len(phrase) + 1)
            if all(map(_is, phrase, words[at : at + len(phrase)]))
        ),
        "",
    )


def _is(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern

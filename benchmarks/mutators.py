"""What makes a text wrong, one word at a time: each mutator gives every text that comes of one such change.

A mutator takes a text as it stands in the content, references and all, and the words of its language. References are
never touched. What comes of it is wrong, if not always good language; `MUTATORS` names them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefs.content import model
from briefs.language.tables import Language
from briefs.review.verify import wording
from briefs.review.verify.lexicon import lexicon
from briefs.review.verify.numerals import Token, tokens

Mutator = Callable[[str, Language], Iterator[str]]
_PLACES = 4  # a denial is put in after the first, second, third and fourth word of a clause
_LEAST = 3
_ONLY = "only"


def denial_dropped(text: str, language: Language) -> Iterator[str]:
    """The text without one of its denying words; before a noun («ingen tiltak») another word may have to come."""
    for token in _words(text):
        if token.low in lexicon(language).denials:
            yield _replaced(text, token.start, token.end, "")


def denial_added(text: str, language: Language) -> Iterator[str]:
    """The text with a denying word in a clause that has none: at each place near its beginning, one word a place."""
    denying = denying_words(language)
    at = 0
    for number, clause in enumerate(wording.clauses(text)):
        at = text.index(clause, at)
        found = [token for token in _words(text) if at <= token.start < at + len(clause)]
        if len(found) >= _LEAST and not wording.denials(clause, language):
            for place, token in enumerate(found[: min(_PLACES, len(found) - 1)]):
                word = denying[(number + place) % len(denying)]
                yield f"{text[: token.end]} {word}{text[token.end :]}"


def denying_words(language: Language) -> tuple[str, ...]:
    """Words that deny wherever a clause has an adverb: «ikke», «aldri»; those of the language itself alone."""
    small = lexicon(language)
    adverbs = ("ikkje", "aldri") if "korkje" in small.denials else ("ikke", "aldri", "neppe")
    return ("not", "never") if "not" in small.denials else adverbs


def opposite(text: str, language: Language) -> Iterator[str]:
    """The text with one word put for its opposite («flere» for «færre»)."""
    for pairs in lexicon(language).opposites.values():
        for this, that in pairs:
            if this and that:
                yield from _exchanged(text, this, that)
                yield from _exchanged(text, that, this)


def modality(text: str, language: Language) -> Iterator[str]:
    """The text with one modal put for each other one («skal» for «kan», «har»)."""
    yield from _regrouped(text, lexicon(language).modality)


def quantifier(text: str, language: Language) -> Iterator[str]:
    """The text with one quantifier put for each other one («alle» for «noen»), and without «bare»."""
    groups = lexicon(language).quantifiers
    yield from _regrouped(text, {name: words for name, words in groups.items() if name != _ONLY})
    for word in groups.get(_ONLY, ()):
        for match in _matches(text, word):
            yield _replaced(text, match.start(), match.end(), "")


MUTATORS: Mapping[str, Mutator] = {
    "denial dropped": denial_dropped,
    "denial added": denial_added,
    "opposite": opposite,
    "modality": modality,
    "quantifier": quantifier,
}


def _words(text: str) -> list[Token]:
    spans = [(reference.start, reference.end) for reference in model.placeholders(text)]
    return [token for token in tokens(text) if not any(start <= token.start < end for start, end in spans)]


def _exchanged(text: str, old: str, new: str) -> Iterator[str]:
    """The text with each place that has a word changed; what `*` stood for is kept."""
    for match in _matches(text, old):
        word = new
        for letters in match.groups():
            word = word.replace("*", letters, 1)
        yield _replaced(text, match.start(), match.end(), word)


def _matches(text: str, word: str) -> Iterator[re.Match[str]]:
    pattern = r"\b" + re.escape(word).replace(r"\*", r"(\w*)").replace(r"\ ", r"\s+") + r"\b"
    spans = [(reference.start, reference.end) for reference in model.placeholders(text)]
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if not any(start <= match.start() < end for start, end in spans):
            yield match


def _regrouped(text: str, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each word of a group put for the one in the same place in each other group, or for its first."""
    for name, own in groups.items():
        for place, word in enumerate(own):
            for match in _matches(text, word):
                for other, others in groups.items():
                    if other != name:
                        new = others[place] if place < len(others) else others[0]
                        yield _replaced(text, match.start(), match.end(), new)


def _replaced(text: str, start: int, end: int, word: str) -> str:
    """The text with another word at a place, or none, its capital kept and no blank too many."""
    if word:
        new = word[0].upper() + word[1:] if text[start].isupper() else word
        return text[:start] + new + text[end:]
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if not before and after:
        after = after[0].upper() + after[1:]
    joint = "" if not before or not after or after[0] in ".,;:!?" else " "
    return before + joint + after

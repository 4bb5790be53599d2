"""Advice on plain language: long sentences, heavy texts, passives in a row, and abbreviations that nobody explains.

Never an error. What is counted follows klarspråk, the plain-language advice of Språkrådet: short sentences with one
thing in each, say who does it, and explain an abbreviation where it first stands. A reference counts as one word.
Abstract nouns in a row were tried and left out: of 2849 sentences, six had four or more of them, and most of these were
names and terms of the topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from briefs.content import model
from briefs.content.walk import find
from briefs.edition.edition import Edition, Order, assemble
from briefs.edition.prose import Mark, Prose
from briefs.errors import Problem
from briefs.language.signs import CAPITALS
from briefs.language.tables import Language, any_of, table
from briefs.review.spelling.texts import OPEN, Passage, of_content

LONGEST_SENTENCE = 25  # words
HEAVY = 55  # LIX: the upper end of «difficult», the usual of official prose
FEWEST_WORDS = 40  # LIX says nothing about less
LONG_WORD = 6  # letters; a word of more is long (Björnsson)

_WORD = re.compile(rf"[^\W\d_]+(?:[’'-][^\W\d_]+)*|{OPEN}")
_STOP = re.compile(rf"(?<=[.!?…])[»«”“)]?\s+(?=[«»„“”(–]?[{CAPITALS}{OPEN}])")
_ABBREVIATION = re.compile(rf"(?<![\w.-])[{CAPITALS}]{{2,6}}(?=s?(?![^\W\d_]))")
_ROMAN_LETTERS = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """How hard one brief is to read in one language: LIX, words in a sentence, and the words that were counted."""

    brief: str
    language: Language
    lix: float
    sentence: float
    words: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where in its text it begins."""

    words: str
    start: int


def plain(
    library: model.Library, root: Path, orders: Iterable[Order]
) -> tuple[tuple[Problem, ...], tuple[Readability, ...]]:
    """Advice on all texts of the content, and how hard each brief that is ordered is to read, as it is printed."""
    texts = tuple(of_content(library, root))
    found = [problem for passage in texts for problem in _of_text(passage)]
    readings: dict[tuple[str, Language], Readability] = {}
    unexplained: dict[str, Problem] = {}
    for order in orders:
        edition = assemble(library, order)
        printed = tuple(_prose_of(edition))
        readings.setdefault((order.brief, order.language), _reading(order, printed))
        for problem in _unexplained(library, edition, printed, texts):
            unexplained.setdefault(str(problem), problem)
    found += unexplained.values()
    ordered = sorted(found, key=lambda problem: (problem.where.file, problem.where.line, problem.where.column))
    return tuple(ordered), tuple(readings.values())


# --- one text ---------------------------------------------------------------------------------------------------------


def _of_text(passage: Passage) -> Iterator[Problem]:
    words = model.without_references(passage.words)
    for sentence in sentences(words, passage.language):
        yield from _of_sentence(passage, sentence)
    if len(_WORD.findall(words)) >= FEWEST_WORDS and (heaviness := lix([words], passage.language)) > HEAVY:
        what = f"this text is heavy: LIX {heaviness:.0f}, where {HEAVY} is a lot"
        yield _advice(passage, 0, what, "Shorten the sentences, and take shorter words where there are any")


def _of_sentence(passage: Passage, sentence: Sentence) -> Iterator[Problem]:
    language = passage.language
    if (length := len(_WORD.findall(sentence.words))) > LONGEST_SENTENCE:
        yield _advice(
            passage, sentence.start, f"a sentence of {length} words", "Make two of it, with one thing in each"
        )
    passives = list(table(language).plain.passive.finditer(sentence.words))
    if len(passives) > 1:
        what = f"{len(passives)} passives in a sentence: {_quoted(match[0] for match in passives)}"
        yield _advice(passage, sentence.start + passives[0].start(), what, "Say who does it")


def sentences(words: str, language: Language) -> Iterator[Sentence]:
    """The sentences of a text; the full stop of an abbreviation («bl.a.», «nr.») ends none."""
    shortened = re.compile(rf"\b{any_of(table(language).plain.shortened)}$", re.IGNORECASE)
    start = 0
    for stop in _STOP.finditer(words):
        if not shortened.search(words[start : stop.start()]):
            yield Sentence(words[start : stop.start()], start)
            start = stop.end()
    yield Sentence(words[start:], start)


def lix(texts: Iterable[str], language: Language) -> float:
    """Björnsson's readability index (Läsbarhet, 1968): words in a sentence, and of 100 words how many have more than
    six letters.

    Up to 30 is easy, 40 middling, 50 difficult, over 60 very difficult. A colon ends a sentence here, as it does with
    him, and so does the end of a text. Norwegian compounds are long words: English has 5 to 10 less for the same text.
    """
    words, long, stops = _counted(texts, language)
    return words / stops + 100 * long / words if words else 0.0


def _counted(texts: Iterable[str], language: Language) -> tuple[int, int, int]:
    words = long = stops = 0
    for text in texts:
        found = _WORD.findall(text)
        if found:
            words += len(found)
            long += sum(len(word) > LONG_WORD for word in found)
            stops += sum(
                1
                for sentence in sentences(text, language)
                for part in re.split(r":\s", sentence.words)
                if _WORD.search(part)
            )
    return words, long, stops


# --- a brief ----------------------------------------------------------------------------------------------------------


def _prose_of(edition: Edition) -> Iterator[Prose]:
    """The texts of an edition in their order; its keywords are for machines."""
    for field in fields(edition):
        if field.name not in {"project", "publisher", "keywords", "known"}:
            yield from find(getattr(edition, field.name), Prose, stop=(Prose, Mark))


def _reading(order: Order, printed: Sequence[Prose]) -> Readability:
    texts = [
        words for words in dict.fromkeys(map(_words_of, printed)) if re.search(r"[.!?…][»”)]?$", words)
    ]  # no headings, no names
    words, _, stops = _counted(texts, order.language)
    return Readability(
        brief=order.brief,
        language=order.language,
        lix=lix(texts, order.language),
        sentence=words / max(1, stops),
        words=words,
    )


def _unexplained(
    library: model.Library, edition: Edition, printed: Sequence[Prose], texts: Sequence[Passage]
) -> Iterator[Problem]:
    """Abbreviations that nothing explains before a reader meets them; a glossary that is printed explains, and so does
    a name.
    """
    language = edition.order.language
    places = {(passage.language, model.without_references(passage.words)): passage for passage in reversed(texts)}
    printed_words = {_words_of(prose) for prose in printed}
    explained = set(table(language).plain.known_to_all.split()) | _actor_abbreviations(library, language)
    for entry in library.project.glossary:
        if entry.term.has(language) and entry.meaning.has(language) and entry.meaning.get(language) in printed_words:
            explained |= set(_ABBREVIATION.findall(f"{entry.term.get(language)} {entry.meaning.get(language)}"))
    for prose in printed:
        words = _words_of(prose)
        for match in _ABBREVIATION.finditer(words):
            name = match[0]
            if name in explained or _ROMAN_LETTERS.fullmatch(name):
                continue
            explained.add(name)  # reported once
            passage = places.get((language, words))
            if passage is not None and not _explains(words, match):
                what = f"{name!r} is not explained where the brief {edition.order.brief!r} first has it"
                yield _advice(
                    passage,
                    match.start(),
                    what,
                    f"Write the words with ({name}) behind them, or put {name} in the glossary",
                )


def _actor_abbreviations(library: model.Library, language: Language) -> set[str]:
    """The abbreviations that are, or are part of, an actor's name."""
    found: set[str] = set()
    for actor in library.actors.values():
        names = [text.get(language) for text in (actor.name, actor.short) if text and text.has(language)]
        found.update(*map(_ABBREVIATION.findall, (*names, *actor.aliases)))
    return found


def _explains(words: str, match: re.Match[str]) -> bool:
    """«mål og middel (MOM)» or «MOM (mål og middel)»."""
    return (words[: match.start()].endswith("(") and words[match.end() :].startswith(")")) or words[
        match.end() :
    ].startswith(" (")


# --- words ------------------------------------------------------------------------------------------------------------


def _words_of(prose: Prose) -> str:
    return "".join(part if isinstance(part, str) else OPEN for part in prose.parts)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{' '.join(word.split())}'" for word in words)


def _advice(passage: Passage, offset: int, what: str, hint: str) -> Problem:
    return Problem(passage.at(_offset_in(passage, offset)), what, hint, severity="advice")


def _offset_in(passage: Passage, offset: int) -> int:
    """From a place among the words without references to the same place among the words as they are written."""
    shift = 0
    for reference in model.placeholders(passage.words):
        if reference.start - shift < offset:
            shift += reference.end - reference.start - 1
    return offset + shift

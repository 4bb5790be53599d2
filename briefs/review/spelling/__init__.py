"""What is misspelt: each text of a project against the dictionary of its own language, with the place of the very word.

Left alone are references, names, abbreviations in capitals (which `plain` asks to be explained) and quotations of
another language. A text in the wrong language, as bokmål among nynorsk, is one finding; so are two words that are one,
and one word written twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from briefs.content import model
from briefs.errors import Problem, alternatives
from briefs.language.tables import Language, languages, table
from briefs.machine import DICTIONARY_FOLDERS
from briefs.review.spelling.dictionary import Dictionary, OwnWord, is_abbreviation, lacking, read_own_words
from briefs.review.spelling.rules import name, rules
from briefs.review.spelling.texts import OPEN, Passage, passages

# of the words: a text lacks 1 to 3 % in the dictionary of its own language, 20 to 25 % in that of the other standard
WRONG_LANGUAGE = 0.10
_FEWEST = 2  # unknown words that show which language it is; a single one may be a slip
_SHORTEST_NOUN = 3

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-](?=[^\W\d_]))*(?:-(?![^\W\d_])|(?<=[sxzSXZ])’|(?<=\.[^\W\d_])\.)?")
_QUOTATION = re.compile(r"[«“](?P<quoted>[^«»“”]*)[»”]")
_NO_WORDS = re.compile(r"\{[^{}]*\}|[\w.+-]+@[\w.-]+|https?://\S+|www\.\S+")


@dataclass(frozen=True, slots=True)
class WordAt:
    """A word in a passage, and where in it."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage with its words, and those of them that its dictionary lacks."""

    passage: Passage
    tokens: tuple[WordAt, ...]
    unknown: tuple[WordAt, ...]


class Speller:
    """The dictionaries of a project, its names and its own words."""

    def __init__(
        self, dictionaries: Mapping[Language, Dictionary], names: frozenset[str], titles: Sequence[str]
    ) -> None:
        """`names` are words; `titles` are whole phrases that are left alone wherever they stand."""
        self.dictionaries = dictionaries
        self.names = names
        self.titles = tuple(sorted(titles, key=len, reverse=True))
        self._right: dict[tuple[Language, str], bool] = {}

    def knows(self, word: str, language: Language) -> bool:
        """Whether a word of running text is right in that language."""
        key = (language, word)
        if key not in self._right:
            self._right[key] = self._is_right(word, language)
        return self._right[key]

    def text(self, passage: Passage) -> _Text:
        """The words of a passage that are to be judged."""
        tokens = tuple(_tokens(self._judged(passage)))
        unknown = tuple(token for token in tokens if not self.knows(token.word, passage.language))
        return _Text(passage, tokens, unknown)

    def rate(self, texts: Iterable[_Text], language: Language) -> float:
        """Which part of the words of these texts that language lacks."""
        words = [token.word for text in texts for token in text.tokens]
        return sum(not self.knows(word, language) for word in words) / len(words) if words else 0.0

    def reads_as(self, texts: Sequence[_Text]) -> Language | None:
        """The other language that texts are in, or None: much is unknown to their own dictionary, and to the other's
        far less.
        """
        own = texts[0].passage.language
        unknown = sum(len(text.unknown) for text in texts)
        if unknown < _FEWEST or unknown <= WRONG_LANGUAGE * sum(len(text.tokens) for text in texts):
            return None
        rates = {language: self.rate(texts, language) for language in self.dictionaries if language != own}
        nearest = min(rates, key=lambda language: rates[language], default=None)
        return nearest if nearest is not None and rates[nearest] < self.rate(texts, own) / 2 else None

    def _is_right(self, word: str, language: Language) -> bool:
        dictionary = self.dictionaries[language]
        if word.lower() in dictionary.refused or self.better_nynorsk(word, language):
            return False
        if is_abbreviation(word) or len(word) == 1 or self._is_name(word):
            return True
        if word[-1] in "’-" and self.knows(word[:-1], language):
            return True
        bare = re.fullmatch(r"(\w.*)[’']s", word) if table(language).spelling.apostrophe_genitive else None
        if bare is not None and self.knows(bare[1], language):
            return True
        if "-" in word and all(self._is_name(part) or dictionary.knows_part(part) for part in word.split("-")):
            return True
        return dictionary.knows(word) or dictionary.knows(f"{word}.")

    def better_nynorsk(self, word: str, language: Language) -> str:
        """The nynorsk for a form that its dictionary lets pass and the norm does not have; the project's own list has
        the last word.
        """
        low, better = word.lower(), table(language).spelling
        if not better.better_than or any(low == own.word.lower() and not own.refused for own in self._own(language)):
            return ""
        if low in better.better or better.better_ending is None:
            return better.better.get(low, "")
        ending = better.better_ending
        match = re.fullmatch(ending.pattern, low)
        return "" if match is None or re.fullmatch(ending.keeps, low) else match.expand(ending.becomes)

    def _own(self, language: Language) -> Sequence[OwnWord]:
        return self.dictionaries[language].own

    def _is_name(self, word: str) -> bool:
        """A name or its genitive."""
        return word in self.names or re.sub(r"(?:[’']s|s|’)$", "", word) in self.names

    def _judged(self, passage: Passage) -> str:
        """The words of a passage with signs in place of what is left alone, so that every word keeps its place."""
        words = _blank(_NO_WORDS, passage.words)
        for title in self.titles:
            words = words.replace(title, OPEN * len(title))
        return _QUOTATION.sub(lambda match: self._without_foreign(match, passage.language), words)

    def _without_foreign(self, quotation: re.Match[str], language: Language) -> str:
        words = [token.word for token in _tokens(quotation["quoted"])]
        own_sign = quotation[0][0] == table(language).words.quotes[0]
        foreign = not own_sign or any(not self.knows(word, language) for word in words)
        if foreign and any(
            all(self.knows(word, other) for word in words) for other in self.dictionaries if other != language
        ):
            return OPEN * len(quotation[0])
        return quotation[0]


def spelling(library: model.Library, root: Path, folders: Sequence[Path] = DICTIONARY_FOLDERS) -> tuple[Problem, ...]:
    """What is misspelt in the content and in the project's own templates; a missing dictionary is a problem that says
    what to install.
    """
    own, wrong = read_own_words(root)
    every = tuple(passages(library, root))
    written = {passage.language for passage in every}
    problems = list(wrong)
    place = library.project.where.at("translations")
    without = {language: Problem(place, what, hint) for language, what, hint in lacking(languages(), folders)}
    problems += [problem for language, problem in without.items() if language in written]
    there = [
        language for language in languages() if language not in without
    ]  # the others too: they show what language a text is in instead
    dictionaries = {language: Dictionary(language, folders, own.get(language, ())) for language in there}
    speller = Speller(
        dictionaries,
        _names(library, dictionaries),
        [source.title for source in library.sources.values() if source.title],
    )
    texts = [speller.text(passage) for passage in every if passage.language in dictionaries]
    problems += _findings(speller, texts)
    problems += _idle_words(own, texts)
    return tuple(sorted(problems, key=lambda problem: (problem.where.file, problem.where.line, problem.where.column)))


# --- findings ---------------------------------------------------------------------------------------------------------


def _findings(speller: Speller, texts: Sequence[_Text]) -> Iterator[Problem]:
    joined = _words_in_one(texts)

    def kind(text: _Text) -> tuple[str, Language]:
        return (text.passage.where.file, text.passage.language)

    for (_, language), group in groupby(sorted(texts, key=kind), key=kind):
        own = list(group)
        other = speller.reads_as(own) if len(own) > 1 else None
        if other is not None:
            what = f"the {name(language)} texts of this file read as {name(other)}"
            first = next(text for text in own if text.unknown)
            yield Problem(first.passage.where, what, _shares(speller, own, language, other))
            continue
        for text in own:
            yield from _of_text(speller, text, joined[language])


def _of_text(speller: Speller, text: _Text, joined: frozenset[str]) -> Iterator[Problem]:
    language = text.passage.language
    other = speller.reads_as([text])
    if other is not None:
        what = f"this {name(language)} text reads as {name(other)}"
        yield Problem(text.passage.where, what, _shares(speller, [text], language, other))
        return
    apart = list(_written_apart(speller, text, joined))
    parts = {token for pair in apart for token in pair}
    for token in text.unknown:
        if token not in parts:
            yield _unknown(speller, text.passage, token)
    for first, second in apart:
        what = f"'{first.word} {second.word}' is one word"
        yield Problem(text.passage.at(first.start), what, f"Write '{first.word}{second.word}'")
    for first, second in _neighbours(text):
        if second.word in {first.word, first.word.lower()} and not _may_be_twice(speller, first.word.lower(), language):
            yield Problem(text.passage.at(second.start), f"'{second.word}' is written twice", "Take one out")


def _shares(speller: Speller, texts: Sequence[_Text], own: Language, other: Language) -> str:
    unknown = ", ".join(dict.fromkeys(token.word for text in texts for token in text.unknown))
    shown = unknown if len(unknown) <= 60 else unknown[:60].rpartition(", ")[0] + " …"
    shares = (
        f"{speller.rate(texts, own):.0%} of its words are not {name(own)}, {speller.rate(texts, other):.0%} "
        f"not {name(other)}"
    )
    return f"{shares}: {shown}"


def _unknown(speller: Speller, passage: Passage, token: WordAt) -> Problem:
    language, word = passage.language, token.word
    where, dictionary = passage.at(token.start), speller.dictionaries[passage.language]
    if refused := dictionary.refused.get(word.lower()):
        hint = f"Write '{refused.note}'" if refused.note else f"See {refused.where}"
        return Problem(where, f"'{word}' is not used in this project", hint)
    if better := speller.better_nynorsk(word, language):
        bad = name(table(language).spelling.better_than)
        return Problem(where, f"'{word}' is {bad}", f"In {name(language)}: '{_cased(better, word)}'")
    others = [
        name(other) for other, its in speller.dictionaries.items() if other != language and its.lists(word.lower())
    ]
    what = f"'{word}' is no known {name(language)} word"
    if others and table(language).spelling.names_others:
        what = f"'{word}' is {others[0]}, not {name(language)}"
    near = dictionary.suggestions(word)
    own = f"if it is right, add it to content/words/{language}.txt"
    hint = f"Perhaps {alternatives(near)}; {own}" if near else own.capitalize()
    return Problem(where, what, hint)


def _cased(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _neighbours(text: _Text) -> Iterator[tuple[WordAt, WordAt]]:
    """Words with nothing but white space between them."""
    return ((one, two) for one, two in pairwise(text.tokens) if text.passage.words[one.end : two.start].isspace())


def _words_before(text: _Text) -> Iterator[str]:
    """For each pair of neighbours, the word that stands before them in small letters, "" where none does."""
    ends = {token.end: token.word.lower() for token in text.tokens}
    return (ends.get(first.start - 1, "") for first, _ in _neighbours(text))


def _may_be_twice(speller: Speller, word: str, language: Language) -> bool:
    """Whether the language, or the project, has the word twice in a row."""
    return word in rules(language).twice or f"{word} {word}" in speller.dictionaries[language].pairs


def _idle_words(own: Mapping[Language, Sequence[OwnWord]], texts: Sequence[_Text]) -> Iterator[Problem]:
    """Entries of the project's lists that nothing needs any more: advice, for they may be meant for what is to come."""
    for language, words in own.items():
        written = " ".join(text.passage.words.lower() for text in texts if text.passage.language == language)
        for word in words:
            stem = word.word.lower()[: max(3, len(word.word) - 2)] if word.model else word.word.lower()
            if not word.refused and written and stem not in written:
                yield Problem(
                    word.where,
                    f"no text in {name(language)} has the word '{word.word}'",
                    "Take it out",
                    severity="advice",
                )


# --- two words that are one -------------------------------------------------------------------------------------------


def _words_in_one(texts: Iterable[_Text]) -> Mapping[Language, frozenset[str]]:
    """All words of a project in each language, in small letters: what one text writes as one word, another does not
    write as two.
    """
    words: dict[Language, set[str]] = {language: set() for language in languages()}
    for text in texts:
        words[text.passage.language].update(token.word.lower() for token in text.tokens)
    return {language: frozenset(found) for language, found in words.items()}


def _written_apart(speller: Speller, text: _Text, joined: frozenset[str]) -> Iterator[tuple[WordAt, WordAt]]:
    """Pairs, a noun first, that the dictionary lists or another text writes as one word; English has its compounds
    apart.
    """
    if not table(text.passage.language).spelling.compounds:
        return
    dictionary = speller.dictionaries[text.passage.language]
    for before, (first, second) in zip(_words_before(text), _neighbours(text), strict=True):
        starts = first.word == first.word.capitalize() if first.start == 0 else first.word.islower()
        if (
            starts
            and second.word.islower()
            and _is_apart(dictionary, before, (first.word.lower(), second.word), joined)
        ):
            yield first, second


def _is_apart(dictionary: Dictionary, before: str, pair: tuple[str, str], joined: frozenset[str]) -> bool:
    first, second = pair
    one = first + second
    if min(len(first), len(second)) < _SHORTEST_NOUN or f"{first} {second}" in dictionary.pairs:
        return False
    if one not in joined and not dictionary.lists(one):
        return False
    known = rules(dictionary.language)
    if first in known.no_beginning or second in known.small_words or before in known.verbs_follow:
        return False
    if first.endswith("er") and dictionary.knows(first[:-1]):
        return False  # «bruker tiden»: a verb as likely as a noun
    if first.endswith("s") and dictionary.is_noun(first[:-1]):  # «utlåns ordningen»; but «ti års pause»
        return first[:-1] not in known.no_beginning
    return dictionary.is_noun(first)


# --- words and names --------------------------------------------------------------------------------------------------


def _tokens(words: str) -> Iterator[WordAt]:
    for match in _TOKEN.finditer(words):
        beside = words[match.start() - 1 : match.start()] + words[match.end() : match.end() + 1]
        if not re.search(r"[\d_/\\@]", beside):  # parts of a number, a file, an address
            yield WordAt(match[0], match.start(), match.end())


def _blank(pattern: re.Pattern[str], words: str) -> str:
    return pattern.sub(lambda match: OPEN * len(match[0]), words)


def _names(library: model.Library, dictionaries: Mapping[Language, Dictionary]) -> frozenset[str]:
    """The words of names that are names alone: with a capital, and either the same in two languages or unknown
    to all.
    """
    found: set[str] = set()
    for actor in library.actors.values():
        names = [text for text in (actor.name, actor.short) if text]
        written = [text.get(language) for text in names for language in languages() if text.has(language)]
        same = {word for text in names for name in _alike(text) for word in _capitalised(name)}
        every = {word for name in (*written, *actor.aliases) for word in _capitalised(name)}
        found |= same | {
            word for word in every if not any(dictionary.knows(word) for dictionary in dictionaries.values())
        }
    return frozenset(found)


def _alike(text: model.Text) -> set[str]:
    """What a name is in more than one language."""
    counts = Counter(text.get(language) for language in languages() if text.has(language))
    return {name for name, number in counts.items() if number > 1}


def _capitalised(name: str) -> Iterator[str]:
    for token in _tokens(name):
        yield from (part for part in {token.word, *token.word.split("-")} if part[:1].isupper())

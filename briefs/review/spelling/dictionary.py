"""Which words a language has, by the machine's dictionary and the project's own list: the only module with Hunspell.

chunspell reads the three dictionaries in 0.6 s, where spylls, which is pure Python, takes 8 s. The dictionaries of
Norwegian are GPL: they are installed, never shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import hunspell

from briefs.errors import Problem, Where
from briefs.files import names_in, read_text
from briefs.language.tables import Language, languages, table

_SHORTEST_PART = 4  # letters; with three, too many mistakes would be made of small words
_LONGEST = 80  # letters; a longer token is no word, and Hunspell cuts it


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word of the project's list: inflected like `model` where one is named; one that is `refused` is wrong in this
    project.
    """

    word: str
    where: Where
    model: str = ""
    refused: bool = False
    note: str = ""


def lacking(languages: Sequence[Language], folders: Sequence[Path]) -> Iterator[tuple[Language, str, str]]:
    """The languages that have no dictionary in the folders, each with what to do about it."""
    for language in languages:
        if _found(language, tuple(folders)) is None:
            name = table(language).spelling.dictionary
            where = ", ".join(str(folder) for folder in folders)
            what = f"there is no dictionary for {language!r}: {name}.aff and {name}.dic are not in {where}"
            package = table(language).spelling.package
            hint = (
                f"On Debian and Ubuntu: apt-get install {package}. Elsewhere name their folder with --dictionaries DIR"
            )
            yield language, what, hint


def read_own_words(root: Path) -> tuple[dict[Language, tuple[OwnWord, ...]], tuple[Problem, ...]]:
    """The project's own words, `content/words/<language>.txt`, and what is wrong with these lists.

    A line is a word, `word/model` where it is inflected like another one (as in Hunspell's own personal dictionaries),
    or `*word` for one that the project does not use; what stands after # is the reason, or for a refused word what to
    write instead.
    """
    words: dict[Language, tuple[OwnWord, ...]] = {}
    problems: list[Problem] = []
    folder = "content/words"
    for file in names_in(root / folder, root=root, name=folder):
        name = f"{folder}/{file}"
        language = next((language for language in languages() if file == f"{language}.txt"), None)
        if language is None:
            hint = f"The lists are called {', '.join(f'{language}.txt' for language in languages())}"
            problems.append(Problem(Where(name), "no file of this name belongs in content/words/", hint))
        else:
            own, wrong = _parse(read_text(root / name, root=root, name=name), name)
            words[language] = own
            problems.extend(wrong)
    return words, tuple(problems)


def _parse(text: str, name: str) -> tuple[tuple[OwnWord, ...], list[Problem]]:
    words: dict[str, OwnWord] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        entry, _, note = (part.strip() for part in line.partition("#"))
        if not entry:
            continue
        where = Where(name, number, line.index(entry) + 1)
        match = re.fullmatch(r"(\*?)([^\W\d_][^\d_/*]*?)(?:/([^\W\d_]+))?", entry)
        if match is None or (match[1] and match[3]):
            hint = "Write word, word/model or *word, a line for each, and the reason after #"
            problems.append(Problem(where, f"{entry!r} is no word", hint))
        elif match[2] in words:
            problems.append(
                Problem(where, f"{match[2]!r} is listed twice", f"It is first given in {words[match[2]].where}")
            )
        else:
            words[match[2]] = OwnWord(match[2], where, match[3] or "", bool(match[1]), note)
    return tuple(words.values()), problems


class Dictionary:
    """One language: what is a word, what is near, and whether two words are one."""

    def __init__(self, language: Language, folders: Sequence[Path], own: Sequence[OwnWord] = ()) -> None:
        """FileNotFoundError where the folders have no dictionary; `lacking` reports it before."""
        file = _found(language, tuple(folders))
        if file is None:
            raise FileNotFoundError(table(language).spelling.dictionary)
        self.language = language
        self.own = tuple(own)
        self.refused = {word.word.lower(): word for word in own if word.refused}
        added = tuple((word.word, word.model) for word in own if not word.refused and " " not in word.word)
        self._speller = _speller(file, (*_lacking(language), *added))
        self.pairs = frozenset(word.word.lower() for word in own if " " in word.word)
        self._known: dict[str, bool] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language, a compound of such, or, with a hyphen, both parts are."""
        if word not in self._known:
            self._known[word] = self._is_word(word)
        return self._known[word]

    def knows_part(self, part: str) -> bool:
        """A part at a hyphen: a word, an abbreviation, or with a binding s (utlåns- og bokordninger)."""
        return not part or is_abbreviation(part) or self.knows(part) or (part.endswith("s") and self.knows(part[:-1]))

    def suggestions(self, word: str, most: int = 3) -> tuple[str, ...]:
        """Near words, the nearest first; slow (0.2 s in Norwegian), so for findings only."""
        if word not in self._near:
            near = (
                found for found in self._speller.near(word) if " " not in found and found.count("-") <= word.count("-")
            )
            self._near[word] = tuple(dict.fromkeys(near))
        return self._near[word][:most]

    def is_noun(self, word: str) -> bool:
        """Whether it is a noun in the form that a compound begins with, and no adjective: ordning, not ordninger, not
        stor.
        """
        endings = table(self.language).spelling.definite_endings.split()
        return self._takes(word, endings, "ABC") and not self._takes(word, ("t", "e"), "VW")

    def lists(self, word: str) -> bool:
        """Whether the dictionary has the word as an entry or a form of one, not as a compound that it would accept."""
        return bool(self._speller.readings(word.lower()))

    def _takes(self, word: str, endings: Sequence[str], flags: str) -> bool:
        """Whether one of the endings makes it a form that the dictionary derives from it by one of these flags."""
        forms = (word.lower() + ending for ending in endings)
        return any(
            stem == word.lower() and flag != "" and flag in flags
            for form in forms
            for stem, flag in self._speller.readings(form)
        )

    def _is_word(self, word: str) -> bool:
        if len(word) > _LONGEST or re.search(r"(\w)\1\1", word.lower()):
            return (
                False  # no word of the three languages has a letter three times in a row; compounding would let it pass
            )
        if self._speller.spells(word):
            return True
        if "-" in word:
            return all(map(self.knows_part, word.split("-")))
        return table(self.language).spelling.compounds and self._is_compound(word.lower())

    def _is_compound(self, word: str) -> bool:
        """Known words in a row: nouns that the dictionary lists, each perhaps with a binding s, and a listed word at
        the end.

        That only nouns begin a compound keeps mistakes visible: of words with one letter wrong, Hunspell takes 5 % for
        words, and this lets 1 % more pass; with any word at the beginning it would be 5 % more.
        """
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            first, last = word[:cut], word[cut:]
            if self._begins_compound(first) and (self._ends_compound(last) or self._is_compound(last)):
                return True
        return False

    def _begins_compound(self, part: str) -> bool:
        bases = (part, part[:-1]) if part.endswith("s") else (part,)
        return any(
            len(base) >= _SHORTEST_PART and self._speller.is_entry(base) and self.is_noun(base) for base in bases
        )

    def _ends_compound(self, part: str) -> bool:
        return self._speller.spells(part) and self.lists(part)


def is_abbreviation(word: str) -> bool:
    """Two capitals or more, perhaps with an ending of its own: KS, VGs, GPs; an initial too."""
    return bool(re.fullmatch(r"[A-ZÆØÅ]{2,}(?:[’']?s)?’?|[A-ZÆØÅ]", word))


# --- the reader -------------------------------------------------------------------------------------------------------


def _lacking(language: Language) -> tuple[tuple[str, str], ...]:
    """The everyday words that the dictionary does not have, each with its model."""
    return tuple(
        (word, model) for word, _, model in (entry.partition("/") for entry in table(language).spelling.lacking)
    )


def _found(language: Language, folders: tuple[Path, ...]) -> Path | None:
    """The dictionary's files without their endings, in the first folder that has both."""
    plain, package = table(language).spelling.dictionary, table(language).spelling.npm
    candidates = [file for folder in folders for file in (folder / plain, folder / package / "index")]
    return next(
        (file for file in candidates if all(file.with_name(f"{file.name}.{end}").is_file() for end in ("aff", "dic"))),
        None,
    )


@lru_cache(maxsize=8)  # reading takes a third of a second, and a test suite asks often
def _speller(file: Path, words: tuple[tuple[str, str], ...]) -> _Speller:
    return _Speller(file, words)


class _Speller:
    """chunspell with the words added that a dictionary lacks; it remembers what it was asked."""

    def __init__(self, file: Path, words: Sequence[tuple[str, str]]) -> None:
        self._hunspell: Any = hunspell.Hunspell(file.name, hunspell_data_dir=str(file.parent), system_encoding="UTF-8")
        self._readings: dict[str, tuple[tuple[str, str], ...]] = {}
        self._own = {word.lower() for word, _ in words}
        for word, model in words:
            if self._can_write(word) and self._can_write(model):
                self._hunspell.add(_straight(word), model or None)

    def spells(self, word: str) -> bool:
        word = _straight(word)
        return self._can_write(word) and bool(self._hunspell.spell(word))

    def near(self, word: str) -> tuple[str, ...]:
        word = _straight(word)
        return tuple(found.replace("'", "’") for found in self._hunspell.suggest(word)) if self._can_write(word) else ()

    def readings(self, word: str) -> tuple[tuple[str, str], ...]:
        """Each entry that the word is a form of, with the flag of its ending, "" for the entry itself; compounds have
        none.
        """
        if word not in self._readings:
            lines = self._hunspell.analyze(_straight(word)) if self._can_write(_straight(word)) else ()
            self._readings[word] = tuple(
                (match[1], match[2] or "")
                for line in lines
                if (match := re.fullmatch(r"\s*st:(\S+)(?: fl:(\S+))?", line.rstrip()))
            )
        return self._readings[word]

    def is_entry(self, word: str) -> bool:
        return word in self._own or (word, "") in self.readings(word)

    def _can_write(self, word: str) -> bool:
        """Whether the dictionary's encoding, often Latin-1, has all its letters; a word with others is none of the
        language.
        """
        try:
            word.encode(self._hunspell._dic_encoding)
        except UnicodeEncodeError:
            return False
        return True


def _straight(word: str) -> str:
    return word.replace("’", "'")

"""Identifiers: § 26, Prop. 67 L (2017–2018), kapittel 4, Covid-19. They hold digits and count nothing.

The forms stand in the section [identifiers] of a language's table, by the same names in every language, so that
«kapittel 4» and «chapter 4» are one; a project adds names of its own. Spans of time and ages («1–5 år», «3-åringer»)
may be written as they are too, but are numbers all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefs.language.tables import Language, Table, table

NAME = "name"  # the form of what is the same in every language: E6, Covid-19, and the names of a project
TIME = "time"  # the form of an hour, from which and to which people reckon
SPACE = r"(?:[ \u00a0\u202f]+)"
_RANGE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?!\d)")
_PART = re.compile(r"\d+|(?<![^\W_])[^\W\d_](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier where it stands in a text, and the name of its form."""

    form: str
    words: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)

    @property
    def parts(self) -> tuple[str, ...]:
        """Its numbers and single letters, in their order: («67», «L», «2017», «2018»)."""
        return tuple(part.casefold() for part in _PART.findall(self.words))

    @property
    def folded(self) -> str:
        """Its words, however they are spaced, dashed and capitalised."""
        return folded(self.words)

    @property
    def covered(self) -> tuple[str, ...]:
        """Its parts, and those that lie between the two of a short range: §§ 3–5 holds § 4."""
        match = _RANGE.search(self.words)
        return (*self.parts, *(map(str, range(int(match[1]), int(match[2]) + 1)) if match else ()))


def identifiers(text: str, language: Language, names: tuple[str, ...] = ()) -> tuple[Identifier, ...]:
    """The identifiers of a text, in their order; `names` are those of the project."""
    return _found(text, table(language), names)


def spans(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where a span or an age stands that may be written as it is, though it is a number: «1–5 år»."""
    for match in _spans(table(language)).finditer(text):
        yield match.span()


def masked(text: str, language: Language, names: tuple[str, ...] = (), *, but: frozenset[str] = frozenset()) -> str:
    """The text with a word of the same length in the place of each identifier, so that no number is read in it; the
    forms `but` are left.
    """
    for found in identifiers(text, language, names):
        if found.form not in but:
            text = text[: found.start] + "x" * len(found.words) + text[found.end :]
    return text


def without_written(text: str, language: Language, names: tuple[str, ...] = ()) -> str:
    """The text without all that may be written in digits: identifiers and spans."""
    text = masked(text, language, names)
    for start, end in spans(text, language):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def folded(text: str) -> str:
    """A text as it is compared: in lower case, spaces, dashes and joiners made equal."""
    plain = re.sub(r"[‐‑–−]", "-", text.replace("\u2060", "").casefold())
    return " ".join(plain.split())


@lru_cache(maxsize=65536)
def _found(text: str, words: Table, names: tuple[str, ...]) -> tuple[Identifier, ...]:
    if not names and not any(map(str.isdigit, text)):
        return ()
    matches = _forms(words, names).finditer(text)
    return tuple(Identifier(_form(match), match[0], match.start()) for match in matches)


def _form(match: re.Match[str]) -> str:
    return (match.lastgroup or NAME).partition("__")[0]


@lru_cache
def _forms(words: Table, names: tuple[str, ...]) -> re.Pattern[str]:
    """One expression with a group per form, the project's names before all others; a space is any space."""
    own = [f"(?P<{NAME}__own>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"] if names else []
    forms = (f"(?P<{name}>{form})" for name, form in words.identifiers.forms.items())
    return _bounded("|".join([*own, *forms]) or "(?!)")


@lru_cache
def _spans(words: Table) -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(words.identifiers.span_units, key=len, reverse=True))) or "(?!)"
    return _bounded(rf"\d{{1,3}}[-–]\u2060?\d{{1,3}} (?:{units})|{words.identifiers.ages}")


def _bounded(expression: str) -> re.Pattern[str]:
    """No part of a longer word, of a reference in braces, or of a number that goes on."""
    spaced = expression.replace(r"\ ", " ").replace(" ", SPACE)
    return re.compile(rf"(?<![\w⟦{{@/.-])(?:{spaced})(?![\w⟧}}]|[.,:/]\d)")

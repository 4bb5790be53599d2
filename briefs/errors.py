"""What is wrong and where: every stage gives its problems as these values; only the command line prints them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "advice"]
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file of the project: `file` relative to it with forward slashes, line and column from 1.

    `marks` holds the places of a mapping's own values (`("date",)`) and of the items of its lists (`("cites", 2)`), so
    that a rule can point at the very value that is wrong.
    """

    file: str
    line: int = 1
    column: int = 1
    marks: Mapping[tuple[str | int, ...], Position] = field(default_factory=dict, repr=False, compare=False)

    def at(self, *path: str | int) -> Where:
        """The place of a value inside this one, or the nearest place known."""
        for length in range(len(path), 0, -1):
            if (position := self.marks.get(path[:length])) is not None:
                return Where(self.file, *position)
        return self

    def __str__(self) -> str:
        return f"{escaped(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where, what, and, where the program can tell, how."""

    where: Where
    what: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.where}: " + escaped(f"{self.what}. {self.hint}" if self.hint else self.what)


NO_PROJECT = Problem(
    Where("content"),
    "this folder has no content/ and so is no project",
    "Name one with --project DIR, or make one: briefs init NAME",
)


class BriefsError(Exception):
    """A user's mistake, or several: the command lists them all and exits with status 1."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)  # all init arguments, or the exception cannot cross processes
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class UntranslatedError(BriefsError):
    """Words of the templates that one language lacks: what is printed in others can do without it."""

    def __init__(self, language: str, *problems: Problem) -> None:
        super().__init__(*problems)
        self.args = (language, *problems)  # all init arguments, or the exception cannot cross processes
        self.language = language


class HintedError(TypeError):
    """A value of the wrong type with a hint how to mend it; whoever renders adds the template's file and line."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)  # all init arguments, or the exception cannot cross processes
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return self.what


class UnprintableError(HintedError):
    """A template prints a value that has no words."""


def alternatives(names: Sequence[str]) -> str:
    """Names in quotation marks, one of which is meant: `'nb', 'nn' or 'en'`."""
    quoted = [repr(name) for name in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def escaped(text: str) -> str:
    """A text without characters that steer a terminal or hide in it: ESC, line ends and direction marks as `\\x1b`,
    `\\n` and `\\u202e`; spaces of every width stay.
    """
    if text.isprintable():
        return text
    return "".join(map(_escaped, text))


def _escaped(letter: str) -> str:
    if letter.isprintable() or unicodedata.category(letter) == "Zs":
        return letter
    return letter.encode("unicode_escape").decode("ascii")


def closest(name: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known name, or an empty one where none is near.

    A path is near where it ends with the name: `facts.html` means `templates/base/facts.html`.
    """
    names = sorted(known)
    near = [each for each in names if each.endswith(f"/{name}")] or difflib.get_close_matches(
        name, names, n=1, cutoff=0.6
    )
    return f"Did you mean {near[0]!r}?" if near else ""

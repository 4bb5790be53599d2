"""How much of a page is source marks: a reader should see the text, and find the mark only when looking for it."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_UNREAD = frozenset({"head", "script", "style", "svg"})
_ALONE = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(frozen=True, slots=True)
class PrintedLetters:
    """How much stands on a page: its words, its signs but spaces, and how many of these are in source marks."""

    words: int
    letters: int
    marks: int

    @property
    def share(self) -> float:
        """The part of the letters that source marks take, from 0 to 1."""
        return self.marks / self.letters if self.letters else 0.0


def printed_letters(page: str) -> PrintedLetters:
    """What is read on a page for print, drawings left out. Brackets and commas of a mark are its letters too."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    text, marks = "".join(reader.text), "".join(reader.marks)
    return PrintedLetters(len(text.split()), _letters(text), _letters(marks))


def _letters(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


class _Reader(HTMLParser):
    """Gathers what is read, and of that what stands in marks."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.marks: list[str] = []
        self._open: list[tuple[str, str]] = []  # the tag, and how it is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ALONE:
            return
        classes = (dict(attrs).get("class") or "").split()
        outer = self._open[-1][1] if self._open else "text"
        inner = "unread" if tag in _UNREAD else "marks" if {"mark", "marks", "mark-notes"} & set(classes) else outer
        self._open.append((tag, outer if outer in ("unread", "marks") else inner))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self._open) and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        read = self._open[-1][1] if self._open else "text"
        if read != "unread":
            self.text.append(data)
        if read == "marks":
            self.marks.append(data)

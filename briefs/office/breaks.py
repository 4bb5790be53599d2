"""Where no page of a Word document ends: between a line and the list or table that it opens or the text that it dates,
within the first two rows of a table, or before the one row or the verdict that would stand alone on the next page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_PIECE = re.compile(r"<w:p>.*?</w:p>|</?w:tbl>|</?w:tr>", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)" ?/>')
_PROPERTIES = "<w:pPr>"
_KEPT = "<w:keepNext/>"
_TEXT = frozenset({"BodyText", "FirstParagraph"})
_PARAGRAPH = "<w:p>"
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
_LINE = 70
"""How many letters, of spaces too, are surely no more than a line."""


def bound(document: str) -> str:
    """The text of `word/document.xml` with its paragraphs kept with what they belong to."""
    pieces = list(_PIECE.finditer(document))
    words = [piece[0] for piece in pieces]
    kept = {*_in_text(words), *_in_tables(words)}
    made, end = [], 0
    for place, piece in enumerate(pieces):
        made += [document[end : piece.start()], _kept(words[place]) if place in kept else words[place]]
        end = piece.end()
    return "".join([*made, document[end:]])


def _in_text(words: Sequence[str]) -> list[int]:
    """The places of lines that open what follows, and of the facts that a verdict closes."""
    opening = [place for place, (one, other) in enumerate(pairwise(words)) if _belongs(one, other)]
    below = [place for place, (one, other) in enumerate(pairwise(words), 1) if _dates(one, other)]
    return [*opening, *(place for place in below if _style("".join(words[place + 1 : place + 2])) in _TEXT)]


def _dates(heading: str, line: str) -> bool:
    """Whether a line right below a heading says when, or of which status."""
    is_short = len("".join(_WORDS.findall(line))) <= _LINE and "<w:footnoteReference" not in line
    return _style(heading).startswith("Heading") and _style(line) in _TEXT and is_short


def _belongs(one: str, other: str) -> bool:
    if not one.startswith(_PARAGRAPH):
        return False
    opens = other == "<w:tbl>" or _style(other) == "TableCaption" or ("<w:numPr>" in other and "<w:numPr>" not in one)
    return (_style(one) in _TEXT and opens) or (_style(one) == "Definition" and _style(other) in _TEXT)


def _in_tables(words: Sequence[str]) -> list[int]:
    """The places of all that stands in the first two rows of a table, and in the last but one."""
    found: list[int] = []
    rows: list[list[int]] = []
    for place, word in enumerate(words):
        if word == "<w:tbl>":
            rows = []
        elif word == "<w:tr>":
            rows.append([])
        elif word == "</w:tbl>":
            found += [each for number in {0, 1, len(rows) - 2} if 0 <= number < len(rows) - 1 for each in rows[number]]
            rows = []
        elif rows and word.startswith(_PARAGRAPH):
            rows[-1].append(place)
    return found


def _style(piece: str) -> str:
    found = _STYLE.search(piece) if piece.startswith(_PARAGRAPH) else None
    return found[1] if found else ""


def _kept(paragraph: str) -> str:
    """The paragraph, with a mark behind the name of its style, where Word looks for it."""
    if _KEPT in paragraph:
        return paragraph
    if _STYLE.search(paragraph):
        return _STYLE.sub(lambda style: style[0] + _KEPT, paragraph, count=1)
    if _PROPERTIES in paragraph:
        return paragraph.replace(_PROPERTIES, _PROPERTIES + _KEPT, 1)
    return paragraph.replace(_PARAGRAPH, f"{_PARAGRAPH}{_PROPERTIES}{_KEPT}</w:pPr>", 1)

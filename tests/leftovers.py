"""What may not be left in the text of a finished brief, and the text of a page, for the tests that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import lxml.html

from briefs.language import typography as t
from briefs.language.signs import MINUS
from briefs.language.tables import Language, any_of, table

_INLINE = frozenset(["a", "abbr", "b", "cite", "code", "em", "i", "s", "small", "span", "strong", "svg", "tspan", "u"])
_NO_WORDS = frozenset(["style", "script", "svg", "code"])


class Leftover(NamedTuple):
    """What may not stand in a finished brief: the words, where they start in the text, and what is wrong with them."""

    found: str
    start: int
    what: str


class Run(NamedTuple):
    """Text that is read in one go, over inline elements, and its language."""

    text: str
    language: Language


def texts(html: str, language: Language) -> Iterator[Run]:
    """The text that a reader sees, block by block; drawings, code and words of another language are left out."""
    runs: list[str] = [""]
    _gather(lxml.html.document_fromstring(html), language, runs)
    yield from (Run(text, language) for text in runs if text.strip())


def _gather(element: Any, language: Language, runs: list[str]) -> None:
    if not isinstance(element.tag, str):
        return
    inline = element.tag in _INLINE and element.get("class") != "span"  # the years beside a heading are apart
    other = element.get("lang", language) != language
    if not inline:
        runs.append("")
    if element.tag in _NO_WORDS or other:
        runs[-1] += t.OBJECT
    else:
        runs[-1] += element.text or ""
        for child in element:
            _gather(child, language, runs)
            runs[-1] += child.tail or ""
    if not inline:
        runs.append("")


def raw_leftovers(text: str, language: Language) -> Iterator[Leftover]:
    """What may not stand in a finished brief's text, in the order of its kinds; addresses of pages and of mail are no
    text.

    Ask it of text from the page (`texts`): a PDF gives its no-break spaces back as plain ones.
    """
    hidden = t.LOCKED.sub(lambda match: t.OBJECT * len(match[0]), text)
    for what, pattern in _leftovers(language).items():
        for match in pattern.finditer(hidden):
            yield Leftover(match[0], match.start(), what)


@lru_cache
def _leftovers(language: Language) -> dict[str, re.Pattern[str]]:
    words = table(language)
    months, day = t._months(language), t.day_sign(words)
    units, signs = any_of(words.typography.units), any_of(words.typography.before_numbers)
    patterns = {
        "straight quotation mark or apostrophe": r"[\"']",
        "three dots for an ellipsis": r"\.\.\.",
        "hyphen as a dash": r"(?<!\S)--?(?!\S)|--",
        "hyphen as a minus sign": r"(?<![^\s(\[{«‘“=<>≤≥±~])-(?=\d)\d+",
        "hyphen in a span of years": rf"(?<![\w§-])(?<!§\s){t._YEAR}-{t._YEAR}(?![\w-])",
        "raw ISO date": r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])",
        "breakable space between number and unit": (
            rf"[\d.,]*\d{t._GAP}(?:{units})(?!\w)"
            rf"|\d\s(?:mrd|mill|bill)\.{t._GAP}kr(?!\w)"
        ),
        "breakable space after §": rf"§{t._GAP}\w+",
        "breakable space before a number": rf"(?<!\w)(?:{signs}){t._GAP}[{MINUS}\d]+",
        "breakable space between day and month": rf"(?<!\d)\d{{1,2}}{day}{t._GAP}(?:{months})(?!\w)",
        "soft hyphen": "\u00ad",
    }
    if t.has_spaced_thousands(language):
        patterns["breakable space in a number"] = (
            rf"(?<![\d.,+])(?<!\d[ \u00a0])\d{{1,3}}{t._GAP}\d{{3}}(?!\d)(?![ \u00a0]\d)"
        )
    return {what: re.compile(pattern) for what, pattern in patterns.items()}

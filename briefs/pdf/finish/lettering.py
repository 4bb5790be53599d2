"""The text of a PDF letter by letter: what its fonts say that the glyphs of a mark are, against the text of the page.

Compared without white space, soft hyphens, joiners and the hyphen that divides a word at the end of a line; composed
letters are one (NFC), and ligatures are their letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u2010"), "")
_EVEN = str.maketrans(_LIGATURES | {chr(code): "" for code in _UNSEEN})


class Shown(NamedTuple):
    """A run of glyphs, four hexadecimal digits each, and the name of its font on the page."""

    font: str
    codes: bytes


def spelt(runs: Iterable[Shown], letters: Mapping[str, Mapping[bytes, str]]) -> str:
    """What the fonts say that glyphs are; a glyph without a letter is U+FFFD."""
    return "".join(
        letters.get(run.font, {}).get(run.codes[at : at + 4].lower(), "\ufffd")
        for run in runs
        for at in range(0, len(run.codes), 4)
    )


def letters_of(mappings: Iterable[tuple[bytes, bytes]]) -> dict[bytes, str]:
    """The letters of a ToUnicode table, by glyph."""
    return {glyph.lower(): bytes.fromhex(code.decode()).decode("utf-16-be", "replace") for glyph, code in mappings}


def even(text: str) -> str:
    """A text as it is compared."""
    return unicodedata.normalize("NFC", "".join(text.translate(_EVEN).split()))


def is_same(page: str, pdf: str) -> bool:
    """Whether a line of the page and of the PDF are the same letters."""
    if page == pdf:
        return True
    divided = page.rstrip().endswith("\u2010")
    return even(page) == even(pdf.rstrip().removesuffix("-") if divided else pdf)


def first_difference(page: str, pdf: str) -> tuple[str, str]:
    """The first words that differ, of the page and of the PDF."""
    own, others = page.split(), re.split(r"\s+", pdf.strip())
    for index, word in enumerate(own):
        if index >= len(others) or even(word) != even(others[index]):
            return word, others[index] if index < len(others) else ""
    return page.strip(), pdf.strip()

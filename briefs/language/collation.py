"""The order of names in a language."""

from __future__ import annotations

import re
import unicodedata

from briefs.language.tables import Collation, Language, table

SortKey = tuple[tuple[tuple[int, int], ...], tuple[str, ...], str]


def collation_key(text: str, language: Language, *, sort: str | None = None) -> SortKey:
    """Sorts as CLDR does, in Norwegian … z æ ø å, ä with æ, ö with ø, ü with y, aa as å; numbers by their value.

    `sort` is sorted in the text's place and to the letter: an aa that is pronounced a («Aalto») stays two. Accents and
    capitals decide only between equals; a space or hyphen comes before letters, other signs do not count. Written out
    here, as CLDR's collation/no.xml has it: PyICU has no wheels, icu4py's has no collator, and pyuca knows no
    language's own order.
    """
    folded = unicodedata.normalize("NFC", text if sort is None else sort).lower()
    order = table(language).collation
    pairs = "".join(f"{re.escape(pair)}|" for pair in order.pairs) if sort is None else ""
    base: list[tuple[int, int]] = []
    marks: list[str] = []
    for token in re.findall(rf"{pairs}\d+|[\s\-–/]+|.", folded):
        if token.isdecimal():
            base.append((1, int(token)))
        elif re.match(r"[\s\-–/]", token):
            base.append((0, 0))
        elif token.isalpha():
            at_home = token in order.ranks
            base += [_rank(letter, order) for letter in (token if at_home else order.places.get(token) or _bare(token))]
            marks.append("" if at_home else token)
    while base and base[-1] == (0, 0):
        base.pop()
    return tuple(base), tuple(marks), text.swapcase()  # small letters before capitals


def _bare(letter: str) -> str:
    """A letter without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign)) or letter


def _rank(letter: str, order: Collation) -> tuple[int, int]:
    return (2, order.ranks[letter]) if letter in order.ranks else (3, ord(letter))

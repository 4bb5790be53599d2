"""Plain text becomes paragraphs: its lines, or its blocks of lines with blank ones between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from briefs.content.documents.reading import Read, filled
from briefs.language.tables import languages, table

_HYPHENS = ("-", "\u2010", "\u00ad")
_HYPHENATED = re.compile(r"\w+[-\u2010]\w+")
_LAST_PART = re.compile(r"(\w+)\W$")
_FIRST_PART = re.compile(r"\w+")
_WIDEST = 120  # characters; a longer line is a paragraph
_FEWEST = 4  # lines that another one follows, from which on a width shows
WRAPPED = "looks wrapped at a width: say 'read: blocks', and the lines between two blank ones become one paragraph"


def in_lines(text: str) -> Read:
    """Each line that is not empty is a paragraph."""
    return Read(filled(text.split("\n")), (WRAPPED,) if _looks_wrapped(text) else ())


def in_blocks(text: str) -> Read:
    """The lines between blank ones are one paragraph, words parted at their ends made whole."""
    lines = text.split("\n")
    kept = hyphenated(lines)
    return Read(filled(joined(block, kept) for block in _blocks(lines)))


def hyphenated(lines: Iterable[str]) -> frozenset[str]:
    """The words that have a hyphen inside a line: at its end too, it is theirs."""
    return frozenset(
        word.replace("\u2010", "-").casefold() for line in lines if "-" in line for word in _HYPHENATED.findall(line)
    )


def joined(lines: Sequence[str], kept: Collection[str]) -> str:
    """One paragraph's lines as one text: a word parted at a line's end loses its hyphen, unless it is one of `kept`,
    goes on with a capital or a digit, or an «og» follows («nord- og sørsida»).
    """
    text = ""
    for line in filter(None, map(str.strip, lines)):
        text = _joined(text, line, kept) if text else line
    return text


def _joined(text: str, line: str, kept: Collection[str]) -> str:
    before = _LAST_PART.search(text[-80:]) if text.endswith(_HYPHENS) else None
    if before is None:
        return f"{text} {line}"
    if text.endswith("\u00ad"):
        return text[:-1] + line
    first = _FIRST_PART.match(line)
    after = first[0] if first else ""
    if after.casefold() in _ands():
        return f"{text} {line}"
    if not after[:1].islower() or f"{before[1]}-{after}".casefold() in kept:
        return text + line
    return text[:-1] + line


def _ands() -> frozenset[str]:
    """What follows a hyphen that stands for a part left out, in any language that is known."""
    return frozenset(word for language in languages() for word in table(language).evidence.after_hyphen.split())


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    for empty, block in groupby(lines, lambda line: not line.strip()):
        if not empty:
            yield list(block)


def _looks_wrapped(text: str) -> bool:
    """Blank lines stand between blocks, in most of which the lines but the last are about equally long."""
    blocks = list(_blocks(text.split("\n")))
    inner = [len(line.rstrip()) for block in blocks for line, _ in pairwise(block)]
    if len(blocks) < 2 or len(inner) < _FEWEST:
        return False
    width = max(inner)
    return 40 <= width <= _WIDEST and sum(length >= 0.75 * width for length in inner) >= 0.8 * len(inner)

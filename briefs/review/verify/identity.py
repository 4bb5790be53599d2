"""Identifiers against the documents: «Prop. 67 L» in a text is no «Prop. 76 L» in its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from briefs.errors import Severity
from briefs.language.identifiers import NAME, TIME, Identifier, folded
from briefs.review.verify.evidence import SourceParagraph
from briefs.review.verify.lexicon import lexicon


class LackingIdentifier(NamedTuple):
    """An identifier that no paragraph has as it is written, those of its form that stand there, and what that is worth:
    an error where another of the form stands there or none of its numbers.
    """

    words: str
    found: str
    severity: Severity


def missing(asked: Identifier, passages: Iterable[SourceParagraph], bases: Iterable[str]) -> LackingIdentifier | None:
    """None where a paragraph or a basis has the identifier."""
    held = tuple(passages)
    if any(_names(asked, passage) for passage in held) or any(asked.folded in folded(basis) for basis in bases):
        return None
    of_form = [given for passage in held for given in passage.identifiers if given.form == asked.form]
    others = ", ".join(dict.fromkeys(given.words for given in of_form))
    is_shorter = any(_in_order(given.parts, asked.parts) for given in of_form)
    is_said = (asked.form == TIME or not of_form) and any(_has_numbers(asked, passage) for passage in held)
    return LackingIdentifier(asked.words, others, "advice" if is_shorter or is_said else "error")


def _names(asked: Identifier, passage: SourceParagraph) -> bool:
    if asked.form == NAME:
        return re.search(rf"(?<!\w){re.escape(asked.folded)}(?!\d)", folded(passage.text)) is not None
    return any(given.form == asked.form and _in_order(asked.parts, given.covered) for given in passage.identifiers)


def _in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether all the parts stand among the others, in their order."""
    rest = iter(many)
    return bool(few) and all(part in rest for part in few)


def _has_numbers(asked: Identifier, passage: SourceParagraph) -> bool:
    """Whether a paragraph has all the numbers, in digits or words, whatever it calls them: «tredje kvartal»."""
    words = lexicon(passage.language)
    spelt = {*words.numerals.items(), *words.ordinals.items()}
    said = re.findall(r"[^\W_]+", passage.text.casefold())
    values = [value for word, value in spelt if word in said]
    numbers = {*said, *map(str, values), *(str(value + 12) for value in values if asked.form == TIME)}
    wanted = {part for part in asked.parts if part.isdigit()}
    return bool(wanted) and wanted <= numbers

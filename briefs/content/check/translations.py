"""Rules for languages: every text is there in each of them, and a translation refers to what its text refers to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from briefs.content import model
from briefs.content.check.entries import all_printed, in_words
from briefs.content.limits import in_order
from briefs.content.translations import untranslated
from briefs.errors import Problem
from briefs.language.tables import Language

_DIGITS = re.compile(r"\d+")
_REFERENCE = re.compile(r"\{[^{}]*\}")


def translations(library: model.Library, languages: Iterable[Language] | None = None) -> tuple[Problem, ...]:
    """Why languages cannot be printed, of all the project's where none is named: each text that lacks one, and each
    translation that names other figures, dates or digits.
    """
    wanted = tuple(library.project.translations if languages is None else languages)
    missing = (problem for language in wanted for problem in untranslated(library, language))
    return in_order([*missing, *_other_references(library, wanted)])


def _other_references(library: model.Library, languages: tuple[Language, ...]) -> Iterator[Problem]:
    """A translation names the figures, dates, counts and digits of its text, as often as that does, in any order."""
    own: dict[str, Counter[str]] = {}
    for text in all_printed(library):
        names = _reference_counts(text.words)
        if text.language == library.project.language:
            own[text.path] = names
        elif text.language in languages and (of_text := own[text.path]) != names:
            yield Problem(text.where, *_difference(of_text, names))


def _reference_counts(words: str) -> Counter[str]:
    """What is referred to, and the digits that stand in names and numbers that are written out."""
    references = (f"{{{reference.name}}}" for reference in model.placeholders(words))
    return Counter([*references, *_DIGITS.findall(_REFERENCE.sub(" ", words))])


def _difference(own: Counter[str], names: Counter[str]) -> tuple[str, str]:
    lacking, strange = (list(difference.elements()) for difference in (own - names, names - own))
    what = " and ".join(f"{how} {in_words(which)}" for how, which in (("lacks", lacking), ("adds", strange)) if which)
    return f"this translation {what}", "A translation names the figures, dates and digits of its text"

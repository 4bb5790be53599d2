"""Rules for languages: every text is there in each of them, and a translation refers to what its text refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefs.content import model
from briefs.content.check.entries import entries, in_words, printed
from briefs.content.limits import in_order
from briefs.content.translations import untranslated
from briefs.errors import Problem


def translations(library: model.Library) -> tuple[Problem, ...]:
    """Each text that lacks one of the project's languages, and each translation that refers to something else."""
    return in_order([*missing_languages(library), *other_references(library)])


def missing_languages(library: model.Library) -> Iterator[Problem]:
    """Every text exists in each of the project's languages, or in its record's own; there is no fall-back."""
    for language in library.project.translations:
        yield from untranslated(library, language)


def other_references(library: model.Library) -> Iterator[Problem]:
    """A translation names the figures, dates and counts of its text, as often as that does, in whatever order."""
    for entry in entries(library):
        own: dict[str, Counter[str]] = {}
        for text in printed(entry):
            names = Counter(reference.name for reference in model.placeholders(text.words))
            if text.language == library.project.language:
                own[text.path] = names
            elif (of_text := own[text.path]) != names:
                yield Problem(text.where, *_difference(of_text, names))


def _difference(own: Counter[str], names: Counter[str]) -> tuple[str, str]:
    lacking, strange = ([f"{{{name}}}" for name in difference.elements()] for difference in (own - names, names - own))
    what = " and ".join(f"{how} {in_words(which)}" for how, which in (("lacks", lacking), ("adds", strange)) if which)
    return f"this translation {what}", "A translation refers to what its text refers to"

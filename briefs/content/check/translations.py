"""Rules for languages: every text is there in each of them, and is made from the present bokmål."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.content import model
from briefs.content.check.entries import entries, in_words
from briefs.content.limits import in_order
from briefs.errors import Problem
from briefs.language.tables import Language


def translations(library: model.Library) -> tuple[Problem, ...]:
    """Each text that lacks one of the project's languages, or whose bokmål has changed since it was translated."""
    return in_order([*missing_languages(library), *outdated_translations(library)])


def missing_languages(library: model.Library) -> Iterator[Problem]:
    """Every text exists in each of the project's languages, or in its record's own; there is no fall-back."""
    own = _own_languages(library)
    for entry in entries(library):
        if isinstance(entry, model.Text):
            languages = own.get(id(entry), library.project.languages)
            for language in languages:
                if not entry.has(language):
                    whose = "The project's" if languages is library.project.languages else "This record's"
                    hint = f"{whose} languages are {in_words(languages)}"
                    yield Problem(entry.where, f"this text is missing in {language!r}", hint)


def _own_languages(library: model.Library) -> dict[int, tuple[Language, ...]]:
    """The languages of texts that only some languages print, by identity: those of a section or a word for foreign
    readers.
    """
    limited = (
        entry
        for entry in entries(library)
        if isinstance(entry, (model.GlossaryEntry, model.SectionSpec)) and entry.languages
    )
    return {id(text): entry.languages for entry in limited for _, text in model.texts(entry)}


def outdated_translations(library: model.Library) -> Iterator[Problem]:
    """A translation says which bokmål text it was made from, and that is the present one."""
    for text in entries(library):
        if not isinstance(text, model.Text) or text.nb is None:
            continue
        now = model.fingerprint(text.nb)
        for language in library.project.languages:
            if language == "nb" or not text.has(language):
                continue
            key = f"{language}_of"
            made_from = getattr(text, key)
            if made_from is None:
                what = f"nothing tells which bokmål text {language!r} translates"
                yield Problem(text.where.at(language), what, f"If it fits the present one, add {key}: '{now}'")
            elif made_from != now:
                what = f"the bokmål text has changed since {language!r} was translated"
                yield Problem(text.where.at(key), what, f"Translate it again, and write {key}: '{now}'")

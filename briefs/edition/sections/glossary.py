"""Words explained."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.content import model
from briefs.edition.prose import Context, Prose
from briefs.edition.sections.registry import section
from briefs.edition.selection import selected
from briefs.language.collation import collation_key
from briefs.language.tables import Language, table


@dataclass(frozen=True, slots=True)
class GlossaryLine:
    """A word explained, by its id; `original` is the documents' own, where the term is an English rendering of it."""

    id: str
    term: Prose
    meaning: Prose
    original: str | None = None
    original_language: Language = ""


def _terms_known(context: Context, spec: model.SectionSpec) -> tuple[model.GlossaryEntry, ...]:
    """Only words that the documents known by then use: a term of a later plan would give it away."""
    leading = context.languages[0]
    known = " ".join(
        claim.text.get(leading).lower() for source in context.library.sources.values() for claim in source.claims
    )
    terms = [
        entry
        for entry in context.library.project.glossary
        if (not entry.languages or set(context.languages) <= set(entry.languages))
        and occurs(entry.term.get(leading), known)
    ]
    return tuple(sorted(terms, key=lambda entry: collation_key(entry.term.get(leading), leading)))


@section("glossary", prints=(), chooses="term", of=_terms_known)
def glossary(context: Context, spec: model.SectionSpec) -> tuple[GlossaryLine, ...]:
    """The words that a section explains, in alphabetical order."""
    return tuple(
        GlossaryLine(
            entry.id,
            context.prose(entry.term),
            context.prose(entry.meaning),
            _original(entry.term, context),
            entry.term.language,
        )
        for entry in selected(_terms_known(context, spec), spec)
    )


def occurs(term: str, words: str) -> bool:
    """Whether one of the words, in lower case, begins with the term; inside a word it does not count."""
    return re.search(rf"(?<!\w){re.escape(term.lower())}", words) is not None


def _original(term: model.Text, context: Context) -> str | None:
    if len(context.languages) > 1 or not table(context.language).shows_original_terms:
        return None
    return term.words if term.words != term.get(context.language) else None

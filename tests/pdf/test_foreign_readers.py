"""What only some languages print: words explained for readers from elsewhere, and the sections that hold them."""

from __future__ import annotations

from datetime import date

from briefs.content.check import translations
from briefs.edition.edition import Order, assemble
from briefs.edition.prose import Prose, set_prose
from briefs.edition.sections.glossary import GlossaryLine
from briefs.language.tables import Language
from tests.conftest import Project

PROJECT, BRIEF = "content/project.yaml", "content/briefs/oversikt.yaml"
ADDED = """sections:
  - kind: glossary
    title: Ord som forklares
    languages: [en]
"""
COUNCIL = """glossary:
  - id: kommune
    languages: [en]
    term: kommune
    meaning: den lokale myndigheten
"""


SAID = "Kommunen har satt av {bokpenger-gitt} til bøker."
WORDS = {
    "Ord som forklares": "Words explained",
    "kommune": "Council",
    "den lokale myndigheten": "the local authority",
}


def with_explanations(project: Project, said: str) -> None:
    """Gives the small project a second language, in the words that it has, with words explained in it alone."""
    project.replace(BRIEF, "sections:\n", ADDED)
    project.replace(PROJECT, "glossary:\n", COUNCIL)
    project.into("en", {**WORDS, SAID: said}, rest=True)


def glossary(project: Project, language: Language) -> list[GlossaryLine] | None:
    """The words that the small project's brief explains; None where it has no such section."""
    made = assemble(project.library(), Order("oversikt", "alle", language, date(2021, 9, 20)))
    section = next((section for section in made.sections if section.kind == "glossary"), None)
    if section is None:
        return None
    lines = section.body
    assert isinstance(lines, tuple)
    return [line for line in lines if isinstance(line, GlossaryLine)]


def test_a_section_is_printed_in_its_own_languages_only(project: Project) -> None:
    """A brief explains the institutions in English, where Norwegian readers know them."""
    with_explanations(project, "The Council, kommunen, har satt av {bokpenger-gitt} til bøker.")
    assert glossary(project, "nb") is None
    assert glossary(project, "en") is not None


def test_what_one_language_prints_is_translated_into_that_one_alone(project: Project) -> None:
    """Its words in the project's own language are what is translated, and no third language needs them."""
    with_explanations(project, SAID)
    project.into("nn", {}, rest=True)
    assert "Ord som forklares" not in (project.root / "content/locale/nn.po").read_text(encoding="utf-8")
    assert (project.check(), translations(project.library())) == ("", ())
    project.replace("content/locale/en.po", 'msgstr "Words explained"', 'msgstr ""')
    (missing,) = translations(project.library())
    assert missing.what == "no translation of brief/oversikt/sections/0/title, «Ord som forklares»"


def test_an_english_word_stands_with_the_one_that_the_documents_use(project: Project) -> None:
    """A reader who looks further finds nothing under a translation; where the two are the same, nothing is added."""
    with_explanations(project, "The Council, ubetjent, har satt av {bokpenger-gitt} til bøker.")
    lines = glossary(project, "en")
    assert lines == [
        GlossaryLine("kommune", Prose(("Council",), "en"), Prose(("the local authority",), "en"), "kommune", "nb"),
        GlossaryLine("ubetjent", Prose(("ubetjent",), "en"), Prose(("uten ansatte til stede",), "en"), None, "nb"),
    ]


def test_a_word_is_explained_where_a_document_uses_it_and_not_inside_another(project: Project) -> None:
    """ALIS, explained because of «digitalisering», would tell of a grant that nobody knew of yet; «ALIS-avtaler» is a
    use of it.
    """
    project.replace(BRIEF, "sections:\n", "sections:\n  - kind: glossary\n    title: Ord som brukes\n")
    project.replace(PROJECT, "term: ubetjent", "term: TID")
    assert glossary(project, "nb") is None  # lånetiden, åpningstid
    project.replace(PROJECT, "term: TID", "term: lånetid")
    lines = glossary(project, "nb")
    assert lines is not None
    assert [set_prose(line.term) for line in lines] == ["lånetid"]

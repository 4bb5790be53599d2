"""What only some languages print: words explained for readers from elsewhere, and the sections that hold them."""

from __future__ import annotations

import re
from datetime import date

from briefs.edition.edition import Order, assemble
from briefs.edition.prose import Prose, set_prose
from briefs.edition.sections.glossary import GlossaryLine
from briefs.language.tables import Language
from tests.conftest import Project

PROJECT, BRIEF = "content/project.yaml", "content/briefs/oversikt.yaml"
ADDED = """sections:
  - kind: glossary
    title: {en: Words explained}
    languages: [en]
"""
COUNCIL = """glossary:
  - id: kommune
    languages: [en]
    term: {nb: kommune, en: Council}
    meaning: {en: the local authority}
"""


def in_english_too(project: Project) -> None:
    """Gives the small project a second language, in the words that it has: what is tested is where they stand."""
    for path in (project.root / "content").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\{nb: ('[^']*'|[^{}]*)\}", r"{nb: \1, en: \1}", text), encoding="utf-8")
    project.replace(PROJECT, "languages: [nb]", "languages: [nb, en]")


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
    in_english_too(project)
    project.replace(BRIEF, "sections:\n", ADDED)
    project.replace(PROJECT, "glossary:\n", COUNCIL)
    project.replace(
        "content/sources/svar-2021.yaml", "en: 'Kommunen har satt av", "en: 'The Council, kommunen, har satt av"
    )
    assert glossary(project, "nb") is None
    assert glossary(project, "en") is not None


def test_what_one_language_prints_need_not_exist_in_the_others(project: Project) -> None:
    """A heading and a word for foreign readers have no bokmål to be made from; without their own language they are
    refused.
    """
    in_english_too(project)
    project.replace(BRIEF, "sections:\n", ADDED)
    project.replace(PROJECT, "glossary:\n", COUNCIL)
    assert project.check() == ""
    project.replace(BRIEF, "{en: Words explained}", "{nb: Ordliste}")
    place = project.place(BRIEF, "{nb: Ordliste}")
    assert project.check() == f"{place}: this text is missing in 'en'. This record's languages are 'en'"


def test_an_english_word_stands_with_the_one_that_the_documents_use(project: Project) -> None:
    """A reader who looks further finds nothing under a translation; where the two are the same, nothing is added."""
    in_english_too(project)
    project.replace(BRIEF, "sections:\n", ADDED)
    project.replace(PROJECT, "glossary:\n", COUNCIL)
    project.replace(
        "content/sources/svar-2021.yaml", "en: 'Kommunen har satt av", "en: 'The Council, ubetjent, har satt av"
    )
    lines = glossary(project, "en")
    assert lines == [
        GlossaryLine(Prose(("Council",), "en"), Prose(("the local authority",), "en"), "kommune"),
        GlossaryLine(Prose(("ubetjent",), "en"), Prose(("uten ansatte til stede",), "en"), None),
    ]


def test_a_word_is_explained_where_a_document_uses_it_and_not_inside_another(project: Project) -> None:
    """ALIS, explained because of «digitalisering», would tell of a grant that nobody knew of yet; «ALIS-avtaler» is a
    use of it.
    """
    project.replace(BRIEF, "sections:\n", "sections:\n  - kind: glossary\n    title: {nb: Ord som brukes}\n")
    project.replace(PROJECT, "{nb: ubetjent}", "{nb: TID}")
    assert glossary(project, "nb") is None  # lånetiden, åpningstid
    project.replace(PROJECT, "{nb: TID}", "{nb: lånetid}")
    lines = glossary(project, "nb")
    assert lines is not None
    assert [set_prose(line.term) for line in lines] == ["lånetid"]

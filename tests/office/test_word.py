"""Word documents and Markdown of the small project, as somebody who pastes from them has them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from briefs.edition.edition import EVERYBODY, Order, assemble
from briefs.errors import BriefsError
from briefs.html.render import render
from briefs.office.markdown import markdown
from briefs.office.reference import Look, reference
from briefs.office.word import REFERENCE, word
from briefs.pdf.description import Record
from conformance.word import held
from tests.conftest import Project

pytest.importorskip("pypandoc", reason="pandoc is not installed: pip install 'policy-briefs[docx]'")

TAGS = {"nb": "nb-NO", "en": "en-GB"}
RECORD = Record(
    title="Krav & svar",
    publisher="Lillevik",
    language="nb",
    summary="Kort",
    keywords=("bibliotek", "krav"),
    created=date(2021, 9, 20),
)


def page_of(project: Project) -> str:
    """The page of the small project's brief for those who write on."""
    library = project.library()
    return render(assemble(library, Order("oversikt", EVERYBODY, "nb", library.newest)), project.root, "word")


def made(page: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """The Word document of a page."""
    return word(page, RECORD, files or {}, TAGS, name="nb/oversikt/alle.docx")


def part(document: bytes, name: str) -> str:
    """A part of a Word document as text."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read(name).decode()


def test_a_document_has_headings_tables_with_heads_lists_and_notes(project: Project) -> None:
    """All that was structure on the page is structure in Word."""
    document = made(page_of(project))
    opened = docx.Document(io.BytesIO(document))
    styles = [each.style.name for each in opened.paragraphs if each.style is not None]
    assert styles.count("Heading 1") == 1
    assert "Heading 2" in styles
    text = part(document, "word/document.xml")
    assert opened.tables
    assert text.count("<w:tblHeader") == len(opened.tables)
    assert text.count("<w:cantSplit/>") == sum(len(table.rows) for table in opened.tables)
    assert "<w:numPr>" in text
    assert "Kilde 1" in part(document, "word/footnotes.xml")
    assert text.count("<w:footnoteReference") > 3


def test_what_follows_a_table_is_no_part_of_it(project: Project) -> None:
    """Text below a table or a list has some room above it, in our look and in a project's own."""
    document = made(page_of(project))
    text = part(document, "word/document.xml")
    assert re.findall(r'</w:tbl>\s*<w:p><w:pPr><w:pStyle w:val="(\w+)"', text).count("FirstParagraph") >= 2
    assert not re.search(r'</w:tbl>\s*<w:p><w:pPr><w:pStyle w:val="BodyText"', text)
    first = docx.Document(io.BytesIO(document)).styles["First Paragraph"]
    assert isinstance(first, ParagraphStyle) and first.paragraph_format.space_before == Pt(4)
    assert "<w:keepNext/>" in text


def test_what_another_program_loses_of_a_document_is_counted(project: Project, tmp_path: Path) -> None:
    """`make conformance` has LibreOffice save every document again, and counts before and after."""
    document = made(page_of(project))
    whole, poorer = tmp_path / "whole.docx", tmp_path / "poorer.docx"
    whole.write_bytes(document)
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(poorer, "w") as target:
        for name in package.namelist():
            text = package.read(name).replace(b"<w:tblHeader", b"<w:hidden")
            target.writestr(name, text.replace(b'w:val="Heading2"', b'w:val="BodyText"'))
    before, after = held(whole), held(poorer)
    assert all(count > 0 for count in before.values())
    assert {what for what in before if before[what] != after[what]} == {"headings", "head rows"}


def test_a_document_says_what_it_is(project: Project) -> None:
    """Title, publisher, language and the as-of day; the clock is not read."""
    about = docx.Document(io.BytesIO(made(page_of(project)))).core_properties
    assert (about.title, about.author, about.language) == ("Krav & svar", "Lillevik", "nb-NO")
    assert (about.comments, about.keywords) == ("Kort", "bibliotek, krav")
    assert about.created is not None
    assert about.created.date() == about.modified.date() == date(2021, 9, 20)


def test_words_in_another_language_are_runs_of_that_language() -> None:
    """What Word proofs and reads aloud by."""
    document = made('<html><body><h1>Tittel</h1><p>Ord og <span lang="en">words</span></p></body></html>')
    run = re.search(r'<w:lang w:val="en-GB" ?/></w:rPr><w:t[^>]*>([^<]*)', part(document, "word/document.xml"))
    assert run is not None
    assert run[1] == "words"
    assert '<w:lang w:val="nb-NO"' in part(document, "word/styles.xml")


def test_equal_pages_give_equal_bytes(project: Project) -> None:
    """Two runs, and so two machines, have the same file."""
    page = page_of(project)
    assert made(page) == made(page)


def test_a_picture_keeps_its_alternative() -> None:
    """What is seen is told to those who do not see it."""
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101001bb6ee56"
        "0000000049454e44ae426082"
    )
    page = '<html><body><h1>Tittel</h1><p><img src="styles/logo.png" alt="Kommunevåpenet"></p></body></html>'
    document = made(page, {"styles/logo.png": dot})
    assert 'descr="Kommunevåpenet"' in part(document, "word/document.xml")


def test_the_projects_own_reference_document_sets_the_styles(project: Project) -> None:
    """A municipality has a Word template; what is no Word document is told by its name."""
    own = reference(Look(title="Mal", language="nb-NO", accent="aa0011"))
    assert "aa0011" in part(made(page_of(project), {REFERENCE: own}), "word/styles.xml")
    with pytest.raises(BriefsError, match=r"styles/reference\.docx:1:1: this is no Word document"):
        made(page_of(project), {REFERENCE: b"no zip"})


def test_markdown_has_no_html_and_carries_notes_and_metadata(project: Project) -> None:
    """It can be pasted wherever Markdown is read."""
    text = markdown(page_of(project), RECORD, name="nb/oversikt/alle.md").decode()
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    assert {"title: Krav & svar", "lang: nb", "author: Lillevik"} <= set(head.splitlines())
    assert not re.search(r"<[a-zA-Z/!]|&nbsp;", body)
    assert re.search(r"^# ", body, re.MULTILINE)
    assert re.search(r"^\|[ :-]*-", body, re.MULTILINE)
    assert re.search(r"\[\^1\]: Kilde \d", body)

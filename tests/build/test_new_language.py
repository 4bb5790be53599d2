"""A language is data: Danish comes with a table, two .po files and nothing else, and a brief is built in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest

from briefs import assets
from briefs.build.formats import with_faces
from briefs.build.printing import record_of
from briefs.content.check import check
from briefs.content.load import load
from briefs.edition.edition import Edition, Order, assemble
from briefs.edition.sections import needed_fields
from briefs.html.render import render
from briefs.language import tables
from briefs.language.typography import polish
from briefs.pdf.finish import finish, proof
from briefs.pdf.typeset import typeset

DANISH = Path(__file__).parents[1] / "projects" / "danish"


@pytest.fixture
def edition() -> Edition:
    """The project's one brief in Danish."""
    loaded = load(DANISH)
    assert loaded.library is not None
    assert (*loaded.problems, *check(loaded.library, sections=needed_fields())) == ()
    return assemble(loaded.library, Order("oversikt", "alle", "da", loaded.library.newest))


@pytest.fixture(autouse=True)
def _packaged_alone() -> Iterator[None]:
    """No test leaves its languages to the next one."""
    yield
    tables.use()


def words(html: str) -> str:
    """The text of a page, with plain spaces."""
    body = lxml.html.document_fromstring(html).find("body")
    return re.sub(r"\s+", " ", body.text_content())


def test_page_is_in_the_new_language(edition: Edition) -> None:
    """Texts from the project's .po, words of the templates from its own, and numbers, dates and quotation marks from
    its table and Babel.
    """
    html = render(edition, DANISH, "html")
    assert lxml.html.document_fromstring(html).get("lang") == "da"
    page = words(html)
    for found in (
        "Biblioteket har åbent syv timer hver dag.",
        "I 2020 lånte 12.500 lånere en bog, og kommunen afsatte 2,4 millioner kroner. [1: 2, 3]",
        "12. marts 2021",
        "sagde »ja« til ubemandet åbningstid fra foråret 2021.",
        "Datomaj 2021",
        "Hvad dokumentet siger, afsnit for afsnit",
    ):
        assert found in page
    assert not re.search(r"\b(?:biblioteket har åpent|avsnitt|sju|mars|mai)\b", page, re.IGNORECASE)


def test_pdf_is_in_the_new_language(edition: Edition) -> None:
    """It passes the proof, says its language to a screen reader, and long words are parted at the end of a line."""
    html, record = with_faces(render(edition, DANISH, "pdf"), "pdf"), record_of(edition)
    sheets = typeset(html, name="oversikt.pdf", files=assets.referred(html, DANISH), record=record)
    pdf = finish(sheets, record)
    assert proof(pdf, record, name="oversikt.pdf", pages=sheets.pages) == ()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "da"
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert re.search(r"\w{4,}\ufffe\w{4,}", text)  # pdfium marks a hyphen at a line's end so


def test_typography_is_that_of_the_new_language(edition: Edition) -> None:
    """Danish quotation marks point inwards, »…« is open after », and its units keep to their number."""
    assert edition.language == "da"
    assert polish('Han sa "ja "nu" da", 5 uger, 12. marts', "da")[0] == (
        "Han sa »ja ‘nu’ da«, 5\u00a0uger, 12.\u00a0marts"
    )
    assert polish("»-5« og -5", "da")[0] == "»−5« og −5"

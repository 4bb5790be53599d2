"""Drawings become pictures that every Word shows, with their words as the alternative."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from PIL import Image

from briefs.errors import BriefsError
from briefs.office import pictures
from briefs.office.pictures import HIGHEST, WIDEST, Draughtsman, size_of
from briefs.office.word import word
from briefs.pdf.description import Record

pytest.importorskip("pypandoc", reason="pandoc is not installed: pip install 'policy-briefs[docx]'")

RECORD = Record(title="Krav", publisher="Lillevik", language="nb", summary="", keywords=(), created=date(2021, 9, 20))
DRAWING = '<svg viewBox="0 0 96 48" role="img"><title>To &amp; tre</title><rect width="96" height="48" fill="#0f4c5c"/>'
LOGO = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="48" height="24">'
    b'<rect width="9" height="9"/></svg>'
)


@pytest.mark.parametrize(
    ("drawing", "size"),
    [
        ('<svg viewBox="0 0 640 251.9">', (640, 251.9)),
        ("<?xml version='1.0'?>\n<svg viewbox='0,0,10,20' width='100%'>", (10, 20)),
        ('<svg width="30" height="40px" viewBox="0 0 1 1">', (30, 40)),
        ('<svg><rect width="9" height="9"/></svg>', None),
        ('<svg viewBox="0 0 0 0">', None),
        ('<svg viewBox="0 0 nan 9">', None),
        ('<svg viewBox="0 0 1e9 9">', None),
        ('<svg viewBox="0 0">', None),
        ('<svg viewBox="none">', None),
        ("<p>Ord</p>", None),
    ],
)
def test_a_drawing_says_how_large_it_is(drawing: str, size: tuple[float, float] | None) -> None:
    """In its sides, or else in its box; what says neither, or nothing that can be shown, is not drawn."""
    assert size_of(drawing) == size


def test_a_drawing_is_no_larger_than_its_sheet() -> None:
    """And as large as it says where there is room."""
    draughtsman = Draughtsman(name="x.docx", record=RECORD, files={})
    small = draughtsman.inline(f"{DRAWING}</svg>")
    assert small is not None
    assert (small.width, small.height) == (25.4, 12.7)
    tall = draughtsman.inline('<svg viewBox="0 0 96 4800" aria-label="Strek"><rect width="96" height="9"/></svg>')
    assert tall is not None
    assert tall.height == HIGHEST
    assert tall.width == pytest.approx(HIGHEST / 50)
    assert tall.width < WIDEST


def test_a_document_carries_its_drawings_once_with_their_words() -> None:
    """Drawings of the page and of the project's files; one that says nothing, as an icon, is left out."""
    icon = '<svg viewBox="0 0 9 9" aria-hidden="true"><rect width="9" height="9"/></svg>'
    page = (
        f"<html><body><h1>Krav</h1><figure>{DRAWING}</svg></figure><p>Ord {icon}</p>"
        '<svg viewBox="0 0 96 96" aria-label="Rute"><rect width="96" height="96"/></svg>'
        '<p><img src="styles/logo.svg" alt="Våpenet"></p></body></html>'
    )
    document = word(page, RECORD, {"styles/logo.svg": LOGO}, {"nb": "nb-NO"}, name="x.docx")
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        text = package.read("word/document.xml").decode()
        shown = [Image.open(io.BytesIO(package.read(name))) for name in sorted(package.namelist()) if "media/" in name]
    assert re.findall(r'descr="([^"]*)"', text) == ["To &amp; tre", "Rute", "Våpenet"]
    assert [each.size for each in shown] == [(200, 100), (200, 200), (100, 50)]
    assert shown[0].convert("RGB").getpixel((100, 50)) == (0x0F, 0x4C, 0x5C)


def test_what_draws_is_named_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for pandoc: the extra brings it."""

    def missing(*_: object, **__: object) -> None:
        raise ImportError

    monkeypatch.setattr("briefs.content.documents.pictures.PagePictures.png", missing)
    with pytest.raises(BriefsError, match=r"policy-briefs\[docx\]:1:1: pypdfium2"):
        pictures.Draughtsman(name="x.docx", record=RECORD, files={}).inline(f"{DRAWING}</svg>")

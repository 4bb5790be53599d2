"""Our reference document: made by code, in the colours and on the paper of the page."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from briefs.office.reference import Look, reference

LOOK = Look(title="Krav & svar", language="nb-NO")


def part(document: bytes, name: str) -> str:
    """A part of a Word document as text."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read(name).decode()


def test_every_part_is_xml_and_equal_looks_give_equal_bytes() -> None:
    """A title with signs that XML keeps for itself does not break it."""
    document = reference(LOOK)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
    assert document == reference(LOOK)
    assert "Krav &amp; svar" in part(document, "word/footer1.xml")


def test_the_look_is_that_of_the_page() -> None:
    """The project's own tokens come last in a page, and count."""
    look = Look.of(":root { --accent: #0f4c5c; } :root { --accent: #7a1f3d; }", title="Tittel", language="nn-NO")
    assert (look.accent, look.letter) == ("7a1f3d", False)
    styles = part(reference(look), "word/styles.xml")
    assert '<w:color w:val="7a1f3d"/>' in styles
    assert '<w:lang w:val="nn-NO"/>' in styles
    letter = reference(Look.of("@page { size: letter; }", title="Tittel", language="en-GB"))
    assert '<w:pgSz w:w="12240" w:h="15840"/>' in part(letter, "word/document.xml")

"""Finishing and proofing: what the PDF claims, what it says of itself, and that the proof sees what is wrong."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from briefs.pdf.finish import claimed, finish, proof
from briefs.pdf.finish.metadata import xmp
from briefs.pdf.tagtree import Typeset
from tests.printed import RECORD, set_page

BODY = """<h1 id="a">Tittel</h1>
<p>Les <a href="#a">mer</a> eller <a href="https://example.org/">ute</a><span class="note">En note.</span>.</p>
<svg width="20" height="20"><title>En tegning</title><rect width="9" height="9"/></svg>
<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tr><th scope="row">1</th><td>2</td></tr></table>
<ul><li>En</li></ul>"""
CSS = ".note { float: footnote } @page { @bottom-center { content: counter(page) } }"


@pytest.fixture(scope="module")
def sheets() -> Typeset:
    """One document with a bit of everything, typeset once."""
    return set_page(BODY, CSS)


@pytest.fixture(scope="module")
def pdf(sheets: Typeset) -> bytes:
    """The same, finished."""
    return finish(sheets, RECORD)


def spoiled(pdf: bytes, spoil: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF after something was done to it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        spoil(opened)
        changed = io.BytesIO()
        opened.save(changed)
    return changed.getvalue()


def tag(pdf: pikepdf.Pdf, kind: str) -> Any:
    """The first structure element of a kind."""
    return next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{kind}")


# --- what it says of itself -------------------------------------------------------------------------------------------


def test_both_standards_are_claimed_in_one_packet(pdf: bytes) -> None:
    """The archive reads PDF/A-2a and the reader's software PDF/UA-1 from the same rdf:RDF."""
    assert claimed(pdf) == ("2a", "ua1")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        packet = opened.Root.Metadata.read_bytes()
    assert packet.count(b"<rdf:RDF") == 1
    assert packet in pdf, "other programs find the packet only if it is not compressed"


def test_the_packet_says_what_the_record_says() -> None:
    """Title, publisher, language, summary, keywords, case number and date, with the signs of XML escaped."""
    record = replace(RECORD, case_number="22/1234")
    packet = ElementTree.fromstring(xmp(record).encode())
    texts = {each.tag.partition("}")[2]: "".join(each.itertext()) for each in packet[0][0]}
    assert {key: text for key, text in texts.items() if key not in ("CreatorTool", "Producer")} == {
        "part": "1",
        "conformance": "A",
        "format": "application/pdf",
        "title": "Fastsatt & prøvd",
        "creator": "Rådet for <prøver>",
        "publisher": "Rådet for <prøver>",
        "language": "nb",
        "description": "Kort sagt.",
        "subject": "prøvehelse",
        "Keywords": "prøve, helse",
        "identifier": "22/1234",
        "CreateDate": "2022-12-15T00:00:00Z",
        "ModifyDate": "2022-12-15T00:00:00Z",
        "MetadataDate": "2022-12-15T00:00:00Z",
    }


def test_the_information_dictionary_agrees(pdf: bytes) -> None:
    """Old readers look there; PDF/A refuses a difference."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        information = {key: str(value) for key, value in opened.trailer.Info.items()}
    assert information["/Title"] == "Fastsatt & prøvd"
    assert information["/CreationDate"] == information["/ModDate"] == "D:20221215000000Z"
    assert information["/Keywords"] == "prøve, helse"


def test_links_are_called_by_their_text(pdf: bytes) -> None:
    """Not by the name of their anchor, which says to a listener nothing."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [str(link.Contents) for link in opened.pages[0].Annots] == ["mer", "ute"]


def test_pdf_a_3a_carries_the_content(sheets: Typeset) -> None:
    """The same JSON that else lies beside the PDF, as its source."""
    record = replace(RECORD, conformance="a-3a", attachment=b'{"brief": "kravliste"}')
    carrying = finish(sheets, record)
    assert claimed(carrying) == ("3a", "ua1")
    assert proof(carrying, record, name="brief.pdf") == ()
    with pikepdf.open(io.BytesIO(carrying)) as opened:
        assert opened.attachments["brief.json"].get_file().read_bytes() == b'{"brief": "kravliste"}'
        assert opened.attachments["brief.json"].relationship == "/Source"


def test_pdf_a_4_is_pdf_2_and_leads_to_elements(sheets: Typeset) -> None:
    """One file claims PDF/A-4, PDF/UA-2 and both profiles of WTPDF; a link leads to what its name stands on."""
    record = replace(RECORD, conformance="a-4")
    second = finish(sheets, record)
    assert claimed(second) == ("4", "ua2", "wt1a", "wt1r")
    assert proof(second, record, name="x.pdf", pages=sheets.pages, structure=sheets.structure) == ()
    with pikepdf.open(io.BytesIO(second)) as opened:
        assert opened.pdf_version == "2.0"
        assert "/Info" not in opened.trailer
        document = opened.Root.StructTreeRoot.K[0]
        assert str(document.NS.NS) == "http://iso.org/pdf2/ssn"
        links = [each for page in opened.pages for each in page.obj.get("/Annots", []) if "/A" in each]
        inside = [link.A for link in links if str(link.A.S) == "/GoTo"]
        assert inside
        assert all("/S" in action.SD[0] and "/Dest" not in action for action in inside)
        assert not any("/Dest" in link for page in opened.pages for link in page.obj.get("/Annots", []))
        if "/Outlines" in opened.Root:
            assert str(opened.Root.Outlines.First.A.SD[0].S) == "/H1"
    assert proof(second, RECORD, name="x.pdf") != ()


def test_only_pdf_a_3_may_carry_anything() -> None:
    """PDF/A-2 allows PDF/A files alone."""
    with pytest.raises(ValueError, match="only PDF/A-3a"):
        replace(RECORD, attachment=b"{}")


# --- identical bytes --------------------------------------------------------------------------------------------------

_BUILD = """
import sys
from tests.pdf.test_finish import BODY, CSS, RECORD, finish, set_page
sys.stdout.buffer.write(finish(set_page(BODY, CSS), RECORD))
"""


@pytest.mark.long
def test_every_process_folder_zone_and_seed_gives_the_same_bytes(pdf: bytes, tmp_path: Path) -> None:
    """An unchanged brief is the same file, wherever and whenever it is built."""
    digests = {hashlib.sha256(pdf).hexdigest()}
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Lima", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        built = subprocess.run(
            [sys.executable, "-c", _BUILD], cwd=folder, env=environment, capture_output=True, check=True
        )
        digests.add(hashlib.sha256(built.stdout).hexdigest())
    assert len(digests) == 1


# --- the proof --------------------------------------------------------------------------------------------------------


def test_what_was_finished_passes_the_proof(sheets: Typeset, pdf: bytes) -> None:
    """No false alarm."""
    assert proof(pdf, RECORD, name="brief.pdf", pages=sheets.pages, structure=sheets.structure) == ()


def _drop_lang(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _drop_alt(pdf: pikepdf.Pdf) -> None:
    del tag(pdf, "Figure").Alt


def _drop_scope(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH":
            del each.A


def _drop_numbering(pdf: pikepdf.Pdf) -> None:
    del tag(pdf, "L").A


def _drop_contents(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0].Contents


def _drop_note_id(pdf: pikepdf.Pdf) -> None:
    del tag(pdf, "Note").ID


def _drop_paragraph(pdf: pikepdf.Pdf) -> None:
    document = tag(pdf, "Document")
    document.K = pikepdf.Array([kid for kid in document.K if kid.S != "/P"])


def _drop_parent_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


def _skip_level(pdf: pikepdf.Pdf) -> None:
    tag(pdf, "H1").S = pikepdf.Name.H2


def _paint_outside(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def _mix(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC /P <</MCID 0>> BDC 0 0 10 10 re f EMC EMC")


def _box_in_pixels(pdf: pikepdf.Pdf) -> None:
    tag(pdf, "Figure").A.BBox = pikepdf.Array([0, 500, 20, 600])


def _unembed(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
            del each.FontFile2


def _forget_letters(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            del each.ToUnicode


def _foreign_font(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            each.BaseFont = pikepdf.Name("/ABCDEF+Helvetica")


def _missing_glyph(pdf: pikepdf.Pdf) -> None:
    (font, *_) = (key for key in pdf.pages[0].Resources.Font)
    pdf.pages[0].contents_add(f"/Artifact BMC BT {font} 10 Tf [<0000>] TJ ET EMC".encode())


def _drop_claim(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def _other_title(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = pikepdf.String("En annen")


def _hide_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def _add_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def _move_note(pdf: pikepdf.Pdf) -> None:
    document, note, paragraph = tag(pdf, "Document"), tag(pdf, "Note"), tag(pdf, "P")
    paragraph.K = pikepdf.Array([kid for kid in paragraph.K if isinstance(kid, int) or kid.get("/S") != "/Note"])
    note.P = document
    document.K.append(note)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_drop_lang, "its language is not given as 'nb'"),
        (_drop_alt, "a picture on page 1 has no text alternative (Alt)"),
        (_drop_scope, "table 1: 3 header cells have no Scope"),
        (_drop_numbering, "a list has no ListNumbering"),
        (_drop_contents, "page 1: a link has no words (Contents)"),
        (_drop_note_id, "a note has no ID"),
        (_move_note, "a note does not follow its call"),
        (_drop_paragraph, "times on the page and 0 times in the tree"),
        (_drop_parent_tree, "the parent tree does not lead from mark 0 to its element"),
        (_skip_level, "the first heading is of level 2, not 1"),
        (_paint_outside, "page 1: 1 things are painted that are neither tagged nor artifacts"),
        (_mix, "page 1: tagged content and artifacts are mixed"),
        (_box_in_pixels, "a bounding box that is not on the page"),
        (_unembed, "is not embedded"),
        (_forget_letters, "has no ToUnicode"),
        (_foreign_font, "the font Helvetica is none of the project's"),
        (_missing_glyph, "shows glyphs that are missing or have no letter"),
        (_drop_claim, "it does not claim PDF/A-2a and PDF/UA-1"),
        (_other_title, "its information dictionary lacks the title"),
        (_hide_title, "the window would not show its title"),
        (_add_page, "it has 2 pages, not 1"),
    ],
)
def test_the_proof_refuses(pdf: bytes, spoil: Callable[[pikepdf.Pdf], None], expected: str) -> None:
    """Each of these would pass unseen by the eye."""
    found = [str(problem) for problem in proof(spoiled(pdf, spoil), RECORD, name="brief.pdf", pages=1)]
    assert any(expected in problem for problem in found), found
    assert all(problem.startswith("brief.pdf:1:1: ") for problem in found)


def test_the_proof_refuses_what_is_no_pdf() -> None:
    """A problem, not a traceback."""
    (problem,) = proof(b"<html>", RECORD, name="brief.pdf")
    assert "cannot be read" in str(problem)


def test_the_proof_misses_an_attachment(sheets: Typeset, pdf: bytes) -> None:
    """A brief that promises its content must carry it."""
    record = replace(RECORD, conformance="a-3a", attachment=b"{}")
    assert "attachments [], not ['brief.json']" in " ".join(
        str(problem) for problem in proof(pdf, record, name="brief.pdf")
    )


def test_the_text_of_the_pdf_is_the_text_of_the_page(sheets: Typeset, pdf: bytes) -> None:
    """A font whose glyph says another letter is told with page, section and the first words that differ."""

    def other_letter(opened: pikepdf.Pdf) -> None:
        for entry in opened.objects:
            if isinstance(entry, pikepdf.Dictionary) and "/ToUnicode" in entry:
                table = entry.ToUnicode.read_bytes()
                entry.ToUnicode.write(re.sub(rb"(<[0-9a-f]{4}> )<0065>", rb"\1<006b0065>", table))  # e, as k and e

    found = proof(spoiled(pdf, other_letter), RECORD, name="brief.pdf", structure=sheets.structure)
    assert found
    assert all(
        re.search("page [0-9]+.*: the page has «.*e.*», and the text of the PDF «.*ke.*»", each.what) for each in found
    )
    assert proof(spoiled(pdf, other_letter), RECORD, name="brief.pdf") == ()

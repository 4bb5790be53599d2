"""Foreign PDFs behind a finished one: their pages and bookmarks, nothing that runs, and no claim of conformance."""

from __future__ import annotations

import io
import warnings

import pikepdf
import pytest

from briefs.errors import BriefsError, Where
from briefs.pdf.finish import Enclosure, claimed, finish, with_enclosures
from tests.printed import RECORD, set_page


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A finished PDF of one page."""
    return finish(set_page("<h1>A</h1>"), RECORD)


def foreign(password: str = "") -> bytes:
    """A PDF of two pages from elsewhere."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 400))
    made.add_blank_page(page_size=(400, 300))
    saved = io.BytesIO()
    made.save(saved, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return saved.getvalue()


def enclosure(content: bytes, line: int = 1) -> Enclosure:
    return Enclosure(title=f"Vedlegg {line}", content=content, where=Where("mote.yaml", line))


def test_pages_follow_with_a_bookmark_each(pdf: bytes) -> None:
    """The finished pages first, then file by file, in equal bytes each time."""
    both = [enclosure(foreign(), 1), enclosure(foreign(), 2)]
    whole = with_enclosures(pdf, both, RECORD)
    assert whole == with_enclosures(pdf, both, RECORD)
    assert (claimed(pdf), claimed(whole)) == (("2a", "ua1"), ())
    with pikepdf.open(io.BytesIO(whole)) as opened, opened.open_outline() as outline:
        assert len(opened.pages) == 5
        assert [each.title for each in outline.root] == ["A", "Vedlegg 1", "Vedlegg 2"]
        assert opened.trailer.Info.Title == RECORD.title


def test_files_that_cannot_be_opened_are_all_told(pdf: bytes) -> None:
    """Each at its place, with what to do."""
    with pytest.raises(BriefsError) as error:
        with_enclosures(pdf, [enclosure(foreign("hemmelig"), 3), enclosure(b"%PDF-1.7 x", 4)], RECORD)
    assert "mote.yaml:3:1: this PDF is encrypted. Attach a copy without a password" in str(error.value)
    assert "mote.yaml:4:1: this PDF is broken and cannot be read" in str(error.value)


def annotated(*annotations: object) -> bytes:
    """A PDF of one page from elsewhere with annotations."""
    with pikepdf.open(io.BytesIO(foreign())) as made:
        made.pages[0].obj.Annots = pikepdf.Array(annotations)
        saved = io.BytesIO()
        with warnings.catch_warnings(action="ignore", category=pikepdf.PageCopyWarning):
            made.save(saved)
    return saved.getvalue()


def test_a_file_without_pages_is_told(pdf: bytes) -> None:
    """It would have a bookmark that leads nowhere."""
    empty = io.BytesIO()
    pikepdf.new().save(empty)
    with pytest.raises(BriefsError, match=r"mote\.yaml:1:1: this PDF has no pages"):
        with_enclosures(pdf, [enclosure(empty.getvalue())], RECORD)


def test_what_follows_an_action_and_what_a_field_runs_is_taken_out(pdf: bytes) -> None:
    """A link stays a link, without the script behind it; annotations that are none are left alone."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.org", Next=script)
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    field = pikepdf.Dictionary(T="felt", AA=pikepdf.Dictionary(K=script))
    widget = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9], Parent=field)
    whole = with_enclosures(pdf, [enclosure(annotated(link, widget, None, 5))], RECORD)
    with pikepdf.open(io.BytesIO(whole)) as opened:
        told = b"".join(repr(each).encode() for each in opened.objects)
    assert b"http://example.org" in told
    assert b"app.alert" not in told


@pytest.mark.parametrize("kind", ["FileAttachment", "RichMedia", "Screen", "Movie", "Sound", "3D"])
def test_files_inside_a_file_are_taken_out(pdf: bytes, kind: str) -> None:
    """What nobody sees on paper would travel with the papers; a note beside it stays."""
    held = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="makro.xlsm", UF="makro.xlsm")
    carrier = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + kind), Rect=[0, 0, 9, 9], FS=held)
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Se her", AF=pikepdf.Array([held]))
    popup = pikepdf.Dictionary(Subtype=pikepdf.Name.Popup, Rect=[0, 0, 9, 9], Parent=carrier)
    whole = with_enclosures(pdf, [enclosure(annotated(carrier, note, popup))], RECORD)
    with pikepdf.open(io.BytesIO(whole)) as opened:
        told = b"".join(repr(each).encode() for each in opened.objects)
        assert [str(each.Contents) for each in opened.pages[1].obj.Annots] == ["Se her"]
    assert b"makro.xlsm" not in told

"""Foreign PDFs behind a finished one: their pages and bookmarks, nothing that runs, and no claim of conformance."""

from __future__ import annotations

import io

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

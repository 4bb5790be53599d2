"""Titles on paper have lines of about the same length, and no line more than without."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest

from briefs.pdf.typeset.balance import LineMeasure, balanced_width
from tests.printed import set_page

EVEN = LineMeasure(width=10, spacing=0, letters=dict.fromkeys("abcdefghij ", 1.0))
CSS = "@page { size: 100mm 80mm; margin: 10mm } h1 { font: 600 20pt 'Source Serif Pro'; hyphens: none }"


@pytest.mark.parametrize(
    ("words", "width"),
    [
        ("abc def", None),
        ("abcdef abc a", 6.06),
        ("abcd abc abc a", 8.07),
        ("abcdef " * 5, None),
    ],
)
def test_a_title_is_as_narrow_as_its_lines_let_it_be(words: str, width: float | None) -> None:
    """One line, and more than a title has, are left as they are."""
    assert balanced_width(words.split(), EVEN) == (width and pytest.approx(width))


def test_the_lines_of_a_title_are_balanced_on_paper() -> None:
    """Not «… kommunen får for» and a last line of one word."""
    (pages,) = [pypdfium2.PdfDocument(io.BytesIO(set_page("<h1>Hva kommunen har fått gjort nå</h1>", CSS).pdf))]
    lines = [line.strip() for line in re.split(r"\r?\n", pages[0].get_textpage().get_text_range())]
    assert lines == ["Hva kommunen", "har fått gjort nå"]

"""Titles on paper have lines of about the same length, and no line more than without."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest

from briefs.pdf.typeset import typeset
from briefs.pdf.typeset.balance import LineMeasure, balanced_width
from tests.printed import RECORD, page

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


def lines_of(body: str, css: str, classes: str = "") -> list[str]:
    """The lines of the first page."""
    html = page(body, css).replace("<body>", f'<body class="{classes}">')
    pdf = pypdfium2.PdfDocument(io.BytesIO(typeset(html, name="brief.pdf", files={}, record=RECORD).pdf))
    return [line.strip() for line in re.split(r"\r?\n", pdf[0].get_textpage().get_text_range())]


def test_the_lines_of_a_title_are_balanced_on_paper() -> None:
    """Not «… kommunen får for» and a last line of one word."""
    assert lines_of("<h1>Hva kommunen har fått gjort nå</h1>", CSS) == ["Hva kommunen", "har fått gjort nå"]


def test_the_title_of_an_item_is_balanced_too() -> None:
    """A meeting's items have titles as long as those of briefs; the number in front is part of the line."""
    title = "<h2><span>7</span> <span>Hva kommunen har fått gjort nå</span></h2>"
    body = f'<h1>A</h1><header class="item-head">{title}</header>'
    assert lines_of(body, CSS.replace("h1", "h1, h2")) == ["A", "7 Hva kommunen", "har fått gjort nå"]


def test_each_half_of_a_title_in_two_languages_is_balanced() -> None:
    """By the width of its own column, not of the page."""
    columns = ".pair { display: grid; grid-template-columns: 1fr 1fr } .half { display: block }"
    halves = "".join(f'<span class="half">{words} kommunen har fått gjort nå</span>' for words in ("Hva", "Det"))
    made = lines_of(f'<h1><span class="pair">{halves}</span></h1>', CSS.replace("100mm", "180mm") + columns, "parallel")
    assert made == ["Hva kommunen", "har fått gjort nå", "Det kommunen", "har fått gjort nå"]

"""What a reader would mind in a layout is told with its section and record, and stops nothing."""

from __future__ import annotations

import pytest

from tests.printed import set_page

SECTION = '<h1>A</h1><section aria-labelledby="krav"><h2 id="krav">Krav</h2>{}</section>'
ROW = "<tr><th scope='row'>Krav {}</th><td>Svar</td></tr>"
HEAD = "<thead><tr><th scope='col'>Krav</th><th scope='col'>Svar</th></tr></thead>"


def told(body: str, css: str = "") -> list[str]:
    """What is minded in a section's body."""
    made = set_page(SECTION.format(body), css)
    assert all(problem.severity == "warning" for problem in made.warnings)
    return [f"{problem.what}. {problem.hint}" for problem in made.warnings]


def table(rows: int, before: str) -> str:
    return f"<p style='height: {before}'>Før</p><table>{HEAD}{''.join(map(ROW.format, range(1, rows + 1)))}</table>"


@pytest.mark.parametrize(
    ("rows", "before", "expected"),
    [
        (9, "84mm", "page 1 holds 2 rows of a table, «Krav 1 Svar» (section 'krav')"),
        (9, "55mm", "page 2 holds one row of a table, «Krav 9 Svar» (section 'krav')"),
    ],
)
def test_stranded_rows_of_a_table_are_minded(rows: int, before: str, expected: str) -> None:
    """At the foot of a page as at the head of the next; the message begins with the row that it is about."""
    css = "h1, h2, p, body { margin: 0 } h1, h2 { font-size: 10pt; line-height: 8mm } p { line-height: 5mm }"
    css += "table { border-spacing: 0 } td, th { padding: 0; line-height: 5mm }"
    assert [each.partition(". ")[0] for each in told(table(rows, before), css)] == [expected]


def test_two_rows_of_text_may_begin_a_table() -> None:
    """They are as high as four of a line; one of them is stranded."""
    css = "h1, h2, p, body { margin: 0 } h1, h2 { font-size: 10pt; line-height: 8mm } p { line-height: 5mm }"
    css += "table { border-spacing: 0 } td, th { padding: 0; line-height: 5mm }"
    two = table(9, "74mm").replace("<td>Svar", "<td>Svar<br>og mer")
    assert told(two, css) == []
    one = table(9, "84mm").replace("<td>Svar", "<td>Svar<br>og mer")
    assert [each.partition(", «")[0] for each in told(one, css)] == ["page 1 holds one row of a table"]


def test_a_row_that_is_a_paragraph_may_begin_a_table() -> None:
    """It is as high as several rows; one of two lines is not."""
    css = "h1, h2, p, body { margin: 0 } h1, h2 { font-size: 10pt; line-height: 8mm } p { line-height: 5mm }"
    css += "table { border-spacing: 0 } td, th { padding: 0; line-height: 5mm }"
    long = table(3, "60mm").replace("<td>Svar", f"<td>Svar{'<br>og mer' * 6}")
    assert told(long, css) == []
    assert len(told(table(9, "84mm").replace("<td>Svar", f"<td>Svar{'<br>og mer' * 2}"), css)) == 1


def test_two_rows_may_end_a_table() -> None:
    """They are read with the head that stands above them again."""
    css = "h1, h2, p, body { margin: 0 } h1, h2 { font-size: 10pt; line-height: 8mm } p { line-height: 5mm }"
    css += "table { border-spacing: 0 } td, th { padding: 0; line-height: 5mm }"
    assert told(table(9, "60mm"), css) == []


def test_a_table_on_one_page_may_have_one_row() -> None:
    """Nothing of it is stranded."""
    assert told(table(1, "1mm")) == []


def test_a_page_that_is_nearly_empty_is_minded_but_not_the_last() -> None:
    """The section names what stands there last; covers and forms may be as empty as they are."""
    empty = "<p id='krav-k7'>Kort</p><p style='break-before: page'>Slutt</p>"
    (one,) = told(empty)
    assert one.startswith("page 1 is ") and "per cent full (section 'krav', entry 'krav-k7')" in one
    assert told(empty, "html { page: cover } @page cover { margin: 15mm }") == []
    assert told(empty.replace("Kort", "<span style='display: block; height: 60mm'></span>Langt")) == []


def test_what_stands_before_an_article_may_be_short() -> None:
    """A page ends where the next article begins, before an empty one too; a break inside an article is minded."""
    article = "<article><p>En</p><p>To</p></article>"
    breaks = "article {{ break-before: {} }}"
    assert told(article, breaks.format("page")) == told(article, breaks.format("right")) == []
    assert len(told(article, breaks.format("page") + "p + p { break-before: page }")) == 1


def test_what_stands_before_an_article_in_another_may_be_short() -> None:
    """The papers of an item hold its briefs, each of which begins a page."""
    nested = "<article><p>En</p><article><p>To</p><p>Tre</p></article></article>"
    begins = "article article { break-before: page }"
    assert told(nested, begins) == []
    assert len(told(nested, begins + "p + p { break-before: page }")) == 1


def test_small_type_is_minded_in_text_and_in_drawings() -> None:
    """A drawing is measured as it is scaled; what only a screen reader reads has no colour and no size."""
    small = "<p style='font-size: 7pt'>Lite</p><p style='font-size: 7.5pt'>Nok</p>"
    assert told(small) == [
        "text of 7 pt, «Lite» on page 1, is smaller than 7.5 pt (section 'krav'). "
        "Set it in one of the sizes of styles/tokens.css"
    ]
    drawing = (
        '<svg width="48" height="24" viewBox="0 0 96 48" role="img" aria-label="x"'
        ' style="display: block; font-family: Source Serif Pro"><text y="20" font-size="12">Akse</text></svg>'
    )
    assert told(drawing)[0].startswith("text of 4.5 pt, «Akse» on page 1")
    assert told("<p style='font-size: 0.1pt; color: rgba(255, 255, 255, 0)'>Skjult</p>") == []


def test_a_mark_alone_on_its_line_is_minded() -> None:
    """A mark with paragraphs is long and may take a line, and so may one that is all there is."""
    css = "p { width: 30mm; hyphens: manual }"
    assert told("<p>Et utsagn som er <br><a href='#krav'>[3, 4]</a></p>", css)[0].startswith(
        "the mark «[3, 4]» stands alone on a line of page 1 (section 'krav')"
    )
    assert told("<p>Et utsagn som er <br><a href='#krav'>[3, avsn. 4]</a></p><p>[3]</p>", css) == []


def test_a_word_broken_for_want_of_room_is_minded() -> None:
    """A hyphen says that it goes on; an address, and a word too long for any column, break where they may."""
    css = "p { width: 11mm; hyphens: manual; overflow-wrap: anywhere }"
    assert told("<p>Er Full</p><p>Er Fullførte</p>", css)[0].startswith(
        "«Fullførte» is broken without a hyphen on page 1 (section 'krav')"
    )
    assert told("<p>Full<br>ført</p>", css) == []
    long = "samarbeidsorganisasjonene"
    assert told(f"<p>post@fullfort.example {long} Full-<br>ført</p>", css) == []

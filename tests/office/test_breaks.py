"""Where no page of a Word document ends, in the few words of its XML that say so."""

from __future__ import annotations

import re

import pytest

from briefs.office.breaks import bound

KEPT = "<w:keepNext/>"


def paragraph(style: str, words: str, more: str = "") -> str:
    """A paragraph as pandoc writes it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}" />{more}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def table(rows: int) -> str:
    """A table of rows of one cell."""
    cells = (f"<w:tr><w:tc>{paragraph('Compact', f'rad {number}')}</w:tc></w:tr>" for number in range(rows))
    return f"<w:tbl>{''.join(cells)}</w:tbl>"


def kept(document: str) -> list[str]:
    """The words of the paragraphs that stay with the next."""
    paragraphs = re.findall(r"<w:p>.*?</w:p>", bound(document))
    return ["".join(re.findall(r"<w:t>([^<]*)", each)) for each in paragraphs if KEPT in each]


def test_a_line_stays_with_the_list_or_the_table_that_it_opens() -> None:
    """And running text with nothing: only the line right before."""
    point = paragraph("Compact", "punkt", "<w:numPr></w:numPr>")
    text = [paragraph("FirstParagraph", "først"), paragraph("BodyText", "sist")]
    assert kept("".join([*text, point, point])) == ["sist"]
    assert kept("".join([*text, table(1)])) == ["sist"]
    assert kept("".join([*text, paragraph("TableCaption", "Figur 1."), table(1)])) == ["sist"]
    assert kept("".join(text)) == []


def test_a_verdict_below_facts_stands_on_their_page() -> None:
    """«Uten svar» alone at the head of a page would be an answer to nothing."""
    assert kept(paragraph("Definition", "Finansiering") + paragraph("FirstParagraph", "Uten svar")) == ["Finansiering"]
    assert kept(paragraph("Definition", "en") + paragraph("DefinitionTerm", "to")) == []


def test_a_date_below_a_heading_stays_with_its_text() -> None:
    """A line alone, and neither a paragraph nor what its source already follows."""
    heading, text = paragraph("Heading4", "Handlingsplanen"), paragraph("BodyText", "Regjeringen la fram en plan.")
    assert kept(heading + paragraph("FirstParagraph", "mai 2020") + text) == ["mai 2020"]
    assert kept(heading + paragraph("FirstParagraph", "mai 2020") + heading) == []
    assert kept(heading + paragraph("FirstParagraph", "ord " * 30) + text) == []
    assert (
        kept(heading + paragraph("FirstParagraph", "Kort.").replace("</w:r>", "<w:footnoteReference/></w:r>") + text)
        == []
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(1, []), (2, ["rad 0"]), (3, ["rad 0", "rad 1"]), (6, ["rad 0", "rad 1", "rad 4"])],
)
def test_no_row_of_a_table_stands_alone(rows: int, expected: list[str]) -> None:
    """Heads come with two rows, and the last row with the one before it; two tables know nothing of each other."""
    assert kept(table(rows)) == expected
    assert (
        kept(table(rows) + paragraph("BodyText", "mellom") + "<w:sectPr/>" + table(rows)).count("rad 0")
        == (rows > 1) * 2
    )


def test_the_mark_stands_where_the_format_wants_it_and_nothing_else_changes() -> None:
    """Behind the style and before all other properties; a paragraph without properties gets them."""
    document = f"<w:body>{paragraph('BodyText', 'Liste', '<w:spacing/>')}{table(1)}<w:sectPr/></w:body>"
    assert f'<w:pStyle w:val="BodyText" />{KEPT}<w:spacing/>' in bound(document)
    assert bound(document).replace(KEPT, "") == document
    assert bound(bound(document)) == bound(document)

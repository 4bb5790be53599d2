"""A page's tree, made plain: what is hidden goes, notes are notes, and a cell of Markdown is one line."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from briefs.office.tree import Dialect, plain, text_of

WORD = Dialect(tags={"en": "en-GB"})
MARKDOWN = Dialect(flat=True)


def words(text: str) -> list[dict[str, Any]]:
    """Words as pandoc has them."""
    return [each for word in text.split(" ") for each in ({"t": "Space"}, {"t": "Str", "c": word})][1:]


def span(kind: str, inlines: list[dict[str, Any]], *pairs: list[str]) -> dict[str, Any]:
    """A `<span>` of a class."""
    return {"t": "Span", "c": [["", [kind] if kind else [], list(pairs)], inlines]}


def para(*inlines: dict[str, Any]) -> dict[str, Any]:
    """A paragraph."""
    return {"t": "Para", "c": list(inlines)}


def cell(*blocks: dict[str, Any]) -> list[Any]:
    """A cell of a table."""
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, list(blocks)]


def table(*rows: list[list[Any]], caption: str = "") -> dict[str, Any]:
    """A table whose first row holds its heads."""
    head, *body = ([["", [], []], row] for row in rows)
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in rows[0]]
    above = [None, [{"t": "Plain", "c": words(caption)}] if caption else []]
    none: list[Any] = [["", [], []], []]
    return {
        "t": "Table",
        "c": [["", [], []], above, columns, [["", [], []], [head]], [[["", [], []], 1, [], body]], none],
    }


def test_what_is_hidden_or_raw_is_left_out() -> None:
    """A document shows all that is in it."""
    raw = {"t": "RawInline", "c": ["html", "<br>"]}
    blocks = [
        para(*words("Varslet"), raw, span("visually-hidden", words("utledet"))),
        {"t": "RawBlock", "c": ["html", "<hr>"]},
    ]
    assert plain(blocks, WORD) == [para(*words("Varslet"))]


def test_a_mark_becomes_a_note_without_a_space_before_it() -> None:
    """As a footnote stands behind the word that it belongs to."""
    [block] = plain([para(*words("Ord"), {"t": "Space"}, span("note", words("Kilde 2, avsnitt 3.")))], WORD)
    assert block["c"] == [{"t": "Str", "c": "Ord"}, {"t": "Note", "c": [para(*words("Kilde 2, avsnitt 3."))]}]


def test_a_language_is_told_by_the_tag_that_word_knows() -> None:
    """And no other attribute stays."""
    [block] = plain([para(span("x", words("some words"), ["lang", "en"], ["data-x", "1"]))], WORD)
    assert block["c"] == [{"t": "Span", "c": [["", [], [["lang", "en-GB"]]], words("some words")]}]
    assert plain([para(span("x", words("some words"), ["lang", "en"]))], MARKDOWN) == [para(*words("some words"))]


def test_signs_that_bind_and_part_lines_are_taken_away() -> None:
    """In another program's lines a word joiner may be shown as a box."""
    assert plain([para({"t": "Str", "c": "2022–\u20602023"})], WORD) == [para({"t": "Str", "c": "2022–2023"})]


def test_a_cell_of_markdown_is_one_line() -> None:
    """Several paragraphs, or a list, would need HTML there."""
    listed = {"t": "BulletList", "c": [[para(*words("en"))], [para(*words("to"))]]}
    rows = [[cell(para(*words("Krav")))], [cell(para(*words("Første.")), para(*words("Andre.")), listed)]]
    [caption, made] = plain([table(*rows, caption="Figur 1.")], MARKDOWN)
    assert caption == para({"t": "Strong", "c": words("Figur 1.")})
    [[_, [[_, _, _, _, [line]]]]] = made["c"][4][0][3]
    assert line["t"] == "Plain"
    assert text_of([line]) == "Første. Andre. en; to"


def test_columns_are_as_wide_as_what_they_hold() -> None:
    """Equal ones would give a number as much as a sentence; the parts of a line are all of it."""
    rows = [
        [cell(para(*words("Nr."))), cell(para(*words("Krav")))],
        [cell(para(*words("1"))), cell(para(*words("ord " * 30)))],
    ]
    [made] = plain([table(*rows)], WORD)
    narrow, wide = (width["c"] for _, width in made["c"][2])
    assert narrow < 0.2 < wide
    assert narrow + wide == pytest.approx(1, abs=0.01)


def test_a_number_in_the_margin_stands_in_its_heading_and_a_date_below_it() -> None:
    """A document has no margin, and what is copied out of it should begin with its heading."""

    def entry(*margin: dict[str, Any]) -> dict[str, Any]:
        heading = {"t": "Header", "c": [3, ["", [], []], words("Kravet")]}
        body = {"t": "Div", "c": [["", ["entry-body"], []], [heading, para(*words("Tekst."))]]}
        return {"t": "Div", "c": [["", ["entry"], []], [para(*margin), body]]}

    [numbered, text] = plain([entry(span("big-number", words("4")))], WORD)
    assert (text_of([numbered["c"][2]]), text) == ("4 Kravet", para(*words("Tekst.")))
    dated = plain([entry(*words("mai 2020"))], WORD)
    assert [each["t"] for each in dated] == ["Header", "Para", "Para"]
    assert text_of(dated[1:2]) == "mai 2020"


def test_lists_that_follow_each_other_are_one_in_markdown() -> None:
    """Between two of them it would ask for a mark of HTML."""
    terms = {"t": "DefinitionList", "c": [[words("Frist"), [[para(*words("2018"))]]]]}
    [made] = plain([terms, terms], MARKDOWN)
    assert [text_of(item) for item in made["c"]] == ["Frist 2018", "Frist 2018"]
    assert len(plain([terms, terms], WORD)) == 2


def test_two_languages_stand_below_each_other_and_beside_in_one_line() -> None:
    """Both halves of a pair stay what they are."""
    both = span(
        "pair",
        [span("", words("på bokmål"), ["lang", "nb"]), {"t": "Space"}, span("", words("på nynorsk"), ["lang", "nn"])],
    )
    [below] = plain([para(both)], WORD)
    assert [each["t"] for each in below["c"]] == ["Span", "LineBreak", "Span"]
    [beside] = plain([para(both)], MARKDOWN)
    assert text_of([beside]) == "på bokmål / på nynorsk"


def test_a_picture_is_carried_with_its_alternative_and_a_drawing_becomes_its_title() -> None:
    """The document needs no file beside it; where nobody draws, a drawing is what it says."""

    def picture(source: str) -> dict[str, Any]:
        return para({"t": "Image", "c": [["", [], []], words("Våpenet"), [source, ""]]})

    dialect = Dialect(files={"styles/logo.png": b"png"})
    [made] = plain([picture("styles/logo.png")], dialect)
    [image] = made["c"]
    assert image["c"][1:] == [words("Våpenet"), ["data:image/png;base64,cG5n", ""]]
    drawing = base64.b64encode(b"<svg><title>To hendelser</title></svg>").decode()
    [made] = plain([picture(f"data:image/svg+xml;base64,{drawing}")], dialect)
    assert text_of([made]) == "To hendelser"
    assert plain([picture("styles/logo.svg")], dialect) == []


def test_a_drawing_beside_a_table_that_says_the_same_is_left_out_where_nobody_draws() -> None:
    """The words of a picture that is not there would be said twice."""
    drawing = base64.b64encode(b"<svg><title>To hendelser</title></svg>").decode()
    image = {"t": "Image", "c": [["", [], []], [], [f"data:image/svg+xml;base64,{drawing}", ""]]}
    figure = {"t": "Figure", "c": [["", ["drawing"], []], [None, []], [para(image)]]}
    assert plain([figure, para(*words("Tabell"))], MARKDOWN) == [para(*words("Tabell"))]


def test_links_within_a_page_stay_in_word_and_are_words_in_markdown() -> None:
    """Markdown has no names for places that are no headings."""
    link = {"t": "Link", "c": [["", [], []], words("Kilde 2"), ["#kilde-2", ""]]}
    other = {"t": "Link", "c": [["", [], []], words("siden"), ["https://example.org/a", ""]]}
    assert plain([para(link, other)], WORD) == [para(link, other)]
    assert plain([para(link, other)], MARKDOWN) == [para(*words("Kilde 2"), other)]

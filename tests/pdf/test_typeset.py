"""Typesetting: what the layout warns of is a problem, and the reading structure follows the HTML, not the boxes."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import weasyprint

from briefs.errors import BriefsError
from briefs.pdf.finish import finish, proof
from briefs.pdf.tagtree import Content, Element, LinkArea
from briefs.pdf.typeset import typeset
from briefs.pdf.typeset.reading import PRIVATE, WEASYPRINT
from tests.printed import RECORD, find, outline, page, read_aloud, set_page

LONG = (
    "Kommunene ber om en varig finansiering av allmennlegetjenesten, og om flere utdanningsstillinger. " * 39
    + "Det haster."
)


def problems(body: str, css: str = "", *, root: Path = Path()) -> str:
    """What is wrong with a body, as the editor reads it."""
    with pytest.raises(BriefsError) as error:
        set_page(body, css, root=root)
    return str(error.value)


@pytest.mark.parametrize("css", ["", "@media screen { @font-face { font-family: X; src: url(x) } }"])
def test_page_without_a_face_is_a_problem(css: str) -> None:
    """Pango would end the whole process at the first line."""
    html = f'<!doctype html><html lang="nb"><head><title>A</title><style>{css}</style></head><body>A</body></html>'
    with pytest.raises(BriefsError, match="the page has no face to set it in"):
        typeset(html, name="a.pdf", files={}, record=RECORD)


def test_a_word_without_a_seam_is_parted_by_the_patterns_where_it_is_too_wide() -> None:
    """Whole where there is room for it; in a narrow column a bad division is better than no PDF."""
    word = "forsikringsselskap"  # 18 letters, and no part of it stands alone in the text

    def lines(width: str) -> list[str]:
        made = set_page(f'<p style="width: {width}">{word}</p>', "p { hyphens: auto }")
        with pypdfium2.PdfDocument(made.pdf) as pdf:
            return [line for line in pdf[0].get_textpage().get_text_range().splitlines() if line]

    assert lines("80mm") == [word]
    assert "\ufffe" in lines("18mm")[0]  # PDFium's sign for a divided word


def test_a_pdf_without_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a thousand pages; the limit is told before they are painted."""
    monkeypatch.setattr("briefs.pdf.typeset.MOST_PAGES", 2)
    said = problems("<p>A</p>" * 3, "p { break-after: page }")
    assert said.startswith("brief.pdf:1:1: this would have 3 pages, and 2 is the most that is set. Leave out")


# --- problems ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        ('<h1>A</h1><img src="ingen.png" alt="Ingen">', "", "Failed to load image"),
        ("<h1>A</h1>", "p { colour: red }", "colour"),
        ('<h1>A</h1><p><a href="#ingen">hit</a></p>', "", "#ingen"),
        ("<h1>A</h1><p>漢</p>", "", "漢"),
        ("<h1>A</h1><p>b</p>", "p { font-family: Helvetica }", "unknown font family 'Helvetica'"),
        ('<h1>A</h1><svg width="9" height="9" id="kart"></svg>', "", "the picture 'kart' has no text alternative"),
        (f"<h1>A</h1><p>{LONG}</p>", "p { opacity: .5 }", "instead of opacity"),
        (
            '<h1 id="a">A</h1><p><a href="#a">topp</a></p>',
            "@page { @top-left { content: element(t) } } p { position: running(t) }",
            "a link stands in a running header",
        ),
        ('<h1>A</h1><p><img src="https://example.org/a.png" alt="b"></p>', "", "the project's own files only"),
        (
            '<h1>A</h1><p><img src="https://brief.invalid/..%2f..%2fetc/passwd" alt="b"></p>',
            "",
            "no file '../../etc/passwd'",
        ),
        ('<h1>A</h1><p><img src="file:///etc/passwd" alt="b"></p>', "", "the project's own files only"),
    ],
)
def test_what_weasyprint_only_logs_is_a_problem(body: str, css: str, expected: str) -> None:
    """A missing picture, font, glyph or anchor, bad CSS, or what the finished PDF could not say, stops the brief."""
    found = problems(body, css)
    assert found.startswith("brief.pdf:1:1: ")
    assert expected in found


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ('<p style="width: 1em">Barnevernssamarbeid</p>', "(section 'krav', entry 'krav-k7')"),
        ('<img src="content/ingen%20slik.png" alt="Ingen">', "(section 'krav', entry 'krav-k7')"),
        ("<p>a <b>漢</b></p>", "(section 'krav', entry 'krav-k7')"),
        ("<p>a <b>b</b>漢</p>", "(section 'krav', entry 'krav-k7')"),
        ('<p><a href="#ingen">hit</a></p>', "(section 'krav', entry 'krav-k7')"),
        ('<svg width="9" height="9"></svg>', "(section 'krav', entry 'krav-k7')"),
        ('<p style="font-family: Helvetica">b</p>', "(section 'krav', entry 'krav-k7')"),
    ],
)
def test_a_problem_names_the_section_and_the_entry(body: str, where: str) -> None:
    """Beside the PDF, the ids of the record's entry and of its section, whose heading holds the id."""
    page_body = (
        f'<h1>A</h1><section aria-labelledby="krav"><h2 id="krav">Krav</h2>'
        f'<article id="krav-k7"><h3>Et krav</h3>{body}</article><p>Slutt</p></section>'
    )
    assert where in problems(page_body)


def test_a_problem_in_a_fact_names_its_field() -> None:
    """Whoever gave it on the command line knows it by that name."""
    facts = '<dl><dt>Kontakt</dt><dd data-field="contact.email" style="width: 1em">a@b</dd></dl>'
    assert "(field 'contact.email')" in problems(f"<h1>A</h1>{facts}")


def test_a_problem_beside_the_entries_names_the_section_alone() -> None:
    """The places are each reported once, the first three by name."""
    bad = '<img src="ingen.png" alt="Ingen">'
    sections = "".join(f'<section id="s{number}"><h2>Krav</h2>{bad}{bad}</section>' for number in range(5))
    assert "(section 's0'; section 's1'; section 's2' and 2 more)" in problems(f"<h1>A</h1>{sections}")


def test_all_problems_come_at_once() -> None:
    """An editor mends them in one go."""
    assert len(problems('<h1>A</h1><img src="ingen.png" alt="Ingen"><p>漢</p>', "p { colour: red }").splitlines()) == 3


def test_the_page_must_be_in_the_language_of_the_record() -> None:
    """A screen reader would speak bokmål with an English voice."""
    with pytest.raises(BriefsError, match="language is 'en', the record's 'nb'"):
        typeset(page("<h1>A</h1>", lang="en"), name="brief.pdf", files={}, record=RECORD)


def test_files_of_the_project_are_served_and_none_above_it(tmp_path: Path) -> None:
    """A picture beside the content is found; a link out of the folder is not followed."""
    pictures = tmp_path / "project/content"
    pictures.mkdir(parents=True)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (pictures / "own.svg").write_text(drawing)
    (tmp_path / "outside.svg").write_text(drawing)
    (pictures / "link.svg").symlink_to(tmp_path / "outside.svg")
    assert set_page('<h1>A</h1><img src="content/own.svg" alt="Egen">', root=tmp_path / "project").pages == 1
    link = '<h1>A</h1><img src="content/link.svg" alt="Lenke">'
    assert "this symbolic link leads out" in problems(link, root=tmp_path / "project")


def test_nothing_stays_behind_in_weasyprint() -> None:
    """Its tagger and its log are as they were, also after a problem."""
    tagger, font = weasyprint.pdf.add_tags, weasyprint.pdf.stream.Font
    handlers = list(logging.getLogger("weasyprint").handlers)
    problems("<h1>A</h1><p>漢</p>")
    assert weasyprint.pdf.add_tags is tagger and weasyprint.pdf.stream.Font is font
    assert logging.getLogger("weasyprint").handlers == handlers


def test_a_font_is_called_by_its_name_alone() -> None:
    """What else Pango says of it differs from version to version, and the same lines are to be the same bytes."""
    pdf = set_page("<h1>Krav</h1><p>Ord</p>", "p { font-feature-settings: 'tnum' }").pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        described = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert {str(each.FontName) for each in described} == {
            "/SGXKLB+Source-Serif-Pro-Bold",
            "/YLXFLI+Source-Serif-Pro",
        }


def test_the_version_of_weasyprint_is_the_one_that_was_read() -> None:
    """Private parts are used: when the version changes, read these again, run `make conformance`, then raise
    WEASYPRINT.
    """
    assert weasyprint.__version__ == WEASYPRINT, f"look again at {', '.join(PRIVATE)}"


# --- the reading structure --------------------------------------------------------------------------------------------


def test_a_table_over_pages_is_one_table_and_its_repeated_head_is_silent() -> None:
    """120 rows over several pages: one Table, one THead, 121 rows."""
    rows = "".join(f'<tr><th scope="row">Krav {number}</th><td>Svar {number}</td></tr>' for number in range(1, 121))
    head = '<caption>Krav og svar</caption><thead><tr><th scope="col">Krav</th><th scope="col">Svar</th></tr></thead>'
    made = set_page(f"<h1>A</h1><table>{head}{rows}</table>")
    assert made.pages > 3
    (table,) = find(made.structure, "Table")
    assert [kid.kind for kid in table.kids if not isinstance(kid, Content | LinkArea)] == ["Caption", "THead", "TBody"]
    assert len(find(table, "TR")) == 121
    assert [cell.attributes["Table"]["Scope"] for cell in find(table, "TH")] == ["/Column"] * 2 + ["/Row"] * 120
    said = [words for kind, words in read_aloud(finish(made, RECORD)) if kind in ("TH", "TD")]
    assert said == ["Krav", "Svar"] + [
        word for number in range(1, 121) for word in (f"Krav {number}", f"Svar {number}")
    ]


def test_a_paragraph_and_a_list_over_a_page_break_are_one_each() -> None:
    """What the reader does not hear as broken is not broken; the spaces at line ends are still there."""
    items = "".join(f"<li>Punkt {number}</li>" for number in range(60))
    made = set_page(f"<h1>A</h1><p>{LONG}</p><ul>{items}</ul>", "p { hyphens: none }")
    assert made.pages > 2
    assert [kid.kind for kid in made.structure.walk()][:3] == ["Document", "H1", "P"]
    assert len(find(made.structure, "P")) == len(find(made.structure, "L")) == 1
    assert len(find(made.structure, "LI")) == 60
    said = read_aloud(finish(made, RECORD))
    assert said[2] == ("P", LONG)


def test_a_row_that_runs_over_a_page_is_one_row() -> None:
    """Its cell is heard once, whole."""
    made = set_page(
        f'<h1>A</h1><table><tr><th scope="row">Krav</th><td>{LONG}</td></tr></table>', "td { hyphens: none }"
    )
    assert made.pages > 1
    assert [words for kind, words in read_aloud(finish(made, RECORD)) if kind == "TD"] == [LONG]


@pytest.mark.parametrize(
    "style", ["", "span { display: inline-block }", "p { display: flex; gap: 2mm }", "span { display: block }"]
)
def test_words_are_heard_apart_however_they_are_set(style: str) -> None:
    """White space between elements is never painted, and blocks have none: the listener still hears two words."""
    made = set_page("<h1>A</h1><p><span>Tiltak 1</span> <span>Vedtatt</span> <b>nå</b></p>", style)
    assert " ".join(dict(read_aloud(finish(made, RECORD)))["P"].split()) == "Tiltak 1 Vedtatt nå"


def test_no_space_is_heard_that_was_not_written() -> None:
    """After a hyphen, a slash, a dash between figures, and inside a word of several elements."""
    made = set_page(
        "<h1>A</h1><p>storby-kommuner og/eller 2007–2017 <b>kom</b>mune (<span>a</span>)</p>",
        "p { width: 17mm; hyphens: none; overflow-wrap: anywhere } span { display: inline-block }",
    )
    assert dict(read_aloud(finish(made, RECORD)))["P"] == "storby-kommuner og/eller 2007–2017 kommune (a)"


@pytest.mark.parametrize("hyphen", ["", "hyphenate-character: '-'"])
def test_divided_words_are_heard_whole_and_written_hyphens_kept(hyphen: str) -> None:
    """A hyphen of the layout is U+00AD; the one in «Ap-leder» stays a hyphen, at a line end too."""
    made = set_page(
        "<h1>A</h1><p>spesialisthelsetjenestesamarbeidet med Ap-leder</p>",
        f"p {{ hyphens: auto; width: 24mm; {hyphen} }}",
    )
    assert dict(read_aloud(finish(made, RECORD)))["P"] == "spesialisthelsetjenestesamarbeidet med Ap-leder"


def test_lists_nest_in_bodies_and_say_how_they_count() -> None:
    """A nested list belongs to the item above it; a paragraph in an item is in its body."""
    made = set_page(
        "<h1>A</h1><ol><li>En<ul><li>to</li></ul></li><li><p>tre</p></li></ol><ul style='list-style: "
        "none'><li>fri</li></ul>"
    )
    assert outline(made.structure) == (
        "Document\n  H1\n"
        "  L\n"
        "    LI\n      Lbl\n      LBody\n"
        "        L\n          LI\n            Lbl\n            LBody\n"
        "    LI\n      Lbl\n      LBody\n        P\n"
        "  L\n    LI\n      LBody\n"
    )
    assert [each.attributes["List"]["ListNumbering"] for each in find(made.structure, "L")] == [
        "/Decimal",
        "/Disc",
        "/None",
    ]


def test_terms_and_definitions_are_items() -> None:
    """A term is the mark of its definition; two terms may share one, and a div around them changes nothing."""
    made = set_page("<h1>A</h1><dl><dt>a</dt><dd>b</dd><div><dt>c</dt><dt>d</dt><dd><p>e</p></dd></div></dl>")
    assert outline(made.structure) == (
        "Document\n  H1\n  L\n    LI\n      Lbl\n      LBody\n    LI\n      Lbl\n      Lbl\n      LBody\n        P\n"
    )


def test_a_note_follows_its_call() -> None:
    """The listener hears the note where it is called, though it is set at the foot of the page."""
    made = set_page('<h1>A</h1><p>Før<span class="note">Noten.</span> etter.</p>', ".note { float: footnote }")
    assert outline(made.structure) == "Document\n  H1\n  P\n    Reference\n    Note\n      Lbl\n"
    assert find(made.structure, "Note")[0].id == "note-1"
    said = read_aloud(finish(made, RECORD))
    assert [kind for kind, _ in said] == ["Document", "H1", "P", "Reference", "Note", "Lbl"]
    assert dict(said)["Note"] == "Noten."


def test_a_link_over_two_lines_has_two_areas_whatever_it_holds() -> None:
    """One annotation per line, though `em` and generated text have boxes of their own."""
    made = set_page(
        (
            '<h1 id="a">A</h1><p>Les <a href="#a">hele den <em>lange og grundige</em> utredningen om '
            "<b>fastlegeordningen</b> her</a>.</p>"
        ),
        "a::after { content: ' →' } p { width: 75mm }",
    )
    (link,) = find(made.structure, "Link")
    areas = [kid for kid in link.kids if isinstance(kid, LinkArea)]
    assert len(areas) == 2
    assert areas[0].rectangle[1] > areas[1].rectangle[1]
    assert link.text == "hele den lange og grundige utredningen om fastlegeordningen her"


def test_a_link_around_a_block_has_one_area_and_keeps_its_paragraph() -> None:
    """Cards that are links as a whole."""
    made = set_page('<h1 id="a">A</h1><a href="#a"><p>Hele kortet</p></a>', "a { display: block }")
    assert [len([kid for kid in link.kids if isinstance(kid, LinkArea)]) for link in find(made.structure, "Link")] == [
        1
    ]


def test_contents_are_a_table_of_contents() -> None:
    """Entries hold a reference; nested entries are a table of contents in their entry."""
    made = set_page(
        '<h1>A</h1><nav role="doc-toc"><ol><li><a href="#b">B</a> <span data-ref="#b"></span>'
        '<ol><li><a href="#c">C</a></li></ol></li></ol></nav><h2 id="b">B</h2><h3 id="c">C</h3>',
        "span[data-ref]::before { content: target-counter(attr(data-ref), page) }",
    )
    assert outline(made.structure) == (
        "Document\n  H1\n"
        "  Sect\n    TOC\n      TOCI\n        Lbl\n        Reference\n          Link\n"
        "        TOC\n          TOCI\n            Lbl\n            Reference\n              Link\n"
        "  H2\n  H3\n"
    )


def test_pictures_have_words_and_a_place_in_points() -> None:
    """Title and description of a drawing, the label of an HTML chart, the alt of a picture; 96 CSS pixels are 72
    points.
    """
    made = set_page(
        '<h1>A</h1><svg width="96" height="48"><title>Tidslinje</title><desc>Fra 2001 til 2023</desc><rect '
        'width="9" height="9"/></svg>'
        '<div role="img" aria-label="Stolper">•••</div>'
        '<p>Se <svg width="9" height="9" aria-label="merke"><rect width="9" height="9"/></svg></p>',
        "body { margin: 0 } svg { display: block } p svg { display: inline } h1 { margin: 0; height: 48px }",
    )
    drawing, chart, mark = find(made.structure, "Figure")
    assert (drawing.alt, chart.alt, mark.alt) == ("Tidslinje. Fra 2001 til 2023.", "Stolper", "merke")
    box = drawing.attributes["Layout"]["BBox"]
    assert isinstance(box, tuple)
    left, bottom, right, top = box
    assert (round(right - left), round(top - bottom)) == (72, 36)
    assert round(148 / 25.4 * 72 - top) == round(15 / 25.4 * 72 + 36)
    assert ("Placement" in drawing.attributes["Layout"], "Placement" in mark.attributes["Layout"]) == (True, False)


def test_decoration_and_margins_are_silent() -> None:
    """Running headers, hidden elements and pictures without words are artifacts; all marks left are in the tree."""
    made = set_page(
        '<h1>A</h1><p><span aria-hidden="true">•</span>Tekst</p>'
        '<svg role="presentation" width="9" height="9"><rect width="9" height="9"/></svg>',
        '@page { @bottom-right { content: "Side " counter(page) } }',
    )
    assert outline(made.structure) == "Document\n  H1\n  P\n"
    assert [words for _, words in read_aloud(finish(made, RECORD))] == ["", "A", "Tekst"]


def test_loose_text_gets_a_paragraph() -> None:
    """Text straight in a section or a div is read as a paragraph, and a div of text is nothing more."""
    made = set_page("<h1>A</h1><section>Løst<h2>B</h2><div>Alene</div><div>Med<p>avsnitt</p></div></section>")
    assert outline(made.structure) == "Document\n  H1\n  Sect\n    P\n    H2\n    P\n    Div\n      P\n      P\n"


def test_what_is_positioned_is_read_where_it_was_written() -> None:
    """A hidden caption comes first in its table, a picture moved to the top of the page where the text has it."""
    made = set_page(
        "<h1>A</h1><section><p>B</p><blockquote><p>C</p></blockquote><h2>D</h2></section>"
        "<table><caption>E</caption><thead><tr><th>F</th></tr></thead><tr><td>G</td></tr></table>",
        "blockquote, caption { position: absolute; top: 0 }",
    )
    groups = [each for each in made.structure.walk() if each.kind in ("Sect", "Table")]
    kinds = [[kid.kind for kid in group.kids if isinstance(kid, Element)] for group in groups]
    assert kinds == [["P", "BlockQuote", "H2"], ["Caption", "THead", "TBody"]]


def test_other_languages_and_abbreviations_are_told() -> None:
    """`lang` is kept where it changes, on a span too; `abbr` says what it stands for."""
    made = set_page(
        '<h1>A</h1><p lang="nn">Ikkje <span lang="en">policy</span> <span lang="nn">her</span></p>'
        '<p><abbr title="og så videre">osv.</abbr></p>'
    )
    nynorsk, english, short = find(made.structure, "P")[0], *find(made.structure, "Span")
    assert (nynorsk.lang, english.lang, short.expansion) == ("nn", "en", "og så videre")


def test_headers_are_named_only_where_cells_span() -> None:
    """Scope is enough for a plain table; where a cell spans, each cell names its column's and its row's heads."""
    plain = (
        '<table><thead><tr><td></td><th scope="col">A</th></tr></thead><tr><th '
        'scope="row">B</th><td>1</td></tr></table>'
    )
    spanning = (
        '<table><thead><tr><th>År</th><th colspan="2">Krav</th></tr></thead>'
        '<tr><th scope="row" rowspan="2">2018</th><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>'
    )
    first, second = find(set_page(f"<h1>A</h1>{plain}{spanning}").structure, "Table")
    assert [cell.attributes["Table"]["Scope"] for cell in find(first, "TH")] == ["/Column", "/Column", "/Row"]
    assert not any("Headers" in cell.attributes.get("Table", {}) for cell in first.walk())
    names = {cell.id: cell for cell in find(second, "TH")}
    assert set(names) == {"table-2-1", "table-2-2", "table-2-3"}
    assert [cell.attributes["Table"]["Headers"] for cell in find(second, "TD")] == [("table-2-2", "table-2-3")] * 4


def test_anchors_tell_their_pages() -> None:
    """A record can be traced to the page that prints it."""
    made = set_page('<h1>A</h1><p id="b">B</p><p id="c" style="break-before: page">C</p>')
    assert (made.pages, made.anchors) == (2, {"b": 1, "c": 2})


def test_a_line_that_leaves_its_box_is_a_problem() -> None:
    """A word that nothing divides runs out of a narrow column: nobody would notice before the meeting."""
    with pytest.raises(BriefsError, match=r"a line runs out of its box on page 1: «Uadskillelighetserklæringene»"):
        set_page("<h1>Kort</h1><p style='width: 12mm; hyphens: manual'>Uadskillelighetserklæringene</p>")


def test_a_line_that_fills_its_box_is_none() -> None:
    """Justified, hyphenated, and in table cells: what fits is left alone, and so is text hidden on purpose."""
    words = "Fastlegeordningen ble innført, og kommunene fikk ansvaret. " * 8
    hidden = (
        "<span style='position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: "
        "nowrap'>bare for skjermlesere</span>"
    )
    table = f"<table><thead><tr><th scope='col'>A</th></tr></thead><tbody><tr><td>{words}</td></tr></tbody></table>"
    set_page(f"<h1>Kort</h1><p style='text-align: justify; hyphens: auto'>{words}{hidden}</p>{table}")


# --- what a larger page needs -----------------------------------------------------------------------------------------


def test_level_of_a_heading_is_what_it_says() -> None:
    """A part of a larger page has its headings below those around it, whatever they are called in its own style."""
    made = set_page('<h1>A</h1><h2>B</h2><h1 aria-level="3">C</h1><h2 aria-level="4">D</h2>')
    assert outline(made.structure).split() == ["Document", "H1", "H2", "H3", "H4"]


NUMBERED = """<h1>A</h1><div data-lines><ol><li>{}</li><li>Kort.</li></ol><p data-lines="none">Uten.</p></div>
<p>Uten tall.</p>"""


def test_lines_are_numbered_over_pages_and_in_no_text() -> None:
    """The numbers are shapes in an artifact beside each line: neither text nor tags differ from a page without them."""
    body, css = NUMBERED.format(LONG), "div { padding-left: 9mm }"
    made, plain = (set_page(each, css) for each in (body, body.replace("data-lines>", ">")))
    assert made.pages > 1 and made.structure == plain.structure
    numbered, without = (finish(each, RECORD) for each in (made, plain))
    assert proof(numbered, RECORD, name="a.pdf", pages=made.pages, structure=made.structure) == ()
    assert read_aloud(numbered) == read_aloud(without)
    lines = [kid for body in find(made.structure, "LBody") for kid in body.kids if isinstance(kid, Content)]
    assert len(lines) > 100 and _fills(numbered) - _fills(without) == len(lines)


def _fills(pdf: bytes) -> int:
    """How many shapes are filled on all pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(str(each.operator) == "f" for page in opened.pages for each in pikepdf.parse_content_stream(page))

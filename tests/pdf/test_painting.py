"""Painted order: whoever copies, indexes or pastes a PDF gets its text in the order in which it was written."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.conftest import Project
from tests.printed import find, set_page

LATE = "position: absolute; left: 0"  # painted after the page's other text, by the rules of CSS


def painted(body: str, css: str = "") -> str:
    """The words of a page in the order of its content stream."""
    pages = pypdfium2.PdfDocument(set_page(f"<h1>A</h1>{body}", css).pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.mark.parametrize("css", [LATE, "float: left", "float: right", "position: relative; left: 1mm"])
def test_what_stands_in_the_margin_is_painted_before_its_text(css: str) -> None:
    """A date in the margin is not copied with the event after it."""
    events = "".join(
        f'<div class="entry"><p class="margin">201{number}</p><p>Sak {number}</p></div>' for number in (1, 2)
    )
    assert painted(events, f".entry {{ position: relative; padding-left: 20mm }} .margin {{ {css} }}") == (
        "A 2011 Sak 1 2012 Sak 2"
    )


def test_marks_of_lists_are_painted_before_their_lines() -> None:
    """Also where an item holds a block, as in two languages side by side."""
    items = "<li>en</li><li>to</li><li><p>tre</p></li>"
    assert painted(f"<ol>{items}</ol><p>Slutt</p>") == "A 1. en 2. to 3. tre Slutt"


def test_a_word_that_leaves_its_line_is_painted_where_it_was_written() -> None:
    """Words that only a screen reader says are positioned."""
    said = painted("<p>før <span>midt</span> etter</p><p>Slutt</p>", "span { position: absolute }")
    assert said.index("før") < said.index("midt") < said.index("Slutt")


def test_the_text_of_a_picture_is_painted_where_it_stands() -> None:
    """The axis of a timeline does not come after the rest of the page."""
    drawing = '<svg width="99" height="20" role="img" aria-label="x"><text y="15">Akse</text></svg>'
    said = painted(f"{drawing}<p>Slutt</p>", "svg { display: block; font-family: 'Source Serif Pro' }")
    assert said.replace(" ", "").endswith("AkseSlutt")


def test_what_asks_for_its_place_keeps_it() -> None:
    """A `z-index` is a wish about painting."""
    assert painted("<p>Stempel</p><p>Tekst</p>", "p:first-of-type { position: relative; z-index: 1 }") == (
        "A Tekst Stempel"
    )


def test_the_caption_of_a_picture_stands_inside_it() -> None:
    """One of two pictures could not say which it is of."""
    picture = '<svg width="9" height="9"><title>Akse</title><rect width="9" height="9"/></svg>'
    caption = "<figcaption>Tidslinje</figcaption>"
    one = find(set_page(f"<h1>A</h1><figure>{picture}{caption}</figure>").structure, "Figure")
    assert [len(find(figure, "Caption")) for figure in one] == [1]
    two = find(set_page(f"<h1>A</h1><figure>{picture}{picture}{caption}</figure>").structure, "Figure")
    assert [len(find(figure, "Caption")) for figure in two] == [0, 0]


@pytest.mark.long
def test_a_brief_reads_in_its_order(project: Project) -> None:
    """Number and date before their text, in the templates as they are."""
    from briefs.build.formats import make
    from briefs.build.pipeline import Run, Wanted, plan, print_all
    from briefs.edition.edition import Facts

    library = project.library()
    orders = plan(library, Wanted(audiences=("alle",)), library.newest, Facts())
    (job,) = print_all(library, orders, Run(project.root, project.root / "out", formats=("pdf",)))
    pages = pypdfium2.PdfDocument(make(job).content)
    lines = "\n".join(page.get_textpage().get_text_range() for page in pages).splitlines()
    heading = max(number for number, line in enumerate(lines) if line.strip().endswith("Åpent om kvelden"))
    following = next(number for number in range(heading, len(lines)) if "Åpent på lørdager" in lines[number])
    assert "1" in "".join(lines[heading - 1 : heading + 1])
    assert "1" not in [line.strip() for line in lines[heading + 1 : following]]

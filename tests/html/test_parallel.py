"""Two languages side by side: statement by statement, in one page."""

from __future__ import annotations

import re
from datetime import date

import lxml.html
import pytest

from briefs.build.pipeline import order_in
from briefs.edition.edition import Order
from briefs.errors import BriefsError
from briefs.html.parallel import side_by_side


def page(body: str, lang: str = "nb") -> str:
    """A whole page around a body."""
    return f'<!doctype html><html lang="{lang}"><head><title>T</title></head><body class="x">{body}</body></html>'


def beside(one: str, other: str) -> str:
    """The body of both, side by side."""
    made = side_by_side(page(one), page(other, "nn"), ("nb", "nn"), name="templates/brief.html")
    return re.sub(r".*<body[^>]*>|</body>.*", "", made, flags=re.DOTALL)


def test_each_block_holds_both_languages() -> None:
    """The first language first, each half marked with its own."""
    assert beside("<p>Ikke nå</p>", "<p>Ikkje no</p>") == (
        '<p><span class="pair"><span lang="nb" class="half">Ikke nå</span> <span lang="nn" '
        'class="half">Ikkje no</span></span></p>'
    )


def test_what_reads_alike_stands_once() -> None:
    """Numbers, codes and names are not said twice."""
    assert beside("<p>T1</p><p>KS</p>", "<p>T1</p><p>KS</p>") == "<p>T1</p><p>KS</p>"


def test_a_date_is_not_doubled_for_a_word_that_is_only_heard() -> None:
    """«mai 2020*» reads alike, though a screen reader says of the star what it means."""
    star = '<dt>mai 2020<span>*<span class="visually-hidden"> {}</span></span></dt>'
    assert beside(star.format("utledet"), star.format("slutning")) == star.format("utledet")


def test_what_is_only_heard_is_said_in_both_languages() -> None:
    """A cell without a printed word keeps the words of both."""
    cell = '<td><span class="visually-hidden">{}</span></td>'
    assert beside(cell.format("nå"), cell.format("no")).count("lang=") == 2


def test_parts_that_stand_apart_are_compared_one_by_one() -> None:
    """The kind of brief stands once above two names of the project."""
    made = beside(
        '<p class="kicker"><span>Historikk</span> <span>Ordningen</span></p>',
        '<p class="kicker"><span>Historikk</span> <span>Ordninga</span></p>',
    )
    assert (made.count("Historikk"), made.count("Ordning")) == (1, 2)


def test_marks_and_emphasis_stay_inside_their_half() -> None:
    """Inline elements and their links are kept; ids stand once."""
    made = beside('<li>Krav <a id="a" href="#k">[1]</a></li>', '<li>Kravet <a id="a" href="#k">[1]</a></li>')
    assert made.count('href="#k"') == 2
    assert made.count('id="a"') == 1


def test_lists_and_tables_are_paired_item_by_item() -> None:
    """The shape of the page stays, only the words are doubled."""
    made = beside("<ul><li>ikke</li><li>to</li></ul>", "<ul><li>ikkje</li><li>to</li></ul>")
    assert made.startswith("<ul><li><span") and made.endswith("<li>to</li></ul>")


def test_running_headers_name_the_brief_in_both_languages() -> None:
    """What is alike once, two titles on a line each; the word for a page is that of the first."""
    made = beside(
        '<header data-project="Ordningen" data-title="Kravene" data-status="2021" data-page="Side"></header>',
        '<header data-project="Ordninga" data-title="Krava" data-status="2021" data-page="Sida"></header>',
    )
    read = lxml.html.fragment_fromstring(made)
    assert read.get("data-title") == "Kravene /\nKrava"
    assert 'data-project="Ordningen / Ordninga"' in made and 'data-status="2021" data-page="Side"' in made


def test_a_template_that_shapes_languages_differently_is_a_problem() -> None:
    """Nothing can be lost or set beside the wrong statement."""
    with pytest.raises(BriefsError, match=r"templates/brief\.html.*another shape in nn than in nb"):
        beside("<div><p>en</p></div>", "<div><p>ein</p><p>to</p></div>")


def test_a_tag_of_two_languages_orders_both_halves() -> None:
    """The second half is led by the first, so that both list in one order."""
    order = order_in("nb+nn", Order("oversikt", "alle", "nb", date(2021, 9, 20)))
    assert (order.tag, order.languages) == ("nb+nn", ("nb", "nn"))
    assert order.other_half is not None
    assert (order.other_half.language, order.other_half.languages) == ("nn", ("nb", "nn"))

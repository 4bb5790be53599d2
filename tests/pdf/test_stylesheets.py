"""Style sheets that are parsed once give the pages that they give when each page has them parsed anew."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint

from briefs.errors import BriefsError
from briefs.pdf.typeset.stylesheets import forget_stylesheets
from tests.printed import set_page

TOKENS = ":root { --ink: #123456; --size: 9pt; --accent: var(--ink) } "


@pytest.fixture(autouse=True)
def _nothing_parsed() -> None:
    forget_stylesheets()


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each sheet that WeasyPrint parses, by its first rule."""
    sheets: list[str] = []
    theirs = weasyprint.css.preprocess_stylesheet

    def counted(media: Any, base_url: Any, rules: Any, *rest: Any, **named: Any) -> Any:
        sheets.append(rules[0].serialize())
        return theirs(media, base_url, rules, *rest, **named)

    monkeypatch.setattr(weasyprint, "preprocess_stylesheet", counted)
    return sheets


def test_pages_with_the_same_sheets_have_them_parsed_once(parsed: list[str]) -> None:
    """And look as if each had been the first, faces and page rules too."""
    css = TOKENS + "p { color: var(--accent); font-size: var(--size) } @page { margin: 9mm }"
    first = set_page("<p>En</p>", css)
    assert len(parsed) == 1
    other, again = set_page("<p>To</p>", css), set_page("<p>En</p>", css)
    assert len(parsed) == 1 and again.pdf == first.pdf != other.pdf
    set_page("<p>En</p>", css + " ")
    assert len(parsed) == 2


def test_values_that_are_put_in_set_the_same_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """As WeasyPrint sets it when it looks them up."""
    css = TOKENS + "p { color: var(--accent); font: var(--size) 'Source Sans Pro'; border: 1pt solid var(--ink) }"
    ours = set_page("<p>En <i>to</i></p>", css).pdf
    forget_stylesheets()
    monkeypatch.setattr("briefs.pdf.typeset.stylesheets.with_values", lambda css: css)
    assert set_page("<p>En <i>to</i></p>", css).pdf == ours


@pytest.mark.parametrize("css", ["p { colour: red }", TOKENS + "p { font-size: var(--ink) }", "@import 'a.css';"])
def test_what_is_wrong_is_told_of_each_page(css: str) -> None:
    """WeasyPrint warns of a value once for each time that it parses a sheet."""
    told = []
    for _ in range(2):
        with pytest.raises(BriefsError) as error:
            set_page("<p>En</p>", css)
        told.append(str(error.value))
    assert told[0] == told[1] != ""


def test_a_page_that_gives_a_name_its_own_value_keeps_it() -> None:
    """A name on an element is for what stands in it."""
    css = TOKENS + "p { color: var(--ink) }"
    one, other = (set_page(f'<div style="--ink: {ink}"><p>En</p></div>', css).pdf for ink in ("#ff0000", "#123456"))
    assert one != other == set_page("<div><p>En</p></div>", css).pdf

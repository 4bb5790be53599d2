"""An element within another begins no line, and so its first word is whole."""

from __future__ import annotations

import pytest

from tests.pdf.test_faults import told
from tests.printed import set_page

CSS = "html { overflow-wrap: break-word; hyphens: manual } p { margin: 0; font-size: 7.5pt; line-height: 1 }"


def at_every_width(words: str, least: int, most: int) -> str:
    """Paragraphs of the words, each a millimetre wider."""
    return "".join(f"<p style='width: {width}mm'>{words}</p>" for width in range(least, most))


@pytest.mark.parametrize(
    "words",
    [
        "<span>Syklene skal være talt <span>(passert, utfallet er ukjent)</span></span>",
        "<b>Frist</b> <span>Syklene skal være talt <em>passert</em></span>",
        "<span>Syklene <span>er alle <em>overlevert</em></span> og <em>gjenfunnet</em></span>",
    ],
)
def test_a_word_is_whole_in_elements_within_elements(words: str) -> None:
    """Whichever word ends the line, and whatever opened it."""
    assert told(at_every_width(words, 14, 44), CSS) == []


def test_a_word_that_is_wider_than_its_column_is_broken_still() -> None:
    """At the beginning of a line, in elements within elements too: else it would run out of its box."""
    long = "<span>Er <em>samarbeidsorganisasjonene</em></span>"
    made = set_page(at_every_width(long, 14, 15), CSS)
    assert made.pages == 1

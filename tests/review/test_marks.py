"""How much of a page is source marks."""

from __future__ import annotations

from briefs.review.marks import PrintedLetters, printed_letters


def test_letters_of_marks_are_counted_with_their_brackets() -> None:
    """Ten letters of text and three of a mark; what no reader meets is not counted, however it is nested."""
    page = """<html><head><title>Unread</title><style>.x { color: red }</style></head><body>
    <p>To ord<br>og tre<span class="marks">&nbsp;[<a class="mark" href="#k">5</a>]</span></p>
    <svg><title>Unread</title><text>Unread</text></svg></body></html>"""
    found = printed_letters(page)
    assert found == PrintedLetters(words=4, letters=13, marks=3)
    assert round(found.share, 3) == 0.231


def test_a_page_without_words_has_no_marks() -> None:
    """Nothing is divided by nothing."""
    assert printed_letters("<p> </p>").share == 0

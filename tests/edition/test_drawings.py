"""The drawings: nothing overlaps, nothing leaves the sheet, and places are in true scale."""

from __future__ import annotations

import pytest

from briefs.edition import drawings


def test_a_track_shows_where_it_has_been_and_where_it_is() -> None:
    """Passed stations have a mark, the present one another, and the line runs from the first to the last."""
    stops = drawings.track({0, 2}, 2, 4)
    assert [stop.mark for stop in stops] == ["passed", "none", "now", "none"]
    assert [(stop.before, stop.after) for stop in stops] == [(False, True), (True, True), (True, False), (False, False)]


def test_a_track_that_has_not_moved_is_one_mark() -> None:
    """No line leads anywhere."""
    assert [(stop.mark, stop.before, stop.after) for stop in drawings.track((), 1, 3)][1] == ("now", False, False)


@pytest.mark.parametrize(
    ("text", "lines"), [("", ("",)), ("ett ord", ("ett ord",)), ("et veldig langt ord", ("et veldig", "langt ord"))]
)
def test_words_wrap_at_spaces(text: str, lines: tuple[str, ...]) -> None:
    """A line holds as many words as fit."""
    assert drawings.wrap(text, size=10, width=52) == lines


def test_no_break_spaces_hold() -> None:
    """A date in a title is never torn apart."""
    assert drawings.wrap("den 8.\u00a0september", size=10, width=50) == ("den", "8.\u00a0september")

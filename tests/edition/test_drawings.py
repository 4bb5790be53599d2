"""The drawings: nothing overlaps, nothing leaves the sheet, and places are in true scale."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.edition import drawings
from briefs.edition.drawings import Span

DAYS = st.dates(min_value=date(1995, 1, 1), max_value=date(2040, 12, 31))
SPANS = st.lists(
    st.builds(
        lambda day, length, title: Span(first=day, last=day + timedelta(days=length), dated="2017", title=title),
        DAYS,
        st.integers(0, 4000),
        st.sampled_from(["Kort", "Litt lengre tittel", "Ord " * 40]),
    ),
    min_size=1,
    max_size=25,
)


@given(SPANS, DAYS)
def test_words_of_a_timeline_never_overlap_and_stay_on_the_sheet(spans: list[Span], as_of: date) -> None:
    """However the days cluster, each entry's lines stand below those of the entry before."""
    drawing = drawings.timeline(spans, as_of=as_of)
    assert drawing is not None
    for above, below in pairwise(drawing.pins):
        assert below.label_y - above.label_y >= 14.5 * len(above.lines) - 1e-6
    assert drawing.pins[0].label_y > 0
    assert drawing.pins[-1].label_y + 14.5 * (len(drawing.pins[-1].lines) - 1) <= drawing.height


def test_a_timeline_is_in_true_scale() -> None:
    """Ten years take ten times the room of one."""
    days = [date(2001, 1, 1), date(2002, 1, 1), date(2012, 1, 1)]
    drawing = drawings.timeline(
        [Span(first=day, last=day, dated="", title="x") for day in days], as_of=date(2012, 1, 1)
    )
    assert drawing is not None
    first, second, third = (pin.y for pin in drawing.pins)
    assert (third - second) / (second - first) == pytest.approx(10)


def test_a_long_stretch_is_drawn_from_its_first_day_to_its_last() -> None:
    """A span of years is a bar, a month is a point in its middle."""
    drawing = drawings.timeline(
        [
            Span(first=date(2007, 1, 1), last=date(2017, 12, 31), dated="", title="x"),
            Span(first=date(2018, 4, 1), last=date(2018, 4, 30), dated="", title="y"),
        ],
        as_of=date(2019, 1, 1),
    )
    assert drawing is not None
    bar, point = drawing.pins
    assert bar.y_end > bar.y + 50
    assert point.y_end == point.y


def test_nothing_to_draw_is_no_drawing() -> None:
    """An empty drawing is left out by the section, heading and all."""
    assert drawings.timeline([], as_of=date(2020, 1, 1)) is None
    assert drawings.tiles([]) is None


def test_year_labels_do_not_crowd() -> None:
    """Two labelled years are at least a line apart, and the first year always has its label."""
    drawing = drawings.timeline(
        [
            Span(first=date(1950, 1, 1), last=date(1950, 1, 1), dated="", title="x"),
            Span(first=date(2020, 1, 1), last=date(2020, 1, 1), dated="", title="y"),
        ],
        as_of=date(2020, 1, 1),
    )
    assert drawing is not None
    labelled = [tick.y for tick in drawing.ticks if tick.label]
    assert drawing.ticks[0].label == "1950"
    assert all(below - above >= 15 for above, below in pairwise(labelled))


def test_a_track_shows_where_it_has_been_and_where_it_is() -> None:
    """Passed stations have a mark, the present one another, and the line runs from the first to the last."""
    stops = drawings.track({0, 2}, 2, 4)
    assert [stop.mark for stop in stops] == ["passed", "none", "now", "none"]
    assert [(stop.before, stop.after) for stop in stops] == [(False, True), (True, True), (True, False), (False, False)]


def test_a_track_that_has_not_moved_is_one_mark() -> None:
    """No line leads anywhere."""
    assert [(stop.mark, stop.before, stop.after) for stop in drawings.track((), 1, 3)][1] == ("now", False, False)


def test_tiles_fill_rows_of_eleven() -> None:
    """The twelfth tile begins a new row and none leaves the sheet."""
    drawing = drawings.tiles([(str(number), "part") for number in range(1, 13)])
    assert drawing is not None
    assert len({tile.y for tile in drawing.tiles[:11]}) == 1
    assert drawing.tiles[11].y > drawing.tiles[10].y
    assert max(tile.x for tile in drawing.tiles) + drawing.size <= drawing.width


@pytest.mark.parametrize(
    ("text", "lines"), [("", ("",)), ("ett ord", ("ett ord",)), ("et veldig langt ord", ("et veldig", "langt ord"))]
)
def test_words_wrap_at_spaces(text: str, lines: tuple[str, ...]) -> None:
    """A line holds as many words as fit."""
    assert drawings.wrap(text, size=10, width=52) == lines


def test_no_break_spaces_hold() -> None:
    """A date in a title is never torn apart."""
    assert drawings.wrap("den 8.\u00a0september", size=10, width=50) == ("den", "8.\u00a0september")

"""The drawn timeline: words never overlap, places are in true scale, and long or crowded histories stay legible."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.edition import timelines
from briefs.edition.drawings import WIDTH, text_width
from briefs.edition.timelines import Calendar, Era, Span, Timeline
from tests.conftest import Project
from tests.edition.test_edition import body, edition

MONTHS = ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.")
DAYS = st.dates(min_value=date(1837, 1, 1), max_value=date(2040, 12, 31))
SPANS = st.lists(
    st.builds(
        lambda day, length, title: Span(first=day, last=day + timedelta(days=length), dated="8.9.2017", title=title),
        DAYS,
        st.sampled_from([0, 0, 30, 364, 4000]),
        st.sampled_from(["Kort", "Litt lengre tittel", "Ord " * 30]),
    ),
    min_size=1,
    max_size=60,
)
PERIODS = [
    Era(date(1900, 1, 1), date(2010, 12, 31), "Rekrutteringsvansker og ny kontakt"),
    Era(date(2011, 1, 1), date(2016, 12, 31), "Planen"),
]


def calendar(as_of: date) -> Calendar:
    return Calendar(as_of=as_of, dated="1.12.2022", months=MONTHS)


def years(*values: int, uncertain: bool = False) -> list[Span]:
    return [
        Span(first=date(year, 1, 1), last=date(year, 12, 31), dated=str(year), title="Noe", uncertain=uncertain)
        for year in values
    ]


def drawn(spans: list[Span], as_of: date, periods: list[Era] | None = None) -> Timeline:
    drawing = timelines.drawing(spans, calendar=calendar(as_of), periods=periods or [])
    assert drawing is not None
    assert len(drawing.pages) == 1
    return drawing.pages[0]


@given(SPANS, DAYS, st.sampled_from([[], PERIODS]))
def test_words_never_overlap_and_stay_on_the_sheet(spans: list[Span], as_of: date, periods: list[Era]) -> None:
    """However the days cluster, on a page and on a phone, in one drawing or several."""
    drawing = timelines.drawing(spans, calendar=calendar(as_of), periods=periods)
    assert drawing is not None
    assert sum(len(page.pins) for page in drawing.pages) == len(drawing.phone.pins) == len(spans)
    assert sum(page.now is not None for page in drawing.pages) == 1
    for sheet in (*drawing.pages, drawing.phone):
        rows = sorted([*(pin.words for pin in sheet.pins), *filter(None, [sheet.now])], key=lambda row: row.dated_y)
        assert rows[0].dated_y > 8
        assert rows[-1].title_y + 14 * (len(rows[-1].lines) - 1) <= sheet.height
        for above, below in pairwise(rows):
            lowest = max(above.dated_y + 14 * len(above.dated), above.title_y + 14 * len(above.lines))
            assert below.dated_y - lowest >= -1e-6
        for pin in sheet.pins:
            assert all(sheet.title + text_width(line, size=12) <= sheet.width for line in pin.words.lines)


@given(SPANS, DAYS)
def test_no_drawing_is_higher_than_a_page(spans: list[Span], as_of: date) -> None:
    """A long history is drawn in several, each its own axis."""
    drawing = timelines.drawing(spans, calendar=calendar(as_of))
    assert drawing is not None
    assert all(page.height <= 1.3 * timelines.TALLEST for page in drawing.pages)


def test_the_axis_is_in_true_scale() -> None:
    """Ten years take ten times the room of one."""
    timeline = drawn(years(2001, 2002, 2007, 2012), date(2012, 1, 1))
    first, second, _, third = ((pin.y + pin.y_end) / 2 for pin in timeline.pins)
    assert (third - second) / (second - first) == pytest.approx(10, abs=0.1)


def test_a_date_that_fills_more_than_a_point_is_a_bar_over_all_its_days() -> None:
    """A span of years is a bar, a day is a point."""
    bar, point = drawn(
        [
            Span(first=date(2007, 1, 1), last=date(2016, 12, 31), dated="", title="x", uncertain=True),
            Span(first=date(2018, 4, 1), last=date(2018, 4, 30), dated="", title="y"),
        ],
        date(2019, 1, 1),
    ).pins
    assert (bar.y_end - bar.y) / (point.y - bar.y) == pytest.approx(10 / 11.3, abs=0.01)
    assert point.y_end == point.y


def test_marks_step_aside_for_one_another() -> None:
    """Five in a month: none lies on another."""
    days = [Span(first=date(2019, 3, day), last=date(2019, 3, day), dated="", title="x") for day in (1, 4, 4, 12, 30)]
    timeline = drawn([*days, *years(2010)], date(2019, 12, 1))
    for one, other in combinations(timeline.pins, 2):
        assert one.x != other.x or one.y_end + 9 <= other.y or other.y_end + 9 <= one.y


def test_a_year_with_all_events_is_drawn_by_its_months() -> None:
    """Six events in one year fill the axis, and no empty year stands after them."""
    days = [date(2019, 3, 1), date(2019, 3, 4), date(2019, 3, 30), date(2019, 8, 20)]
    timeline = drawn([Span(first=day, last=day, dated="", title="x") for day in days], date(2019, 9, 1))
    assert timeline.ticks[0].label == "mars 2019"
    assert len(timeline.ticks) == 7
    assert timeline.pins[-1].y > 0.7 * timeline.height


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        ((1901, 2001, 2007, 2016, 2022), ("1902–2000",)),
        ((1837, 1838, 1950, 1951, 2021, 2022), ("1952–2020", "1839–1949")),
        ((1837, 1860, 1920, 1969, 1975, 2003, 2018, 2019), ()),
    ],
)
def test_the_axis_is_broken_over_a_stretch_in_which_nothing_happened(
    values: tuple[int, ...], broken: tuple[str, ...]
) -> None:
    """Where it would take two fifths of the axis and more; elsewhere the scale is kept whole."""
    timeline = drawn(years(*values), date(values[-1], 12, 1))
    assert set(timeline.broken) == set(broken)
    assert len(timeline.breaks) == len(timeline.stretches) - 1 == len(broken)
    assert timeline.pins[-1].y_end <= timeline.stretches[-1][1] + 1
    assert timeline.height < 24 * (len(values) + 1) + 30


def test_the_day_of_the_edition_parts_what_has_happened_from_what_is_planned() -> None:
    """Its line crosses the drawing between the two, at its place on the axis."""
    planned = Span(first=date(2023, 4, 15), last=date(2023, 4, 15), dated="", title="x", planned=True)
    timeline = drawn([*years(2001, 2020), planned], date(2022, 12, 1))
    assert timeline.now is not None
    assert timeline.pins[1].words.dated_y < timeline.now.dated_y < timeline.pins[2].words.dated_y
    assert timeline.now.leader.endswith(f"H{WIDTH:g}")
    there = float(re.findall(r"M\S+ (\S+)", timeline.now.leader)[0])
    assert timeline.pins[1].y < there < timeline.pins[2].y


def test_periods_lie_behind_their_entries() -> None:
    """Each is named once beside them, and none overlaps another."""
    one, other = drawn(years(2001, 2007, 2012), date(2013, 1, 1), PERIODS).bands
    assert (one.name, other.name) == (("Rekrutteringsvansker og ny", "kontakt"), ("Planen",))
    bottom = float(re.findall(r"(\S+) L\S+ \S+ L\S+ \S+ L\S+ \S+ Z", one.path)[0])
    top = float(re.findall(r" L\S+ \S+ L\S+ (\S+)", other.path)[0])
    assert bottom <= top


def test_nothing_to_draw_is_no_drawing() -> None:
    """The section is left out, heading and all."""
    assert timelines.drawing([], calendar=calendar(date(2020, 1, 1))) is None


def test_labels_of_the_axis_do_not_crowd() -> None:
    """Two labels are at least a line apart, and the first year always has its own."""
    timeline = drawn(years(1950, 1980, 2020), date(2020, 1, 1))
    labelled = [tick.y for tick in timeline.ticks if tick.label]
    assert timeline.ticks[0].label == "1950"
    assert all(below - above >= 15 for above, below in pairwise(labelled))


def test_the_timeline_of_a_brief_has_the_periods_of_the_brief(project: Project) -> None:
    """They stand in another of its sections, and are written once."""
    timeline = body(edition(project), "timeline").drawing.pages[0]
    assert [band.name for band in timeline.bands] == [("Brevet og svaret",)]

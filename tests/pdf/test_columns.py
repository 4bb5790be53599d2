"""Columns of entries that may not be broken are as short as they can be, without being set over and over."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.layout import block

from briefs.pdf.typeset.columns import EntryHeight, columns_of, least_height, whole_entries_balanced
from tests.printed import set_page

CSS = (
    "@page { size: 105mm 120mm; margin: 10mm } ol { columns: 2; column-gap: 5mm; list-style: none; padding: 0 }"
    " li { break-inside: avoid; margin-bottom: 2pt }"
)
ENTRIES = [EntryHeight(*sizes) for sizes in ((30, 0, 4), (10, 2, 4), (25, 0, 4), (8, 0, 4), (17, 6, 0))]


def _filled(entries: Sequence[EntryHeight]) -> float:
    down = below = 0.0
    for entry in entries:
        down += max(below, entry.above) + entry.border
        below = entry.below
    return down + below


def _shortest(entries: Sequence[EntryHeight], count: int) -> float:
    """What all ways of parting the entries come to."""
    ways = combinations(range(1, len(entries)), min(count, len(entries)) - 1)
    parted = ([0, *way, len(entries)] for way in ways)
    return min(max(_filled(entries[a:b]) for a, b in pairwise(way)) for way in parted)


def test_the_height_is_the_least_that_holds_all() -> None:
    """Margins between two entries collapse, and that of the last of a column counts."""
    assert least_height(ENTRIES, 2) == pytest.approx(25 + 4 + 8 + 6 + 17)
    assert columns_of(60, ENTRIES) == 2 and columns_of(59, ENTRIES) == 3
    assert least_height(ENTRIES, 1) == pytest.approx(_filled(ENTRIES))


@given(
    st.lists(st.builds(EntryHeight, *[st.integers(0, 60)] * 3), min_size=1, max_size=7),
    st.integers(1, 4),
)
def test_no_way_of_parting_the_entries_is_shorter(entries: list[EntryHeight], count: int) -> None:
    """Whatever their heights and margins are."""
    assert least_height(entries, count) == pytest.approx(_shortest(entries, count))


def _lines(body: str, css: str) -> list[tuple[str, int, int]]:
    """Each word of the first page, and where it stands, in points."""
    page = pypdfium2.PdfDocument(io.BytesIO(set_page(body, css).pdf))[0].get_textpage()
    boxes = (page.get_rect(index) for index in range(page.count_rects()))
    return [(page.get_text_bounded(*box), round(box[0]), round(box[1])) for box in boxes]


LIST = (
    "<ol>" + "".join(f"<li>{number}. {'et ord til ' * number}</li>" for number in (9, 2, 7, 3, 5)) + "</ol><p>Etter</p>"
)


@pytest.mark.parametrize(
    "more", ["", "li { padding-top: 3pt; margin-top: 4pt }", "ol { columns: 3 }", "ol { list-style: decimal }"]
)
def test_entries_stand_where_weasyprint_balances_them(more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the point, but for what its steps of a pixel leave below."""
    ours = _lines(LIST, CSS + more)
    monkeypatch.setattr("briefs.pdf.typeset.columns._can_be_worked_out", lambda context, box: False)
    theirs = _lines(LIST, CSS + more)
    assert [line[:2] for line in ours] == [line[:2] for line in theirs]
    assert all(0 <= mine[2] - other[2] <= 1 for mine, other in zip(ours, theirs, strict=True))


def _settings(css: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a column of the list is set."""
    columns = []
    theirs = block.block_box_layout

    def counted(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        columns.extend([box] if box.is_column else [])
        return theirs(context, box, *rest, **named)

    with monkeypatch.context() as patched:
        patched.setattr(block, "block_box_layout", counted)
        set_page(LIST, css)
    return len(columns)


def test_columns_are_not_set_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """To learn the heights, and with the height that they come to, each time once before they are put in place."""
    css = f"{CSS} ol {{ margin: 0 }} li {{ line-height: 11.3pt }}"
    ours = _settings(css, monkeypatch)
    assert _settings(f"{css} ol {{ list-style: decimal }}", monkeypatch) == ours
    monkeypatch.setattr("briefs.pdf.typeset.columns._can_be_worked_out", lambda context, box: False)
    assert ours == 5 and _settings(css, monkeypatch) > 50


@pytest.mark.long
@pytest.mark.parametrize(
    "body",
    [
        LIST.replace("<li>2.", '<li><span style="float: left">x</span>2.'),
        LIST.replace("<li>2.", '<li style="column-span: all">2.'),
        LIST.replace("<li>2.", '<li style="break-before: column">2.'),
        LIST.replace("<li>", "<li>" + "lang " * 300, 1),
        "<ol></ol>",
    ],
)
def test_all_others_are_set_as_ever(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Floats, entries across the columns, breaks that are asked for, and more than a page holds."""
    ours = set_page(body, CSS).pdf
    monkeypatch.setattr("briefs.pdf.typeset.columns._can_be_worked_out", lambda context, box: False)
    assert set_page(body, CSS).pdf == ours


def test_weasyprint_is_left_as_it_was() -> None:
    """Also where a page fails."""
    before = block.columns_layout
    with pytest.raises(KeyError), whole_entries_balanced():
        assert block.columns_layout is not before
        raise KeyError
    assert block.columns_layout is before

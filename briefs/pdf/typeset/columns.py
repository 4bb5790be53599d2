"""Columns whose entries are whole are as short as they can be, which is worked out from the heights of the entries.

WeasyPrint balances columns by trial: from the mean height on it adds again and again the least that it ever found to be
missing, often a pixel, and sets all columns at each step. That took a sixth of the time of a brief that ends with its
sources. Entries that may not be broken have one height, wherever they stand, so two settings do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

_WHOLE = frozenset({"avoid", "avoid-page", "avoid-column"})
_SLACK = 0.01  # px that sums of heights may be off
_Laid = tuple[Any, Any, Any, Any, Any]
"""What WeasyPrint's layout of a box gives: the box, where it goes on, the next page, margins, whether it collapses."""


class EntryHeight(NamedTuple):
    """How high an entry of a column is, in px, from border to border, and the margins above and below it."""

    border: float
    above: float
    below: float


def least_height(entries: Sequence[EntryHeight], count: int) -> float:
    """The least height, in px, of so many columns that hold all entries in their order, none of them broken."""
    most = max(sum(entry) for entry in entries)
    heights = sorted({height for start in range(len(entries)) for height in _filled(entries[start:])})
    return next(each for each in heights if each >= most - _SLACK and columns_of(each, entries) <= count)


def columns_of(height: float, entries: Sequence[EntryHeight]) -> int:
    """How many columns of a height the entries take; one that is higher than the column is alone in its own."""
    count = start = 0
    while start < len(entries):
        start += max(1, sum(filled <= height + _SLACK for filled in _filled(entries[start:])))
        count += 1
    return count


def _filled(entries: Sequence[EntryHeight]) -> Iterator[float]:
    """How far down a column is filled after each entry: the margins between two collapse, and WeasyPrint does not let
    that of the last hang out.
    """
    down = below = 0.0
    for entry in entries:
        down += max(below, entry.above) + entry.border
        below = entry.below
        yield down + below


@contextmanager
def whole_entries_balanced() -> Iterator[None]:
    """Has WeasyPrint set columns of whole entries so, and all others as ever."""
    theirs = block.columns_layout

    def layout(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, around: Any, is_empty: bool, *rest: Any
    ) -> _Laid:
        def laid(changed: Any) -> _Laid:
            result: _Laid = theirs(context, changed, bottom_space, skip_stack, around, is_empty, *rest)
            return result

        def without(tried: _Laid) -> None:
            block.remove_placeholders(context, [tried[0]] if tried[0] else [], *rest[:2])

        if skip_stack is not None or not _can_be_worked_out(context, box):
            return laid(box)
        filled = laid(_restyled(box, column_fill="auto"))
        new, resume_at = filled[:2]
        if new is None or resume_at is not None:
            return filled  # what does not fit is not balanced
        entries = [_height_of(child) for column in new.children for child in column.children]
        without(filled)
        height = least_height(entries, box.style["column_count"])
        balanced = laid(_restyled(box, column_fill="auto", height=Dimension(height + _SLACK, "px")))
        if _holds_all(balanced, box):
            return balanced
        without(balanced)
        return laid(box)

    block.columns_layout = layout
    try:
        yield
    finally:
        block.columns_layout = theirs


def _can_be_worked_out(context: Any, box: Any) -> bool:
    """Whether all that stands in the columns is entries that may not be broken, one below the other."""
    style = box.style
    plain = style["column_count"] != "auto" and style["column_width"] == "auto" and style["height"] == "auto"
    balanced = style["column_fill"] == "balance" and style["position"] != "relative"
    notes = context.current_page_footnotes or context.current_footnote_area.height not in ("auto", 0)
    return bool(plain and balanced and not notes and box.children and all(map(_is_whole, box.children)))


def _is_whole(child: Any) -> bool:
    style = child.style
    in_line = isinstance(child, boxes.BlockLevelBox) and child.is_in_normal_flow() and style["column_span"] != "all"
    free = style["break_before"] == "auto" and style["break_after"] == "auto"
    flowing = all(box.is_in_normal_flow() or box.is_outside_marker for box in child.descendants())
    return in_line and free and flowing and style["break_inside"] in _WHOLE


def _restyled(box: Any, **values: Any) -> Any:
    copy = box.copy()
    copy.style = box.style.copy()
    copy.style.update(values)
    return copy


def _height_of(entry: Any) -> EntryHeight:
    return EntryHeight(entry.border_height(), entry.margin_top, entry.margin_bottom)


def _holds_all(laid: _Laid, box: Any) -> bool:
    new, resume_at = laid[:2]
    if new is None or resume_at is not None or len(new.children) > box.style["column_count"]:
        return False
    return sum(len(column.children) for column in new.children) == len(box.children)

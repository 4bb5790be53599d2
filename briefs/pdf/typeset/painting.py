"""Painted order is reading order: what is floated or positioned is painted where it stands in the HTML.

CSS paints floats before, and what is positioned after, all other text of a page (CSS 2.2, appendix E). Whoever copies,
indexes or pastes a PDF gets that order: dates after their events, the dashes of a list in a heap. Once a page is laid
out nothing moves any more, so such boxes become ordinary ones here; what has a `z-index` of its own stays as it is.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder


def paint_in_reading_order(box: Any) -> None:
    """Lets the boxes below one be painted in the order of the HTML; to be called after the layout, before painting."""
    children = getattr(box, "children", ())
    if not children:
        return
    in_line = isinstance(box, boxes.LineBox | boxes.InlineBox) or isinstance(children[-1], boxes.LineBox)
    box.children = [_in_place(child, in_line=in_line) for child in children]
    for child in box.children:
        paint_in_reading_order(_laid_out(child))


def _in_place(child: Any, *, in_line: bool) -> Any:
    """The box as one of those around it: a word where they are lines, else a block."""
    box = _laid_out(child)
    style = box.style
    if style["z_index"] != "auto" or style["position"] not in ("static", "relative", "absolute"):
        return child
    changes = {"overflow": "visible"} if isinstance(box, boxes.ReplacedBox) else {}  # else painted last, to be clipped
    if box.is_floated() or box.is_absolutely_positioned():
        if in_line and type(box) is not boxes.BlockBox:
            return child
        if in_line:
            box.__class__ = boxes.InlineBlockBox
        changes["float"] = "none"
    if changes or style["position"] != "static":
        box.style = style.copy()
        box.style.update({**changes, "position": "static"})
        return box
    return child


def _laid_out(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box

"""Lines that leave their boxes: what WeasyPrint sets without a word of warning, and a reader sees at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_TOLERANCE = 1.0  # CSS pixels: what rounding may add


def runaway_lines(box: Any) -> Iterator[tuple[str, Any]]:
    """The text and the element of each line below a box that ends to the right of the box that holds the line; clipped
    text is meant to be hidden.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if box.style["overflow"] != "visible" and not isinstance(box, boxes.PageBox):
        return
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            edge = box.content_box_x() + box.width
            texts = list(_texts(child))
            if texts and max(text.position_x + text.width for text in texts) > edge + _TOLERANCE:
                yield "".join(text.text for text in texts).strip(), child.element
        yield from runaway_lines(child)


def _texts(box: Any) -> Iterator[Any]:
    """The pieces of text of a line itself; what stands in a box of its own has its own lines."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)

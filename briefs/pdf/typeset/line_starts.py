"""Where a line begins, as WeasyPrint should know it: within an element that opens a line it takes each further element
for a beginning (70.0), and breaks its first word anywhere instead of before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline

_HAIR = 1e-6  # pixels: what adding up widths may lose


@contextmanager
def words_kept_whole() -> Iterator[None]:
    """Only the first word of a line is broken anywhere where it is too long, while this holds."""
    set_box, set_text = inline.split_inline_box, inline.split_text_box
    begins: list[float] = []  # of the lines that are being set, one within the other

    def set_box_knowing(context: Any, box: Any, position_x: float, *more: Any) -> Any:
        if not isinstance(box, LineBox):
            return set_box(context, box, position_x, *more)
        begins.append(position_x)
        try:
            return set_box(context, box, position_x, *more)
        finally:
            begins.pop()

    def set_text_knowing(context: Any, box: Any, room: Any, skip: Any, is_line_start: bool = True) -> Any:
        is_first = is_line_start and (room is None or not begins or box.position_x <= begins[-1] + _HAIR)
        return set_text(context, box, room, skip, is_line_start=is_first)

    inline.split_inline_box, inline.split_text_box = set_box_knowing, set_text_knowing
    try:
        yield
    finally:
        inline.split_inline_box, inline.split_text_box = set_box, set_text

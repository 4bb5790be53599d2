"""Numbers beside the lines of an element that asks for them with `data-lines`, so that people can name a line.

They are drawn as shapes, in an artifact: nobody copies them with the text, and no screen reader meets them. Where lines
end is known only once a page is laid out, so no style sheet can do it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefs.fonts import digit_outlines

ASKING = "data-lines"
_EXEMPT = "none"  # what of an element has no numbers, though it asks for them
_SIZE = 0.75  # of the size of the text
_GAP = 11.3  # CSS pixels between number and text: 3 mm
_SAME_LINE = 1.0


class LineNumbers:
    """Counts the lines of each element over all of its pages, which are painted in their order."""

    def __init__(self) -> None:
        self._counted: dict[Any, int] = {}

    def draw(self, page: Any, stream: Any, scale: float) -> None:
        """Draws the numbers of a page beside its lines; nothing where no element asks for them."""
        for holder in _asking(page._page_box):
            with stream.artifact(), stream.stacked():
                stream.transform(a=scale, d=scale)
                stream.set_color(holder.style["color"])
                for baseline in _baselines(holder):
                    number = self._counted[holder.element] = self._counted.get(holder.element, 0) + 1
                    _draw(str(number), holder.content_box_x() - _GAP, baseline, holder.style["font_size"], stream)


def _asking(box: Any) -> Iterator[Any]:
    for child in _children(box):
        if isinstance(child, boxes.BlockLevelBox) and _asks(child.element):
            yield child
        else:
            yield from _asking(child)


def _asks(element: Any) -> bool:
    return _asked(element) not in (None, _EXEMPT)


def _asked(element: Any) -> str | None:
    return None if element is None or isinstance(element, str) else element.get(ASKING)


def _children(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield child._box if isinstance(child, AbsolutePlaceholder) else child


def _baselines(holder: Any) -> list[float]:
    """Where the lines of text stand, from the top, what stands side by side once."""
    found: list[float] = []
    for baseline in sorted(_lines(holder)):
        if not found or baseline - found[-1] > _SAME_LINE:
            found.append(baseline)
    return found


def _lines(box: Any) -> Iterator[float]:
    for child in _children(box):
        if isinstance(child, boxes.LineBox):
            if any(isinstance(each, boxes.TextBox) and each.text.strip() for each in child.descendants()):
                yield float(child.position_y + child.baseline)
        elif not (_asked(child.element) == _EXEMPT or str(child.element_tag).endswith("::marker")):
            yield from _lines(child)


def _draw(number: str, right: float, baseline: float, text_size: float, stream: Any) -> None:
    """Fills the shapes of a number that ends at the right."""
    size, digits = text_size * _SIZE, [digit_outlines()[digit] for digit in number]
    left = right - size * sum(digit.width for digit in digits)
    for digit in digits:
        for name, values in digit.path:
            points = zip(values[::2], values[1::2], strict=True)
            getattr(stream, name)(*(place for x, y in points for place in (left + x * size, baseline - y * size)))
        left += digit.width * size
    stream.fill()

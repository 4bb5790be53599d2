"""The lines of a title are about equally long on paper, as browsers set them for `text-wrap: balance`, which WeasyPrint
does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from briefs.fonts import FACES, advances

SPECIMEN = '<header class="masthead"><h1>A</h1><p class="lead">A</p></header>'
"""What is laid out with a page's style sheets to learn how wide its titles are."""
_MOST_LINES = 4
_SLACK = 1.01  # for what kerning adds


class LineMeasure(NamedTuple):
    """How wide the lines of an element may be, what stands between letters, and how wide these are, in ems."""

    width: float
    spacing: float
    letters: Mapping[str, float]


def measures(specimen: Any) -> dict[str, LineMeasure]:
    """The measure of each kind of title, from a page box with the specimen; none in a face that is not the briefs'."""
    found: dict[str, LineMeasure] = {}
    for box in _blocks(specimen):
        style = box.style
        wanted = (style["font_family"][0], style["font_weight"], style["font_style"])
        face = next((face for face in FACES if (face.family, face.weight, face.style) == wanted), None)
        if face and _kind(box.element):
            size = style["font_size"]
            spacing = 0 if style["letter_spacing"] == "normal" else style["letter_spacing"] / size
            found[_kind(box.element)] = LineMeasure(box.width / size, spacing, advances(face))
    return found


def balance(page: Any, titles: Mapping[str, LineMeasure]) -> None:
    """Narrows the titles of a parsed page as far as it takes no line more."""
    for element in page.iter():
        measure = titles.get(_kind(element))
        width = measure and balanced_width("".join(element.itertext()).split(), measure)
        if width:
            element.set("style", f"max-width: {width:.2f}em")


def balanced_width(words: Sequence[str], measure: LineMeasure) -> float | None:
    """The least width, in ems, in which words take as many lines as in the whole one; None for a single line, and for
    more than a title has.
    """
    space = measure.letters.get(" ", 0.25) + measure.spacing
    widths = [sum(measure.letters.get(letter, 0.6) + measure.spacing for letter in word) * _SLACK for word in words]
    lines = _lines(widths, space, measure.width)
    if not 1 < lines <= _MOST_LINES:
        return None
    wide_enough = sorted(width for width in _stretches(widths, space) if width >= max(widths))
    return next((width for width in wide_enough if _lines(widths, space, width) <= lines), None)


def _blocks(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.BlockBox) and child.element is not None:
            yield child
        yield from _blocks(child)


def _kind(element: Any) -> str:
    if element.tag == "h1":
        return "h1"
    return "lead" if element.tag == "p" and element.get("class") == "lead" else ""


def _lines(widths: Sequence[float], space: float, measure: float) -> int:
    """How many lines words of these widths take, each filled as far as it goes."""
    lines, filled = 1, widths[0]
    for width in widths[1:]:
        fits = filled + space + width <= measure + 1e-6
        lines, filled = (lines, filled + space + width) if fits else (lines + 1, width)
    return lines


def _stretches(widths: Sequence[float], space: float) -> Iterator[float]:
    """The widths of all rows of words that stand side by side; one of them is that of the balanced lines."""
    for start in range(len(widths)):
        filled = -space
        for width in widths[start:]:
            filled += space + width
            yield filled

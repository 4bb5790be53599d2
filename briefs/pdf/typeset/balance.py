"""The lines of a title are about equally long on paper, as browsers set them for `text-wrap: balance`, which WeasyPrint
does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from briefs.fonts import FACES, advances

_HALF = "half"
_HALVES = "./span[@class='pair']/span"
_TWO = f'<span class="pair"><span class="{_HALF}">A</span> <span class="{_HALF}">A</span></span>'
_MASTHEAD = '<header class="masthead"><h1>{0}</h1><p class="lead">{0}</p></header>'
SPECIMEN = _MASTHEAD.format("A") + '<header class="item-head"><h2>A</h2></header>'
PAIRED_SPECIMEN = _MASTHEAD.format(_TWO)
"""What is laid out with a page's style sheets to learn how wide its titles are, and the same in two languages."""
_SPACES = re.compile(r"[ \t\r\n]+")  # where a line may end: not at a no-break space
_MOST_LINES = 4
_SLACK = 1.01  # for what kerning adds


class LineMeasure(NamedTuple):
    """How wide the lines of an element may be, what stands between letters, and how wide these are, in ems."""

    width: float
    spacing: float
    letters: Mapping[str, float]


def measures(specimen: Any) -> dict[str, LineMeasure]:
    """The measure of each kind of title, or of its half in one language, from a page box with a specimen; none in a
    face that is not the briefs'.
    """
    found: dict[str, LineMeasure] = {}
    for kind, box in _titles(specimen):
        style = box.style
        wanted = (style["font_family"][0], style["font_weight"], style["font_style"])
        face = next((face for face in FACES if (face.family, face.weight, face.style) == wanted), None)
        if face:
            size = style["font_size"]
            spacing = 0 if style["letter_spacing"] == "normal" else style["letter_spacing"] / size
            found[kind] = LineMeasure(box.width / size, spacing, advances(face))
    return found


def balance(page: Any, titles: Mapping[str, LineMeasure], *, paired: bool = False) -> None:
    """Narrows the titles of a parsed page as far as it takes no line more; of a page in two languages each half of a
    title, by the measure of a half.
    """
    for title, kind in list(_kinds(page)):
        measure = titles.get(kind)
        for element in title.findall(_HALVES) if paired else [title]:
            words = [word for word in _SPACES.split("".join(element.itertext())) if word]
            width = measure and balanced_width(words, measure)
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


def _titles(specimen: Any) -> Iterator[tuple[str, Any]]:
    """The boxes of a specimen that hold the words of a title: itself, or the first half of it."""
    for box in _blocks(specimen):
        kind = _kind(box.element) or ("h2" if box.element.tag == "h2" else "")
        if kind:
            halves = (each for each in _blocks(box) if each.element.get("class") == _HALF)
            yield kind, next(halves, box)


def _kinds(page: Any) -> Iterator[tuple[Any, str]]:
    """The titles of a page: those of briefs, and of the items of a meeting."""
    yield from ((element, _kind(element)) for element in page.iter() if _kind(element))
    yield from ((element, "h2") for element in page.iterfind(".//header[@class='item-head']/h2"))


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

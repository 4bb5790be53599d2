"""Faults of a layout that a reader sees at once and that stop no brief: a stranded row of a table, a page left nearly
empty, type too small to read, a source mark alone on its line, a word broken without a hyphen.

Each comes with the elements that it is about, so that whoever mends it is told the section and the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

LEAST_ROWS, LEAST_LAST_ROWS = 3, 2  # of a table on each of its pages, and on the last of them or of rows of text
PARAGRAPH = 6  # lines of a row that may begin a table by itself
LEAST_FILLED = 0.4  # of the height of a page
SMALLEST = 7.5  # points
LONGEST_WORD = 24  # letters that every column has room for
EXEMPT = frozenset({"cover", "form"})  # named pages that may be as empty as they are

_POINTS = 0.75  # in a CSS pixel
_ROUNDING = 0.01
_AROUND_WORDS = ".,:;!?()«»"
_LONE_MARK = re.compile(r"\[\d[\d,\s]*\][.,;:]?")  # marks with paragraphs are long, and may need a line
_SVG = "{http://www.w3.org/2000/svg}"


class LayoutFault(NamedTuple):
    """What is wrong, and the elements that it is about."""

    what: str
    elements: tuple[Any, ...]


class _Part(NamedTuple):
    """What one page, from 1, holds of a table."""

    page: int
    rows: list[Any]


def faults(pages: Sequence[Any]) -> tuple[LayoutFault, ...]:
    """All faults of laid-out pages, in their order; the last page may be as short as it is, and so may what stands
    before an article that begins on a page of its own.
    """
    held = [list(_below(page._page_box)) for page in pages]
    return (
        *_stranded_rows(held),
        *(
            fault
            for number, page in enumerate(pages[:-1], 1)
            if not pages[number]._page_box.page_type.blank and not _begins_an_article(pages[number], held[number - 1])
            for fault in _emptiness(number, page, held[number - 1])
        ),
        *_small_type(held),
        *_lone_marks(held),
        *_broken_words(held),
    )


def _below(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        laid_out = child._box if isinstance(child, AbsolutePlaceholder) else child
        yield laid_out
        yield from _below(laid_out)


def _stranded_rows(held: list[list[Any]]) -> Iterator[LayoutFault]:
    """Parts of tables that are too short to be read as one."""
    tables: dict[Any, list[_Part]] = {}
    for number, page in enumerate(held, 1):
        for box in page:
            if isinstance(box, boxes.TableBox):
                tables.setdefault(box.element, []).append(_Part(number, list(_rows(box))))
    for parts in tables.values():
        for part in parts if len(parts) > 1 else ():
            if 0 < len(part.rows) < _least_rows(part, parts):
                rows = "one row" if len(part.rows) == 1 else f"{len(part.rows)} rows"
                what = f"page {part.page} holds {rows} of a table, «{_shortened(_words(part.rows[0]))}»"
                yield LayoutFault(what, (part.rows[0].element,))


def _least_rows(part: _Part, parts: list[_Part]) -> int:
    if part is parts[0] and _lines_of(part.rows[0]) >= PARAGRAPH:
        return 1
    return LEAST_LAST_ROWS if part is parts[-1] or all(_lines_of(row) > 1 for row in part.rows) else LEAST_ROWS


def _rows(table: Any) -> Iterator[Any]:
    for group in table.children:
        if isinstance(group, boxes.TableRowGroupBox) and not (group.is_header or group.is_footer):
            yield from group.children


def _lines_of(row: Any) -> int:
    """How many lines the highest cell of a row takes: two rows of text, or one of many lines, are a block of some
    height.
    """
    return max((sum(isinstance(box, boxes.LineBox) for box in _below(cell)) for cell in row.children), default=0)


def _begins_an_article(page: Any, before: list[Any]) -> bool:
    """Whether an article begins with the page, of which the page before has nothing; it may stand in another one."""
    box = next((each for each in page._page_box.children if not isinstance(each, boxes.MarginBox)), None)
    while box is not None:
        is_article = box.element is not None and box.element.tag == "article"
        if is_article and all(each.element is not box.element for each in before):
            return True
        box = next(iter(getattr(box, "children", ())), None)
    return False


def _emptiness(number: int, page: Any, held: list[Any]) -> Iterator[LayoutFault]:
    box = page._page_box
    margins = {id(each) for margin in box.children if isinstance(margin, boxes.MarginBox) for each in _below(margin)}
    printed = [each for each in held if _is_printed(each) and id(each) not in margins]
    if not printed or box.page_type.name in EXEMPT:
        return
    last = max(printed, key=_bottom)
    filled = (_bottom(last) - box.content_box_y()) / box.height
    if filled < LEAST_FILLED:
        yield LayoutFault(f"page {number} is {max(filled, 0) * 100:.0f} per cent full", (last.element,))


def _is_printed(box: Any) -> bool:
    is_text = isinstance(box, boxes.TextBox) and box.text.strip() and _is_seen(box)
    return bool(is_text) or isinstance(box, boxes.ReplacedBox)


def _is_seen(box: Any) -> bool:
    """Whether it is no words for a screen reader alone, which have no colour."""
    return bool(box.style["color"].alpha)


def _bottom(box: Any) -> float:
    return float(box.position_y + box.height)


def _small_type(held: list[list[Any]]) -> Iterator[LayoutFault]:
    """One fault for each size, with all that is set in it."""
    found: dict[float, list[tuple[int, str, Any]]] = {}
    for number, page in enumerate(held, 1):
        for box in page:
            for size, words, element in _set_type(box):
                if size < SMALLEST - _ROUNDING:
                    found.setdefault(round(size, 1), []).append((number, words, element))
    for size, places in sorted(found.items()):
        page_number, words, _ = places[0]
        what = f"text of {size:g} pt, «{_shortened(words)}» on page {page_number}, is smaller than {SMALLEST} pt"
        yield LayoutFault(what, tuple(element for _, _, element in places))


def _set_type(box: Any) -> Iterator[tuple[float, str, Any]]:
    """Size in points, words and element of what a box itself sets, in a drawing too."""
    if isinstance(box, boxes.TextBox) and box.text.strip() and _is_seen(box):
        yield box.style["font_size"] * _POINTS, box.text, box.element
    elif isinstance(box, boxes.ReplacedBox) and box.element is not None and box.element.tag == f"{_SVG}svg":
        scale = _scale(box)
        for size, words in _lettering(box.element, box.style["font_size"]):
            yield size * scale * _POINTS, words, box.element


def _scale(box: Any) -> float:
    """How many CSS pixels a unit of a drawing is."""
    sides = [float(side) for side in re.split(r"[\s,]+", (box.element.get("viewBox") or "").strip()) if side]
    return float(min(box.width / sides[2], box.height / sides[3])) if len(sides) == 4 and all(sides[2:]) else 1.0


def _lettering(element: Any, inherited: float) -> Iterator[tuple[float, str]]:
    """The size, in the drawing's units, and the words of each text in a drawing."""
    given = re.fullmatch(r"\s*([\d.]+)(?:px)?\s*", element.get("font-size") or "")
    size = float(given[1]) if given else inherited
    if element.tag in (f"{_SVG}text", f"{_SVG}tspan") and (element.text or "").strip():
        yield size, element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _lettering(child, size)


def _lone_marks(held: list[list[Any]]) -> Iterator[LayoutFault]:
    for number, page in enumerate(held, 1):
        for line in page:
            if isinstance(line, boxes.LineBox) and line.element is not None and not _is_cell(line):
                words = _words(line)
                if _LONE_MARK.fullmatch(words):
                    yield LayoutFault(f"the mark «{words}» stands alone on a line of page {number}", (line.element,))


def _broken_words(held: list[list[Any]]) -> Iterator[LayoutFault]:
    """Words that a column had no room for; one that no column has room for breaks where it may."""
    for number, page in enumerate(held, 1):
        for block in page:
            lines = [line for line in getattr(block, "children", ()) if isinstance(line, boxes.LineBox)]
            for line, following in pairwise(lines):
                word = "".join([*_words(line).split()[-1:], *_words(following).split()[:1]])
                letters = word.strip(_AROUND_WORDS)
                whole = letters.isalpha() and len(letters) <= LONGEST_WORD and line.element is not None
                if whole and word in _said(line.element).split():
                    yield LayoutFault(f"«{letters}» is broken without a hyphen on page {number}", (line.element,))


def _said(element: Any) -> str:
    """The words of an element, parted where it breaks the line itself."""
    inside = ((" " if kid.tag == "br" else _said(kid)) + (kid.tail or "") for kid in element)
    return (element.text or "") + "".join(inside)


def _is_cell(line: Any) -> bool:
    """Whether the line's element holds nothing but marks, as a column of them does."""
    return bool(_LONE_MARK.fullmatch(" ".join("".join(line.element.itertext()).split())))


def _words(box: Any) -> str:
    texts = (each.text for each in _below(box) if isinstance(each, boxes.TextBox) and _is_seen(each))
    return " ".join(" ".join(texts).split())


def _shortened(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"

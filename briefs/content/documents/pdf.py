"""The only module with PDFium: the pages of a PDF become paragraphs, which are a guess from the gaps between lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from briefs.content.documents.blocks import hyphenated, joined
from briefs.content.documents.reading import Read, UnreadableError, filled

GUESSED = "is a PDF: its paragraphs are a guess from the gaps between lines, and may come out otherwise elsewhere"
_MOST_PAGES = 2000
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_BREAK = re.compile(r"\r\n|\r|\n|(?<=[\x02\ufffe])")
_PARTED = re.compile("[\x02\ufffe]")  # PDFium's sign for a hyphen at the end of a line
_EDGE = 2  # lines at the top and at the bottom of a page, among which headers and footers are
_GAP = 1.25  # of the usual step from line to line: more begins a paragraph
_OTHER_SIZE = 1.1
_AS_TEXT = "Give its text as a .txt, or a copy without a password"


class _Line(NamedTuple):
    """One line on a page, in points from the page's bottom left; `size` is the height of its font's box."""

    text: str
    page: int
    bottom: float
    size: float
    left: float
    right: float


def of_pdf(content: bytes) -> Read:
    """Its text without what is repeated on the pages' edges; UnreadableError where it is encrypted or pictures only."""
    pdfium = _library()
    try:
        opened = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UnreadableError("is an encrypted PDF", _AS_TEXT) from None
        raise UnreadableError("is no PDF, or a broken one", "Fetch it anew, or give its text as a .txt") from None
    try:
        return _of_pages(opened, pdfium)
    except pdfium.PdfiumError:
        raise UnreadableError("is a PDF with a broken page", "Fetch it anew, or give its text as a .txt") from None
    finally:
        opened.close()


def _library() -> Any:
    try:
        import pypdfium2  # here, because it is an extra
    except ModuleNotFoundError:
        raise UnreadableError(
            "is a PDF, for which pypdfium2 is needed", "pip install 'policy-briefs[documents]'"
        ) from None
    return pypdfium2


def _of_pages(opened: Any, pdfium: Any) -> Read:
    if len(opened) > _MOST_PAGES:
        raise UnreadableError(f"is a PDF of {len(opened)} pages", f"Split it: {_MOST_PAGES} are the most")
    pages = [list(_lines(opened[number], number, pdfium)) for number in range(len(opened))]
    if not any(pages):
        hint = (
            "Its pages are pictures: let a program for text recognition (OCR) make a text of them, and read it through"
        )
        raise UnreadableError("is a PDF without text", hint)
    empty = sum(not page for page in pages)
    warnings = (GUESSED, *([f"has {empty} pages without text, which may be pictures"] if empty else []))
    lines = [line for page in _without_edges(pages) for line in page]
    kept = hyphenated(line.text for line in lines)
    return Read(filled(joined([line.text for line in group], kept) for group in _groups(lines)), warnings)


def _lines(page: Any, number: int, pdfium: Any) -> Iterator[_Line]:
    """The lines of a page in the order in which they were written, so that columns stay apart."""
    text_page = page.get_textpage()
    text, size = text_page.get_text_range(), text_page.count_chars()
    if len(text) != size:  # some letters were left out: take them one by one, so that each has its place
        letter = pdfium.raw.FPDFText_GetUnicode
        text = "".join(chr(min(letter(text_page, place), 0xFFFF) or 32) for place in range(size))
    start = 0
    for found in (*_BREAK.finditer(text), None):
        end = found.start() if found else len(text)
        if words := text[start:end].strip():
            first = start + text[start:end].index(words[0])
            left, bottom, _, top = text_page.get_charbox(first, loose=True)
            right = text_page.get_charbox(first + len(words) - 1, loose=True)[2]
            yield _Line(_PARTED.sub("-", words), number, bottom, top - bottom, left, right)
        start = found.end() if found else end
    text_page.close()
    page.close()


def _without_edges(pages: Sequence[list[_Line]]) -> Iterator[list[_Line]]:
    """The pages without what stands at the edge of at least half of them, numbers aside."""

    def alike(line: _Line) -> tuple[str, int]:
        return re.sub(r"\d+", "#", line.text), round(line.bottom / 3)

    def edges(page: list[_Line]) -> list[_Line]:
        order = sorted(page, key=lambda line: line.bottom)
        return [*order[:_EDGE], *order[_EDGE:][-_EDGE:]]

    seen = Counter(each for page in pages for each in {alike(line) for line in edges(page)})
    repeated = {each for each, times in seen.items() if times >= max(2, len(pages) / 2)}
    for page in pages:
        left_out = {line for line in edges(page) if alike(line) in repeated}
        yield [line for line in page if line not in left_out]


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines of each paragraph."""
    steps = [_step(one, other) for one, other in pairwise(lines) if one.page == other.page]
    usual = median([step for step in steps if 0.5 < step < 2.5] or [1.2])
    group: list[_Line] = []
    for line in lines:
        if group and not _goes_on(group[-1], line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _step(one: _Line, other: _Line) -> float:
    """How far down the next line stands, in heights of its font."""
    return (one.bottom - other.bottom) / max(other.size, one.size, 0.1)


def _goes_on(one: _Line, other: _Line, usual: float) -> bool:
    if max(one.size, other.size) > _OTHER_SIZE * min(one.size, other.size):
        return False
    step = _step(one, other)
    if one.page != other.page or step < -0.5:  # a new page or column
        return one.text.endswith("-") or (one.text[-1] not in '.!?:»”"' and other.text[:1].islower())
    return step <= _GAP * usual

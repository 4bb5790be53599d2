"""Drawings (SVG) as pictures, which every Word shows as they stand on paper: set by the typesetter, with our own faces
in them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from briefs.errors import BriefsError, Problem, Where
from briefs.fonts import face_css
from briefs.office.pandoc import EXTRA
from briefs.pdf.description import Record

WIDEST, HIGHEST = 160.0, 225.0
"""Millimetres that a picture may take of a sheet."""
_MM_OF_A_PIXEL = 25.4 / 96
_DOTS_TO_A_POINT = 200 / 72
_TAG = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
_BOX = re.compile(r"""\sviewbox\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_SIDE = re.compile(r"""\s(width|height)\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A drawing as PNG, in a `data:` address, and how large it is to be shown, in millimetres."""

    address: str
    width: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Draughtsman:
    """What draws the drawings of one document, whose name is told in problems; `files` are its pictures."""

    name: str
    record: Record
    files: Mapping[str, bytes]

    def inline(self, drawing: str) -> Picture | None:
        """A drawing that stands in the page; nothing for one that does not say how large it is."""
        return self._picture(drawing, drawing)

    def file(self, path: str) -> Picture | None:
        """A drawing that is a file of the project."""
        source = f'<img src="{escape(path)}" alt="">'
        return self._picture(self.files[path].decode(errors="replace"), source)

    def _picture(self, drawing: str, element: str) -> Picture | None:
        """The picture of an element, as large as its drawing says."""
        size = size_of(drawing)
        if size is None:
            return None
        width, height = size
        shown = min(1.0, WIDEST / (width * _MM_OF_A_PIXEL), HIGHEST / (height * _MM_OF_A_PIXEL))
        png = _png(self._pdf(element, width, height), _DOTS_TO_A_POINT * shown)
        return Picture(
            address=f"data:image/png;base64,{b64encode(png).decode()}",
            width=round(width * _MM_OF_A_PIXEL * shown, 1),
            height=round(height * _MM_OF_A_PIXEL * shown, 1),
        )

    def _pdf(self, element: str, width: float, height: float) -> bytes:
        """One page that is as large as the drawing and holds nothing else."""
        from briefs.pdf.typeset import typeset  # here, because few documents have a drawing, and it takes a second

        css = (
            f"{face_css('pdf')} @page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }}"
            f" svg, img {{ display: block; width: {width}px; height: {height}px }}"
        )
        page = (
            f'<!doctype html><html lang="{escape(self.record.language)}"><head><title>{escape(self.name)}</title>'
            f"<style>{css}</style></head><body>{element}</body></html>"
        )
        return typeset(page, name=self.name, files=self.files, record=self.record).pdf


def size_of(drawing: str) -> tuple[float, float] | None:
    """Width and height of a drawing in pixels of CSS, or nothing where it names none that can be shown."""
    tag = _TAG.search(drawing)
    box = _BOX.search(tag[0]) if tag else None
    sides = {name.lower(): value for name, value in _SIDE.findall(tag[0])} if tag else {}
    try:
        if {"width", "height"} <= sides.keys():
            width, height = float(sides["width"]), float(sides["height"])
        else:
            _, _, width, height = map(float, re.split(r"[\s,]+", box[1].strip() if box else ""))
    except ValueError:
        return None
    return (width, height) if 1 <= width <= 5000 and 1 <= height <= 5000 else None


def _png(pdf: bytes, dots_to_a_point: float) -> bytes:
    from briefs.content.documents.pictures import PagePictures

    try:
        return PagePictures(pdf, dots_to_a_point=dots_to_a_point, packing=9).png(1)
    except ImportError:
        what = "pypdfium2, which draws the pictures of Word documents, is not installed"
        raise BriefsError(Problem(Where(EXTRA), what, f"Install it with: pip install '{EXTRA}'")) from None

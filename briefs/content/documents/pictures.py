"""The pages of a PDF as pictures, for whoever looks at them in a browser: one picture at a time, without a file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from threading import Lock as ThreadLock

_ONE_AT_A_TIME = ThreadLock()  # PDFium is not made for several threads


@dataclass(frozen=True)
class PagePictures:
    """A PDF whose pages are drawn; the extras `serve` and `docx` bring what draws them.

    `dots_to_a_point`: 2 is 144 dots to the inch, sharp on a pane of 600 to 1200 pixels; `packing`: from 1, the fastest,
    for a picture that goes no farther than to the next process, to 9.
    """

    content: bytes
    dots_to_a_point: float = 2.0
    packing: int = 1

    @cached_property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page in points."""
        import pypdfium2

        with _ONE_AT_A_TIME:
            pdf = pypdfium2.PdfDocument(self.content)
            try:
                return tuple((page.get_width(), page.get_height()) for page in pdf)
            finally:
                pdf.close()

    def png(self, number: int) -> bytes:
        """The picture of a page, counted from 1; IndexError where there is no such page."""
        import pypdfium2

        if not 1 <= number <= len(self.sizes):
            raise IndexError(number)
        with _ONE_AT_A_TIME:
            pdf = pypdfium2.PdfDocument(self.content)
            try:
                picture = pdf[number - 1].render(scale=self.dots_to_a_point).to_pil()
            finally:
                pdf.close()
        png = io.BytesIO()
        picture.save(png, "PNG", compress_level=self.packing)
        return png.getvalue()

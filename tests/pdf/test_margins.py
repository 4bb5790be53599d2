"""What stands in the margin beside an entry stays on the entry's page."""

from __future__ import annotations

import io

import pypdfium2

from briefs.assets import packaged
from tests.printed import set_page

CSS = "".join((packaged("styles") / f"{name}.css").read_text("utf-8") for name in ("tokens", "type", "page", "parts"))


def test_a_margin_longer_than_its_entry_goes_overleaf_with_it() -> None:
    """It is not parted from it, and does not lie over what stands there."""
    margin = "".join(f'<span class="due">Frist {number}</span> ' for number in range(8))
    entry = f'<article class="entry measure"><p class="margin">{margin}</p><div class="entry-body"><p>Tiltak</p></div>'
    body = f"<h1>A</h1><p style='height: 222mm'>Før</p>{entry}</article><p>Etter</p>"
    pages = pypdfium2.PdfDocument(io.BytesIO(set_page(body, CSS).pdf))
    first, second = (page.get_textpage().get_text_range() for page in pages)
    assert "Frist" not in first and "Tiltak" not in first
    assert "Frist 7" in second and "Tiltak" in second

"""The pages of this project for a screen are small enough to be sent."""

from __future__ import annotations

import pytest

from briefs.build.formats import with_faces
from briefs.edition.edition import Order, assemble
from briefs.edition.receipt import origin_of, origin_text
from briefs.html.receipt import with_receipt
from briefs.html.render import render
from content.tests.shipped import ROOT, library

LARGEST = 150_000
LARGEST_WHOLE = 250_000
"""Of what leaves nothing out: the audience `full`, and the brief of the documents."""

EDITIONS = [
    (brief.id, audience, language)
    for brief in library().briefs.values()
    for audience in brief.audiences
    for language in library().project.languages
]


@pytest.mark.parametrize(("brief", "audience", "language"), EDITIONS)
def test_a_page_is_small(brief: str, audience: str, language: str) -> None:
    """Faces, style sheets, popups and receipt included, in bytes."""
    edition = assemble(library(), Order(brief, audience, language, library().newest))
    page = with_faces(render(edition, ROOT, "html"), "html")
    page = with_receipt(page, origin_text(origin_of(library(), edition)))
    assert len(page.encode()) <= (LARGEST_WHOLE if audience == "full" or brief == "kilder" else LARGEST)

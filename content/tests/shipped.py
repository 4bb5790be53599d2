"""What the tests of this topic share: the content that stands beside them, and its documents where they are at hand."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from briefs.content import model
from briefs.content.load import load
from briefs.edition.edition import Edition, Order, assemble
from briefs.html.render import render

ROOT = Path(__file__).parents[2]
DOCUMENTS = Path(os.environ.get("BRIEFS_SOURCES") or os.devnull)
needs_documents = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="not run: the documents are not here; name their folder in BRIEFS_SOURCES"
)


@cache
def library() -> model.Library:
    """The whole content, which has to load without a problem."""
    loaded = load(ROOT)
    assert loaded.problems == ()
    assert loaded.library is not None
    return loaded.library


@cache
def edition_of(order: Order) -> Edition:
    """The edition that an order asks for; many tests look at the same."""
    return assemble(library(), order)


@cache
def printed(order: Order) -> str:
    """The edition as it is printed."""
    return render(edition_of(order), ROOT, "pdf")


def at_hand() -> list[model.Source]:
    """The sources whose documents are in the folder of documents."""
    return [source for source in library().sources.values() if (DOCUMENTS / source.file).is_file()]

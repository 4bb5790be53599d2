"""Pandoc: what is said where it is not there, and which parts of a page it is given."""

from __future__ import annotations

import sys

import pytest

from briefs.errors import BriefsError
from briefs.office.pandoc import tree_of
from briefs.office.tree import text_of


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a Word document is told what to install."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(BriefsError, match=r"Install it with: pip install 'policy-briefs\[docx\]'"):
        tree_of("<p>Ord</p>", "nb/oversikt/alle.docx")


def test_a_page_is_taken_whole_and_keeps_its_languages() -> None:
    """Pandoc by itself would leave out what stands before `<main>`, and the language of a title."""
    pytest.importorskip("pypandoc", reason="pandoc is not installed")
    page = '<html><body><header><h1>Tittel</h1></header><main><p><cite lang="en">Words</cite></p></main></body></html>'
    blocks = tree_of(page, "side")["blocks"]
    assert text_of(blocks) == "TittelWords"
    assert '["lang", "en"]' in repr(blocks).replace("'", '"')

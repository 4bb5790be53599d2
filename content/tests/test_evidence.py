"""The shipped content against its documents, which are no part of the project: skipped where they are not at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from briefs.review.verify.mutations import Score

from briefs.content.load import load
from briefs.content.model import Library
from briefs.review.verify import Document, measure, read_documents, read_lock, verify

ROOT = Path(__file__).parents[2]
SOURCES = Path(os.environ.get("BRIEFS_SOURCES") or ROOT.parent / "shared" / "sources")
pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not here: set BRIEFS_SOURCES")


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped content."""
    found = load(ROOT).library
    assert found is not None
    return found


@pytest.fixture(scope="module")
def documents(library: Library) -> dict[str, Document]:
    """All of its documents."""
    found = read_documents(SOURCES, library)
    assert sorted(found) == sorted(library.sources)
    return found


@pytest.fixture(scope="module")
def scores(library: Library, documents: dict[str, Document]) -> dict[str, Score]:
    """How much of what is made wrong is noticed."""
    return {score.kind: score for score in measure(library, documents)}


def test_the_shipped_content_says_what_its_documents_say(library: Library, documents: dict[str, Document]) -> None:
    """No finding, and none that had to be let stand."""
    report = verify(library, documents, read_lock(ROOT))
    assert [str(finding.problem) for finding in report.findings] == []
    assert report.waived == ()


def test_every_paragraph_is_covered(library: Library, documents: dict[str, Document]) -> None:
    """Each paragraph has a claim or is marked as saying nothing."""
    assert verify(library, documents).coverage.uncited == ()


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("numbers", 99),
        ("figure", 99),
        ("precision", 99),
        ("field", 99),
        ("date", 99),
        ("paragraph", 90),
        ("dropped", 90),
        ("added", 90),
    ],
)
def test_what_is_made_wrong_is_noticed(scores: dict[str, Score], kind: str, least: int) -> None:
    """Each number and date of the content, each claim's paragraph, and each denial, changed one at a time."""
    score = scores[kind]
    assert score.mutants > 0
    assert score.percent >= least, "\n".join(score.missed)

"""The content of this topic against its documents, which are no part of the project: skipped where they are not at
hand. A source whose document is missing is left to `briefs verify`, which reports it.
"""

from __future__ import annotations

import pytest

from benchmarks.mutations import Score, measure
from briefs.review.verify import Document, read_documents, read_lock, verify
from content.tests.shipped import DOCUMENTS, ROOT, library, needs_documents

pytestmark = needs_documents


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Those at hand, by source."""
    return read_documents(DOCUMENTS, library())


@pytest.fixture(scope="module")
def scores(documents: dict[str, Document]) -> dict[str, Score]:
    """How much of what is made wrong is noticed."""
    return {score.kind: score for score in measure(library(), documents)}


def test_the_content_says_what_its_documents_say(documents: dict[str, Document]) -> None:
    """No error, and none that had to be let stand; a new source waits for its document and its acceptance."""
    lock = read_lock(ROOT)
    assert lock is not None
    report = verify(library(), documents, lock)
    waiting = {
        f"source {source}" for source in library().sources if source not in documents or source not in lock.sources
    }
    findings = [each for each in report.errors if each.record not in waiting or each.kind not in {"document", "lock"}]
    assert [str(finding.problem) for finding in findings] == []
    assert report.waived == ()


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("numbers", 98),  # a figure may change place with another that the same paragraph gives
        ("figure", 99),
        ("precision", 99),
        ("field", 99),
        ("date", 99),
        ("paragraph", 90),
        ("dropped", 90),
        ("added", 90),
    ],
)
@pytest.mark.long
def test_what_is_made_wrong_is_noticed(scores: dict[str, Score], kind: str, least: int) -> None:
    """Each number and date of the content, each claim's paragraph, and each denial, changed one at a time."""
    score = scores[kind]
    assert score.mutants > 0
    assert score.percent >= least, "\n".join(score.missed)

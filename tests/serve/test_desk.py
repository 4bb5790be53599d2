"""The source desk: what is shown of a document and its claims, what stands on them, and marks of what was read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from briefs.review.trace import Tracer
from briefs.review.verify import Evidence, read_documents, read_lock, shared_spans, verify
from briefs.serve.desk import Desk, documents_at_hand
from briefs.serve.marking import MarkRequest, RefusedMarkError, requested, set_mark
from tests.conftest import SMALL, Project
from tests.serve.served import Served, served

BREV = "content/sources/brev-2021.yaml"


def desk(project: Project, *, documents: bool = True, found: bool = False) -> Desk:
    library = project.library()
    at_hand = documents_at_hand(project.root / "documents" if documents else None, library).found
    lock = read_lock(project.root)
    return Desk(
        library=library,
        documents=at_hand,
        lock=lock,
        tracer=Tracer(library),
        evidence=Evidence(library, at_hand),
        report=verify(library, at_hand, lock) if found else None,
        editor_at=str,
    )


def rows(of: Desk) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = of.source("brev-2021")["rows"]
    return shown


def lit(project: Project, key: int) -> list[str]:
    """The pieces of its paragraph that a claim of the letter lights."""
    library = project.library()
    documents = read_documents(project.root / "documents", library)
    source = library.sources["brev-2021"]
    claim = source.claim(key)
    assert claim is not None
    text = documents["brev-2021"].paragraphs[claim.paragraph - 1]
    return [text[start:end] for start, end in shared_spans(Evidence(library, documents), source, claim)]


def test_claims_stand_beside_their_paragraph(project: Project) -> None:
    """Every paragraph of the document, in order, with its claims; what is silent on purpose is said so."""
    found = rows(desk(project))
    assert [row["number"] for row in found] == [1, 2, 3, 4, 5]
    assert [[claim["key"] for claim in row["claims"]] for row in found] == [
        [],
        ["1", "2"],
        ["3", "4"],
        ["5", "6"],
        ["7"],
    ]
    assert [row["is_silent"] for row in found] == [True, False, False, False, False]
    assert "".join(piece["text"] for piece in found[1]["pieces"]).startswith("Siden 2015 er åpningstiden")


def test_numbers_dates_and_names_of_a_claim_are_lit(project: Project) -> None:
    """As they stand in the paragraph, whatever the claim's reference to a figure prints."""
    assert lit(project, 1) == ["2015"]
    assert lit(project, 2) == ["20"]
    assert lit(project, 5) == ["500 000", "1. september 2021"]
    assert "Brukerrådet" in lit(project, 3)
    pieces = rows(desk(project))[1]["pieces"]
    assert [piece["claims"] for piece in pieces if piece["text"] == "2015"] == ["1"]


def test_counts_are_those_of_the_filters(project: Project) -> None:
    """Paragraphs without a claim, claims that nothing uses or nobody has read; findings once they are known."""
    project.replace(BREV, "silent_paragraphs: [1]\n", "")
    project.replace(BREV, "paragraphs: 5\n", "")
    project.replace(BREV, "sha256: 3c46787985b84be82f381089f9068dafd1272bedd80b6c161b91180bc3958894\n", "")
    project.replace(BREV, "Brukerrådet vil at lånetiden", "Brukerrådet vil for 700 000 kroner at lånetiden")
    shown = desk(project, found=True)
    source = shown.library.sources["brev-2021"]
    counts = shown.counts(source)
    assert (counts["claims"], counts["uncited"], counts["unread"], counts["read"]) == (7, 1, 7, 0)
    assert counts["findings"] >= 1
    assert counts["unused"] == sum(not Tracer(shown.library).is_carrying(f"brev-2021/{key}") for key in range(1, 8))
    assert desk(project).counts(source)["findings"] is None
    (claim,) = [each for row in rows(shown) for each in row["claims"] if each["key"] == "6"]
    assert claim["has_errors"] and any("700" in finding["what"] for finding in claim["findings"])


def test_what_stands_on_a_claim_leads_to_its_pages(project: Project) -> None:
    """Records, down to the briefs and audiences that print it, each with an address."""
    found = desk(project).printed("brev-2021/3")
    assert {node["kind"] for node in found["carries"]} >= {"demand"}
    places = [place for brief in found["briefs"] for each in brief["audiences"] for place in each["places"]]
    assert places and all(place["to"].startswith("/nb/oversikt/") for place in places)
    assert all("?claim=brev-2021/3#" in place["to"] for place in places)
    with pytest.raises(KeyError):
        desk(project).printed("brev-2021/99")


def test_without_documents_the_claims_stand_alone(project: Project) -> None:
    """They can be read, and not be marked."""
    found = rows(desk(project, documents=False))
    assert [row["number"] for row in found] == [2, 3, 4, 5]
    assert all(row["pieces"] == [] and not row["is_missing"] for row in found)
    assert not any(claim["can_be_read"] for row in found for claim in row["claims"])


def test_one_document_that_cannot_be_read_takes_no_other_away(project: Project) -> None:
    """It is told, with its place."""
    (project.root / "documents/brev-2021.txt").write_bytes(b"\xff\xfe\x00")
    at_hand = documents_at_hand(project.root / "documents", project.library())
    assert list(at_hand.found) == ["svar-2021"]
    assert [problem.where.file for problem in at_hand.problems] == [BREV]


# --- marks ------------------------------------------------------------------------------------------------------------


def asked(project: Project, claim: str, **other: str) -> MarkRequest:
    shown = {each["id"]: each["hash"] for row in rows(desk(project)) for each in row["claims"]}
    values = {"claim": claim, "hash": shown.get(claim, "0"), "by": "en redaktør", **other}
    return requested(json.dumps(values).encode())


def put(project: Project, request: MarkRequest) -> None:
    library = project.library()
    documents = read_documents(project.root / "documents", library)
    set_mark(project.root, library, documents, request, date(2022, 3, 4))


def test_a_mark_goes_into_the_lock_and_out_again(project: Project) -> None:
    """As `verify --reviewed` writes it, with name and day."""
    put(project, asked(project, "brev-2021/1"))
    lock = read_lock(project.root)
    assert lock is not None
    mark = lock.reviewed["brev-2021/1"]
    assert (mark.by, mark.on) == ("en redaktør", date(2022, 3, 4))
    assert desk(project).counts(project.library().sources["brev-2021"])["read"] == 1
    put(project, asked(project, "brev-2021/1", what="unread"))
    lock = read_lock(project.root)
    assert lock is not None and not lock.reviewed


def test_what_has_changed_since_it_was_shown_is_not_marked(project: Project) -> None:
    """Neither another wording nor another paragraph is taken for read."""
    before = asked(project, "brev-2021/4")
    project.replace(BREV, "vil ha lørdagsåpent", "ønsker lørdagsåpent")
    with pytest.raises(RefusedMarkError) as refused:
        put(project, before)
    assert refused.value.status == 409
    assert read_lock(project.root) is None


@pytest.mark.parametrize("name", ["brev-2021/99", "brev-2021", "../lock", ""])
def test_no_such_claim_is_marked(project: Project, name: str) -> None:
    """A whole source is none, either: one mark is for one claim that was read."""
    with pytest.raises(RefusedMarkError) as refused:
        put(project, asked(project, name))
    assert refused.value.status == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"claim": "a/1", "hash": "", "by": ""}',
        b'{"claim": "a/1", "hash": "", "by": "a\\nb"}',
        b'{"claim": "a/1", "hash": "", "by": "a", "path": "/etc"}',
        b'{"claim": "a/1", "hash": "", "by": "a", "what": "all"}',
        "{'by': 'å'}".encode("latin-1"),
    ],
)
def test_what_is_no_mark_is_refused(body: bytes) -> None:
    """With a status, and no traceback."""
    with pytest.raises(RefusedMarkError) as refused:
        requested(body)
    assert refused.value.status == 400


# --- served -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Served]]:
    """One project with its documents, and its server."""
    root = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(SMALL, root)
    with served(root, "--documents", str(root / "documents"), "--by", "en redaktør") as server:
        yield Project(root), server


def test_desk_lists_the_documents_and_opens_one(running: tuple[Project, Served]) -> None:
    """A document is looked up by its name, and no file is."""
    _, server = running
    assert 'href="/desk/brev-2021"' in server.ask("/desk").text
    page = server.ask("/desk/brev-2021")
    assert page.status == 200 and 'value="en redaktør"' in page.text
    assert "unsafe" not in page.headers["content-security-policy"]
    for path in ("/desk/nothing", "/desk/..%2f..%2fetc", "/desk/brev-2021/99", "/desk/brev-2021.txt"):
        assert server.ask(path).status == 404


def test_a_document_that_is_none_or_a_draft_is_told_on_the_desk(running: tuple[Project, Served]) -> None:
    """With the documents that there are, and for a draft the file that makes it whole; what is asked for is shown as
    text.
    """
    project, server = running
    none = server.ask("/desk/brev-2012")
    assert none.status == 404 and 'href="/desk/brev-2021"' in none.text and "«brev-2012»" in none.text
    assert "<b>" not in server.ask("/desk/%3Cb%3Ex").text.partition("<ol class")[0].partition("<main")[2]
    source = (project.root / "content/sources/svar-2021.yaml").read_text("utf-8")
    project.write("content/sources/nytt.yaml", source.replace("id: svar-2021", "id: nytt\ndraft: true"))
    server.eventually(lambda: "content/sources/nytt.yaml" in server.ask("/desk/nytt").text)
    draft = server.ask("/desk/nytt").text
    assert "«nytt»" not in draft and "nytt</a>: Et utkast" in draft
    assert "Et utkast" in server.ask("/desk").text
    (project.root / "content/sources/nytt.yaml").unlink()
    server.eventually(lambda: "«nytt»" in server.ask("/desk/nytt").text)


def test_findings_follow_the_page(running: tuple[Project, Served]) -> None:
    """They take seconds; until then the count is left open, and nothing old stands in its place."""
    _, server = running
    server.ask("/desk/brev-2021")
    server.eventually(lambda: 'data-verified="1"' in server.ask("/desk/brev-2021").text)


def test_a_mark_is_set_and_shown(running: tuple[Project, Served]) -> None:
    """The answer has the new counts, the next page the mark; the lock is one that `verify` reads."""
    project, server = running
    shown = {each["id"]: each["hash"] for row in rows(desk(project)) for each in row["claims"]}
    answer = server.act("/desk/marks", {"claim": "brev-2021/2", "hash": shown["brev-2021/2"], "by": "en leser"})
    assert answer.status == 200
    assert answer.json["by"] == "en leser" and answer.json["counts"]["read"] == 1
    assert "Lest av en leser" in server.ask("/desk/brev-2021").text
    lock = read_lock(project.root)
    assert lock is not None and lock.reviewed["brev-2021/2"].by == "en leser"
    assert server.act("/desk/marks", {"claim": "brev-2021/2", "hash": "0", "by": "en leser"}).status == 409
    assert server.act("/desk/marks", {"claim": "x/2", "hash": "0", "by": "en leser"}).status == 404


def test_a_broken_project_leaves_no_desk(running: tuple[Project, Served]) -> None:
    """No claim is shown as it was, and none is marked."""
    project, server = running
    path = project.root / BREV
    before = path.read_text("utf-8")
    try:
        path.write_text("id: [", "utf-8")
        assert server.ask("/desk/brev-2021").status == 503
        assert server.act("/desk/marks", {"claim": "brev-2021/3", "hash": "0", "by": "en leser"}).status == 409
    finally:
        path.write_text(before, "utf-8")
    assert server.ask("/desk/brev-2021").status == 200


def test_documents_of_the_project_are_found(project: Project) -> None:
    """`documents:` of project.yaml says it once for all."""
    with (project.root / "content/project.yaml").open("a", encoding="utf-8") as file:
        file.write("documents: documents\n")
    with served(project.root) as server:
        assert "Siden 2015" in server.ask("/desk/brev-2021").text.replace('<span data-claims="1">', "")

"""What sources leave out and the lock gives, and where the two do not agree."""

from __future__ import annotations

from datetime import date

import pytest
from typer.testing import CliRunner

from briefs.cli import app
from briefs.content.documents import document
from briefs.content.load import load
from briefs.content.lock import LOCK
from briefs.edition.citations import csl_json
from briefs.edition.edition import context_at
from briefs.review.verify import accepted, read_documents, verify
from tests.conftest import Project

LETTER = "content/sources/brev-2021.yaml"
GIVEN = "sha256: 3c46787985b84be82f381089f9068dafd1272bedd80b6c161b91180bc3958894\nparagraphs: 5\n"
MEND = "Mend it, or accept the document as it is: briefs verify --sources DIR --accept --by NAME"


def lock(project: Project) -> None:
    """Accepts the documents as they are."""
    library = project.library()
    documents = read_documents(project.root / "documents", library)
    text = accepted(library, documents, None, verify(library, documents), by="en redaktør", on=date(2022, 1, 2))
    project.write(LOCK, text)


def test_the_lock_gives_what_a_source_leaves_out(project: Project) -> None:
    """SHA-256 and number of paragraphs, so that rules hold and citations are the same as with both written out."""
    written = project.library()
    lock(project)
    project.replace(LETTER, GIVEN, "")
    library = project.library()
    found, before = library.sources["brev-2021"], written.sources["brev-2021"]
    assert (found.sha256, found.paragraphs) == (before.sha256, before.paragraphs)
    assert csl_json(context_at(library, "nb", library.newest)) == csl_json(context_at(written, "nb", library.newest))
    project.replace(LETTER, "number: 7\n    paragraph: 5", "number: 7\n    paragraph: 6")
    assert project.check().splitlines() == [
        f"{project.place(LETTER, '- number: 1')}: no claim covers paragraph 5. "
        "Write a claim, or list it under 'silent_paragraphs' if it says nothing",
        f"{project.place(LETTER, '6', after='number: 7')}: there is no paragraph 6. The document has 5",
    ]


def test_without_a_lock_nothing_is_said_of_a_document(project: Project) -> None:
    """`check` is clean, a citation gives the file alone, and verify asks for what is not known yet in one way."""
    project.replace(LETTER, GIVEN, "")
    assert project.check() == ""
    library = project.library()
    assert library.sources["brev-2021"].sha256 is None
    assert b'EDTF: 2021-03-12. brev-2021.txt"' in csl_json(context_at(library, "nb", library.newest))
    report = verify(library, read_documents(project.root / "documents", library))
    assert (report.findings, report.coverage.paragraphs, report.coverage.uncited) == ((), 10, ())


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("sha256: 3c", "sha256: ▸4c", f"the content was made from another document than {LOCK} records: SHA-256 3c"),
        ("paragraphs: 5", "paragraphs: ▸7", f"{LOCK} records 5 paragraphs"),
        (GIVEN, "", f"{LOCK} records the document 'brev-2021.txt', not 'nytt.txt'"),
    ],
)
def test_what_the_content_says_otherwise_than_the_lock_is_told(project: Project, old: str, new: str, what: str) -> None:
    """At the value that is given, or at the file where none is."""
    lock(project)
    project.replace(LETTER, old, new)
    if "▸" not in new:
        project.replace(LETTER, "file: brev-2021.txt", "file: ▸nytt.txt")
    at = project.place(LETTER, "▸")
    project.replace(LETTER, "▸", "")
    found = [line for line in project.check().splitlines() if MEND in line]
    assert len(found) == 1
    assert found[0].startswith(f"{at}: {what}")


def test_a_broken_lock_is_one_problem(project: Project) -> None:
    """It hides nothing of the content, and is no traceback."""
    for text in ("format: 2\n", "sources: [\n", "- 1\n", "sources:\n  brev-2021: {file: 3}\n", "\x00"):
        project.write(LOCK, text)
        problems = project.problems()
        assert [problem.where.file for problem in problems] == [LOCK], text


def test_accepting_settles_a_changed_document(project: Project) -> None:
    """Also where the content gives the new SHA-256 already, which `check` refuses until then."""
    lock(project)
    project.replace(LETTER, GIVEN, "")
    project.replace("documents/brev-2021.txt", "Vi ber også", "Nå ber vi også")

    def run(*arguments: str) -> int:
        root = str(project.root)
        folder = ["--sources", str(project.root / "documents")] if arguments[0] == "verify" else []
        return CliRunner().invoke(app, [*arguments, *folder, "--project", root]).exit_code

    assert run("verify") == 1
    assert run("verify", "--accept", "--by", "en redaktør") == 0
    assert run("verify") == 0
    path = project.root / "documents/brev-2021.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    sha256 = document("", path.read_bytes()).sha256
    assert run("verify") == 1  # the fingerprints are the same, the file is not
    project.replace(LETTER, "file:", f"sha256: {sha256}\nfile:")
    assert run("check") == 1
    assert run("verify", "--accept", "--by", "en redaktør") == 0
    assert run("check") == 0


def test_a_document_is_in_the_project_s_language_unless_its_source_says_otherwise(project: Project) -> None:
    """A nynorsk project has nynorsk documents."""
    project.replace("content/project.yaml", "language: nb", "language: nn")
    project.replace(LETTER, "genre:", "language: en\ngenre:")
    assert [source.language for source in project.library().sources.values()] == ["en", "nn"]


def test_the_lock_speaks_of_one_file(project: Project) -> None:
    """It gives nothing to a source that names another document; one that gives its own SHA-256 may rename its file."""
    lock(project)
    project.replace(LETTER, "file: brev-2021.txt", "file: nytt.txt")
    assert project.check() == ""
    project.replace(LETTER, GIVEN, "")
    library = load(project.root).library
    assert library is not None
    assert (library.sources["brev-2021"].sha256, library.sources["brev-2021"].paragraphs) == (None, None)

"""`briefs add`: a draft stands where it belongs, the project builds as before, and nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.content.kinds import KINDS
from tests.cli.test_cli import briefs
from tests.conftest import Project


def state(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.long
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.name != "source"])
def test_record_is_begun_in_its_place(project: Project, kind: str) -> None:
    """It is told with file and line, warned of by `check`, and stops no build."""
    result = briefs("add", kind, "helt-ny", "--project", project.root)
    assert (result.exit_code, result.stderr) == (0, "")
    path, line, rest = result.stdout.split(":")
    assert rest == f" {kind} helt-ny\n"
    assert "id: helt-ny" in (project.root / path).read_text("utf-8").splitlines()[int(line) - 1]
    checked = briefs("check", "--project", project.root)
    assert (checked.exit_code, checked.stderr.count("warning: the")) == (0, 1)
    assert f"the {kind} 'helt-ny' is a draft" in checked.stderr
    assert briefs("build", "--format", "html", "--project", project.root).exit_code == 0


def test_several_are_begun_at_once_or_none(project: Project) -> None:
    """An id that is taken, by a record of another kind or by a draft too, stops all of them."""
    taken = next(iter(project.library().actors))
    assert briefs("add", "demand", "en", "to", "--project", project.root).stdout.count("\n") == 2
    before = state(project.root)
    for id in ("en", taken):
        result = briefs("add", "event", "tre", id, "--project", project.root)
        assert (result.exit_code, result.stdout) == (1, "")
        assert f"the id '{id}' is taken" in result.stderr
    assert state(project.root) == before


@pytest.mark.parametrize("arguments", [("demands", "ny"), ("demand", "Ny"), ("demand", "a--b"), ("demand",)])
def test_wrong_use_writes_nothing(project: Project, arguments: tuple[str, ...]) -> None:
    before = state(project.root)
    assert briefs("add", *arguments, "--project", project.root).exit_code == 2
    assert state(project.root) == before


def test_source_is_begun_from_its_document(project: Project, tmp_path: Path) -> None:
    """Its file and its fingerprint are written; the build goes on, and `verify` has nothing to say of it."""
    (tmp_path / "documents").mkdir()
    path = tmp_path / "documents/Notat 2022.txt"
    path.write_text("Notat\nBiblioteket har 12 stoler.\n", "utf-8")
    result = briefs("add", "source", path, "--project", project.root)
    assert (result.exit_code, result.stdout) == (
        0,
        "content/sources/notat-2022.yaml:2: source notat-2022, 2 paragraphs\n",
    )
    text = (project.root / "content/sources/notat-2022.yaml").read_text("utf-8")
    assert 'file: "Notat 2022.txt"' in text
    assert "{stoler-12}" in text
    assert briefs("check", "--project", project.root).stderr.count("\n") == 1
    again = briefs("add", "source", path, "--project", project.root)
    assert (again.exit_code, "the id 'notat-2022' is taken" in again.stderr) == (1, True)


def test_fingerprint_is_in_the_lock_where_there_is_one(tmp_path: Path) -> None:
    """Accepting the documents later keeps it, though nothing of a draft is in the library."""
    root = tmp_path / "nytt"
    briefs("init", root)
    (root / "documents/svar.txt").write_text("Svar\n", "utf-8")
    assert briefs("add", "source", root / "documents/svar.txt", "--project", root).exit_code == 0
    lock = (root / "content/sources.lock.yaml").read_text("utf-8")
    assert "  svar:\n    file: svar.txt\n" in lock
    assert "sha256" not in (root / "content/sources/svar.yaml").read_text("utf-8")
    assert briefs("verify", "--accept", "--by", "Kari", "--project", root).exit_code == 0
    assert "  svar:\n    file: svar.txt\n" in (root / "content/sources.lock.yaml").read_text("utf-8")
    assert briefs("verify", "--project", root).exit_code == 0


def test_document_stands_among_the_projects(tmp_path: Path) -> None:
    """One that lies elsewhere would not be found by `verify`; one that has a source needs no other."""
    root = tmp_path / "nytt"
    briefs("init", root)
    (tmp_path / "svar.txt").write_text("Svar\n", "utf-8")
    for path, why in (
        (tmp_path / "svar.txt", "put it there first"),
        (root / "documents/mote-2024.txt", "is the document of the source 'mote-2024' already"),
        (root / "documents/nei.txt", "there is no file"),
    ):
        result = briefs("add", "source", path, "--project", root)
        assert result.exit_code == 2
        assert why in " ".join(result.stderr.replace("│", " ").split())
    assert [path.name for path in (root / "content/sources").iterdir()] == ["mote-2024.yaml"]


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        ("Høring\n".encode("cp1252"), ["encoding: cp1252"]),
        ((("Vi ber om en plass til hver som kommer med tog.\n" * 3 + "Takk.\n\n") * 2).encode(), ["read: blocks"]),
        ("Høring\n".encode(), []),
    ],
)
def test_how_a_document_is_read_is_written_down(
    project: Project, tmp_path: Path, content: bytes, keys: list[str]
) -> None:
    """Whatever its name does not say, so that nothing is assumed a second time."""
    (tmp_path / "svar.txt").write_bytes(content)
    result = briefs("add", "source", tmp_path / "svar.txt", "--project", project.root)
    assert (result.exit_code, result.stderr) == (0, "")
    text = (project.root / "content/sources/svar.yaml").read_text("utf-8")
    assert [line.partition("  #")[0] for line in text.splitlines() if line.startswith(("read", "encoding"))] == keys


def test_what_is_no_document_is_told_apart(project: Project, tmp_path: Path) -> None:
    """An address, a folder, a file in which nothing stands, and text of a word processor."""
    (tmp_path / "tom.txt").write_bytes(b" \n")
    (tmp_path / "rik.rtf").write_bytes(b"{\\rtf1 Hei}")
    for name, status, why in (
        ("https://lillevik.example/brev.html", 2, "is an address"),
        (tmp_path, 2, "is a folder"),
        (tmp_path / "tom.txt", 1, "is a file without text"),
        (tmp_path / "rik.rtf", 1, "is no plain text but RTF"),
    ):
        result = briefs("add", "source", name, "--project", project.root)
        assert (result.exit_code, why in " ".join(result.stderr.split())) == (status, True)


def test_document_that_cannot_be_read_is_told(project: Project, tmp_path: Path) -> None:
    (tmp_path / "brev.pdf").write_bytes(b"no PDF")
    result = briefs("add", "source", tmp_path / "brev.pdf", "--project", project.root)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert not (project.root / "content/sources/brev.yaml").exists()

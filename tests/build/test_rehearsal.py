"""`build --check`: whether the files are what a build gives, and nothing is written to find out."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_cli import briefs
from tests.conftest import Project

BUILD = ("build", "--format", "html", "--jobs", "1", "--project")


def state(out: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}


def test_what_a_build_gives_is_fine(project: Project) -> None:
    """Also where somebody put a file of their own beside it."""
    assert briefs(*BUILD, project.root).exit_code == 0
    (project.root / "out/note.txt").write_text("x", "utf-8")
    before = state(project.root / "out")
    result = briefs(*BUILD, project.root, "--check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert state(project.root / "out") == before


def test_other_content_and_other_files_are_told(project: Project) -> None:
    """An edit that was not built, a page that somebody wrote in, and one that is gone."""
    assert briefs(*BUILD, project.root).exit_code == 0
    project.replace("content/demands.yaml", "Biblioteket bør ha åpent på lørdager.", "Biblioteket kan stenge.")
    (project.root / "out/nb/oversikt/alle.json").unlink()
    before = state(project.root / "out")
    result = briefs(*BUILD, project.root, "--check")
    assert result.exit_code == 1
    assert "alle.html:1:1: a build gives another file. Build again" in result.stderr
    assert "alle.json:1:1: a build gives this file, and it is not there" in result.stderr
    assert state(project.root / "out") == before


def test_a_folder_that_is_not_there_is_not_made(project: Project) -> None:
    """All of it is missing, and stays so."""
    result = briefs(*BUILD, project.root, "--check")
    assert result.exit_code == 1 and "index.html:1:1: a build gives this file" in result.stderr
    assert not (project.root / "out").exists()

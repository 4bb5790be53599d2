"""`briefs init`: a new project is whole, in every language, and nothing that is there is touched."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from briefs.content.skeleton import skeleton_languages
from tests.cli.test_cli import BUILD_PY, briefs

LATER = ("--as-of", "2030-01-01")


@pytest.mark.long
@pytest.mark.parametrize("language", skeleton_languages())
def test_new_project_checks_verifies_and_builds(tmp_path: Path, language: str) -> None:
    """Without a warning, also as its nights build it years later: all four briefs, and the audience with a template of
    its own.
    """
    root = tmp_path / "nytt/prosjekt"
    made = briefs("init", root, "--language", language)
    assert (made.exit_code, made.stderr) == (0, "")
    files = sum(path.is_file() for path in root.rglob("*"))
    assert made.stdout == f"{files} files in {root}. Go there, and run: briefs build\n"
    for arguments in (["check", "--strict"], ["verify"], ["build", "--strict", "--no-proof", *LATER]):
        result = briefs(*arguments, "--project", root)
        assert (result.exit_code, result.stderr) == (0, ""), arguments
    built = {path.relative_to(root / "out" / language).as_posix() for path in (root / "out" / language).rglob("*.html")}
    assert {"historikk/alle.html", "tiltaksstatus/formannskap.html"} <= built
    assert "lead-box" in (root / "out" / language / "tiltaksstatus/formannskap.html").read_text("utf-8")


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    """All files that stand in the way are told, and then none is written."""
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / ".gitignore").symlink_to("nowhere")
    result = briefs("init", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        f"{tmp_path / '.gitignore'}:1:1",
        f"{tmp_path / 'README.md'}:1:1",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "README.md"]
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"


def test_a_project_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Its files have other names than ours, and would be mixed with them."""
    (tmp_path / "content").mkdir()
    result = briefs("init", tmp_path)
    assert result.exit_code == 1
    assert "content:1:1: there is a project here already" in result.stderr
    assert list((tmp_path / "content").iterdir()) == []


def test_wrong_use_makes_nothing(tmp_path: Path) -> None:
    """A language that there is none in, a file for a folder, and no folder at all where nobody can be asked."""
    (tmp_path / "file").write_text("", "utf-8")
    assert briefs("init", tmp_path / "x", "--language", "da").exit_code == 2
    assert briefs("init", tmp_path / "file").exit_code == 2
    assert briefs("init").exit_code == 2
    assert briefs("init", tmp_path / "file/x").exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_on_a_terminal_what_is_not_given_is_asked_for(tmp_path: Path) -> None:
    """The folder first, then the language, with the usual one offered."""
    parent, child = pty.openpty()
    command = [sys.executable, str(BUILD_PY), "init"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        os.write(parent, b"mitt\n\n")
        run.communicate(timeout=120)
    os.close(parent)
    os.close(child)
    assert run.returncode == 0
    assert "language: nb\n" in (tmp_path / "mitt/content/project.yaml").read_text("utf-8")

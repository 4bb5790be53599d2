"""`briefs pack`: the papers of a meeting, apart from what everybody may read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefs.assets import packaged
from briefs.cli import app
from tests.conftest import Project

MEETING = "styremote-2021-09-28"


def run(project: Project, *arguments: str) -> Result:
    """What `briefs pack` prints and how it ends."""
    return CliRunner().invoke(app, ["pack", *arguments, "--project", str(project.root), "--jobs", "1", "--no-proof"])


@pytest.mark.long
def test_papers_stand_in_a_folder_of_their_own(board: Project) -> None:
    """With their own list, and nothing below out/."""
    made = run(board, MEETING, "--verbose")
    assert made.exit_code == 0, made.output
    folder = board.root / "packs" / MEETING
    assert {path.name for path in folder.iterdir()} == {f"{MEETING}.html", f"{MEETING}.pdf", "manifest.json"}
    assert made.stdout.endswith(f"2 files made, 0 current: {folder}\n")
    assert not (board.root / "out").exists()
    assert run(board, MEETING).stdout.startswith("0 files made, 2 current")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["styremote"], "there is no 'styremote'. Did you mean 'styremote-2021-"),
        ([MEETING, "--lang", "en"], "there is no 'en'"),
        ([MEETING, "--out", "out/packs"], "holds what everybody may read"),
    ],
)
def test_wrong_use_says_what_there_is(
    arguments: list[str], expected: str, board: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With status 2, and nothing is made."""
    monkeypatch.chdir(board.root)
    refused = run(board, *arguments)
    assert refused.exit_code == 2
    assert expected in " ".join(refused.output.replace("│", " ").split())
    assert not (board.root / "packs").exists()


def test_problems_come_as_json(board: Project) -> None:
    """As from every command."""
    board.replace(f"content/meetings/{MEETING}.yaml", "matter: decision", "matter: avgjørelse")
    told = run(board, MEETING, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)[0]["file"] == f"content/meetings/{MEETING}.yaml"


def test_a_project_without_meetings_says_so(project: Project) -> None:
    """Where none is named, all there are would be put together."""
    refused = run(project)
    assert refused.exit_code == 2 and "there is none in content/meetings/" in refused.output


def test_a_recipients_file_that_is_missing_is_told_where_it_is_named(board: Project) -> None:
    """And not as a place in a file that is not there."""
    (board.root / "liste.csv").write_text("id,local\nr1,\nr2,filial.yaml\n", encoding="utf-8")
    told = run(board, MEETING, "--recipients", str(board.root / "liste.csv"))
    assert told.exit_code == 1
    assert told.stderr == "liste.csv:3:1: the file 'filial.yaml' is missing. It is looked for beside the list\n"


def test_papers_are_not_written_through_a_link(board: Project, tmp_path: Path) -> None:
    """A checkout may bring a link in the place of their folder."""
    (tmp_path / "elsewhere").mkdir()
    (board.root / "packs").mkdir()
    (board.root / "packs" / MEETING).symlink_to(tmp_path / "elsewhere")
    refused = run(board, MEETING)
    assert refused.exit_code == 1
    assert f"packs/{MEETING}:1:1: a link stands where the folder of the papers goes. Take it away" in refused.output
    assert list((tmp_path / "elsewhere").iterdir()) == []


# --- what `check` says of papers before they are made -----------------------------------------------------------------


def checked(project: Project) -> Result:
    return CliRunner().invoke(app, ["check", "--project", str(project.root)])


@pytest.mark.parametrize("name", ["pack.html", "minutes.html"])
def test_check_tries_the_papers_with_templates_of_the_project(board: Project, name: str) -> None:
    """A mistake in them is told with file and line, though no brief is printed by them."""
    path = f"templates/base/{name}"
    text = (packaged("templates") / "base" / name).read_text("utf-8")
    board.write(path, text.replace("<main>", "{{ pack.items + 1 }}<main>"))
    line = text[: text.index("<main>")].count("\n") + 1
    result = checked(board)
    assert result.exit_code == 1
    assert f"{path}:{line}:1: " in result.stderr
    board.write(path, text)
    assert checked(board).exit_code == 0


def test_check_tells_what_no_papers_can_be_made_of(board: Project) -> None:
    """As `briefs pack` would, and not first when the papers are wanted."""
    board.replace("content/audiences/styre.yaml", "id: styre\n", "id: styre\nsees_internal: true\n")
    result = checked(board)
    assert (result.exit_code, "'styre' sees what is internal, and" in result.stderr) == (1, True)

"""Commands that have nothing to do, as whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Project

ROOT = Path(__file__).parents[2]
HEAVY = {"weasyprint", "pikepdf", "fontTools", "typer", "pydantic", "yaml", "jinja2", "babel", "lxml"}
CODE = f"""
import sys
from briefs.cli import main
try:
    main()
finally:
    print(sorted({HEAVY!r} & set(sys.modules)))
"""


@pytest.fixture
def run(project: Project, tmp_path: Path) -> object:
    """Runs a command in the project's folder: its status, output, problems, and which libraries it imported."""

    def run(*words: str) -> tuple[int, list[str], str, str]:
        environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", CODE, *words],
            cwd=project.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        *lines, imported = done.stdout.splitlines()
        return done.returncode, lines, done.stderr, imported

    return run


@pytest.mark.long
def test_a_build_with_nothing_to_do_imports_nothing(run: object, project: Project) -> None:
    """The same words find the same files, and say so; a file that was edited since is made again."""
    assert callable(run)
    words = ("build", "--format", "html", "--jobs", "1")
    status, lines, problems, imported = run(*words)
    assert (status, lines, "pydantic" in imported) == (0, ["2 files made, 0 current: out/index.html"], True)
    assert run(*words) == (0, ["0 files made, 2 current: out/index.html"], problems, "[]")
    page = project.root / "out/nb/oversikt/styre.html"
    page.write_text("edited")
    assert run(*words)[1] == ["1 file made, 1 current: out/index.html"]
    assert run(*words)[3] == "[]"


@pytest.mark.long
def test_what_was_told_is_told_again(run: object, project: Project) -> None:
    """An edition over its budget is told at each build, with status 1, by whatever words it is asked for."""
    assert callable(run)
    project.replace("content/briefs/oversikt.yaml", "id: oversikt", "id: oversikt\nwords: 3")
    words = ("build", "--format", "html", "--audience", "styre")
    status, lines, problems, _ = run(*words)
    assert status == 1 and "oversikt.yaml" in problems
    again = run(*words)
    assert again == (1, ["0 files made, 1 current: out/index.html"], problems, "[]")
    status, lines, problems_again, _ = run("build", "--audience", "styre", "--format", "html", "--project", ".")
    assert (status, lines, problems_again) == (1, again[1], problems)
    as_json = run(*words, "--json")
    assert run(*words, "--json") == (*as_json[:3], "[]")


def test_a_list_is_told_again_until_the_content_changes(run: object, project: Project) -> None:
    """And a mistake in it is told like any other."""
    assert callable(run)
    first = run("list")
    assert run("list") == (*first[:3], "[]")
    project.replace("content/briefs/oversikt.yaml", "label: ", "lable: ")
    assert run("list")[0] == 1


def test_help_imports_none_of_the_stages(run: object) -> None:
    """What commands there are is known without what content is."""
    assert callable(run)
    assert run("--help")[3] == "['typer']"

"""`briefs eject`: a packaged file becomes the project's own, as it is, and nothing that the project has is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs import __version__
from briefs.cli.eject import ejectable
from briefs.errors import NO_PROJECT
from briefs.language.po import new_po, read_po, write_po
from tests.cli.test_cli import briefs
from tests.conftest import Project
from tools.catalogue import renewed


@pytest.mark.parametrize(
    "path",
    [
        "styles/tokens.css",
        "templates/base/facts.html",
        "templates/briefs/endringer.yaml",
        "templates/locale/nn.po",
        "content/language/nb.toml",
    ],
)
def test_copy_says_which_version_it_is_from_and_works(project: Project, path: str) -> None:
    """The first line names it; the rest is the packaged file, and the project has no problem with it."""
    assert briefs("eject", path, "--project", project.root).exit_code == 0
    first, _, rest = (project.root / path).read_text("utf-8").partition("\n")
    assert f"From briefs {__version__}, {path}." in first
    assert rest == ejectable()[path].read_text("utf-8")
    assert briefs("check", "--project", project.root).exit_code == 0


def test_what_the_project_has_is_never_written_over(project: Project) -> None:
    """Not even when it is a link that leads nowhere."""
    project.write("styles/tokens.css", ":root { --accent: #123456 }\n")
    (project.root / "styles/type.css").symlink_to("nowhere.css")
    for path in ("styles/tokens.css", "styles/type.css"):
        result = briefs("eject", path, "--project", project.root)
        assert (result.exit_code, f"{path}:1:1: the project has this file already" in result.stderr) == (1, True)
    assert (project.root / "styles/tokens.css").read_text("utf-8") == ":root { --accent: #123456 }\n"


def test_without_a_name_all_are_listed(tmp_path: Path) -> None:
    """Templates and style sheets by the path that they get; no project is needed to look."""
    assert briefs("eject", "--project", tmp_path).stdout.splitlines() == list(ejectable())
    assert {"styles/page.css", "templates/base/brief.html"} <= set(ejectable())


@pytest.mark.parametrize("name", ["styles/pages.css", "../tokens.css", "base/brief.html"])
def test_unknown_name_is_told_with_the_nearest(project: Project, name: str) -> None:
    result = briefs("eject", name, "--project", project.root)
    assert (result.exit_code, "there is no" in result.stderr) == (2, True)


def test_a_name_that_is_near_to_none_gets_a_few_to_choose_from(project: Project) -> None:
    """There are dozens, and `briefs eject` lists them."""
    message = briefs("eject", "qqq", "--project", project.root).stderr
    files = list(ejectable())
    assert f"There is {', '.join(files[:5])} or one of {len(files) - 5} more" in message
    assert files[5] not in message


def test_a_folder_that_is_no_project_is_left_alone(tmp_path: Path) -> None:
    """It is told how one is made, as by every command."""
    result = briefs("eject", "styles/page.css", "--project", tmp_path)
    assert (result.exit_code, result.stderr) == (1, f"{NO_PROJECT}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_new_language_begins_with_every_word_and_every_key(project: Project) -> None:
    """The catalogue is the one that a checkout extracts, and the table is whole: the project is read with both."""
    for path in ("content/language/da.toml", "templates/locale/da.po"):
        assert briefs("eject", path, "--project", project.root).exit_code == 0
    catalogue = (project.root / "templates/locale/da.po").read_bytes()
    assert catalogue == write_po(renewed(new_po("da", "templates"), project.root / "templates", "da"))
    assert not any(entry.is_translated for entry in read_po(catalogue, "da.po").entries)
    assert briefs("check", "--project", project.root).exit_code == 0
    project.replace("content/project.yaml", "language: nb", "language: da")
    told = briefs("check", "--project", project.root)
    assert (told.exit_code, "templates/locale/da.po:11:1: no translation of 'Side {page} av" in told.stderr) == (
        1,
        True,
    )


@pytest.mark.parametrize("name", ["templates/locale/nb.po", "content/language/dansk.toml", "templates/locale/da.toml"])
def test_what_begins_no_language_is_told_with_the_nearest(project: Project, name: str) -> None:
    """The templates are written in one language, which has no catalogue; a language has a code."""
    result = briefs("eject", name, "--project", project.root)
    assert (result.exit_code, "there is no" in result.stderr, (project.root / name).exists()) == (2, True, False)

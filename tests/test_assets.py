"""The module that finds files: a project's own before the packaged ones, and nothing outside the two."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs import assets
from briefs.errors import BriefsError


def put(root: Path, name: str, text: str = "") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.resolve()


def test_projects_own_style_comes_before_the_packaged_one(tmp_path: Path) -> None:
    """A project replaces one style sheet and keeps the others."""
    own = put(tmp_path, "styles/tokens.css")
    assert assets.style_file(tmp_path, "tokens.css") == own
    assert assets.style_file(tmp_path, "page.css") != tmp_path / "styles/page.css"


def test_projects_templates_come_first(tmp_path: Path) -> None:
    """Both folders are looked through, the project's first; one that does not exist is left out."""
    packaged = assets.template_folders(tmp_path)
    put(tmp_path, "templates/base/page.html")
    assert assets.template_folders(tmp_path) == (tmp_path.resolve() / "templates", *packaged)


def test_checkout_is_looked_through_once() -> None:
    """In a checkout the project's templates are the packaged ones."""
    checkout = Path(__file__).parents[1]
    assert assets.template_folders(checkout) == (checkout / "templates",)


def test_missing_style_names_the_nearest(tmp_path: Path) -> None:
    """A style sheet that neither has is a problem, with the name that was probably meant."""
    with pytest.raises(BriefsError) as caught:
        assets.style_file(tmp_path, "tokns.css")
    assert str(caught.value) == "styles/tokns.css:1:1: this style sheet is missing. Did you mean 'tokens.css'?"


@pytest.mark.parametrize(
    "name", ["../secret.png", "/etc/hostname", "content/../../secret.png", "content", "content/none.png"]
)
def test_find_stays_inside(tmp_path: Path, name: str) -> None:
    """A page is served files of the project and the program only."""
    put(tmp_path, "secret.png")
    put(tmp_path, "project/content/map.png")
    assert assets.find(tmp_path / "project", name) is None


def test_find_does_not_follow_a_link_outside(tmp_path: Path) -> None:
    """A symbolic link is no way out either."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project/link.png").symlink_to(put(tmp_path, "secret.png"))
    assert assets.find(tmp_path / "project", "link.png") is None


def test_find_knows_packaged_files_by_the_name_of_a_checkout(tmp_path: Path) -> None:
    """`styles/page.css` is the packaged one where the project has none, whatever the wheel calls its folder."""
    assert assets.find(tmp_path, "styles/page.css") == assets.style_file(tmp_path, "page.css")


def test_referred_follows_pictures_and_style_sheets(tmp_path: Path) -> None:
    """What a page shows is known through its style sheets, each file once; other addresses are not followed."""
    for name in ("content/seal.png", "content/chart.png", "styles/paper.png", "content/my map.png"):
        put(tmp_path, name, name)
    put(tmp_path, "styles/extra.css", "body { background: url('paper.png') } @import \"missing.css\";")
    page = """<link rel="stylesheet" href="styles/extra.css"><img src="content/seal.png"><img src='/content/seal.png'>
    <p style="background: url(content/chart.png)"><a href="https://example.org/a.png">a</a>
    <a href="#content/b.png">b</a>
    <img src="data:image/png;base64,AA"><img src=content/my%20map.png><img src="content/my map.png">"""
    found = assets.referred(page, tmp_path)
    pictures = {"content/seal.png", "content/chart.png", "styles/paper.png", "content/my map.png"}
    assert set(found) == {"styles/extra.css", *pictures}
    assert {name: found[name] for name in pictures} == {name: name.encode() for name in pictures}


@pytest.mark.parametrize("name", ["content/%00x.svg", "content/" + "x" * 5000 + ".svg"])
def test_referred_leaves_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    """A NUL or a name of thousands of letters is a missing picture, not a traceback."""
    assert assets.referred(f'<img src="{name}">', tmp_path) == {}

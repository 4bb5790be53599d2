"""A project's own style sheets are read before anything is made, and what cannot be read is told at its place."""

from __future__ import annotations

import pytest

from briefs import assets
from briefs.build.sound import sound_project
from briefs.errors import BriefsError
from briefs.html.syntax import broken
from tests.conftest import Project


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("p {color: red\nq {x: 1px}\n}", "styles/a.css:1:4: this is neither a selector nor a declaration"),
        ("p {\n  color red;\n}", "styles/a.css:2:12: this is neither a rule nor a declaration"),
        ("p {c: d}\n}", "styles/a.css:2:1: this is neither a rule nor a declaration"),
        ("q {c: d}\n@media print {\np {c: d}", "styles/a.css:2:14: this block is never closed"),
        ("p {c: 'abc\n}", "styles/a.css:1:7: this cannot be read as CSS"),
        ("p {\n  color: ;\n}", "styles/a.css:2:3: 'color' has no value"),
        ("p {c: " + "(" * 3000, "styles/a.css:1:66: brackets are nested too deep here"),
        ("p {c: d}\np", "styles/a.css:2:1: this is neither a rule nor a declaration"),
    ],
)
def test_what_cannot_be_read_is_told_where_it_stands(text: str, told: str) -> None:
    """A browser passes over each of these without a word, often with the rules after it."""
    assert str(broken(text, "styles/a.css")[0]).startswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/* } */ p::before {content: '}'}",
        "@page :first {size: A4; @top-left {content: 'x'}}",
        "nav {a:hover {color: red} & > b {c: d}}",
        "p {--empty: ; width: calc(100% - (2mm + 1mm))}",
        "a[href^='#']:not(:first-child) {c: d}",
    ],
)
def test_what_can_be_read_is_left_alone(text: str) -> None:
    """Strings, comments, nested rules and page boxes are no mistakes."""
    assert not broken(text, "styles/a.css")


def test_the_programs_own_sheets_can_be_read() -> None:
    """They are held to what a project's are."""
    folder = assets.packaged("styles")
    assert not [fault for file in sorted(folder.rglob("*.css")) for fault in broken(file.read_text("utf-8"), file.name)]


def test_check_tells_a_broken_sheet_of_an_audience(project: Project) -> None:
    """`check` is enough: no PDF need be set to hear of it."""
    project.write("styles/audiences/alle.css", ".lead {\n  color: #123456\n  font-weight: 700;\n")
    with pytest.raises(BriefsError, match=r"styles/audiences/alle\.css:1:7: this block is never closed"):
        sound_project(project.root)

"""What a project's templates and styles hold that nothing reads is reported, with the name that was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.html.unread import unread
from tests.conftest import Project

EXTENDS = '{% extends "base/brief.html" %}\n'
NOTHING_READS = {
    "templates/audiences/styret/brief.html": (
        EXTENDS,
        "templates/audiences/styret/:1:1: there is no audience 'styret'. Did you mean 'styre'?",
    ),
    "styles/audiences/styret.css": (
        "a {}",
        "styles/audiences/styret.css:1:1: there is no audience 'styret'. Did you mean 'styre'?",
    ),
    "styles/own.css": ("a {}", "styles/own.css:1:1: nothing reads this style sheet. Did you mean 'tokens.css'?"),
    "styles/token.css": ("a {}", "styles/token.css:1:1: nothing reads this style sheet. Did you mean 'tokens.css'?"),
    "templates/base/point.html": (
        "x",
        "templates/base/point.html:1:1: no template includes this one, and it replaces none. "
        "Did you mean 'points.html'?",
    ),
    "templates/base/sections/time-line.html": (
        "x",
        "templates/base/sections/time-line.html:1:1: no template includes this one, and it replaces none. "
        "Did you mean 'sections/timeline.html'?",
    ),
    "templates/brief.html": (
        EXTENDS,
        "templates/brief.html:1:1: nothing reads this template. It belongs in templates/base/brief.html",
    ),
    "templates/bases/brief.html": (EXTENDS, "templates/bases/:1:1: nothing reads this folder. Did you mean 'base'?"),
    "templates/audiences/styre/brief.html": (
        EXTENDS + "\n  {%- block laed -%}x{% endblock %}",
        "templates/audiences/styre/brief.html:3:13: the template that this one extends has no block 'laed'. "
        "Did you mean 'lead'?",
    ),
}


@pytest.mark.parametrize("path", NOTHING_READS)
def test_what_nothing_reads_is_told(project: Project, path: str) -> None:
    """Where it lies, and what was probably meant."""
    text, problem = NOTHING_READS[path]
    project.write(path, text)
    assert str(unread(project.library(), project.root)[0]) == problem


def test_what_is_read_is_not_told(project: Project) -> None:
    """Overlays, replaced templates and styles, includes of one's own, hidden files, and what is no template."""
    project.write(
        "templates/audiences/styre/brief.html", EXTENDS + "{% block lead %}{% block ours %}{% endblock %}{% endblock %}"
    )
    project.write("templates/base/points.html", '{% include "own/box.html" %}{% include "boxes/" ~ medium ~ ".html" %}')
    project.write("templates/base/own/box.html", "x")
    project.write("templates/base/boxes/pdf.html", "x")
    project.write("templates/base/brief.html", '{% extends "packaged/base/brief.html" %}{% block lead %}{% endblock %}')
    project.write("templates/base/sections/timeline.html", '<link rel="stylesheet" href="styles/own.css">')
    project.write("styles/own.css", "a {}")
    project.write("styles/audiences/styre.css", "a {}")
    project.write("styles/tokens.css", "a {}")
    project.write("styles/._own.css", "x")
    project.write("templates/base/._brief.html", "x")
    project.write("templates/README.md", "x")
    assert unread(project.library(), project.root) == ()


def test_links_that_lead_out_are_told_where_nothing_reads_them(project: Project, tmp_path: Path) -> None:
    """A link in any folder of the project, used or not."""
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    (project.root / "styles").mkdir()
    (project.root / "styles/old.css").symlink_to(tmp_path / "secret.txt")
    (problem,) = unread(project.library(), project.root)
    assert str(problem).startswith("styles/old.css:1:1: this symbolic link leads out of the project's folders")


@pytest.mark.parametrize("deep", ["1" + " + 1" * 5000, "'a'" + "|upper" * 2000], ids=["sums", "filters"])
def test_template_that_is_nested_too_deeply_is_left_to_whoever_prints_it(project: Project, deep: str) -> None:
    """It cannot be walked through, and printing it reports its place."""
    project.write("templates/audiences/styre/brief.html", EXTENDS + "{% block lead %}{{ " + deep + " }}{% endblock %}")
    assert unread(project.library(), project.root) == ()

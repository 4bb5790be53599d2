"""The guide for template authors lists what the sandbox allows, and its example works."""

from __future__ import annotations

import re
from datetime import date

from briefs.edition.edition import Order, assemble
from briefs.html.reference import GUIDE, fresh
from briefs.html.render import render
from briefs.html.unread import unread
from tests.conftest import Project


def test_guide_is_fresh() -> None:
    """Whoever changes a value or filter runs `python -m briefs.html.reference`."""
    guide = GUIDE.read_text("utf-8")
    assert guide == fresh(guide)


def test_guide_names_values_with_their_types() -> None:
    """A template author sees what an edition holds, in words."""
    guide = GUIDE.read_text("utf-8")
    assert "- `sections`: list of section\n" in guide
    assert "- `lead`: text, or none\n" in guide
    assert "- `known`" not in guide and "- `parts`" not in guide


def test_example_of_the_guide_works(project: Project) -> None:
    """The overlay as it is printed there, for its audience."""
    (example,) = re.findall(r"```jinja\n(.*?)```", GUIDE.read_text("utf-8"), flags=re.DOTALL)
    project.write("templates/audiences/styre/brief.html", example)
    assert unread(project.library(), project.root) == ()
    edition = assemble(project.library(), Order("oversikt", "styre", "nb", date(2021, 9, 20)))
    assert "Status per 20." in render(edition, project.root, "html").replace("\u00a0", " ")

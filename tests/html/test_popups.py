"""Popups of a page on a screen: each has a button that opens it, and one that closes it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from briefs.edition.edition import Order, assemble
from briefs.errors import BriefsError
from briefs.html.popups import only_opened
from briefs.html.render import render
from tests.conftest import Project

CLOSE = '<button popovertarget="a" popovertargetaction="hide">Lukk</button>'
OPENED = f'<div class="evidence" id="a" popover><div>A {CLOSE}</div></div>'
UNOPENED = OPENED.replace('"a"', '"b"')
BUTTON = '<button type="button" class="mark" popovertarget="a">1</button>'


def test_a_popup_that_nothing_opens_is_taken_out() -> None:
    """The button that closes it opens nothing; what stands around it is kept."""
    assert only_opened(f"<p>{BUTTON}</p>\n{UNOPENED}\n{OPENED}\n<p>b</p>", "templates/x.html") == (
        f"<p>{BUTTON}</p>\n{OPENED}\n<p>b</p>"
    )


def test_a_button_that_opens_nothing_is_told() -> None:
    """A reader would press it in vain."""
    with pytest.raises(
        BriefsError, match=r"templates/x\.html:1:1: a button opens the popup 'a', and the page has none"
    ):
        only_opened(BUTTON + UNOPENED, "templates/x.html")


@pytest.mark.parametrize("audience", ["alle", "styre"])
def test_each_popup_has_both_buttons(project: Project, audience: str) -> None:
    """Nothing is carried that no mark of this audience opens, and everybody can close what is open."""
    edition = assemble(project.library(), Order("oversikt", audience, "nb", date(2021, 9, 20)))
    html = render(edition, project.root, "html")
    popups = re.findall(r'<div class="evidence" id="([^"]+)" popover', html)
    buttons = re.findall(r'<button [^>]*popovertarget="([^"]+)"([^>]*)>([^<]*)', html)
    assert popups and set(popups) == {id for id, more, _ in buttons if "hide" not in more}
    assert popups == [id for id, more, words in buttons if "hide" in more and words == "Lukk"]

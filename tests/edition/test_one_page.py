"""The edition of one page: the opening alone, of a brief that says what was found."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.edition.budget import over_budget
from briefs.edition.data import edition_data
from briefs.edition.edition import Edition, Order, assemble
from briefs.edition.prose import set_prose
from briefs.edition.selection import has_one_page
from briefs.html.render import render
from tests.conftest import Project

BRIEF = "content/briefs/oversikt.yaml"
FOUND = "headlines:\n  - text: Biblioteket har lørdagsåpent\n    cites: [svar-2021/1]\n"
FIGURES = """figures:
  - shows: '{demands.answered} av {demands.total}'
    text: krav er fullt besvart
    cites: [svar-2021/1]
  - shows: '{bokpenger-gitt}'
    text: satte kommunen av
    cites: [svar-2021/4]
"""


@pytest.fixture
def found(project: Project) -> Project:
    """The small project, whose brief says what was found and has a full edition too."""
    project.replace(BRIEF, "lead:", FOUND + FIGURES + "lead:")
    project.replace(BRIEF, "[alle, styre]", "[alle, styre, full]")
    project.write("content/audiences/full.yaml", "id: full\nname: Full utgave\nfull: true\n")
    return project


def on_one_page(project: Project, audience: str = "alle") -> Edition:
    """The small project's brief on one page."""
    return assemble(project.library(), Order("oversikt", audience, "nb", date(2021, 9, 20), one_page=True))


def test_one_page_is_the_opening_alone(found: Project) -> None:
    """What was found, the audience's own number of points and the key figures; no section."""
    edition = on_one_page(found, "styre")
    assert set_prose(edition.title) == "Biblioteket har lørdagsåpent"
    assert (len(edition.points), len(edition.key_figures), edition.sections) == (3, 2, ())
    assert edition_data(edition)["one_page"] is True


def test_its_statements_are_those_of_the_ordinary_edition(found: Project) -> None:
    """Nothing is chosen anew: the same points and figures stand at the head of the whole brief."""
    whole = assemble(found.library(), Order("oversikt", "alle", "nb", date(2021, 9, 20)))
    assert (on_one_page(found).points, on_one_page(found).key_figures) == (whole.points, whole.key_figures)
    assert "one_page" not in edition_data(whole)


def test_it_says_where_the_rest_stands(found: Project) -> None:
    """The whole brief for the same audience and the full edition, as links on a screen; every mark has its source."""
    page = render(on_one_page(found, "styre"), found.root, "html")
    assert '<a href="styre.html">Styret</a>' in page
    assert '<a href="full.html">Full utgave</a>' in page
    assert 'id="kilde-2"' in page
    assert '<a href="styre.html">' not in render(on_one_page(found, "styre"), found.root, "pdf")


def test_more_than_a_page_names_the_lightest_points(found: Project) -> None:
    """Whatever the brief may have, this has one page; the points are what is too long."""
    found.replace(BRIEF, "audiences:", "pages: 9\nwords: 9\naudiences:")
    edition = on_one_page(found)
    (problem,) = over_budget("nb/oversikt/alle.one-page", edition.allowed, edition.items, pages=2, words=300)
    assert str(problem).startswith(f"{found.place(BRIEF, '- text: ', after='points:')}: nb/oversikt/alle.one-page.pdf ")
    assert "has 2 pages, and may have 1; what weighs least is «Brukerrådet ba om åpent …» (weight 3" in str(problem)
    assert "'most_points: 3' leaves out the lightest" in str(problem)


def test_who_has_no_single_page(found: Project) -> None:
    """Whoever is given everything, and a brief that does not say what was found."""
    library = found.library()
    brief, audiences = library.briefs["oversikt"], library.audiences
    assert [id for id in brief.audiences if has_one_page(brief, audiences[id])] == ["alle", "styre"]
    assert not has_one_page(brief.model_copy(update={"headlines": ()}), audiences["alle"])

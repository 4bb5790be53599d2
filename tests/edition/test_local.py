"""What it means here: the municipality's own words and figures, formatted, traced and checked as all others."""

from __future__ import annotations

import re
from datetime import date

from briefs.edition.data import edition_json
from briefs.edition.edition import EVERYBODY, Edition, Order, assemble
from briefs.edition.prose import set_prose
from briefs.edition.sections.local import LocalBody
from briefs.html.render import render
from tests.conftest import Project
from tests.content.mistakes import mistake

FILE = "content/local.yaml"


def edition(project: Project, day: date = date(2021, 9, 20), audience: str = "styre") -> Edition:
    return assemble(project.library(), Order("oversikt", audience, "nb", day))


def body(project: Project, day: date = date(2021, 9, 20)) -> LocalBody | None:
    found = (section.body for section in edition(project, day).sections if section.kind == "local")
    return next((each for each in found if isinstance(each, LocalBody)), None)


def test_the_municipality_is_told_what_holds_for_it(municipality: Project) -> None:
    """Its own figures with their own source, after what follows for it."""
    assert municipality.check() == ""
    local = body(municipality)
    assert local is not None and local.name is not None
    assert set_prose(local.name) == "Eksempel kommune"
    assert [set_prose(line.prose) for line in local.lines] == [
        "Biblioteket har tre ansatte. En åpen kveld krever flere vakter."
    ]
    assert [(each.id, [mark.source for mark in each.marks]) for each in local.figures] == [
        ("besok-her", ["tall-2021"]),
        ("ansatte-her", ["tall-2021"]),
    ]


def test_its_figures_are_set_as_all_figures(municipality: Project) -> None:
    """In a table with their unit and their source mark, under the municipality's name."""
    page = render(edition(municipality), municipality.root, "html")
    assert "Tall fra Eksempel kommune" in page
    cells = re.findall(r'<th scope="row" class="number">(.*?)</th><td>(.*?)<span class="marks">', page)
    assert cells == [("4100\u00a0besøk", "Besøk i biblioteket i 2020"), ("3\u00a0ansatte", "Ansatte i biblioteket")]


def test_the_edition_as_data_has_them(municipality: Project) -> None:
    """Beside the page stands the same as JSON."""
    assert b"besok-her" in edition_json(edition(municipality))


def test_nothing_is_printed_where_nothing_is_given(municipality: Project) -> None:
    """A section without anything to show has no heading either."""
    for name in (FILE, "content/sources/tall-2021.yaml"):
        (municipality.root / name).unlink()
    assert body(municipality) is None
    assert "Hva betyr dette for oss" not in render(edition(municipality), municipality.root, "html")


def test_nothing_is_printed_before_it_was_known(municipality: Project) -> None:
    """The municipality's document is of its own day."""
    municipality.replace("content/sources/tall-2021.yaml", "'2021-02-01'", "'2021-09-01'")
    assert body(municipality, date(2021, 8, 31)) is None
    assert body(municipality, date(2021, 9, 1)) is not None


def test_only_audiences_with_the_section_print_it(municipality: Project) -> None:
    assert "Tall fra Eksempel kommune" not in render(
        edition(municipality, audience=EVERYBODY), municipality.root, "html"
    )


def test_an_internal_figure_is_for_those_who_see_it(municipality: Project) -> None:
    """As everywhere."""
    municipality.replace(FILE, "  - id: besok-her", "  - id: besok-her\n    internal: true")
    municipality.replace("content/sources/tall-2021.yaml", "'Det var {besok-her} i biblioteket.'", "Mange kom.")
    local = body(municipality)
    assert local is not None
    assert [each.id for each in local.figures] == ["ansatte-her"]


def test_mistakes_are_told_as_everywhere(municipality: Project) -> None:
    """Ids are taken once, texts print no number of their own, citations lead to a claim."""
    figures = "measures: ansatte i biblioteket\n    cites: [▸tall-2021/9]"
    problem = "the source 'tall-2021' has no claim 9. Its claims are 1 to 2"
    mistake(municipality, FILE, figures.replace("▸", "").replace("/9", "/2"), figures, problem)
    municipality.replace(FILE, "/9]", "/2]")
    municipality.replace(FILE, "ansatte i biblioteket", "3 ansatte")
    assert "the number '3' is written in the text" in municipality.check()


def test_an_id_is_taken_once(municipality: Project) -> None:
    """Its figures are named as all figures are."""
    municipality.replace(FILE, "- id: besok-her", "- id: kvelder")
    assert "the id 'kvelder' is taken. It is first given in content/figures.yaml:11:9" in municipality.check()

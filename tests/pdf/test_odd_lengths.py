"""Content of unusual length is set without a problem, and without anything that a reader would mind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefs.build.formats import Made, make
from briefs.build.pipeline import Run, Wanted, plan, print_all
from briefs.edition.edition import Facts
from tests.conftest import Project

BRIEF, DEMANDS = "content/briefs/oversikt.yaml", "content/demands.yaml"
LONG_TITLE = (
    "Åpningstidene i biblioteket og det som kommunen og brukerrådet er blitt enige om for året som kommer nå i høst"
)
LONG_TEXT = "Biblioteket bør ha åpent så lenge at de som arbeider om dagen, rekker innom på vei hjem. " * 10


def made(project: Project) -> Made:
    """The PDF of the edition for everybody; BriefsError where something stops it."""
    library = project.library()
    orders = plan(library, Wanted(audiences=("alle",)), library.newest, Facts())
    (job,) = print_all(library, orders, Run(project.root, project.root / "out", formats=("pdf",)))
    return make(job)


def long_titles(project: Project) -> None:
    project.replace(BRIEF, "title: Åpningstidene i biblioteket", f"title: {LONG_TITLE}")
    project.replace(DEMANDS, "title: Åpent på lørdager", f"title: {LONG_TITLE}")


def long_demand(project: Project) -> None:
    project.replace(DEMANDS, "text: Biblioteket bør ha åpent på lørdager.", f"text: {LONG_TEXT.strip()}")


def one_demand(project: Project) -> None:
    project.replace(BRIEF, "series: [krav-2021]", "series: [andre-krav]")


def sixty_demands(project: Project) -> None:
    more = "".join(
        f"  - id: krav-nr-{number}\n    series: krav-2021\n    number: {number}\n    by: brukerrad\n    to: kommune\n"
        f"    themes: [samling]\n    title: Flere bøker på hylle {chr(65 + number // 8)}{chr(65 + number % 8)}\n"
        "    text: Kommunen bør kjøpe flere bøker.\n    cites: [brev-2021/5]\n"
        for number in range(5, 61)
    )
    project.write(DEMANDS, (project.root / DEMANDS).read_text("utf-8") + more)


def no_points(project: Project) -> None:
    text = (project.root / BRIEF).read_text("utf-8")
    before, _, rest = text.partition("points:\n")
    project.write(BRIEF, before + "sections:\n" + rest.partition("sections:\n")[2])


@pytest.mark.parametrize("change", [long_titles, long_demand, one_demand, sixty_demands, no_points])
def test_lengths_out_of_the_ordinary_are_set(project: Project, change: Callable[[Project], None]) -> None:
    """Titles of 110 letters, a demand of 900, one demand and sixty, no points."""
    change(project)
    assert [problem.what for problem in made(project).warnings] == []

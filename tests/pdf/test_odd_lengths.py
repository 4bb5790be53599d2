"""Content of unusual length is set without a problem, and without anything that a reader would mind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefs.build.formats import Made, make
from briefs.build.pipeline import Run, Wanted, plan, print_all
from briefs.edition.edition import Facts
from tests.conftest import Project
from tests.edition.test_figures import add_measures
from tests.html.test_logo import with_logo

BRIEF, DEMANDS, EVENTS = "content/briefs/oversikt.yaml", "content/demands.yaml", "content/events.yaml"
LONG_TITLE = (
    "Åpningstidene i biblioteket og det som kommunen og brukerrådet er blitt enige om for året som kommer nå i høst, "
    "kanskje"
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


def forty_measures(project: Project) -> None:
    add_measures(project, 37)


def add_events(project: Project, *dates: str) -> None:
    """Events that the timeline draws."""
    more = "".join(
        f"  - id: hendelse-{chr(97 + number)}\n    date: '{day}'\n    major: true\n"
        "    title: Biblioteket får nye tider\n    text: Lørdagsåpent bibliotek er i gang.\n    cites: [svar-2021/1]\n"
        for number, day in enumerate(dates)
    )
    project.write(EVENTS, (project.root / EVENTS).read_text("utf-8") + more)


def long_history(project: Project) -> None:
    add_events(project, "1837", "1860", "1920", "1969", "1975", "2003", "2018", "2019-05-01")


def one_event_long_ago(project: Project) -> None:
    add_events(project, "1901", "2018", "2019", "2020-06")


def six_events_in_a_year(project: Project) -> None:
    add_events(project, "2021-03-01", "2021-03-03", "2021-03-08", "2021-03-20", "2021-03-31", "2021-08-15")


def a_logo(project: Project) -> None:
    with_logo(project)


def a_colour_of_ones_own(project: Project) -> None:
    project.write("styles/tokens.css", ":root { --accent: #7a1f1f; --brand: #f2a900; }")


def three_series_with_long_names(project: Project) -> None:
    text = (project.root / DEMANDS).read_text("utf-8")
    text = text.replace("short: Krav", "short: Folkebibliotekforeningen").replace(
        "short: Andre", "short: Kommunestyret"
    )
    series = (
        "series:\n  - id: tredje-krav\n    title: Krav fra det interkommunale samarbeidet om bibliotek i distriktene\n"
    )
    series += "    short: Interkommunalt\n    text: Kommunen ba om ett bidrag.\n    cites: [svar-2021/6]\n"
    project.write(DEMANDS, text.replace("series:\n", series, 1).replace("number: 4\n", "number: 4\n", 1))
    project.replace(
        DEMANDS,
        "id: lanetid\n    series: krav-2021\n    number: 4",
        "id: lanetid\n    series: tredje-krav\n    number: 1",
    )
    project.replace(BRIEF, "    series: [krav-2021]\n", "")


CHANGES = [
    long_titles,
    long_demand,
    one_demand,
    sixty_demands,
    no_points,
    forty_measures,
    long_history,
    one_event_long_ago,
    six_events_in_a_year,
    a_logo,
    a_colour_of_ones_own,
    three_series_with_long_names,
]


@pytest.mark.long
@pytest.mark.parametrize("change", CHANGES)
def test_lengths_out_of_the_ordinary_are_set(project: Project, change: Callable[[Project], None]) -> None:
    """Titles of 120 letters, a demand of 900, one demand and sixty, no points, forty measures, two centuries, a year of
    six events, a logo, a colour, and three series with long names.
    """
    change(project)
    assert [problem.what for problem in made(project).warnings] == []

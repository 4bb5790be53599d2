"""Drawings and overviews as figures: their numbers, what they say, and a matrix of any size."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.edition.sections.matrix import MatrixBody
from briefs.html.render import render
from tests.conftest import Project
from tests.edition.test_edition import NOW, body, edition

DEMANDS = "content/demands.yaml"
MEASURES = "content/measures.yaml"


def add_measures(project: Project, count: int, demands: tuple[str, ...] = ("lanetid", "erfaringer")) -> None:
    """So many measures more, each of which answers the next of some demands."""
    text = (project.root / MEASURES).read_text(encoding="utf-8")
    for number in range(count):
        text += f"""  - id: ekstra-{chr(97 + number // 26)}{chr(97 + number % 26)}
    owner: kommune
    themes: [apningstid]
    title: Et tiltak til som noen har gjort noe med
    text: Ordningen er i gang.
    cites: [svar-2021/1]
    log:
      - {{date: '2021-08-01', status: in-force, warrant: official, text: Ordningen er i gang., cites: [svar-2021/1]}}
    answers:
      - demand: {demands[number % len(demands)]}
        extent: part
        reason: Det hjelper litt.
        cites: [svar-2021/1]
"""
    project.write(MEASURES, text)


def add_demand(project: Project, id: str, series: str, number: int) -> None:
    """One demand more of a series."""
    text = (project.root / DEMANDS).read_text(encoding="utf-8")
    text += f"""  - id: {id}
    series: {series}
    number: {number}
    by: kommune
    to: brukerrad
    themes: [apningstid]
    title: Meld fra om noe annet
    text: Brukerrådet bør melde fra.
    cites: [svar-2021/6]
"""
    project.write(DEMANDS, text)


def add_demands(project: Project, count: int) -> tuple[str, ...]:
    """So many demands more of the second series; their ids."""
    ids = tuple(f"krav-{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(count))
    for number, id in enumerate(ids):
        add_demand(project, id, "andre-krav", number + 2)
    return ids


def matrix(project: Project) -> MatrixBody:
    found = body(edition(project), "matrix")
    assert isinstance(found, MatrixBody)
    return found


@pytest.mark.parametrize(
    ("measures", "short", "landscape", "shape"),
    [
        (9, "A", False, "measures across"),
        (10, "A", False, "demands across"),
        (15, "A", True, "measures across"),
        (16, "A", True, "demands across"),
        (97, "A", False, "demands across"),
        (40, "Interkommunalt", True, "list"),
    ],
)
def test_a_matrix_of_many_measures_is_turned_or_a_list(
    project: Project, measures: int, short: str, landscape: bool, shape: str
) -> None:
    """More than twelve columns leave no room for titles on a page, more than eighteen none on a wide one;
    long names of series do not fit above a column.
    """
    project.replace(DEMANDS, "short: Andre", f"short: {short}")
    if landscape:
        project.replace("content/briefs/oversikt.yaml", "kind: matrix", "kind: matrix\n    landscape: true")
    add_measures(project, measures)
    assert matrix(project).shape == shape
    assert len(matrix(project).measures) == measures + 3


def test_a_matrix_of_many_demands_and_measures_is_a_list(project: Project) -> None:
    """Each demand with the measures that answer it."""
    project.replace(DEMANDS, "short: Andre", "short: A")
    add_measures(project, 30, add_demands(project, 20))
    assert matrix(project).shape == "list"
    page = render(edition(project), project.root, "pdf")
    assert page.count("svarer delvis</span></span>") == 32


def test_turned_cells_are_the_same_cells(project: Project) -> None:
    """Measure by measure, in the order of the demands."""
    found = matrix(project)
    across = {(cell.code, cell.demand, cell.extent) for row in found.rows for cell in row.cells}
    assert {(cell.code, cell.demand, cell.extent) for column in found.columns for cell in column.cells} == across
    assert [column.measure.code for column in found.columns] == ["T1", "T2", "T3"]
    assert [cell.demand for cell in found.columns[0].cells] == [row.demand.label for row in found.rows]


def test_a_turned_matrix_has_no_empty_column(project: Project) -> None:
    """A demand that nothing answers would have no title there; it stands below, and the others' titles too."""
    project.replace(DEMANDS, "short: Andre", "short: A")
    add_measures(project, 10, ("kveldsapent",))
    found = matrix(project)
    assert all(row.answers for row in found.rows)
    assert [demand.id for demand in found.unanswered] == ["lanetid", "erfaringer"]
    assert "Kravene:</strong> 1 Åpent om kvelden; 2 Åpent på lørdager;" in render(edition(project), project.root, "pdf")


def test_empty_rows_that_are_the_most_stand_below_the_table(project: Project) -> None:
    """Sixty demands of which three are answered make a table of three."""
    add_demands(project, 20)
    found = matrix(project)
    assert [row.demand.id for row in found.rows] == ["kveldsapent", "lordagsapent", "bokpenger"]
    assert len(found.unanswered) == 22
    assert (found.answered, found.total) == (3, 25)


def test_figures_are_numbered_in_the_order_of_the_page(project: Project) -> None:
    """Drawings and overviews alone; one that is left out has no number."""
    numbers = {section.kind: section.figure for section in edition(project).sections if section.figure}
    assert numbers == {"demand-overview": 1, "timeline": 2, "matrix": 3}
    early = edition(project, as_of=date(2021, 3, 12))
    assert {section.kind: section.figure for section in early.sections if section.figure} == {
        "demand-overview": 1,
        "timeline": 2,
    }


def test_a_figure_says_its_message_and_its_sources(project: Project) -> None:
    """From what was counted, with the numbers that the list of sources has."""
    page = " ".join(render(edition(project), project.root, "html").split())
    assert "Figur 1.</span> 1 av 5 krav er møtt med noe som er iverksatt eller fullført" in page
    assert 'Kilder: <a href="#kilde-1">1</a>, <a href="#kilde-2">2</a>' in page


def test_the_overview_says_how_far_the_furthest_answer_has_come(project: Project) -> None:
    """Of several answers the one highest on the ladder; none where there is none."""
    demands = {demand.id: demand for demand in body(edition(project), "demand-overview").demands}
    assert demands["lordagsapent"].furthest.status == "in-force"
    assert demands["lanetid"].furthest is None
    add_measures(project, 2, ("kveldsapent",))
    again = {demand.id: demand for demand in body(edition(project, as_of=NOW), "demand-overview").demands}
    assert (demands["kveldsapent"].furthest.status, again["kveldsapent"].furthest.status) == ("announced", "in-force")


def test_a_list_has_cells_for_answers_alone(project: Project) -> None:
    """It grows with the answers, and not with demands times measures; their order is that of the measures."""
    project.replace(DEMANDS, "short: Andre", "short: A")
    add_measures(project, 30, add_demands(project, 20))
    found = matrix(project)
    assert all(cell.extent for row in found.rows for cell in row.cells)
    place = {measure.code: index for index, measure in enumerate(found.measures)}
    assert all(
        [place[cell.code] for cell in row.cells] == sorted(place[cell.code] for cell in row.cells) for row in found.rows
    )
    assert found.columns == ()

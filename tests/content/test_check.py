"""The rules together: the order of problems, and what a broken file leaves unsaid."""

from __future__ import annotations

from briefs.content.check import check
from briefs.content.load import load
from briefs.edition.sections import needed_fields
from tests.conftest import Project

ACTORS = "content/actors.yaml"
LETTER = "content/sources/brev-2021.yaml"
FIGURES = "content/figures.yaml"
EVENTS = "content/events.yaml"
MEASURES = "content/measures.yaml"


def test_a_project_that_is_right_has_no_problems(project: Project) -> None:
    """The rules leave good content alone."""
    assert project.check() == ""


def test_problems_come_in_the_order_of_their_places(project: Project) -> None:
    """An editor goes through a file from top to bottom."""
    project.replace(MEASURES, "owner: kommune", "owner: komune")
    project.replace(EVENTS, "cites: [brev-2021/1, brev-2021/2]", "cites: [brev-2021/1, brev-2021/99]")
    project.replace(EVENTS, "actors: [brukerrad, kommune]", "actors: [brukerad, kommune]")
    places = [problem.where for problem in check(project.library(), sections=needed_fields())]
    assert [(where.file, where.line) for where in places] == [(EVENTS, 6), (EVENTS, 13), (MEASURES, 3)]


def test_a_broken_source_is_not_told_again_by_those_that_cite_it(project: Project) -> None:
    """One mistake is one problem."""
    project.replace(LETTER, "genre: brev", "genre: [brev]")
    assert len(project.problems()) == 1


def test_a_broken_figure_is_not_told_again_by_those_that_print_it(project: Project) -> None:
    """A text that names it is right."""
    project.replace(FIGURES, "value: 500000", "value: mye")
    assert len(project.problems()) == 1


def test_an_unread_file_silences_what_leads_into_it_and_nothing_else(project: Project) -> None:
    """References may lead into the unread file; other rules are still applied in the same run."""
    project.write(ACTORS, "actors: [\n")
    project.replace(FIGURES, "value: 500000", "value: 500000.5")
    project.replace(EVENTS, "cites: [svar-2021/1]", "cites: [borte/1]")
    loaded = load(project.root)
    assert loaded.library is not None
    assert [problem.what for problem in check(loaded.library, sections=needed_fields(), partial=True)] == [
        "an amount is given in whole kroner"
    ]
    assert any(problem.what == "unknown source 'borte'" for problem in check(loaded.library, sections=needed_fields()))

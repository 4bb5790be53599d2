"""Briefs: there is something to print, and each section holds what its kind needs."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from tests.content.mistakes import mistake

BOARD = "content/audiences/styre.yaml"
BRIEF = "content/briefs/oversikt.yaml"


def test_a_project_has_something_to_print(project: Project) -> None:
    """Without a source there is no as-of date, without a brief nothing to build."""
    (project.root / BRIEF).unlink()
    (project.root / BOARD).write_text("id: styre\nname: Styret\n", encoding="utf-8")
    assert project.check() == "content/briefs:1:1: this project has no briefs. Write a YAML file for a brief there"


def test_a_brief_has_three_points(project: Project) -> None:
    """«Kort fortalt» is three to five points."""
    text = (project.root / BRIEF).read_text(encoding="utf-8")
    first, last = text.index("  - text: 'Biblioteket har"), text.index("sections:")
    project.write(BRIEF, text[:first] + text[last:])
    assert project.check() == f"{project.place(BRIEF, '- text')}: a brief opens with at least 3 points, and this has 1"


def test_a_brief_of_changes_needs_no_points(project: Project) -> None:
    """It opens with what changed."""
    text = (project.root / BRIEF).read_text(encoding="utf-8")
    first, last = text.index("points:"), text.index("sections:")
    project.write(BRIEF, text[:first] + text[last:])
    assert project.check() == f"{BRIEF}:1:1: a brief opens with at least 3 points, and this has 0"
    project.replace(BRIEF, "kind: matrix", "kind: changes")
    assert project.check() == ""


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (BRIEF, "  - kind: timeline", "  - ▸kind: periods", "a section of the kind 'periods' needs 'periods'"),
        (BRIEF, "kind: timeline", "kind: ▸timelin", "'kind' cannot be 'timelin'. Did you mean 'timeline'?"),
        (BRIEF, "kind: timeline", "kind: ▸Timeline", "'kind' cannot be 'Timeline'. Did you mean 'timeline'?"),
        (
            BOARD,
            "    sections:\n",
            "    sections:\n      - ▸kind: consequences\n        title: Uten ord\n",
            "a section of the kind 'consequences' needs 'statements'",
        ),
        (
            BRIEF,
            "kind: timeline",
            "kind: timeline\n    statements:\n      ▸- text: Noe.\n        cites: [brev-2021/1]",
            "a section of the kind 'timeline' prints no 'statements'. "
            "Only 'unknown' and 'can-do' and 'consequences' do",
        ),
        (
            BRIEF,
            "span: '2021/..'",
            "span: ▸'2014/..'",
            (
                "the period 2014/.. does not begin after the one above it, 2015/2020. Put the periods in the "
                "order of their first days"
            ),
        ),
    ],
)
def test_a_section_holds_what_its_kind_needs(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """Content that no section prints would be lost without a word."""
    mistake(project, path, old, new, problem)


def test_sections_have_titles_of_their_own(project: Project) -> None:
    """Two headings of one name cannot be distinguished in a table of contents."""
    project.replace(BRIEF, "title: Tidslinje", "title: Kravene")
    again = project.place(BRIEF, "Kravene", after="- kind: demands\n")
    assert project.check() == f"{again}: two sections are called 'Kravene'"


def test_languages_that_the_project_does_not_have_are_told(project: Project) -> None:
    """A brief in no language of the project would never be built."""
    project.replace(BOARD, "name: ", "languages: [nb, en]\nname: ")
    assert project.check() == ""
    project.replace(BOARD, "languages: [nb, en]", "languages: [en]")
    place = project.place(BOARD, "[en]")
    said = "none of these is a language of the project. The project's languages are 'nb'"
    assert project.check() == f"{place}: {said}"


def test_only_one_audience_is_given_everything(project: Project) -> None:
    """The others say where the rest stands, and that is one place."""
    project.write("content/audiences/alle.yaml", "id: alle\nname: Alle\nfull: true\n")
    mistake(project, BOARD, "name: Styret", "name: Styret\nfull: ▸true", FULL_TWICE)


FULL_TWICE = "'alle' is already the audience that is given everything. Only one audience may be 'full'"


@pytest.mark.parametrize("limit", ["pages", "words", "least_weight", "at_most"])
def test_the_full_audience_has_no_limits(project: Project, limit: str) -> None:
    """Neither for itself nor in one brief."""
    said = f"'{limit}' cannot limit 'styre', which is 'full' and given everything"
    mistake(project, BOARD, "name: Styret", f"name: Styret\nfull: true\n{limit}: ▸3", said)
    project.replace(BOARD, f"{limit}: 3\n", "")
    mistake(project, BOARD, "    most_points: 3", f"    most_points: 3\n    {limit}: ▸3", said)


@pytest.mark.parametrize("wrong", ["four", "0", "15000", "true", "[1]", "{}", "{nb: 0}", "{nb: fire}"])
def test_a_budget_is_a_number(project: Project, wrong: str) -> None:
    """Or one by language; whatever else stands there is told once, in words."""
    said = "a budget is a whole number from 1 to 10000. Write 4, or {nb: 4, en: 5} by language"
    mistake(project, BRIEF, "audiences: [", f"pages: ▸{wrong}\naudiences: [", said)


@pytest.mark.parametrize("limit", ["least_weight", "at_most"])
def test_a_section_without_a_choice_has_no_limit(project: Project, limit: str) -> None:
    """The list of documents is whole: what a limit would do there is nothing."""
    said = f"a section of the kind 'documents' has nothing that '{limit}' could leave out. Take out '{limit}'"
    mistake(project, BRIEF, "kind: documents", f"kind: documents\n    {limit}: ▸3", said)

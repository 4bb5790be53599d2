"""Two audiences of a brief are never told two numbers of the same thing."""

from __future__ import annotations

import pytest

from tests.conftest import Project

BRIEF, BOARD = "content/briefs/oversikt.yaml", "content/audiences/styre.yaml"
OF_ALL = "'Kommunen satte av {bokpenger-gitt}, mens kravet var {bokpenger-krav}.'"


def for_the_board(project: Project, text: str, cites: str = "brev-2021/5, svar-2021/4") -> None:
    """Gives the board a point of its own in the place of one of the brief's."""
    point = f"    points:\n      - text: {text}\n        cites: [{cites}]\n"
    project.replace(BOARD, "    most_points: 3\n", f"    most_points: 3\n{point}")


def test_the_same_point_has_the_same_figures(project: Project) -> None:
    """A slip of the hand in one copy is told at its place, with the place of the other."""
    for_the_board(project, "'Kommunen satte av {bokpenger-krav}, mens kravet var {bokpenger-gitt}.'")
    place, other = project.place(BOARD, "'Kommunen"), project.place(BRIEF, "'Kommunen")
    assert project.check() == (
        f"{place}: this says {{bokpenger-krav}}, {{bokpenger-gitt}} where the copy for everybody else says "
        f"{{bokpenger-gitt}}, {{bokpenger-krav}}. The same words stand in {other}"
    )


@pytest.mark.parametrize(
    "text",
    [
        OF_ALL,
        "'Kravet var {bokpenger-krav}, og kommunen satte av {bokpenger-gitt}.'",
        "'Kommunen satte av penger, men mindre enn kravet.'",
    ],
)
def test_the_same_figures_may_be_told_in_other_words(project: Project, text: str) -> None:
    """Or not at all."""
    for_the_board(project, text)
    assert project.check() == ""


def test_numbers_in_letters_are_numbers(project: Project) -> None:
    """«To» is as much a number as a reference."""
    project.replace(BRIEF, OF_ALL, "Kommunen har svart på to av kravene.")
    for_the_board(project, "Kommunen har svart på tre av kravene.")
    assert "this says tre where the copy for everybody else says to" in project.check()


def test_a_figure_is_as_exact_for_all(project: Project) -> None:
    """«Om lag 20» is not 20."""
    project.replace(BRIEF, OF_ALL, "'Det er åpent {apent-i-uka} i uka i dag.'")
    project.replace(BRIEF, "[brev-2021/5, svar-2021/4]", "[brev-2021/2]")
    for_the_board(project, "'Det er åpent {apent-i-uka|value} i uka i dag.'", "brev-2021/2")
    assert "this says {apent-i-uka|value} where the copy for everybody else says {apent-i-uka}" in project.check()


def test_key_figures_are_the_same_for_all(project: Project) -> None:
    """What is set large is held by the words below it."""
    figures = "figures:\n{indent}- {{shows: '{{{first}}}', text: til nye bøker fra kommunen, cites: [{first_cites}]}}\n"
    second = "{indent}- {{shows: '{{ville-bruke}}', text: ville bruke det mer, cites: [brev-2021/7]}}\n"
    brief = (figures + second).format(indent="  ", first="bokpenger-gitt", first_cites="svar-2021/4")
    board = ("    " + figures + second).format(indent="      ", first="bokpenger-krav", first_cites="svar-2021/4")
    project.replace(BRIEF, "points:\n", f"{brief}points:\n")
    project.replace(BOARD, "    most_points", f"{board}    most_points")
    assert "this says {bokpenger-krav} where the copy for everybody else says {bokpenger-gitt}" in project.check()


def test_other_claims_are_another_thing(project: Project) -> None:
    """The same words on another ground may have another number."""
    project.replace(BRIEF, OF_ALL, "'Det ble satt av {bokpenger-gitt} til nye bøker.'")
    project.replace(BRIEF, "[brev-2021/5, svar-2021/4]", "[svar-2021/4]")
    for_the_board(project, "'Det ble satt av {bokpenger-krav} til nye bøker.'", "brev-2021/5")
    assert project.check() == ""

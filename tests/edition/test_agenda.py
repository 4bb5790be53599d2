"""A meeting with its words set: what its papers print, and where its decisions stand."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.edition.agenda import Agenda, ItemEntry, OutcomeEntry, agenda
from briefs.edition.edition import context_at
from briefs.edition.prose import Prose, set_prose
from tests.conftest import Project

SECOND = "styremote-2021-10-12"
FILE = f"content/meetings/{SECOND}.yaml"
CITED = "text: Biblioteksjefen legger fram erfaringene etter prøven.\n      cites: [svar-2021/2]"


def shown(board: Project, day: date = date(2021, 10, 12), *, public: bool = False) -> Agenda:
    return agenda(SECOND, context_at(board.library(), "nb", day), public=public)


def item(board: Project, number: str, day: date = date(2021, 10, 12)) -> ItemEntry:
    return next(each for each in shown(board, day).items if each.number == number)


def outcome(board: Project, day: date = date(2021, 10, 12)) -> OutcomeEntry:
    found = item(board, "5/21", day).outcome
    assert found is not None
    return found


def words(prose: Prose | None) -> str:
    assert prose is not None
    return set_prose(prose)


def test_figures_and_marks_are_set(board: Project) -> None:
    """A fact of an item is a line as in a brief: its figure with a value, its claim with a mark."""
    (fact,) = item(board, "5/21").facts
    assert words(fact.prose).split() == ["Kommunen", "har", "satt", "av", "250", "000", "kroner", "til", "bøker."]
    assert [(mark.source, mark.claims) for mark in fact.marks] == [("svar-2021", ("svar-2021/4",))]


def test_proposals_are_numbered_with_who_and_when(board: Project) -> None:
    points = item(board, "5/21").proposal
    assert [(point.number, words(point.who), point.when and point.when.text) for point in points] == [
        (1, "styret", None),
        (2, "biblioteksjefen", "2022-03-01"),
    ]


def test_a_postponed_item_is_whole(board: Project) -> None:
    """It has the title of the first meeting, which is a step on its way; steps after this meeting are ahead."""
    board.replace(
        FILE, "    line_numbers", "    steps:\n      - {body: Kommunestyret, date: '2021-11-01'}\n    line_numbers"
    )
    postponed = item(board, "5/21")
    assert words(postponed.title) == "Oppfølging av brevet fra brukerne"
    assert [(each.number, each.is_ahead) for each in postponed.treatments] == [("3/21", False), (None, True)]
    assert postponed.was_postponed


def test_the_public_has_no_title_of_a_closed_item(board: Project) -> None:
    """Its number and legal basis stand where they stand for the members."""
    closed = next(each for each in shown(board, public=True).items if each.number == "6/21")
    assert (closed.title, closed.facts, words(closed.legal_basis)) == (None, (), "offl. § 23")
    assert words(item(board, "6/21").title) == "Leiekontrakten"


def test_briefs_are_in_the_language_of_the_papers(board: Project) -> None:
    """Unless they name another."""
    (brief,) = item(board, "5/21").briefs
    assert (brief.brief, brief.audience, brief.language) == ("oversikt", "styre", "nb")


def test_a_decision_without_minutes_has_no_status(board: Project) -> None:
    """Who wrote it down here does not make it a fact."""
    noted = outcome(board)
    assert (noted.noted_here, noted.standing) == (True, None)


def test_a_decision_with_minutes_stands_where_its_measure_stands(board: Project) -> None:
    """Status, steps and deadline come from the measure, which is written once."""
    board.replace(FILE, "text: Biblioteksjefen legger fram erfaringene etter prøven.", CITED)
    decided = outcome(board)
    assert decided.standing is not None
    assert (decided.standing.status, decided.standing.since.text) == ("announced", "2021-09-20")
    assert [done.date and done.date.text for done in decided.done] == ["2021-03-12", "2021-09-20"]
    assert not decided.noted_here


def test_a_decision_without_a_measure_is_adopted(board: Project) -> None:
    """From the day of the meeting; what is done is noted beside it."""
    board.replace(FILE, "text: Biblioteksjefen legger fram erfaringene etter prøven.", CITED)
    board.replace(FILE, "measure: prove-kveld", "done: [{text: Brev er sendt.}]")
    decided = outcome(board)
    assert decided.standing is not None
    assert (decided.standing.status, decided.standing.since.text) == ("adopted", "2021-10-12")
    assert [(words(done.line.prose), done.noted_here) for done in decided.done] == [("Brev er sendt.", True)]


@pytest.mark.parametrize(("day", "overdue"), [(date(2022, 3, 1), False), (date(2022, 3, 2), True)])
def test_a_decision_is_overdue_from_the_day_after(board: Project, day: date, overdue: bool) -> None:
    assert outcome(board, day).is_overdue is overdue


def test_what_is_in_force_is_not_overdue(board: Project) -> None:
    """The measure says so, and the minutes that the decision is one."""
    board.replace(FILE, "text: Biblioteksjefen legger fram erfaringene etter prøven.", CITED)
    board.replace(FILE, "measure: prove-kveld", "measure: ubetjent-lordag")
    assert not outcome(board, date(2022, 3, 2)).is_overdue


def test_the_deadline_of_the_measure_holds_where_there_is_none(board: Project) -> None:
    """Spring 2022 ends with May."""
    board.replace(FILE, "      due: '2022-03-01'\n", "")
    assert [outcome(board, day).is_overdue for day in (date(2022, 3, 2), date(2022, 6, 1))] == [False, True]


def test_an_outcome_is_not_known_before_the_meeting(board: Project) -> None:
    assert item(board, "5/21", date(2021, 10, 11)).outcome is None

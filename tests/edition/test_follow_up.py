"""The list of what meetings decided: what is overdue first, and nothing that no minutes say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefs.edition.builtin import FOLLOW_UP, follow_up_day, with_follow_up_brief
from briefs.edition.edition import EVERYBODY, Edition, Order, assemble
from briefs.edition.sections.follow_up import FollowUpBody
from briefs.html.render import render
from tests.conftest import Project

FIRST = "content/meetings/styremote-2021-09-28.yaml"
SECOND = "content/meetings/styremote-2021-10-12.yaml"
DECIDED = "text: Biblioteksjefen legger fram erfaringene etter prøven."
LATE = date(2022, 3, 2)


def edition(board: Project, day: date) -> Edition:
    return assemble(with_follow_up_brief(board.library(), board.root), Order(FOLLOW_UP, EVERYBODY, "nb", day))


def body(board: Project, day: date) -> FollowUpBody:
    (section,) = edition(board, day).sections
    assert isinstance(section.body, FollowUpBody)
    return section.body


def numbers(board: Project, day: date) -> list[str]:
    return [row.number for row in body(board, day).rows]


def page(board: Project, day: date) -> str:
    return render(edition(board, day), board.root, "html")


def test_decisions_and_tasks_are_followed_up(board: Project) -> None:
    """By deadline; that the last minutes were approved is nothing to carry out, and what was postponed was taken up."""
    assert numbers(board, date(2021, 10, 12)) == ["7/21", "5/21"]


def test_what_is_overdue_comes_first(board: Project) -> None:
    """The oldest deadline first, then what is to come, and last what has no deadline."""
    board.replace(SECOND, ", owner: biblioteksjefen, due: '2021-11'}", "}")
    assert numbers(board, date(2022, 3, 1)) == ["5/21", "7/21"]
    board.replace(SECOND, "text: Nye lamper skal bestilles.", "text: Nye lamper skal bestilles., due: '2022-04'")
    assert [(row.number, row.outcome.is_overdue) for row in body(board, LATE).rows] == [("5/21", True), ("7/21", False)]
    assert body(board, LATE).overdue == 1


def test_what_was_carried_out_is_not_overdue(board: Project) -> None:
    """However old its deadline is, it stands below what is still to be done."""
    board.replace(SECOND, DECIDED, f"{DECIDED}\n      cites: [svar-2021/1]")
    board.replace(SECOND, "measure: prove-kveld", "measure: ubetjent-lordag")
    board.replace(SECOND, "due: '2022-03-01'\n      measure", "due: '2021-10-20'\n      measure")
    assert numbers(board, LATE) == ["7/21", "5/21"]


def test_a_postponed_item_waits_until_it_is_taken_up(board: Project) -> None:
    """With its number and its meeting, so that nobody forgets it."""
    assert numbers(board, date(2021, 9, 28)) == ["3/21"]
    assert "<strong>Utsatt</strong>: Saken ble utsatt til neste møte." in page(board, date(2021, 9, 28))
    assert "3/21" not in numbers(board, date(2021, 10, 12))


def test_a_meeting_that_has_not_been_held_has_no_outcome(board: Project) -> None:
    assert numbers(board, date(2021, 10, 11)) == ["3/21"]


def test_a_row_says_who_what_and_when(board: Project) -> None:
    """Body, day and number of the meeting, title, case officer, decision, vote, owner, deadline and next step."""
    shown = page(board, date(2021, 10, 12)).replace("\u00a0", " ")
    for words in (
        "Oppfølging av brevet fra brukerne",
        "Styret for biblioteket, 12. oktober 2021",
        "Saksbehandler: biblioteksjefen",
        "4 mot 1 stemmer.",
        "Ansvarlig: biblioteksjefen",
        "1. mars 2022",
        "Innen november 2021",
        "Neste steg:</strong> Samle erfaringene.",
    ):
        assert words in shown, words


def test_a_decision_without_minutes_is_noted_by_us_and_has_no_status(board: Project) -> None:
    """A status is what a document says."""
    shown = page(board, date(2021, 10, 12))
    assert shown.count("(registrert av oss)") == 2
    assert "status-announced" not in shown.partition("</style>")[2]


def test_a_decision_with_minutes_has_the_status_of_its_measure(board: Project) -> None:
    """And what was done so far, with the days and the marks of the measure's own steps."""
    board.replace(SECOND, DECIDED, f"{DECIDED}\n      cites: [svar-2021/2]")
    shown = page(board, date(2021, 10, 12)).partition("</style>")[2]
    assert "status-announced" in shown
    assert "Biblioteksjefen varsler en prøve." in shown
    assert shown.count("(registrert av oss)") == 1


def test_closed_items_are_not_in_a_list_for_everybody(board: Project) -> None:
    """In no byte: neither title nor decision."""
    decided = "    outcome: {kind: decision, text: Kontrakten sies opp., owner: styret}\n"
    board.replace(SECOND, "  - kind: any-other-business", f"{decided}  - kind: any-other-business")
    assert "6/21" not in numbers(board, date(2021, 10, 12))
    shown = page(board, date(2021, 10, 12))
    assert "Leiekontrakten" not in shown and "Kontrakten sies opp" not in shown


def test_the_list_is_of_its_own_day(board: Project) -> None:
    """However old the documents are: a deadline passes without them."""
    listed = edition(board, LATE)
    assert (listed.is_late, listed.status_day) == (False, LATE)
    assert follow_up_day(board.library()) == date(2021, 10, 12)


def test_an_empty_list_says_so(board: Project) -> None:
    board.replace(FIRST, "    outcome: {kind: postponed, text: Saken ble utsatt til neste møte.}\n", "")
    assert "Ingen vedtak å følge opp." in page(board, date(2021, 9, 28))


def test_a_brief_of_ones_own_has_the_section_too(board: Project) -> None:
    """It names its audiences, and comes before the one of the program."""
    library = with_follow_up_brief(board.library(), board.root)
    own = replace(library, briefs={FOLLOW_UP: library.briefs[FOLLOW_UP].model_copy(update={"audiences": ("styre",)})})
    assert with_follow_up_brief(own, board.root).briefs[FOLLOW_UP].audiences == ("styre",)

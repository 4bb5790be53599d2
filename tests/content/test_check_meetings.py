"""What is wrong with a meeting, told at its place."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from tests.content.mistakes import mistake

FIRST = "content/meetings/styremote-2021-09-28.yaml"
SECOND = "content/meetings/styremote-2021-10-12.yaml"
COSTS = "text: Forslaget koster ikke noe."
POSTPONED = "postponed_from: {meeting: styremote-2021-09-28, item: 3/21}"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("time: '17:30'", "time: ▸'1730'", "'1730' is no time of day. Write it as '18:00'"),
        ("date: '2021-10-12'", "date: ▸12.10.2021", "'12.10.2021' is no day. Write it as '2017-09-08'"),
        (
            "who: styret}",
            "▸hvem: styret, who: styret}",
            "unknown key 'hvem'. The keys here are basis, cites, text, when, who",
        ),
        (
            "    closed: true\n    legal_basis: offl. § 23\n",
            "    closed: true\n",
            "a closed item needs its legal basis. Write 'legal_basis: offl. § 13'",
        ),
        (
            "    closed: true\n",
            "",
            "'legal_basis' is given, and the item is not closed. Write 'closed: true' beside it",
        ),
        (
            "    title: Eventuelt\n",
            "",
            "missing key 'title'. Write one, or 'postponed_from: {meeting: ID, item: NUMBER}'",
        ),
        (
            "documents/brev-2021.txt",
            "../brev.pdf",
            "'../brev.pdf' is no path from the project's root. Write it as 'attachments/kart.pdf'",
        ),
        (
            "documents/brev-2021.txt",
            ".git/config",
            "'.git/config' is no path from the project's root. Write it as 'attachments/kart.pdf'",
        ),
    ],
)
def test_a_meeting_has_its_shape(board: Project, old: str, new: str, problem: str) -> None:
    """A wrong value is told with how to write it."""
    board.replace(SECOND, old, new.replace("▸", ""))
    assert problem in board.check()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("ends: '19:00'", "ends: ▸'17:00'", "17:00 comes after 17:45"),
        ("number: 7/21", "number: ▸5/21", "the item number '5/21' is given twice"),
        (
            "called_on: '2021-10-04'",
            "called_on: ▸'2021-10-14'",
            "the meeting is held on 2021-10-12, and called on 2021-10-14",
        ),
        ("brief: oversikt", "brief: ▸oversyn", "unknown brief 'oversyn'. Did you mean 'oversikt'?"),
        (
            "audience: styre}",
            "audience: styre, language: ▸nn}",
            "the brief 'oversikt' is not made in 'nn' for 'styre'. Its languages are 'nb'",
        ),
        (
            "      - {brief: oversikt, audience: styre}",
            "      - {brief: oversikt, audience: styre}\n      - ▸{brief: oversikt, audience: styre}",
            "this brief is given twice",
        ),
        ("item: 3/21", "item: ▸3/22", "the meeting 'styremote-2021-09-28' has no item '3/22'. Did you mean '3/21'?"),
        (
            "measure: prove-kveld",
            "measure: ▸prove-kvelden",
            "unknown measure 'prove-kvelden'. Did you mean 'prove-kveld'?",
        ),
        (
            "kind: task, text: Nye lamper skal bestilles., owner: biblioteksjefen, due: '2021-11'}",
            "kind: information, text: Nye lamper er bestilt., owner: ▸biblioteksjefen}",
            "an outcome of the kind 'information' has no 'owner'. "
            "Write 'kind: decision' or 'kind: task', or take it out",
        ),
        (
            "cites: [svar-2021/4]",
            "cites: [▸svar-2021/40]",
            "the source 'svar-2021' has no claim 40. Its claims are 1 to 6",
        ),
        (
            COSTS,
            "text: ▸'Forslaget er \"gratis\".'",
            'a straight quotation mark in «Forslaget er "gratis".». Write «…», in English “…”',
        ),
        (COSTS, "text: ▸'Forslaget koster {qqq}.'", "{qqq} names no figure, date or count"),
    ],
)
def test_a_mistake_is_told_at_its_place(board: Project, old: str, new: str, problem: str) -> None:
    """What holds for all content holds for meetings, and they have rules of their own."""
    if old == "item: 3/21":
        board.replace(SECOND, "previous: styremote-2021-09-28\n", "")
    mistake(board, SECOND, old, new, problem)


def test_a_number_in_a_meeting_is_a_reference(board: Project) -> None:
    """As in every text, so that it stands on a source."""
    board.replace(SECOND, COSTS, "text: Forslaget koster 300 kroner.")
    assert "the number '300' is written in the text" in board.check()


def test_what_was_postponed_is_on_the_next_agenda(board: Project) -> None:
    """Nothing that a meeting postpones gets lost."""
    board.replace(SECOND, POSTPONED, "title: Noe annet")
    place = board.place(SECOND, "styremote-2021-09-28")
    assert board.check() == (
        f"{place}: 3/21 was postponed by 'styremote-2021-09-28', and is not taken up. Write an item with '{POSTPONED}'"
    )


def test_a_closed_item_is_closed_in_the_next_meeting_too(board: Project) -> None:
    """Otherwise whoever reads the file would take it for open."""
    board.replace(FIRST, "    matter: decision", "    closed: true\n    legal_basis: offl. § 13\n    matter: decision")
    place = board.place(SECOND, "kind: decision\n    number: 5/21")
    hint = "Write 'closed: true' and 'legal_basis: offl. § 13' here too"
    assert board.check() == f"{place}: 5/21 was closed where it was postponed, and is open here. {hint}"


def test_an_item_was_postponed_before_it_is_taken_up(board: Project) -> None:
    """The earlier meeting says so, and is earlier."""
    board.replace(FIRST, "kind: postponed", "kind: information")
    place = board.place(SECOND, "3/21")
    assert board.check() == (
        f"{place}: nothing says that 3/21 was postponed by 'styremote-2021-09-28'. "
        f"Write 'outcome: {{kind: postponed, text: …}}' in {FIRST}:7"
    )
    board.replace(FIRST, "date: '2021-09-28'", "date: '2021-10-13'")
    assert board.check().count("is held on 2021-10-13, and this meeting on 2021-10-12") == 2


@pytest.mark.parametrize(("signs", "fine"), [(450, True), (451, False)])
def test_a_summary_has_five_lines_at_most(board: Project, signs: int, fine: bool) -> None:
    """References count as what they print: «mars 2021» is nine signs."""
    words = "{2021-03} " + "a" * (signs - len("mars 2021 ") - 1) + "."
    board.replace(FIRST, "Brukerrådet ba i {2021-03} om lengre åpningstid.", words)
    said = f"the summary of 3/21 has {signs} signs, more than 5 lines of print. Write 450 signs at most"
    assert board.check() == ("" if fine else f"{FIRST}:14:7: {said}")


def test_papers_stand_on_what_was_known(board: Project) -> None:
    """A fact cannot cite what came after the meeting; an outcome can, as the minutes do."""
    board.replace(FIRST, "cites: [brev-2021/3]", "cites: [svar-2021/2]")
    board.replace(FIRST, "text: Saken ble utsatt til neste møte.", "text: Utsatt., cites: [svar-2021/2]")
    board.replace("content/sources/svar-2021.yaml", "id: svar", "known_from: '2021-09-30'\nid: svar")
    place = board.place(FIRST, "svar-2021/2")
    assert f"{place}: 'svar-2021/2' is not known before 2021-09-30, and the meeting is held on 2021-09-28" in (
        board.check().splitlines()
    )
    assert board.check().count(FIRST) == 1


def test_an_open_text_names_no_internal_figure(board: Project) -> None:
    """In a closed item it may stand."""
    board.replace("content/figures.yaml", "  - id: ville-bruke", "  - id: ville-bruke\n    internal: true")
    board.replace("content/briefs/oversikt.yaml", ", og {ville-bruke} ville bruke biblioteket mer", "")
    board.replace("content/sources/brev-2021.yaml", "'{ville-bruke} av de", "'Mange av de")
    board.replace(SECOND, "Utleieren vil si opp kontrakten.", "'{ville-bruke} er mye.'")
    assert board.check() == ""
    board.replace(SECOND, COSTS, "text: '{ville-bruke} er mye.'")
    assert "'ville-bruke' is internal, and this text of a meeting is not" in board.check()


def test_a_list_of_decisions_is_made_in_languages_of_the_papers(board: Project) -> None:
    """Or it would lack the rows of a meeting, and not say so."""
    board.into("nn", {}, rest=True)
    brief = "content/briefs/oversikt.yaml"
    board.replace(brief, "sections:\n", "sections:\n  - {kind: follow-up, title: Vedtak}\n")
    place = board.place(brief, "{kind: follow-up")
    hint = f"Name these 'languages' in {FIRST}, or those of the brief"
    said = f"{place}: this list is made in 'nn', and the meeting 'styremote-2021-09-28' is not. {hint}"
    assert said in board.check().splitlines()
    board.replace(brief, "audiences: [alle, styre]", "languages: [nb]\naudiences: [alle, styre]")
    assert board.check() == ""

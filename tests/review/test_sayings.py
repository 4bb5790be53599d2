"""What of a meeting and of a municipality's own words is held against the documents."""

from __future__ import annotations

from briefs.review.verify.sayings import Saying, sayings
from tests.conftest import Project

FILE = "content/meetings/styremote-2021-10-12.yaml"


def of_meetings(board: Project) -> dict[str, Saying]:
    """What is held of the meetings, by its words; of a date, by the date."""
    held = (each for each in sayings(board.library()) if each.record.startswith("meeting "))
    return {each.text.words if each.text else each.date.text if each.date else "": each for each in held}


def test_what_a_meeting_cites_is_held(board: Project) -> None:
    """And what it says for itself is not: no document gives its agenda."""
    held = of_meetings(board)
    assert set(held) == {
        "Brukerrådet ba i {2021-03} om lengre åpningstid.",
        "Kommunen har satt av {bokpenger-gitt} til bøker.",
    }
    assert all(each.scope == "cited" and each.cites_itself and not each.is_open for each in held.values())


def test_a_proposal_says_what_should_be(board: Project) -> None:
    """It is open, and who does it by when is the meeting's own, whatever it cites."""
    board.replace(FILE, "        when: '2022-03-01'", "        when: '2022-03-01'\n        cites: [svar-2021/6]")
    held = of_meetings(board)
    assert held["Biblioteksjefen legger fram erfaringene {2022-03-01}."].is_open
    assert not {"biblioteksjefen", "2022-03-01"} & set(held)


def test_minutes_carry_what_was_decided(board: Project) -> None:
    """Its owner and deadline are ours to write."""
    words = "text: Biblioteksjefen legger fram erfaringene etter prøven."
    board.replace(FILE, words, f"{words}\n      cites: [svar-2021/2]")
    held = of_meetings(board)
    assert not held["Biblioteksjefen legger fram erfaringene etter prøven."].is_open
    assert "Samle erfaringene." not in held


def test_what_a_municipality_is_called_is_no_claim(municipality: Project) -> None:
    """What it states is."""
    held = [each for each in sayings(municipality.library()) if each.record.startswith("locality ")]
    assert [each.text.words for each in held if each.text] == [
        "Biblioteket har {ansatte-her}. En åpen kveld krever flere vakter."
    ]

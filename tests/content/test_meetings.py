"""What the papers of a meeting hold: what comes from the meetings before, and what is closed to the public."""

from __future__ import annotations

from datetime import date, time

from briefs.content import model
from briefs.content.as_of import known_at
from briefs.content.internal import seen_by
from briefs.content.meetings import open_to_public, with_history
from tests.conftest import Project

SECOND = "styremote-2021-10-12"
FILE = f"content/meetings/{SECOND}.yaml"


def item(meeting: model.Meeting, number: str) -> model.AgendaItem:
    found = meeting.item(number)
    assert found is not None
    return found


def whole(board: Project) -> model.Meeting:
    meetings = board.library().meetings
    return with_history(meetings[SECOND], meetings)


def words(text: model.Text | None) -> str:
    assert text is not None
    return text.words


def test_a_meeting_is_read(board: Project) -> None:
    """Day, hours, people and items have the shapes of values, and the project is fine."""
    assert board.check() == ""
    meeting = board.library().meetings[SECOND]
    assert (meeting.date, meeting.time, meeting.ends) == (date(2021, 10, 12), time(17, 30), time(19, 0))
    assert [each.number for each in meeting.items] == ["4/21", "5/21", "6/21", "7/21"]
    assert meeting.languages == ("nb",)  # the project's own: nothing is to be translated


def test_a_postponed_item_has_what_it_does_not_give_itself(board: Project) -> None:
    """Title, case and summary are those of the first meeting; the proposal is the new one."""
    postponed = item(whole(board), "5/21")
    assert words(postponed.title) == "Oppfølging av brevet fra brukerne"
    assert (postponed.archive_case, len(postponed.summary), len(postponed.proposal)) == ("21/40", 1, 2)


def test_a_postponed_item_tells_where_it_has_been(board: Project) -> None:
    """The first meeting is a step on its way, with its number there and what came of it."""
    (step,) = item(whole(board), "5/21").steps
    assert (words(step.body), step.date, step.number) == ("Styret for biblioteket", date(2021, 9, 28), "3/21")
    assert words(step.result) == "Saken ble utsatt til neste møte."


def test_an_item_that_was_postponed_twice_has_both_steps(board: Project) -> None:
    """And what was given first holds until it is given anew."""
    meetings = board.library().meetings
    second = meetings[SECOND]
    again = model.AgendaItem(
        kind="decision", number="9/21", postponed_from=model.PostponedFrom(meeting=SECOND, item="5/21")
    )
    third = second.model_copy(update={"id": "third", "date": date(2021, 11, 1), "items": (again,)})
    (postponed,) = with_history(third, meetings).items
    assert [step.number for step in postponed.steps] == ["3/21", "5/21"]
    assert (postponed.archive_case, postponed.line_numbers) == ("21/40", True)


def test_meetings_that_name_each_other_end(board: Project) -> None:
    """`check` reports them; nothing goes round for ever."""
    first = "content/meetings/styremote-2021-09-28.yaml"
    board.replace(first, "    outcome:", f"    postponed_from: {{meeting: {SECOND}, item: 5/21}}\n    outcome:")
    assert len(item(whole(board), "5/21").steps) == 1
    assert "An item comes from an earlier meeting" in board.check()


def test_what_was_closed_stays_closed(board: Project) -> None:
    """Postponing opens nothing."""
    first = "content/meetings/styremote-2021-09-28.yaml"
    board.replace(first, "    matter: decision", "    closed: true\n    legal_basis: offl. § 13\n    matter: decision")
    postponed = item(whole(board), "5/21")
    assert postponed.closed
    assert words(postponed.legal_basis) == "offl. § 13"


def test_the_public_sees_number_and_law_of_a_closed_item(board: Project) -> None:
    """All else of it is gone, and the other items stand as they are."""
    before, after = whole(board), open_to_public(whole(board))
    closed = item(after, "6/21")
    assert words(closed.legal_basis) == "offl. § 23"
    assert [text.words for _, text in model.texts(closed)] == ["offl. § 23"]
    assert [each for each in after.items if not each.closed] == [each for each in before.items if not each.closed]


def test_an_audience_sees_closed_items_if_it_sees_what_is_internal(board: Project) -> None:
    """As with internal records: for all others they were never there."""
    assert item(seen_by(board.library(), "styre").meetings[SECOND], "6/21").title is None
    board.replace("content/audiences/styre.yaml", "name: Styret", "name: Styret\nsees_internal: true")
    assert words(item(seen_by(board.library(), "styre").meetings[SECOND], "6/21").title) == "Leiekontrakten"


def test_what_came_of_an_item_is_known_from_its_day(board: Project) -> None:
    """And what was not known yet that day is not told in its papers."""
    outcomes = [
        item(known_at(board.library(), day).meetings[SECOND], "5/21").outcome
        for day in (date(2021, 10, 11), date(2021, 10, 12))
    ]
    assert [outcome is not None for outcome in outcomes] == [False, True]
    assert item(known_at(board.library(), date(2021, 9, 19)).meetings[SECOND], "5/21").facts == ()


def test_no_translation_of_a_meeting_is_asked_for_unless_it_names_the_language(board: Project) -> None:
    """A municipality's papers are in its own language."""
    board.into("nn", {}, rest=True)
    meeting = board.library().meetings[SECOND]
    assert not meeting.body.translations["nn"].has_entry
    board.replace(FILE, "place: Bib", "languages: [nb, nn]\nplace: Bib")
    board.into("nn", {}, rest=True)
    assert board.library().meetings[SECOND].body.get("nn") == "Styret for biblioteket"

"""Papers that are due are told a week before, and only where somebody asks what is due today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from briefs.cli import app
from briefs.meetings.reminders import papers_due
from tests.conftest import Project

MEETING = "styremote-2021-10-12"
DAY = date(2021, 10, 12)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (7, None),
        (6, "the meeting is in 6 days, and its papers are not put together"),
        (1, "the meeting is tomorrow, and its papers are not put together"),
        (0, "the meeting is today, and its papers are not put together"),
        (-1, None),
    ],
)
def test_papers_are_due_a_week_before(days: int, expected: str | None, board: Project) -> None:
    """At the day of the meeting, with the command that makes them; a meeting that is over needs none."""
    found = list(papers_due(board.library(), board.root, today=DAY - timedelta(days)))
    assert [each.what for each in found] == ([expected] if expected else [])
    for each in found:
        place = board.place(f"content/meetings/{MEETING}.yaml", "date: '2021-10-12'", after="organisation")
        assert str(each).startswith(place.rpartition(":")[0])
        assert (each.hint, each.severity) == (f"briefs pack {MEETING}", "warning")


def test_papers_that_are_there_are_not_due(board: Project) -> None:
    """Whenever they were made."""
    board.write(f"packs/{MEETING}/manifest.json", "{}")
    assert list(papers_due(board.library(), board.root, today=DAY)) == []


def test_check_tells_it_only_of_today(board: Project) -> None:
    """A build of the same content says the same on every day."""
    told = CliRunner().invoke(app, ["check", "--today", "2021-10-10", "--project", str(board.root)])
    assert "the meeting is in 2 days, and its papers are not put together. briefs pack" in told.output
    assert "papers are not" not in CliRunner().invoke(app, ["check", "--project", str(board.root)]).output

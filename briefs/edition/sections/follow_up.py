"""What meetings decided, asked for and postponed: where each stands, what has been done, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefs.content import model
from briefs.content.meetings import with_history
from briefs.edition.agenda import OutcomeEntry, outcome_entry
from briefs.edition.prose import Prose
from briefs.edition.sections.registry import SectionContext, section


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp:
    """One outcome with the item and the meeting that it came of."""

    meeting: str
    body: Prose
    held: model.Day
    number: str
    title: Prose
    case_officer: Prose | None
    outcome: OutcomeEntry


@dataclass(frozen=True, slots=True)
class FollowUpBody:
    """All that is to be followed up: what is overdue first, then by deadline, and last what has none."""

    rows: tuple[FollowedUp, ...]

    @property
    def total(self) -> int:
        """How many they are."""
        return len(self.rows)

    @property
    def overdue(self) -> int:
        """How many are past their deadline without being carried out."""
        return sum(row.outcome.is_overdue for row in self.rows)

    @property
    def has_notes(self) -> bool:
        """Whether some of them, or of what was done, stand on no document."""
        outcomes = [row.outcome for row in self.rows]
        return any(each.noted_here or any(done.noted_here for done in each.done) for each in outcomes)


@section("follow-up", prints=("meetings", "measures"), always_printed=True)
def follow_up(context: SectionContext, spec: model.SectionSpec) -> FollowUpBody:
    """The decisions and tasks of all meetings that have been held, and the items that are still postponed."""
    return FollowUpBody(tuple(sorted(_rows(context), key=_urgency)))


def _urgency(row: FollowedUp) -> tuple[bool, bool, model.Day]:
    due = row.outcome.due
    return not row.outcome.is_overdue, due is None, due.last if due else row.held


def _rows(context: SectionContext) -> Iterator[FollowedUp]:
    meetings = context.library.meetings
    held = [meeting for meeting in meetings.values() if _is_held(meeting, context)]
    taken_up = {
        (item.postponed_from.meeting, item.postponed_from.item)
        for meeting in held
        for item in meeting.items
        if item.postponed_from
    }
    for meeting in held:
        for item in with_history(meeting, meetings).items:
            outcome = item.outcome
            if (
                outcome
                and item.title
                and (_is_followed(outcome) or _waits(outcome, (meeting.id, item.number), taken_up))
            ):
                yield FollowedUp(
                    meeting=meeting.id,
                    body=context.prose(meeting.body),
                    held=meeting.date,
                    number=item.number,
                    title=context.prose(item.title),
                    case_officer=context.maybe(item.case_officer),
                    outcome=outcome_entry(outcome, meeting, context),
                )


def _is_followed(outcome: model.Outcome) -> bool:
    """A task is followed up, and a decision that somebody is to carry out."""
    if outcome.kind != "decision":
        return outcome.kind == "task"
    return any((outcome.owner, outcome.due, outcome.measure, outcome.done, outcome.next_step))


def _waits(outcome: model.Outcome, item: tuple[str, str], taken_up: Collection[tuple[str, str]]) -> bool:
    """Whether an item was postponed and no later meeting has had it."""
    return outcome.kind == "postponed" and item not in taken_up


def _is_held(meeting: model.Meeting, context: SectionContext) -> bool:
    """Whether its day has come, and its papers are in the languages of the edition."""
    return meeting.date <= context.as_of and set(context.languages) <= set(meeting.languages)

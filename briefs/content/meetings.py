"""What a meeting's papers hold: what postponed items bring from the meetings before, and what the public may read."""

from __future__ import annotations

from collections.abc import Mapping

from briefs.content import model

CARRIED: tuple[str, ...] = (
    *("archive_case", "title", "case_officer", "matter", "proposal", "line_numbers", "summary", "facts"),
    *("assessment", "economy", "questions", "attachments", "briefs"),
)
"""What an item that was postponed has from the meeting before, where it does not give it itself."""


def with_history(meeting: model.Meeting, meetings: Mapping[str, model.Meeting]) -> model.Meeting:
    """The meeting with its postponed items whole: what they do not give is as it was, and their steps begin with those
    that they have been through. What was closed stays closed.
    """
    return meeting.model_copy(update={"items": tuple(_whole(item, meetings, {meeting.id}) for item in meeting.items)})


def origin(item: model.AgendaItem, meetings: Mapping[str, model.Meeting]) -> model.AgendaItem | None:
    """The item of an earlier meeting that was postponed to become this one, or None."""
    before = item.postponed_from
    meeting = meetings.get(before.meeting) if before else None
    return meeting.item(before.item) if meeting and before else None


def open_to_public(meeting: model.Meeting) -> model.Meeting:
    """The meeting as anybody may read it: of its closed items the numbers and the legal bases are left."""
    return meeting.model_copy(update={"items": tuple(map(_number_and_law, meeting.items))})


def _whole(item: model.AgendaItem, meetings: Mapping[str, model.Meeting], seen: set[str]) -> model.AgendaItem:
    before = item.postponed_from
    earlier = origin(item, meetings)
    if before is None or earlier is None or before.meeting in seen:
        return item
    meeting = meetings[before.meeting]
    earlier = _whole(earlier, meetings, {*seen, before.meeting})
    update: dict[str, object] = {name: getattr(earlier, name) for name in CARRIED if not getattr(item, name)}
    if earlier.closed and not item.closed:
        update |= {"closed": True, "legal_basis": earlier.legal_basis}
    return item.model_copy(update={**update, "steps": (*earlier.steps, _step(meeting, earlier), *item.steps)})


def _step(meeting: model.Meeting, item: model.AgendaItem) -> model.CaseStep:
    """A meeting as a step on the way of one of its items."""
    result = item.outcome.text if item.outcome else None
    return model.CaseStep(body=meeting.body, date=meeting.date, number=item.number, result=result, where=item.where)


def _number_and_law(item: model.AgendaItem) -> model.AgendaItem:
    if not item.closed:
        return item
    return model.AgendaItem.model_construct(
        kind="decision", number=item.number, closed=True, legal_basis=item.legal_basis, where=item.where
    )

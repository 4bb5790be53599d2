"""Meetings that are near and whose papers nobody has put together: they are published about a week before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefs.build.manifest import MANIFEST
from briefs.content.model import Library
from briefs.errors import Problem
from briefs.meetings.packing import PACKS

DAYS_AHEAD = 7


def papers_due(library: Library, root: Path, *, today: date) -> Iterator[Problem]:
    """A warning for each meeting in less than a week that has no folder of papers in `packs/`."""
    for meeting in library.meetings.values():
        days = (meeting.date - today).days
        if 0 <= days < DAYS_AHEAD and not (root / PACKS / meeting.id / MANIFEST).is_file():
            when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
            what = f"the meeting is {when}, and its papers are not put together"
            yield Problem(meeting.where.at("date"), what, f"briefs pack {meeting.id}", "warning")

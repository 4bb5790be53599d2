"""What earlier editions had wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefs.content import model
from briefs.edition.prose import Context, Line, Prose
from briefs.edition.sections.registry import section


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """Something that an earlier edition had wrong."""

    id: str
    record: str
    wrong: Prose
    right: Line
    wrong_since: date
    corrected: date


@section("corrections", prints=("corrections",))
def all_corrections(context: Context, spec: model.SectionSpec) -> tuple[CorrectionEntry, ...]:
    """Every correction, the newest first."""
    return correction_entries(context.library.corrections.values(), context)


def corrections_of(records: frozenset[str], since: date | None, context: Context) -> tuple[CorrectionEntry, ...]:
    """The corrections of the records, those made after a day where one is given, the newest first."""
    chosen = (
        entry
        for entry in context.library.corrections.values()
        if {entry.record, entry.id} & records and (since is None or entry.corrected > since)
    )
    return correction_entries(chosen, context)


def correction_entries(chosen: Iterable[model.Correction], context: Context) -> tuple[CorrectionEntry, ...]:
    """Corrections as they are printed, the newest first."""
    return tuple(
        CorrectionEntry(
            id=entry.id,
            record=entry.record,
            wrong=context.prose(entry.wrong),
            right=Line(context.prose(entry.right), context.marks(entry.cites)),
            wrong_since=entry.wrong_since,
            corrected=entry.corrected,
        )
        for entry in sorted(chosen, key=lambda entry: (entry.corrected, entry.id), reverse=True)
    )

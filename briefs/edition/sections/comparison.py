"""Sections that compare: what changed since an earlier day, and what has no counterpart."""

from __future__ import annotations

from briefs.content import model
from briefs.edition.changes import Changes
from briefs.edition.orphans import Orphans, orphans
from briefs.edition.sections.registry import SectionContext, section


@section("changes", prints=("demands", "measures", "events", "tensions", "corrections"), always_printed=True)
def changed(context: SectionContext, spec: model.SectionSpec) -> Changes:
    """What changed since the day that the brief or the order says; that nothing did is worth saying."""
    return context.changed


@section("orphans", prints=("demands", "measures", "events", "tensions"))
def without_counterpart(context: SectionContext, spec: model.SectionSpec) -> Orphans:
    """Demands and measures without a counterpart, sources at odds, and what one voice alone says."""
    return orphans(context, spec)

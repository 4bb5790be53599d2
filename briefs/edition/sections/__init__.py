"""The sections of a brief, a module a subject: importing this package registers every kind of section."""

from __future__ import annotations

from briefs.edition.changes import Changes
from briefs.edition.orphans import Orphans
from briefs.edition.prose import Line
from briefs.edition.sections import comparison, consequences  # noqa: F401  # they register their kinds
from briefs.edition.sections.corrections import CorrectionEntry
from briefs.edition.sections.demands import DemandOverview, SeriesGroup
from briefs.edition.sections.follow_up import FollowUpBody
from briefs.edition.sections.glossary import GlossaryLine
from briefs.edition.sections.history import PeriodGroup, TimelineBody
from briefs.edition.sections.local import LocalBody
from briefs.edition.sections.matrix import MatrixBody
from briefs.edition.sections.measures import MeasureOverview, MeasuresBody
from briefs.edition.sections.registry import SECTIONS, SectionKind, limited_kinds, needed_fields
from briefs.edition.sections.sources import SourceEntry
from briefs.edition.sections.voices import TensionsBody, VoiceEntry

__all__ = ["SECTIONS", "Body", "SectionKind", "limited_kinds", "needed_fields"]

Body = (
    TimelineBody
    | tuple[PeriodGroup, ...]
    | tuple[VoiceEntry, ...]
    | TensionsBody
    | DemandOverview
    | tuple[SeriesGroup, ...]
    | MeasureOverview
    | MeasuresBody
    | MatrixBody
    | tuple[SourceEntry, ...]
    | tuple[Line, ...]
    | tuple[GlossaryLine, ...]
    | LocalBody
    | FollowUpBody
    | tuple[CorrectionEntry, ...]
    | Changes
    | Orphans
)

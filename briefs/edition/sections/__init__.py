"""What each kind of section holds: one small function a kind, from the known library to frozen values that a template
prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from itertools import takewhile
from typing import Any, Literal

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition import drawings
from briefs.edition.prose import Context, Line, Mark, Prose, set_prose
from briefs.language.collation import collation_key
from briefs.language.dates import edtf_date
from briefs.language.tables import Language, table
from briefs.language.words import capitalised

State = Literal["full", "part", "undocumented"]
DeadlineState = Literal["met", "passed", "coming"]


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One event, dated at its own precision; `passed` is a plan whose day has come without word of an outcome."""

    id: str
    date: Edtf
    basis: Prose | None
    planned: bool
    passed: bool
    major: bool
    title: Prose
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """The events of one period."""

    title: Prose
    span: Edtf
    events: tuple[EventEntry, ...]


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """Somebody who says something: who they were then, and what they said."""

    id: str
    name: Prose
    role: Prose | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TensionEntry:
    """A tension with its sides and how the brief reads it."""

    id: str
    kind: str
    title: Prose
    sides: tuple[Line, ...]
    reading: Prose


@dataclass(frozen=True, slots=True)
class InferenceEntry:
    """Something dated or said by inference: what, and from what."""

    subject: Prose
    date: Edtf | None
    basis: Prose
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DeadlineEntry:
    """A deadline as it stands at the edition's date."""

    date: Edtf
    what: Prose
    state: DeadlineState
    marks: tuple[Mark, ...]
    basis: Prose | None
    moved_from: Edtf | None = None


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """A measure that answers a demand, with its present status and the weight of the evidence."""

    measure: str
    code: str
    title: Prose
    extent: Literal["full", "part"]
    reason: Line
    status: model.Status
    since: Edtf
    warrants: tuple[model.Warrant, ...]


@dataclass(frozen=True, slots=True)
class DemandEntry:
    """One demand and all that has answered it so far."""

    id: str
    label: str
    number: int
    title: Prose
    by: Prose | None
    to: Prose | None
    themes: tuple[Prose, ...]
    deadline: DeadlineEntry | None
    lines: tuple[Line, ...]
    state: State
    answers: tuple[AnswerEntry, ...]


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """The demands of one series."""

    title: Prose
    lead: tuple[Line, ...]
    demands: tuple[DemandEntry, ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One step of a measure."""

    date: Edtf
    status: model.Status
    warrant: model.Warrant
    speaker: Prose | None
    line: Line


@dataclass(frozen=True, slots=True)
class AnsweredDemand:
    """A demand that a measure answers."""

    id: str
    label: str
    title: Prose
    extent: Literal["full", "part"]
    reason: Line


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """One measure: where it stands, how it got there, and what it answers."""

    id: str
    code: str
    title: Prose
    owner: Prose | None
    themes: tuple[Prose, ...]
    status: model.Status
    since: Edtf
    warrants: tuple[model.Warrant, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    log: tuple[LogLine, ...]
    deadline: DeadlineEntry | None
    answers: tuple[AnsweredDemand, ...]

    @property
    def overdue(self) -> bool:
        """Whether its deadline has passed without a documented outcome."""
        return self.deadline is not None and self.deadline.state == "passed" and self.status != "completed"


@dataclass(frozen=True, slots=True)
class BasisGroup:
    """One inference and the measures whose log rests on it."""

    basis: Prose
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasuresBody:
    """The measures one by one, and what in their logs was inferred, each inference once."""

    measures: tuple[MeasureEntry, ...]
    bases: tuple[BasisGroup, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a demand and a measure meet."""

    code: str
    extent: Literal["full", "part"] | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A demand against all measures."""

    demand: DemandEntry
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim as the document page prints it; `speaker` is None where it is the same as in the claim before."""

    id: str
    number: int
    kind: model.ClaimKind
    speaker: Prose
    prose: Prose
    basis: Prose | None


@dataclass(frozen=True, slots=True)
class ParagraphGroup:
    """The claims of one paragraph."""

    paragraph: int
    claims: tuple[ClaimEntry, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A document as the numbered list and the document page show it."""

    id: str
    number: int
    title: str | None
    title_language: Language
    description: Prose
    genre: Prose
    publisher: Prose | None
    publisher_basis: Prose | None
    publisher_known: bool
    author: Prose | None
    author_basis: Prose | None
    author_known: bool
    date: Edtf
    date_basis: Prose
    notes: tuple[Prose, ...]
    file: str
    paragraphs: int
    claims: tuple[ParagraphGroup, ...]


@dataclass(frozen=True, slots=True)
class TimelineBody:
    """The drawn timeline with the events it draws."""

    drawing: drawings.Timeline | None
    events: tuple[EventEntry, ...]


@dataclass(frozen=True, slots=True)
class DemandOverview:
    """The one-look summary of a series."""

    drawing: drawings.Tiles | None
    demands: tuple[DemandEntry, ...]
    full: int
    part: int
    undocumented: int


@dataclass(frozen=True, slots=True)
class MeasureTrack:
    """A measure's way through the statuses."""

    measure: MeasureEntry
    stops: tuple[drawings.Stop, ...]


@dataclass(frozen=True, slots=True)
class MeasureOverview:
    """Where all measures stand, with how many stand at each status, in the order of the statuses."""

    counts: tuple[int, ...]
    tracks: tuple[MeasureTrack, ...]


@dataclass(frozen=True, slots=True)
class MatrixBody:
    """Demands against measures, and what stands alone on either side."""

    measures: tuple[MeasureEntry, ...]
    rows: tuple[MatrixRow, ...]
    unanswered: tuple[DemandEntry, ...]
    unasked: tuple[MeasureEntry, ...]


@dataclass(frozen=True, slots=True)
class TensionsBody:
    """What is uncertain: tensions between sources, and what was inferred."""

    tensions: tuple[TensionEntry, ...]
    inferences: tuple[InferenceEntry, ...]


@dataclass(frozen=True, slots=True)
class GlossaryLine:
    """A word explained; `original` is the documents' own, where the term is an English rendering of it."""

    term: Prose
    meaning: Prose
    original: str | None = None


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
)


# --- records as entries
# --------------------------------------------------------------------------------------------------------


def event_entries(context: Context, spec: model.SectionSpec) -> tuple[EventEntry, ...]:
    """The events in the order of their days."""
    events = sorted(context.library.events.values(), key=lambda event: (event.date.first, event.date.last))
    return tuple(
        EventEntry(
            event.id,
            event.date,
            context.maybe(event.basis),
            event.planned,
            event.planned and event.date.last < context.as_of,
            event.major,
            context.prose(event.title),
            context.lines(event.statements),
        )
        for event in events
    )


def standing(measure: model.Measure, context: Context) -> model.LogEntry:
    """The step that gives a measure its present status: the last that has happened; a plan never counts as done."""
    happened = [entry for entry in measure.log if entry.warrant != "schedule" and entry.date.first <= context.as_of]
    return happened[-1] if happened else measure.log[0]


def reached(measure: model.Measure, context: Context) -> model.LogEntry:
    """The step that brought a measure to its present status: a later one that only repeats the status does not move the
    day.
    """
    now = standing(measure, context)
    steps = measure.log[: measure.log.index(now) + 1]
    same = takewhile(lambda entry: entry.status == now.status and entry.warrant != "schedule", reversed(steps))
    return next(reversed(list(same)), now)


def deadline_entry(deadline: model.Deadline | None, context: Context) -> DeadlineEntry | None:
    """A deadline judged at the edition's date: met where a claim documents it, else passed or coming."""
    if deadline is None:
        return None
    state: DeadlineState = "met" if deadline.met_by else "passed" if deadline.date.last < context.as_of else "coming"
    return DeadlineEntry(
        deadline.date,
        context.prose(deadline.what),
        state,
        context.marks((*deadline.cites, *deadline.met_by)),
        context.maybe(deadline.basis),
        deadline.moved_from.date if deadline.moved_from else None,
    )


def demand_label(demand: model.Demand, context: Context) -> str:
    """The number alone in the project's first series, elsewhere with the series before it, so that no two are alike."""
    if demand.series == context.first_series:
        return str(demand.number)
    return f"{capitalised(context.library.series[demand.series].short.get(context.language))} {demand.number}"


def codes(context: Context) -> dict[str, str]:
    """A short code for each measure, in the order of the content: T1, T2, … (M1 in English)."""
    letter = table(context.language).words.measure_letter
    return {id: f"{letter}{index}" for index, id in enumerate(context.library.measures, 1)}


def state_of(demand: str, context: Context) -> State:
    """How far a demand is answered, by the documents alone."""
    extents = {
        answer.extent
        for measure in context.library.measures.values()
        for answer in measure.answers
        if answer.demand == demand
    }
    return "full" if "full" in extents else "part" if extents else "undocumented"


def themes(ids: Iterable[str], context: Context) -> tuple[Prose, ...]:
    """The subject headings of a record."""
    return tuple(context.prose(theme.title) for id in ids if (theme := context.library.project.theme(id)))


def demand_entry(demand: model.Demand, context: Context) -> DemandEntry:
    """A demand with its answers."""
    code = codes(context)
    answers = []
    for measure in context.library.measures.values():
        now = standing(measure, context)
        warrants = tuple(
            dict.fromkeys(
                entry.warrant for entry in measure.log if entry.status == now.status and entry.warrant != "schedule"
            )
        )
        since = reached(measure, context).date
        for answer in measure.answers:
            if answer.demand == demand.id:
                reason = Line(context.prose(answer.reason), context.marks(answer.cites))
                title = context.prose(measure.title)
                answers.append(
                    AnswerEntry(measure.id, code[measure.id], title, answer.extent, reason, now.status, since, warrants)
                )
    return DemandEntry(
        demand.id,
        demand_label(demand, context),
        demand.number,
        context.prose(demand.title),
        context.short(demand.by),
        context.short(demand.to),
        themes(demand.themes, context),
        deadline_entry(demand.deadline, context),
        context.lines(demand.statements),
        state_of(demand.id, context),
        tuple(answers),
    )


def demand_entries(context: Context, spec: model.SectionSpec) -> tuple[DemandEntry, ...]:
    """The demands that a section takes, series by series."""
    chosen = [demand for demand in context.library.demands.values() if _chosen(demand, spec)]
    order = list(context.library.series)
    chosen.sort(
        key=lambda demand: (order.index(demand.series) if demand.series in order else len(order), demand.number)
    )
    return tuple(demand_entry(demand, context) for demand in chosen)


def _chosen(demand: model.Demand, spec: model.SectionSpec) -> bool:
    in_series = not spec.series or demand.series in spec.series
    return in_series and (not spec.themes or bool(set(spec.themes) & set(demand.themes)))


def measure_entry(measure: model.Measure, context: Context) -> MeasureEntry:
    """A measure with its log and the demands that it answers."""
    now, since = standing(measure, context), reached(measure, context)
    answers = tuple(
        AnsweredDemand(
            answer.demand,
            demand_label(demand, context),
            context.prose(demand.title),
            answer.extent,
            Line(context.prose(answer.reason), context.marks(answer.cites)),
        )
        for answer in measure.answers
        if (demand := context.library.demands.get(answer.demand))
    )
    return MeasureEntry(
        measure.id,
        codes(context)[measure.id],
        context.prose(measure.title),
        context.short(measure.owner),
        themes(measure.themes, context),
        now.status,
        since.date,
        tuple(
            dict.fromkeys(
                entry.warrant for entry in measure.log if entry.status == now.status and entry.warrant != "schedule"
            )
        ),
        context.marks((*since.cites, *now.cites)),
        context.lines(measure.statements),
        tuple(
            LogLine(entry.date, entry.status, entry.warrant, _speaker(entry, context), context.line(entry))
            for entry in measure.log
        ),
        deadline_entry(measure.deadline, context),
        answers,
    )


def _speaker(entry: model.LogEntry, context: Context) -> Prose | None:
    """Who says so: the speaker of the first claim that a step cites."""
    claim = context.library.claim(entry.cites[0])
    return context.short(claim.speaker) if claim else None


def measure_entries(context: Context, spec: model.SectionSpec) -> tuple[MeasureEntry, ...]:
    """The measures that a section takes, in the order of the content."""
    chosen = (
        measure
        for measure in context.library.measures.values()
        if not spec.themes or set(spec.themes) & set(measure.themes)
    )
    return tuple(measure_entry(measure, context) for measure in chosen)


def source_entry(source: model.Source, context: Context) -> SourceEntry:
    """A document with its claims by paragraph."""
    groups: dict[int, list[ClaimEntry]] = {}
    for claim in source.claims:
        speaker = context.short(claim.speaker)
        assert speaker is not None
        entry = ClaimEntry(
            f"{source.id}/{claim.number}",
            claim.number,
            claim.kind,
            speaker,
            context.prose(claim.text),
            context.maybe(claim.basis),
        )
        groups.setdefault(claim.paragraph, []).append(entry)
    publisher, author = source.publisher, source.author
    return SourceEntry(
        source.id,
        context.numbers[source.id],
        source.title,
        source.language,
        context.prose(source.description),
        context.prose(source.genre),
        context.name(publisher.actor) or context.maybe(publisher.name),
        context.maybe(publisher.basis),
        publisher.actor is not None,
        context.name(author.actor) or context.maybe(author.name),
        context.maybe(author.basis),
        author.actor is not None,
        source.date,
        context.prose(source.date_basis),
        tuple(map(context.prose, source.notes)),
        source.file,
        source.paragraphs,
        tuple(ParagraphGroup(paragraph, tuple(entries)) for paragraph, entries in sorted(groups.items())),
    )


def source_entries(context: Context, spec: model.SectionSpec | None = None) -> tuple[SourceEntry, ...]:
    """All known documents in the order of their numbers."""
    return tuple(source_entry(context.library.sources[id], context) for id in context.numbers)


# --- kinds of sections
# ---------------------------------------------------------------------------------------------------------


def _timeline(context: Context, spec: model.SectionSpec) -> TimelineBody:
    events = event_entries(context, spec)
    spans = [
        drawings.Span(
            event.date.first,
            min(event.date.last, max(context.as_of, event.date.first)) if event.date.end is None else event.date.last,
            edtf_date(event.date, context.language, style="table"),
            set_prose(event.title),
            event.major,
            event.planned,
            event.date.is_uncertain or event.basis is not None,
        )
        for event in events
        if event.major
    ]
    return TimelineBody(drawings.timeline(spans, as_of=context.as_of), events)


def _periods(context: Context, spec: model.SectionSpec) -> tuple[PeriodGroup, ...]:
    events = event_entries(context, spec)
    periods = spec.periods
    groups = []
    for index, period in enumerate(periods):
        following = periods[index + 1].span.first if index + 1 < len(periods) else None
        taken = tuple(
            event
            for event in events
            if (index == 0 or event.date.first >= period.span.first)
            and (following is None or event.date.first < following)
        )
        if taken:
            groups.append(PeriodGroup(context.prose(period.title), _until(period.span, context.as_of), taken))
    return tuple(groups)


def _until(span: Edtf, day: date) -> Edtf:
    """A period that the day lies in, or before, is open: when it ended is not known yet."""
    return Edtf(span.text, span.start, None, "span") if span.kind == "span" and span.last > day else span


def _voices(context: Context, spec: model.SectionSpec) -> tuple[VoiceEntry, ...]:
    speaking = (actor for actor in context.library.actors.values() if actor.statements)
    return tuple(
        VoiceEntry(
            actor.id,
            context.prose(actor.name),
            context.maybe(actor.roles[-1].title if actor.roles else None),
            context.lines(actor.statements),
        )
        for actor in speaking
    )


def _tensions(context: Context, spec: model.SectionSpec) -> TensionsBody:
    chosen = (
        tension
        for tension in context.library.tensions.values()
        if not spec.about or set(spec.about) & {tension.id, *tension.about}
    )
    entries = tuple(
        TensionEntry(t.id, t.kind, context.prose(t.title), context.lines(t.sides), context.prose(t.reading))
        for t in chosen
    )
    return TensionsBody(entries, tuple(_inferences(context)) if not spec.about else ())


def _inferences(context: Context) -> Iterable[InferenceEntry]:
    for event in context.library.events.values():
        if event.basis:
            cites = [cite for statement in event.statements for cite in statement.cites]
            yield InferenceEntry(
                context.prose(event.title), event.date, context.prose(event.basis), context.marks(cites)
            )
    for source in context.library.sources.values():
        if not source.date.is_exact:
            mark = Mark(context.numbers[source.id], source.id, (), ())
            yield InferenceEntry(
                context.prose(source.description), source.date, context.prose(source.date_basis), (mark,)
            )


def _demand_overview(context: Context, spec: model.SectionSpec) -> DemandOverview:
    demands = demand_entries(context, spec)
    states = [demand.state for demand in demands]
    drawing = drawings.tiles([(demand.label, demand.state) for demand in demands])
    return DemandOverview(drawing, demands, states.count("full"), states.count("part"), states.count("undocumented"))


def _series(context: Context, spec: model.SectionSpec) -> tuple[SeriesGroup, ...]:
    entries = demand_entries(context, spec)
    groups = []
    for series in context.library.series.values():
        ids = {demand.id for demand in context.library.demands.values() if demand.series == series.id}
        taken = tuple(entry for entry in entries if entry.id in ids)
        if taken:
            groups.append(SeriesGroup(context.prose(series.title), context.lines(series.lead), taken))
    return tuple(groups)


def _measure_overview(context: Context, spec: model.SectionSpec) -> MeasureOverview:
    measures = measure_entries(context, spec)
    tracks = tuple(
        MeasureTrack(
            measure,
            drawings.track(_passed(measure, context), model.STATUSES.index(measure.status), len(model.STATUSES)),
        )
        for measure in measures
    )
    standing_at = [sum(measure.status == status for measure in measures) for status in model.STATUSES]
    return MeasureOverview(tuple(standing_at) if measures else (), tracks)


def _passed(measure: MeasureEntry, context: Context) -> set[int]:
    return {model.STATUSES.index(step.status) for step in measure.log if _has_happened(step, context)}


def _has_happened(step: LogLine, context: Context) -> bool:
    return step.warrant != "schedule" and step.date.first <= context.as_of


def _measures(context: Context, spec: model.SectionSpec) -> MeasuresBody:
    measures = measure_entries(context, spec)
    groups: dict[Prose, list[str]] = {}
    for measure in measures:
        for step in measure.log:
            if step.line.basis:
                groups.setdefault(step.line.basis, []).append(measure.code)
    return MeasuresBody(
        measures, tuple(BasisGroup(basis, tuple(dict.fromkeys(codes))) for basis, codes in groups.items())
    )


def _matrix(context: Context, spec: model.SectionSpec) -> MatrixBody:
    measures = measure_entries(context, spec.model_copy(update={"themes": ()}))
    demands = demand_entries(context, spec)
    asked = {answer.measure for demand in demands for answer in demand.answers}
    shown = tuple(measure for measure in measures if measure.id in asked)
    rows = tuple(MatrixRow(demand, tuple(_cell(demand, measure) for measure in shown)) for demand in demands)
    unanswered = tuple(demand for demand in demands if not demand.answers)
    return MatrixBody(shown, rows, unanswered, tuple(measure for measure in measures if measure.id not in asked))


def _cell(demand: DemandEntry, measure: MeasureEntry) -> Cell:
    found = next((answer for answer in demand.answers if answer.measure == measure.id), None)
    return Cell(measure.code, found.extent if found else None, found.reason.marks if found else ())


def _statements(context: Context, spec: model.SectionSpec) -> tuple[Line, ...]:
    return context.lines(spec.statements)


def _glossary(context: Context, spec: model.SectionSpec) -> tuple[GlossaryLine, ...]:
    """Only words that the documents known by then use: a term of a later plan would give it away."""
    leading = context.languages[0]
    known = " ".join(
        claim.text.get(leading).lower() for source in context.library.sources.values() for claim in source.claims
    )
    terms = [
        entry
        for entry in context.library.project.glossary
        if (not entry.languages or set(context.languages) <= set(entry.languages))
        and re.search(rf"(?<!\w){re.escape(entry.term.get(leading).lower())}", known)  # not inside another word
    ]
    terms.sort(key=lambda entry: collation_key(entry.term.get(leading), leading))
    return tuple(
        GlossaryLine(context.prose(entry.term), context.prose(entry.meaning), _original(entry.term, context))
        for entry in terms
    )


def _original(term: model.Text, context: Context) -> str | None:
    if len(context.languages) > 1 or not table(context.language).shows_original_terms:
        return None
    return term.nb if term.nb != term.get(context.language) else None


BODIES: dict[str, Callable[[Context, model.SectionSpec], Body]] = {
    "timeline": _timeline,
    "periods": _periods,
    "voices": _voices,
    "tensions": _tensions,
    "demand-overview": _demand_overview,
    "demands": _series,
    "demand-list": _series,
    "measure-overview": _measure_overview,
    "measures": _measures,
    "matrix": _matrix,
    "documents": source_entries,
    "consequences": _statements,
    "glossary": _glossary,
}


def is_empty(body: Any) -> bool:
    """Whether a section has nothing to show, so that its heading is left out as well."""
    if isinstance(body, tuple):
        return not body
    return not any(value for field in fields(body) if (value := getattr(body, field.name)) is not None)


def counts(context: Context) -> dict[str, int]:
    """The numbers that texts may call by name: demands of the project's first series, measures by status, sources and
    events.
    """
    states = [
        state_of(demand.id, context)
        for demand in context.library.demands.values()
        if demand.series == context.first_series
    ]
    statuses = [
        (standing(measure, context).status, deadline_entry(measure.deadline, context))
        for measure in context.library.measures.values()
    ]
    overdue = sum(
        status != "completed" and deadline is not None and deadline.state == "passed" for status, deadline in statuses
    )
    return {
        "demands.total": len(states),
        "demands.answered": states.count("full"),
        "demands.partly": states.count("part"),
        "demands.undocumented": states.count("undocumented"),
        "measures.total": len(statuses),
        **{f"measures.{name}": sum(status == name for status, _ in statuses) for name in model.STATUSES},
        "measures.overdue": overdue,
        "sources.total": len(context.library.sources),
        "events.total": len(context.library.events),
    }

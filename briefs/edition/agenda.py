"""A meeting with its words set and its claims numbered: what the papers, the minutes and the list of decisions print.

The templates look nothing up: what postponed items bring is in its place, and an outcome knows where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefs.content import model
from briefs.content.meetings import open_to_public, with_history
from briefs.dates import Edtf, parse
from briefs.edition.prose import Context, Line, Mark, Prose
from briefs.edition.status import current_step, deadline_state, happened, step_reached
from briefs.language.tables import Language


@dataclass(frozen=True, slots=True)
class CalledPerson:
    """Somebody who is called, or calls, by function and perhaps by name."""

    function: Prose
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPoint:
    """One numbered point of a proposal: who is to do it, and by when."""

    number: int
    line: Line
    who: Prose
    when: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """A body that has had the case, or is to have it where it `is_ahead`."""

    body: Prose
    date: model.Day
    number: str | None
    result: Prose | None
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class ItemFile:
    """A file that belongs to an item: its path from the project's root, and its title."""

    file: str
    title: Prose


@dataclass(frozen=True, slots=True)
class ItemBrief:
    """A brief that belongs to an item, by the edition that is to be made of it."""

    brief: str
    audience: str
    language: Language


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many voted for, where it is known, and against."""

    in_favour: int | None
    against: int

    @property
    def is_unanimous(self) -> bool:
        """Whether nobody was against."""
        return self.against == 0


@dataclass(frozen=True, slots=True)
class DoneSoFar:
    """What has been done, on a day where a measure tells; what is `noted_here` has no document behind it."""

    date: Edtf | None
    line: Line
    noted_here: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a decision stands: its status, since when, and what documents it."""

    status: model.Status
    word: Prose | None
    since: Edtf
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeEntry:
    """What came of an item. One that is `noted_here` cites no minutes, and so has no `standing`. `due` is its own, or
    the deadline of its measure.
    """

    kind: model.OutcomeKind
    line: Line
    noted_here: bool
    vote: VoteCount | None
    owner: Prose | None
    due: Edtf | None
    is_overdue: bool
    standing: Standing | None
    done: tuple[DoneSoFar, ...]
    next_step: Prose | None
    remarks: Prose | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntry:
    """One item as it is printed; of a closed one the public has the number and the legal basis, and no title."""

    kind: model.ItemKind
    number: str
    archive_case: str | None
    title: Prose | None
    time: model.Clock | None
    case_officer: Prose | None
    matter: model.Matter | None
    treatments: tuple[Treatment, ...]
    proposal: tuple[ProposedPoint, ...]
    has_line_numbers: bool
    summary: tuple[Line, ...]
    facts: tuple[Line, ...]
    assessment: tuple[Line, ...]
    economy: tuple[Line, ...]
    questions: tuple[Line, ...]
    attachments: tuple[ItemFile, ...]
    briefs: tuple[ItemBrief, ...]
    is_closed: bool
    legal_basis: Prose | None
    was_postponed: bool
    outcome: OutcomeEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A meeting as it is printed."""

    id: str
    language: Language
    organisation: Prose
    body: Prose
    note: Prose | None
    date: model.Day
    time: model.Clock | None
    ends: model.Clock | None
    place: Prose
    called_by: CalledPerson | None
    called_on: model.Day | None
    has_signature: bool
    members: tuple[CalledPerson, ...]
    absence: Prose | None
    substitutes: Prose | None
    items: tuple[ItemEntry, ...]


def agenda(meeting: str, context: Context, *, public: bool) -> Agenda:
    """A meeting in the context's language, as known on the context's day; to the `public` its closed items are closed.
    KeyError where there is no such meeting.
    """
    known = context.library.meetings
    whole = with_history(known[meeting], known)
    shown = open_to_public(whole) if public else whole
    return Agenda(
        id=shown.id,
        language=context.language,
        organisation=context.prose(shown.organisation or context.library.project.publisher),
        body=context.prose(shown.body),
        note=context.maybe(shown.note),
        date=shown.date,
        time=shown.time,
        ends=shown.ends,
        place=context.prose(shown.place),
        called_by=_called(shown.called_by, context) if shown.called_by else None,
        called_on=shown.called_on,
        has_signature=shown.signature,
        members=tuple(_called(member, context) for member in shown.members),
        absence=context.maybe(shown.absence),
        substitutes=context.maybe(shown.substitutes),
        items=tuple(item_entry(item, shown, context) for item in shown.items),
    )


def item_entry(item: model.AgendaItem, meeting: model.Meeting, context: Context) -> ItemEntry:
    """An item of a meeting, which has its history already."""
    return ItemEntry(
        kind=item.kind,
        number=item.number,
        archive_case=item.archive_case,
        title=context.maybe(item.title),
        time=item.time,
        case_officer=context.maybe(item.case_officer),
        matter=item.matter,
        treatments=tuple(_treatment(step, meeting, context) for step in item.steps),
        proposal=tuple(_point(number, point, context) for number, point in enumerate(item.proposal, 1)),
        has_line_numbers=item.line_numbers,
        summary=context.lines(item.summary),
        facts=context.lines(item.facts),
        assessment=context.lines(item.assessment),
        economy=context.lines(item.economy),
        questions=tuple(Line(context.prose(each.text), context.marks(each.cites)) for each in item.questions),
        attachments=tuple(ItemFile(each.file, context.prose(each.title)) for each in item.attachments),
        briefs=tuple(ItemBrief(each.brief, each.audience, each.language or context.language) for each in item.briefs),
        is_closed=item.closed,
        legal_basis=context.maybe(item.legal_basis),
        was_postponed=item.postponed_from is not None,
        outcome=outcome_entry(item.outcome, meeting, context) if item.outcome else None,
    )


def outcome_entry(outcome: model.Outcome, meeting: model.Meeting, context: Context) -> OutcomeEntry:
    """What came of an item, and where it stands on the context's day."""
    measure = context.library.measures.get(outcome.measure or "")
    deadline = context.library.deadline_of(measure) if measure else None
    standing = _standing(outcome, meeting, measure, context)
    due = outcome.due or (deadline.date if deadline else None)
    met = deadline is not None and outcome.due is None and deadline_state(deadline, context) == "met"
    return OutcomeEntry(
        kind=outcome.kind,
        line=Line(context.prose(outcome.text), context.marks(outcome.cites)),
        noted_here=not outcome.cites,
        vote=VoteCount(outcome.vote.in_favour, outcome.vote.against) if outcome.vote else None,
        owner=context.maybe(outcome.owner) or (context.short(measure.owner) if measure else None),
        due=due,
        is_overdue=due is not None and due.last < context.as_of and not met and not _is_done(standing),
        standing=standing,
        done=tuple(_done(outcome, measure, context)),
        next_step=context.maybe(outcome.next_step),
        remarks=context.maybe(outcome.remarks),
    )


def _standing(
    outcome: model.Outcome, meeting: model.Meeting, measure: model.Measure | None, context: Context
) -> Standing | None:
    """The status of its measure, or that it is adopted where it has none; None where no minutes say that it is."""
    if not outcome.cites:
        return None
    if measure is None:
        since = parse(meeting.date.isoformat())
        return Standing("adopted", None, since, ()) if outcome.kind == "decision" else None
    now, reached = current_step(measure, context), step_reached(measure, context)
    return Standing(now.status, context.maybe(now.word), reached.date, context.marks((*reached.cites, *now.cites)))


def _is_done(standing: Standing | None) -> bool:
    return standing is not None and standing.status in model.DONE


def _done(outcome: model.Outcome, measure: model.Measure | None, context: Context) -> Iterable[DoneSoFar]:
    """The steps of the measure that have been taken, and what is written down beside them."""
    for step in happened(measure, context) if measure else ():
        yield DoneSoFar(step.date, context.line(step), noted_here=False)
    for remark in outcome.done:
        yield DoneSoFar(None, context.line(remark), noted_here=not remark.cites)


def _called(person: model.Participant, context: Context) -> CalledPerson:
    return CalledPerson(context.prose(person.function), person.name)


def _point(number: int, point: model.ProposalPoint, context: Context) -> ProposedPoint:
    return ProposedPoint(number=number, line=context.line(point), who=context.prose(point.who), when=point.when)


def _treatment(step: model.CaseStep, meeting: model.Meeting, context: Context) -> Treatment:
    return Treatment(
        body=context.prose(step.body),
        date=step.date,
        number=step.number,
        result=context.maybe(step.result),
        is_ahead=step.date >= meeting.date,
    )

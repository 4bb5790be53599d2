"""One brief for one audience, in one language, as of one day: everything resolved, numbered and counted, nothing left
to look up.

An edition is a frozen value that can be sent to another process; `render` prints it without arithmetic.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta

from briefs.content import model
from briefs.content.as_of import known_at
from briefs.dates import Edtf, parse
from briefs.edition.changes import Changes, changes
from briefs.edition.orphans import Orphans, orphans
from briefs.edition.prose import Context, FigurePart, Line, Mark, Prose, set_prose
from briefs.edition.sections import BODIES, Body, ClaimEntry, GlossaryLine, SourceEntry, counts, is_empty, source_entry
from briefs.edition.snapshot import Snapshot, snapshot
from briefs.language.numbers import Grouping
from briefs.language.tables import Language


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said on the command line about the occasion; what is not given is not printed."""

    meeting_body: str | None = None
    meeting_date: date | None = None
    meeting_place: str | None = None
    meeting_item: str | None = None
    case_number: str | None = None
    case_officer: str | None = None
    contact_name: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    publisher: str | None = None
    classification: str | None = None
    archive_code: str | None = None


FACT_KEYS: Mapping[str, str] = {field.name.replace("_", ".", 1): field.name for field in fields(Facts)}


def facts_from(pairs: Mapping[str, str]) -> Facts:
    """Facts from `KEY=VALUE` pairs; ValueError with a hint for an unknown key, an empty value or a day that is none."""
    given: dict[str, str | date] = {}
    for key, value in pairs.items():
        if key not in FACT_KEYS:
            near = difflib.get_close_matches(key, FACT_KEYS, n=1)
            raise ValueError(
                f"{key!r} cannot be set. "
                + (f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(FACT_KEYS)}")
            )
        if not value.strip():
            raise ValueError(f"{key!r} is given no value")
        given[FACT_KEYS[key]] = _day(key, value) if key == "meeting.date" else value.strip()
    return replace(Facts(), **given)  # type: ignore[arg-type]  # the only date is checked above


def _day(key: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{key!r} is {value!r}, which is no day. Write it as 2022-12-15") from None


@dataclass(frozen=True, slots=True)
class Order:
    """Which edition is wanted; it tells what changed `since` a day, or since what an earlier edition knew, where the
    brief says no day.

    A parallel edition has another language `beside` its own; that one's half is `led_by` the first, so that both list
    in one order.
    """

    brief: str
    audience: str
    language: Language
    as_of: date
    facts: Facts = Facts()
    since: date | Snapshot | None = None
    beside: Language | None = None
    led_by: Language | None = None

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the edition, the leading one first."""
        return tuple(language for language in (self.led_by, self.language, self.beside) if language)

    @property
    def tag(self) -> str:
        """The languages as folders and the manifest name them: `nb`, or `nb+nn` for a parallel edition."""
        return "+".join(self.languages)

    @property
    def other_half(self) -> Order | None:
        """The edition that stands beside this one."""
        return replace(self, language=self.beside, beside=None, led_by=self.language) if self.beside else None


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """Something that an earlier edition had wrong."""

    id: str
    record: str
    wrong: Prose
    right: Line
    wrong_since: date
    corrected: date


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its body; `id` is unique in the edition."""

    id: str
    kind: str
    title: Prose
    lead: Prose | None
    body: Body | Changes | Orphans | tuple[CorrectionEntry, ...]
    length: str
    new_page: bool
    landscape: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask."""

    name: str | None
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with its paragraph."""

    paragraph: int
    claim: ClaimEntry


@dataclass(frozen=True, slots=True)
class Note:
    """What a source mark opens on a screen: the document and the claims that it stands for."""

    mark: Mark
    document: Prose
    claims: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A brief, ready to be printed.

    `changed` is the box of what changed since a day, None where the brief does not ask for it or tells it in a section;
    `corrections` are those of records that the edition prints, and `known` all that was known that day, for editions to
    come.
    """

    order: Order
    template: str
    project: Prose
    publisher: Prose | str
    contact: Contact | None
    label: Prose
    title: Prose
    lead: Prose
    summary: Prose
    keywords: tuple[Prose, ...]
    audience: Prose | None
    points: tuple[Line, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]
    notes: tuple[Note, ...]
    first_source: Edtf
    last_source: Edtf
    last_known: Edtf
    group_thousands: Grouping
    hyphenation: tuple[tuple[str, str], ...]
    conformance: model.Conformance
    freshness_line: bool
    changed: Changes | None
    corrections: tuple[CorrectionEntry, ...]
    known: Snapshot

    @property
    def language(self) -> Language:
        """The language of everything but names and titles."""
        return self.order.language

    @property
    def as_of(self) -> date:
        """The day at which the edition knows what it knows."""
        return self.order.as_of

    @property
    def changes_told(self) -> Changes | None:
        """The changes that a section tells, for a brief that is about them."""
        return next((section.body for section in self.sections if isinstance(section.body, Changes)), None)

    @property
    def corrections_apart(self) -> tuple[CorrectionEntry, ...]:
        """The corrections, where no section of the brief lists them already."""
        return () if any(section.kind == "corrections" for section in self.sections) else self.corrections


def assemble(library: model.Library, order: Order) -> Edition:
    """The edition that was ordered; KeyError for a brief or audience that does not exist, ValueError on a day before
    the first source.
    """
    bare = context_at(library, order.language, order.as_of)
    known = bare.library
    if not known.sources:
        first = min(source.known for source in library.sources.values())
        raise ValueError(f"nothing was known on {order.as_of}: the first source is from {first}")
    spec = _adapted(known.briefs[order.brief], known.audiences[order.audience])
    earlier = _earlier(library, known, order, spec)
    context = replace(bare, spoken=order.languages, days={"changes.since": earlier.as_of, "changes.until": order.as_of})
    now = snapshot(context)
    changed = changes(earlier, now, context)
    wanted = (
        section for section in spec.sections if not section.languages or set(order.languages) <= set(section.languages)
    )
    sections = tuple(_section(section, index, context, changed) for index, section in enumerate(wanted))
    points = context.lines(spec.points[: spec.most_points])
    sections = tuple(_with_terms_that_occur(section, (points, sections), order) for section in sections)
    sections = tuple(section for section in sections if not is_empty(section.body))
    contact = known.project.contact or model.Contact()
    facts = order.facts
    person = Contact(
        facts.contact_name or contact.name, facts.contact_email or contact.email, facts.contact_phone or contact.phone
    )
    sources = tuple(source_entry(known.sources[id], context) for id in context.numbers)
    corrections = _corrections(records_in((points, sections)), spec.changed_since, context)
    box = (
        changed
        if _asks_for_changes(spec, order) and not any(section.kind == "changes" for section in sections)
        else None
    )
    by_date = sorted(known.sources.values(), key=lambda source: source.known)
    return Edition(
        order=order,
        template=spec.template,
        project=context.prose(known.project.title),
        publisher=facts.publisher or context.prose(known.project.publisher),
        contact=person if person.name or person.email or person.phone else None,
        label=context.prose(spec.label),
        title=context.prose(spec.title),
        lead=context.prose(spec.lead),
        summary=context.prose(spec.summary),
        keywords=tuple(map(context.prose, spec.keywords)),
        audience=None if order.audience == EVERYBODY else context.prose(known.audiences[order.audience].name),
        points=points,
        sections=sections,
        sources=sources,
        notes=_notes(sources, _marks((points, sections, corrections, box))),
        first_source=by_date[0].date,
        last_source=by_date[-1].date,
        last_known=by_date[-1].date if by_date[-1].date.kind == "date" else parse(f"{by_date[-1].known:%Y-%m}"),
        group_thousands=known.project.group_thousands,
        hyphenation=tuple(sorted(known.project.hyphenation.items())),
        conformance=spec.pdf,
        freshness_line=spec.freshness_line,
        changed=box,
        corrections=corrections,
        known=now,
    )


EVERYBODY = "alle"


def _adapted(brief: model.BriefSpec, audience: model.Audience) -> model.BriefSpec:
    """The brief as this audience gets it: what its adaptation gives replaces what the brief says."""
    adaptation = next((entry for entry in audience.adaptations if entry.brief == brief.id), None)
    if adaptation is None:
        return brief
    given = {
        name: value
        for name in ("label", "title", "lead", "summary", "points", "most_points", "sections")
        if (value := getattr(adaptation, name))
    }
    return brief.model_copy(update=given)


def context_at(library: model.Library, language: Language, day: date) -> Context:
    """What the texts of a day resolve against: the library as it was known then, its sources numbered by date and its
    counts.
    """
    known = known_at(library, day)
    ordered = sorted(known.sources.values(), key=lambda source: (source.date.first, source.date.last, source.id))
    numbers = {source.id: number for number, source in enumerate(ordered, 1)}
    bare = Context(known, language, day, numbers, {}, next(iter(library.series), ""))
    return replace(bare, counts=counts(bare))


def _section(spec: model.SectionSpec, index: int, context: Context, changed: Changes) -> Section:
    id = spec.kind if index == 0 else f"{spec.kind}-{index + 1}"
    body: Body | Changes | Orphans | tuple[CorrectionEntry, ...]
    match spec.kind:
        case "changes":
            body = changed
        case "orphans":
            body = orphans(context, spec)
        case "corrections":
            body = _corrections(frozenset(context.library.corrections), None, context)
        case _:
            body = BODIES[spec.kind](context, spec)
    return Section(
        id,
        spec.kind,
        context.prose(spec.title),
        context.maybe(spec.lead),
        body,
        spec.length,
        spec.new_page,
        spec.landscape,
    )


def _with_terms_that_occur(section: Section, printed: object, order: Order) -> Section:
    """A glossary explains only words that the edition prints; a parallel edition, whose halves must be alike, all that
    is known.
    """
    if section.kind != "glossary" or len(order.languages) > 1 or not isinstance(section.body, tuple):
        return section
    words = " ".join(set_prose(prose).lower() for prose in _prose(printed))
    terms = tuple(
        term for term in section.body if isinstance(term, GlossaryLine) and _occurs(set_prose(term.term), words)
    )
    return replace(section, body=terms)


def _occurs(term: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term.lower())}", words) is not None


def _prose(value: object) -> Iterator[Prose]:
    """Every text anywhere inside a value, but for the glossary's own."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _prose(item)
    elif is_dataclass(value) and not isinstance(value, GlossaryLine):
        for field in fields(value):
            yield from _prose(getattr(value, field.name))


def _asks_for_changes(spec: model.BriefSpec, order: Order) -> bool:
    return order.since is not None or (spec.changed_since is not None and spec.changed_since < order.as_of)


def _earlier(library: model.Library, known: model.Library, order: Order, spec: model.BriefSpec) -> Snapshot:
    """What was known when the changes begin: on the day that the order or the brief says, else before the newest
    source.
    """
    since = order.since or spec.changed_since
    if isinstance(since, Snapshot):
        return since
    if since is None or since >= order.as_of:
        days = sorted({source.known for source in known.sources.values()})
        since = days[-2] if len(days) > 1 else days[0] - timedelta(days=1)
    return snapshot(context_at(library, order.language, since))


def _corrections(records: frozenset[str], since: date | None, context: Context) -> tuple[CorrectionEntry, ...]:
    """The corrections of the records, those made after a day where one is given, the newest first."""
    chosen = [
        entry
        for entry in context.library.corrections.values()
        if {entry.record, entry.id} & records and (since is None or entry.corrected > since)
    ]
    return tuple(
        CorrectionEntry(
            entry.id,
            entry.record,
            context.prose(entry.wrong),
            Line(context.prose(entry.right), context.marks(entry.cites)),
            entry.wrong_since,
            entry.corrected,
        )
        for entry in sorted(chosen, key=lambda entry: (entry.corrected, entry.id), reverse=True)
    )


def records_in(value: object) -> frozenset[str]:
    """The ids of all records, sources and figures, and the claims (`ks-2017/12`), that a part of an edition prints or
    stands on.
    """
    return frozenset(_records(value))


def _records(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _records(item)
    elif isinstance(value, FigurePart):
        yield value.figure.id
    elif isinstance(value, Mark):
        yield value.source
        yield from value.claims
    elif is_dataclass(value):
        for field in fields(value):
            inside = getattr(value, field.name)
            if field.name in {"id", "measure", "record"} and isinstance(inside, str):
                yield inside
            yield from _records(inside)


def _notes(sources: tuple[SourceEntry, ...], marks: Iterable[Mark]) -> tuple[Note, ...]:
    """One note for each distinct mark, in the order of their numbers and paragraphs."""
    by_id = {source.id: source for source in sources}
    distinct = sorted(
        {mark.id: mark for mark in marks if mark.claims}.values(),
        key=lambda mark: (mark.number, mark.paragraphs, mark.claims),
    )
    return tuple(
        Note(mark, by_id[mark.source].description, tuple(_evidence(by_id[mark.source], mark))) for mark in distinct
    )


def _evidence(source: SourceEntry, mark: Mark) -> Iterator[Evidence]:
    for group in source.claims:
        for claim in group.claims:
            if claim.id in mark.claims:
                yield Evidence(group.paragraph, claim)


def _marks(value: object) -> Iterator[Mark]:
    """Every source mark anywhere inside a value."""
    if isinstance(value, Mark):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _marks(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _marks(getattr(value, field.name))

"""One brief for one audience, in one language, as of one day: everything resolved, numbered and counted, nothing left to look up.

An edition is a frozen value that can be sent to another process; `render` prints it without arithmetic.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date

from briefs import model
from briefs.dates import Edtf, parse
from briefs.formatting import Grouping
from briefs.knowledge import known_at
from briefs.prose import Context, Line, Mark, Prose
from briefs.sections import BODIES, Body, ClaimEntry, SourceEntry, counts, source_entry


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
            raise ValueError(f"{key!r} cannot be set. " + (f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(FACT_KEYS)}"))
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
    """Which edition is wanted."""

    brief: str
    audience: str
    language: model.Language
    as_of: date
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its body; `id` is unique in the edition."""

    id: str
    kind: str
    title: Prose
    lead: Prose | None
    body: Body
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
    """A brief, ready to be printed."""

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
    conformance: str

    @property
    def language(self) -> model.Language:
        """The language of everything but names and titles."""
        return self.order.language

    @property
    def as_of(self) -> date:
        """The day at which the edition knows what it knows."""
        return self.order.as_of


def assemble(library: model.Library, order: Order) -> Edition:
    """The edition that was ordered; KeyError for a brief or audience that does not exist, ValueError on a day before the first source."""
    known = known_at(library, order.as_of)
    if not known.sources:
        first = min(source.known for source in library.sources.values())
        raise ValueError(f"nothing was known on {order.as_of}: the first source is from {first}")
    spec = _adapted(known.briefs[order.brief], known.audiences[order.audience])
    context = _context(known, order, spec)
    sections = tuple(_section(section, index, context) for index, section in enumerate(spec.sections))
    sections = tuple(section for section in sections if section.body)
    points = context.lines(spec.points[: spec.most_points])
    contact = known.project.contact or model.Contact()
    facts = order.facts
    person = Contact(facts.contact_name or contact.name, facts.contact_email or contact.email, facts.contact_phone or contact.phone)
    sources = tuple(source_entry(known.sources[id], context) for id in context.numbers)
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
        notes=_notes(sources, _marks((points, sections))),
        first_source=by_date[0].date,
        last_source=by_date[-1].date,
        last_known=by_date[-1].date if by_date[-1].date.is_exact else parse(f"{by_date[-1].known:%Y-%m}"),
        group_thousands=known.project.group_thousands,
        hyphenation=tuple(sorted(known.project.hyphenation.items())),
        conformance=spec.pdf,
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


def _context(known: model.Library, order: Order, spec: model.BriefSpec) -> Context:
    ordered = sorted(known.sources.values(), key=lambda source: (source.date.first, source.date.last, source.id))
    numbers = {source.id: number for number, source in enumerate(ordered, 1)}
    bare = Context(known, order.language, order.as_of, numbers, {})
    return replace(bare, counts=counts(bare, tuple(known.series)[:1]))


def _section(spec: model.SectionSpec, index: int, context: Context) -> Section:
    id = spec.kind if index == 0 else f"{spec.kind}-{index + 1}"
    body = BODIES[spec.kind](context, spec)
    return Section(id, spec.kind, context.prose(spec.title), context.maybe(spec.lead), body, spec.length, spec.new_page, spec.landscape)


def _notes(sources: tuple[SourceEntry, ...], marks: Iterable[Mark]) -> tuple[Note, ...]:
    """One note for each distinct mark, in the order of their numbers and paragraphs."""
    by_id = {source.id: source for source in sources}
    distinct = sorted(
        {mark.id: mark for mark in marks if mark.claims}.values(), key=lambda mark: (mark.number, mark.paragraphs, mark.claims)
    )
    return tuple(Note(mark, by_id[mark.source].description, tuple(_evidence(by_id[mark.source], mark))) for mark in distinct)


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

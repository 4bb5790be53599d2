"""One brief for one audience, in one language, as of one day: everything resolved, numbered and counted, nothing left
to look up.

An edition is a frozen value that can be sent to another process; `render` prints it without arithmetic.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import NamedTuple

from briefs.content import model
from briefs.content.as_of import known_at
from briefs.content.check.freshness import review_day
from briefs.content.derived import derived
from briefs.content.internal import seen_by
from briefs.content.walk import field_names, find
from briefs.dates import Edtf, in_season
from briefs.edition.budget import SECTION_OF_POINTS, Item, items_of
from briefs.edition.changes import Changes, changes
from briefs.edition.prose import Context, FigurePart, Line, Mark, Prose, in_digits, place, set_prose
from briefs.edition.sections import SECTIONS, Body
from briefs.edition.sections.corrections import CorrectionEntry, corrections_of
from briefs.edition.sections.follow_up import FollowUpBody
from briefs.edition.sections.glossary import GlossaryLine, occurs
from briefs.edition.sections.registry import SectionContext, chosen, is_left_out, omission
from briefs.edition.sections.sources import ClaimEntry, SourceEntry, source_entries
from briefs.edition.selection import (
    Allowed,
    Omission,
    Weighed,
    adapted,
    allowed,
    allowed_on_one_page,
    heaviest,
    on_one_page,
    with_limits_of,
)
from briefs.edition.snapshot import Snapshot, snapshot
from briefs.edition.status import counts
from briefs.language.numbers import Grouping
from briefs.language.tables import Language

EVERYBODY = "alle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is said on the command line about the occasion; what is not given is not printed."""

    meeting_body: str | None = None
    meeting_date: date | None = None
    meeting_place: str | None = None
    meeting_item: str | None = None
    meeting_matter: str | None = None
    case_number: str | None = None
    case_officer: str | None = None
    contact_name: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    publisher: str | None = None
    classification: str | None = None
    archive_code: str | None = None

    @property
    def name_a_case(self) -> bool:
        """Whether a meeting is named, or a case before one."""
        of_meeting = (self.meeting_body, self.meeting_date, self.meeting_place, self.meeting_item)
        return any((*of_meeting, self.case_number, self.case_officer, self.classification, self.archive_code))


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
    """Which edition is wanted; it lists what changed `since` a day, or since what an earlier edition knew, where the
    brief says no day.

    A parallel edition has another language `beside` its own; that one's half is `led_by` the first, so that both list
    in one order. A `one_page` edition is the opening alone.
    """

    brief: str
    audience: str
    language: Language
    as_of: date
    facts: Facts = Facts()
    since: date | Snapshot | None = None
    beside: Language | None = None
    led_by: Language | None = None
    one_page: bool = False

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the edition, the leading one first."""
        return tuple(language for language in (self.led_by, self.language, self.beside) if language)

    @property
    def tag(self) -> str:
        """The languages as folders and the manifest name them: `nb`, or `nb+nn` for a parallel edition."""
        return "+".join(self.languages)

    @property
    def stem(self) -> str:
        """The path of the edition's files from the output folder, without the end that names their format."""
        return stem_of(self.tag, self.brief, self.audience, one_page=self.one_page)

    @property
    def other_half(self) -> Order | None:
        """The edition that stands beside this one."""
        return replace(self, language=self.beside, beside=None, led_by=self.language) if self.beside else None


def stem_of(tag: str, brief: str, audience: str, *, one_page: bool = False) -> str:
    """Where the files of an edition stand, without the end that names their format; no id of an audience holds the dot
    of a one-page edition.
    """
    return f"{tag}/{brief}/{audience}{'.one-page' if one_page else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section with its body and what it leaves out; `id` is unique in the edition, and a drawing or an overview has
    the number of its `figure`.
    """

    id: str
    kind: str
    title: Prose
    lead: Prose | None
    body: Body
    length: str
    new_page: bool
    landscape: bool
    omitted: Omission | None = None
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """Another edition of the same brief: whom it is for, and its page, from this one's folder."""

    name: Prose
    page: str


@dataclass(frozen=True, slots=True)
class LargeFigure:
    """A key figure: the number as it is set large, and what it means."""

    shows: Prose
    line: Line


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Whom to ask."""

    name: str | None
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class LogoEntry:
    """The publisher's mark: the picture's path from the project's root, and what is read in its place."""

    file: str
    alt: Prose


@dataclass(frozen=True, slots=True)
class Colophon:
    """Which edition this is, as far as the content says."""

    number: str | None = None
    date: date | None = None
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphClaim:
    """A claim with its paragraph."""

    paragraph: int
    claim: ClaimEntry


@dataclass(frozen=True, slots=True)
class Note:
    """What a place that marks of the edition name opens on a screen: a paragraph of a source, or a stretch of them
    (`first` and `last`), with the claims there that the edition cites.
    """

    number: int
    first: int
    last: int
    document: Prose
    claims: tuple[ParagraphClaim, ...]

    @property
    def place(self) -> str:
        """The paragraphs as the marks print them."""
        return place(self.first, self.last)


@dataclass(frozen=True, slots=True)
class ClaimsRead:
    """How many of the claims somebody has read against their paragraphs."""

    read: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A brief, ready to be printed.

    `matter` is what the readers are to do with it: a key of `model.Matter`, or the words of a meeting. `key_figures`
    are set large; there are none where fewer than two are known. `review_due` is the day on which the newest source was
    to be looked at again, where that day has come.

    `changed` is the box of what changed since a day, None where the brief does not ask for it or lists the changes in a
    section; `corrections` are those of records that the edition prints, and `known` all that was known that day, for
    editions to come. `full` is the edition that leaves nothing out, and `ordinary` the one that this is the single page
    of, None where it is that itself. `allowed` is how long it may be, and `items` are what limits could leave out.
    """

    order: Order
    template: str
    project: Prose
    publisher: Prose | str
    logo: LogoEntry | None
    colophon: Colophon
    contact: ContactPerson | None
    label: Prose
    title: Prose
    lead: Prose
    summary: Prose
    keywords: tuple[Prose, ...]
    audience: Prose | None
    full: OtherEdition | None
    ordinary: OtherEdition | None
    allowed: Allowed
    items: tuple[Item, ...]
    matter: str | None
    key_figures: tuple[LargeFigure, ...]
    points: tuple[Line, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]
    notes: tuple[Note, ...]
    first_source: Edtf
    last_source: Edtf
    last_known: Edtf
    newest_day: date
    review_due: date | None
    paper: model.Paper
    group_thousands: Grouping
    hyphenation: tuple[tuple[str, str], ...]
    conformance: model.Conformance
    freshness_line: bool
    marks: model.Marks
    changed: Changes | None
    corrections: tuple[CorrectionEntry, ...]
    claims_read: ClaimsRead | None
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
    def is_case(self) -> bool:
        """Whether it goes to a meeting: then the facts of the case stand across page 1."""
        return bool(self.matter) or self.order.facts.name_a_case

    @property
    def is_late(self) -> bool:
        """Whether its day is later than all that is documented: then it says what was known last, and when that was
        checked. A list of what meetings decided is of its own day.
        """
        decisions = any(isinstance(section.body, FollowUpBody) for section in self.sections)
        return self.as_of > self.newest_day and not decisions

    @property
    def status_day(self) -> date | Edtf:
        """The day for which it tells where things stand."""
        return self.last_known if self.is_late else self.as_of

    @property
    def year(self) -> int:
        """The year that it is cited with: that of its imprint, else of its day."""
        return (self.colophon.date or self.as_of).year

    @property
    def listed_changes(self) -> Changes | None:
        """The changes that a section lists, for a brief that is about them."""
        return next((section.body for section in self.sections if isinstance(section.body, Changes)), None)

    @property
    def corrections_apart(self) -> tuple[CorrectionEntry, ...]:
        """The corrections, where no section of the brief lists them already."""
        return () if any(section.kind == "corrections" for section in self.sections) else self.corrections


def assemble(library: model.Library, order: Order) -> Edition:
    """The edition that was ordered; KeyError for a brief or audience that does not exist, ValueError on a day before
    the first source.
    """
    library = seen_by(library, order.audience)
    known = context_at(library, order.language, order.as_of).library
    _refuse_nothing_known(library, known, order)
    brief, audience = known.briefs[order.brief], known.audiences[order.audience]
    spec = _spec(brief, audience, order)
    since = _since(known, order, spec)
    day = _Day(order.language, order.as_of, order.languages, since.as_of if isinstance(since, Snapshot) else since)
    plain, now = _context_of(library, day), _known_on(library, day)
    periods = next((each.periods for each in (*spec.sections, *brief.sections) if each.periods), ())
    changed = (
        changes(since, now, plain, from_edition=True) if isinstance(since, Snapshot) else _changed_on(library, day)
    )
    told = _told_by_marks(spec, known.audiences[order.audience])
    context = SectionContext.of(plain, changed, periods, told)
    figures = tuple(LargeFigure(in_digits(context.prose(each.shows)), context.line(each)) for each in spec.figures)
    figures = figures if len(figures) > 1 else ()
    points = context.lines(heaviest(spec.points, spec.most_points))
    specs = tuple(_limited(section, brief, audience) for section in _wanted(spec, context))
    built = _sections(specs, context)
    sections = tuple(_numbered(_with_words_in_use(built, (figures, points), library, order)))
    corrections = _corrections((figures, points, sections), spec, context)
    box = context.changed if _has_box_of_changes(spec, order, sections) else None
    sources = _sources_on(library, day)
    first, last = _first_and_last(known)
    return Edition(
        order=order,
        template=spec.template,
        project=context.prose(known.project.title),
        publisher=order.facts.publisher or context.prose(known.project.publisher),
        logo=logo_of(known.project, context),
        colophon=_colophon(brief.edition or known.project.edition or model.Imprint()),
        contact=_contact(known.project.contact or model.Contact(), order.facts),
        label=context.prose(spec.label),
        title=context.prose(_title(spec)),
        lead=context.prose(spec.lead),
        summary=context.prose(spec.summary),
        keywords=tuple(map(context.prose, spec.keywords)),
        audience=None if order.audience == EVERYBODY else context.prose(audience.name),
        full=_full_edition(brief, order, context),
        ordinary=OtherEdition(context.prose(audience.name), f"{audience.id}.html") if order.one_page else None,
        allowed=_allowed(brief, audience, order),
        items=tuple(_points(spec, context) if order.one_page else _items(specs, built, context)),
        matter=order.facts.meeting_matter or audience.matter,
        key_figures=figures,
        points=points,
        sections=sections,
        sources=sources,
        notes=notes_of(sources, marks_in((figures, points, sections, corrections, box))),
        first_source=first.date,
        last_source=last.date,
        last_known=in_season(last.date),
        newest_day=library.newest,
        review_due=_review_due(last, known, order.as_of),
        paper=known.project.paper,
        group_thousands=known.project.group_thousands,
        hyphenation=tuple(sorted(known.project.hyphenation.items())),
        conformance=spec.pdf,
        freshness_line=spec.freshness_line,
        marks=told,
        changed=box,
        corrections=corrections,
        claims_read=_claims_read(known),
        known=now,
    )


def title_of(library: model.Library, order: Order) -> Prose:
    """The title of an edition, without the rest of it; errors as for `assemble`."""
    library = seen_by(library, order.audience)
    known = context_at(library, order.language, order.as_of).library
    _refuse_nothing_known(library, known, order)
    spec = _spec(known.briefs[order.brief], known.audiences[order.audience], order)
    since = _since(known, order, spec)
    day = _Day(order.language, order.as_of, order.languages, since.as_of if isinstance(since, Snapshot) else since)
    return _context_of(library, day).prose(_title(spec))


def _spec(brief: model.BriefSpec, audience: model.Audience, order: Order) -> model.BriefSpec:
    spec = adapted(brief, audience)
    return on_one_page(spec) if order.one_page else spec


def _title(spec: model.BriefSpec) -> model.Text:
    return spec.headlines[0].text if spec.headlines else spec.title


class _Day(NamedTuple):
    """What decides what all editions of a day have in common: `since` is the day before their changes."""

    language: Language
    as_of: date
    languages: tuple[Language, ...]
    since: date


@derived
def _context_of(library: model.Library, day: _Day) -> Context:
    days = {"changes.since": day.since, "changes.until": day.as_of}
    return replace(context_at(library, day.language, day.as_of), edition_languages=day.languages, days=days)


@derived
def _known_on(library: model.Library, day: _Day) -> Snapshot:
    return snapshot(_context_of(library, day))


@derived
def _sources_on(library: model.Library, day: _Day) -> tuple[SourceEntry, ...]:
    return source_entries(_context_of(library, day))


@derived
def _changed_on(library: model.Library, day: _Day) -> Changes:
    earlier = snapshot(context_at(library, day.language, day.since))
    return changes(earlier, _known_on(library, day), _context_of(library, day))


@derived
def context_at(library: model.Library, language: Language, day: date) -> Context:
    """What the texts of a day resolve against: the library as it was known then, its sources numbered by date and its
    counts.
    """
    known = known_at(library, day)
    ordered = sorted(known.sources.values(), key=lambda source: (source.date.first, source.date.last, source.id))
    bare = Context(
        library=known,
        language=language,
        as_of=day,
        numbers={source.id: number for number, source in enumerate(ordered, 1)},
        counts={},
        first_series=next(iter(library.series), ""),
    )
    return replace(bare, counts=counts(bare))


def _claims_read(known: model.Library) -> ClaimsRead | None:
    """What is told of the marks in the lock, where the project asks for it."""
    if not known.project.tell_reviewed:
        return None
    claims = [str(source.cite(claim)) for source in known.sources.values() for claim in source.claims]
    return ClaimsRead(sum(name in known.reviewed for name in claims), len(claims))


def _refuse_nothing_known(library: model.Library, known: model.Library, order: Order) -> None:
    if not known.sources:
        first = min(source.known for source in library.sources.values())
        raise ValueError(f"nothing was known on {order.as_of}: the first source is from {first}")


def _first_and_last(known: model.Library) -> tuple[model.Source, model.Source]:
    """The sources that were known first and last."""
    by_day = sorted(known.sources.values(), key=lambda source: source.known)
    return by_day[0], by_day[-1]


def _review_due(newest: model.Source, known: model.Library, day: date) -> date | None:
    due = review_day(newest, known)
    return due if due is not None and due <= day else None


def _contact(contact: model.Contact, facts: Facts) -> ContactPerson | None:
    """Whom to ask: what the order says comes before what the project says."""
    person = ContactPerson(
        facts.contact_name or contact.name,
        facts.contact_email or contact.email,
        facts.contact_phone or contact.phone,
    )
    return person if person.name or person.email or person.phone else None


def logo_of(project: model.Project, context: Context) -> LogoEntry | None:
    """The mark of the project's publisher, where it has one."""
    if project.logo is None:
        return None
    return LogoEntry(project.logo.file, context.prose(project.logo.alt or project.publisher))


def _colophon(imprint: model.Imprint) -> Colophon:
    return Colophon(imprint.number, imprint.date, imprint.approved_by)


def _allowed(brief: model.BriefSpec, audience: model.Audience, order: Order) -> Allowed:
    if len(order.languages) > 1:
        return Allowed()
    return allowed_on_one_page(brief, audience) if order.one_page else allowed(brief, audience, order.language)


def _full_edition(brief: model.BriefSpec, order: Order, context: Context) -> OtherEdition | None:
    """The edition that leaves nothing out, where it is another one than this and there is one in its languages."""
    for id in brief.audiences:
        audience = context.library.audiences[id]
        made_in = context.library.languages_of(brief.id, id)
        if audience.full and id != order.audience and set(order.languages) <= set(made_in):
            return OtherEdition(context.prose(audience.name), f"{id}.html")
    return None


def _told_by_marks(spec: model.BriefSpec, audience: model.Audience) -> model.Marks:
    """What the source marks tell: as much as the brief or its audience asks for, and all where it gets everything."""
    return "paragraphs" if audience.full or "paragraphs" in (spec.marks, audience.marks) else "sources"


# --- sections ---------------------------------------------------------------------------------------------------------


def _wanted(spec: model.BriefSpec, context: SectionContext) -> Iterator[model.SectionSpec]:
    """The sections in the languages of the edition."""
    languages = set(context.languages)
    return (section for section in spec.sections if not section.languages or languages <= set(section.languages))


def _limited(section: model.SectionSpec, brief: model.BriefSpec, audience: model.Audience) -> model.SectionSpec:
    return with_limits_of(section, brief, audience) if SECTIONS[section.kind].lists else section


def _sections(specs: tuple[model.SectionSpec, ...], context: SectionContext) -> tuple[Section, ...]:
    listed = [entry for spec in specs if SECTIONS[spec.kind].lists for entry in chosen(context, spec)]
    return tuple(_section(spec, index, listed, context) for index, spec in enumerate(specs))


def _section(spec: model.SectionSpec, index: int, listed: Iterable[Weighed], context: SectionContext) -> Section:
    return Section(
        id=spec.kind if index == 0 else f"{spec.kind}-{index + 1}",
        kind=spec.kind,
        title=context.prose(spec.title),
        lead=context.maybe(spec.lead),
        body=SECTIONS[spec.kind].build(context, spec),
        length=spec.length,
        new_page=spec.new_page,
        landscape=spec.landscape,
        omitted=omission(context, spec, listed),
    )


def _items(
    specs: tuple[model.SectionSpec, ...], sections: tuple[Section, ...], context: SectionContext
) -> Iterator[Item]:
    """What the lists of an edition hold; a glossary has no more than the words that are used."""
    for spec, section in zip(specs, sections, strict=True):
        kind = SECTIONS[spec.kind]
        if kind.lists or kind.chooses == "statement":
            taken = ((entry, _own_words(entry, context)) for entry in chosen(context, spec))
            yield from items_of(section.id, section.body, taken)


def _points(spec: model.BriefSpec, context: Context) -> Iterator[Item]:
    """What `most_points` could leave out."""
    taken = heaviest(spec.points, spec.most_points)
    return items_of(SECTION_OF_POINTS, (), ((point, _own_words(point, context)) for point in taken))


def _own_words(entry: Weighed, context: Context) -> str:
    return set_prose(context.prose(entry.text)) if isinstance(entry, model.Statement) else ""


def _with_words_in_use(
    sections: tuple[Section, ...], opening: object, library: model.Library, order: Order
) -> tuple[Section, ...]:
    """The sections that have something to show, and a glossary of the words that they use; the halves of a parallel
    edition explain the same, the words that the leading one uses.
    """
    if any(section.kind == "glossary" for section in sections):
        used = _terms_of_the_leader(library, order) if order.led_by else _terms_used(sections, opening)
        sections = tuple(_with_terms(section, used) for section in sections)
    return tuple(section for section in sections if not is_left_out(section.kind, section.body))


def _numbered(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections, those that are figures with their numbers."""
    number = 0
    for section in sections:
        is_figure = SECTIONS[section.kind].is_figure
        number += is_figure
        yield replace(section, figure=number) if is_figure else section


def _terms_of_the_leader(library: model.Library, order: Order) -> set[str]:
    assert order.led_by is not None  # only a half that is led asks
    leader = replace(order, language=order.led_by, beside=order.language, led_by=None)
    glossaries = tuple(section.body for section in assemble(library, leader).sections if section.kind == "glossary")
    return {term.id for term in find(glossaries, GlossaryLine)}


def _terms_used(sections: tuple[Section, ...], opening: object) -> set[str]:
    """The words of the glossaries that an edition prints outside them."""
    elsewhere = find((opening, sections), Prose, stop=(Prose, GlossaryLine))
    words = " ".join(set_prose(prose).lower() for prose in elsewhere)
    glossaries = tuple(section.body for section in sections if section.kind == "glossary")
    return {term.id for term in find(glossaries, GlossaryLine) if occurs(set_prose(term.term), words)}


def _with_terms(section: Section, used: set[str]) -> Section:
    if section.kind != "glossary" or not isinstance(section.body, tuple):
        return section
    terms = (term for term in section.body if isinstance(term, GlossaryLine))
    return replace(section, body=tuple(term for term in terms if term.id in used))


# --- what changed -----------------------------------------------------------------------------------------------------


def _has_box_of_changes(spec: model.BriefSpec, order: Order, sections: tuple[Section, ...]) -> bool:
    """Whether changes were asked for and no section lists them."""
    asked = order.since is not None or (spec.changed_since is not None and spec.changed_since < order.as_of)
    return asked and not any(section.kind == "changes" for section in sections)


def _since(known: model.Library, order: Order, spec: model.BriefSpec) -> date | Snapshot:
    """When the changes begin, or what was known then: on the day that the order or the brief says, else before the
    newest source.
    """
    since = order.since or spec.changed_since
    if isinstance(since, Snapshot):
        return since
    if since is None or since >= order.as_of:
        days = sorted({source.known for source in known.sources.values()})
        since = days[-2] if len(days) > 1 else days[0] - timedelta(days=1)
    return since


# --- what a part of an edition prints ---------------------------------------------------------------------------------


def records_in(value: object) -> frozenset[str]:
    """The ids of all records, sources and figures, and the claims (`ks-2017/12`), that a part of an edition prints or
    cites.
    """
    return frozenset(_records(value))


_NAMING = ("id", "measure", "record")


_NAMED_BY: dict[type, tuple[str, ...]] = {}  # by the type of a part: an edition holds very many parts of few types


def _naming(of: type) -> tuple[str, ...]:
    """The fields by which a part of an edition says which record it prints."""
    if of not in _NAMED_BY:
        _NAMED_BY[of] = tuple(name for name in _NAMING if name in field_names(of))
    return _NAMED_BY[of]


def _records(value: object) -> Iterator[str]:
    for part in find(value, object, stop=(FigurePart, Mark)):
        if isinstance(part, FigurePart):
            yield part.figure.id
        elif isinstance(part, Mark):
            yield part.source
            yield from part.claims
        else:
            for field in _naming(type(part)):
                if isinstance(name := getattr(part, field), str):
                    yield name


def _corrections(printed: object, spec: model.BriefSpec, context: Context) -> tuple[CorrectionEntry, ...]:
    """The corrections of what is printed."""
    if not context.library.corrections:
        return ()
    return corrections_of(records_in(printed), spec.changed_since, context)


def marks_in(value: object) -> Iterator[Mark]:
    """Every source mark anywhere inside a value."""
    return find(value, Mark, stop=(Mark, Prose))


def notes_of(sources: tuple[SourceEntry, ...], marks: Iterable[Mark]) -> tuple[Note, ...]:
    """One note for each place that marks name, and for each paragraph of a stretch, in the order of sources and
    paragraphs: marks share it.
    """
    marks = tuple(marks)
    cited = {claim for mark in marks for claim in mark.claims}
    by_number = {source.number: source for source in sources}
    stretches = {(mark.number, *stretch) for mark in marks for stretch in mark.stretches}
    single = {(mark.number, paragraph, paragraph) for mark in marks for paragraph in mark.paragraphs}
    return tuple(
        Note(number, first, last, by_number[number].description, _cited_between(by_number[number], first, last, cited))
        for number, first, last in sorted(stretches | single)
    )


def _cited_between(source: SourceEntry, first: int, last: int, cited: set[str]) -> tuple[ParagraphClaim, ...]:
    return tuple(
        ParagraphClaim(group.paragraph, claim)
        for group in source.claims
        if first <= group.paragraph <= last
        for claim in group.claims
        if claim.id in cited
    )

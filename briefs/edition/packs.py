"""The papers of a meeting in one piece: the summons, its items in their order, and the briefs that belong to them.

Every brief of a pack is an edition of its own, for its audience and in its language, as of the day of the meeting; its
sources have the numbers that they have everywhere that day, so one list serves all. What is closed comes last of all
and in the edition for members alone, so that the pages before it are the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from briefs.content import model
from briefs.content.internal import seen_by
from briefs.edition.agenda import Agenda, ItemBrief, ItemEntry, agenda
from briefs.edition.edition import (
    EVERYBODY,
    Edition,
    LogoEntry,
    Note,
    Order,
    assemble,
    context_at,
    logo_of,
    marks_in,
    notes_of,
)
from briefs.edition.prose import Context, Mark, Prose
from briefs.edition.sections.sources import SourceEntry, source_entries
from briefs.language.tables import Language

MOST_SHORT_TEXTS = 3  # of an item that needs no page of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whose copy it is, as its cover says; a name and a salutation stand as they are given."""

    name: str | None = None
    salutation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOrder:
    """Which papers are wanted: of which meeting, in which language, and whether for its members or for everybody.

    `duplex` lets each item begin on a right-hand page; `with_files` is for the file that ends with the attachments, and
    `minutes` for the frame of the minutes, which has no briefs and what is known by now of what came of each item. A
    copy is made `to` somebody, with the briefs of their `audience` where there are such.
    """

    meeting: str
    language: Language
    members: bool = False
    duplex: bool = False
    with_files: bool = False
    minutes: bool = False
    to: Addressee | None = None
    audience: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A file that belongs to an item: its number there, its path from the project's root, and its title."""

    number: int
    file: str
    title: Prose

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return PurePosixPath(self.file).name


@dataclass(frozen=True, slots=True, kw_only=True)
class PackBrief:
    """A brief that belongs to an item; `id` is what its page begins with, and the names on it too."""

    id: str
    edition: Edition
    audience: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """An item with what belongs to it; `id` is unique in the pack."""

    id: str
    entry: ItemEntry
    files: tuple[PackFile, ...]
    briefs: tuple[PackBrief, ...]

    @property
    def is_short(self) -> bool:
        """Whether it has little beside its heading, and so needs no page of its own."""
        entry = self.entry
        told = (entry.proposal, entry.summary, entry.facts, entry.assessment, entry.economy, entry.questions)
        return sum(map(len, told)) <= MOST_SHORT_TEXTS and not any((entry.treatments, self.files, self.briefs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The papers of a meeting, ready to be printed.

    `as_of` is the day whose knowledge it has, `agenda` is what everybody may read, and `items` are its items with their
    briefs; `closed_items` are those that are closed, whole, in the edition for members alone, and `has_closed` says
    whether there are any. `sources` are there where anything printed stands on them, and come last where only what is
    closed does.
    """

    order: PackOrder
    project: Prose
    logo: LogoEntry | None
    as_of: model.Day
    agenda: Agenda
    items: tuple[PackItem, ...]
    closed_items: tuple[PackItem, ...]
    has_closed: bool
    sources: tuple[SourceEntry, ...]
    sources_last: bool
    notes: tuple[Note, ...]
    paper: model.Paper
    hyphenation: tuple[tuple[str, str], ...]
    marks: model.Marks = "sources"

    @property
    def language(self) -> Language:
        """The language of everything but the briefs, which have their own."""
        return self.order.language

    @property
    def has_files(self) -> bool:
        """Whether there is a file with the attachments beside this one."""
        return any(item.files for item in (*self.items, *self.closed_items))

    @property
    def own_marks(self) -> tuple[Mark, ...]:
        """The source marks of the items themselves, without those of their briefs."""
        return tuple(_own_marks((*self.items, *self.closed_items), self.order))

    @property
    def briefs(self) -> tuple[PackBrief, ...]:
        """All briefs of the pack, in the order of their pages."""
        return tuple(brief for item in (*self.items, *self.closed_items) for brief in item.briefs)


def assemble_pack(library: model.Library, order: PackOrder) -> Pack:
    """The papers that were ordered; KeyError where there is no such meeting, ValueError on a day before the first
    source.
    """
    seen = replace(for_everybody(library), meetings=library.meetings)
    held = library.meetings[order.meeting].date
    context = context_at(seen, order.language, max(held, library.newest) if order.minutes else held)
    public, whole = (agenda(order.meeting, context, public=public) for public in (True, False))
    packing = _Packing(library, context, with_briefs=not order.minutes, audience=order.audience)
    items = tuple(packing.item(entry, f"sak-{number}") for number, entry in enumerate(public.items, 1))
    shut = [(number, entry) for number, entry in enumerate(whole.items, 1) if entry.is_closed]
    closed = tuple(packing.item(entry, f"lukket-{number}") for number, entry in (shut if order.members else ()))
    sources = source_entries(context)
    in_open, in_closed = _stands_on_sources(items, order), _stands_on_sources(closed, order)
    return Pack(
        order=order,
        project=context.prose(library.project.title),
        logo=logo_of(library.project, context),
        as_of=context.as_of,
        agenda=public,
        items=items,
        closed_items=closed,
        has_closed=bool(shut),
        sources=sources if in_open or in_closed else (),
        sources_last=in_closed and not in_open,
        notes=notes_of(sources, _own_marks((*items, *closed), order)),
        paper=library.project.paper,
        hyphenation=tuple(sorted(library.project.hyphenation.items())),
    )


def for_everybody(library: model.Library) -> model.Library:
    """The library as any audience that sees nothing internal may see it."""
    public = [id for id, audience in library.audiences.items() if not audience.sees_internal]
    if not public:
        return library
    return seen_by(library, EVERYBODY if EVERYBODY in public else public[0])


@dataclass(frozen=True, slots=True)
class _Packing:
    """What an item is put together from."""

    library: model.Library
    context: Context
    with_briefs: bool
    audience: str | None

    def item(self, entry: ItemEntry, id: str) -> PackItem:
        return PackItem(
            id=id,
            entry=entry,
            files=tuple(
                PackFile(number=number, file=each.file, title=each.title)
                for number, each in enumerate(entry.attachments, 1)
            ),
            briefs=tuple(
                self.brief(each, f"{id}-{number}")
                for number, each in enumerate(entry.briefs if self.with_briefs else (), 1)
            ),
        )

    def brief(self, listed: ItemBrief, id: str) -> PackBrief:
        made_in = self.library.languages_of(listed.brief, self.audience) if self.audience else ()
        is_theirs = self.audience in self.library.briefs[listed.brief].audiences and listed.language in made_in
        audience = self.audience if self.audience and is_theirs else listed.audience
        order = Order(listed.brief, audience, listed.language, self.context.as_of)
        name = self.context.prose(self.library.audiences[audience].name)
        return PackBrief(id=id, edition=assemble(self.library, order), audience=name)


def _own_marks(items: Iterable[PackItem], order: PackOrder) -> Iterator[Mark]:
    """The source marks that the items print themselves, without those of their briefs."""
    entries = (item.entry for item in items)
    if order.minutes:
        return marks_in(tuple(entry.outcome.line for entry in entries if entry.outcome))
    return marks_in(tuple(replace(entry, outcome=None) for entry in entries))


def _stands_on_sources(items: tuple[PackItem, ...], order: PackOrder) -> bool:
    return any(item.briefs for item in items) or any(True for _ in _own_marks(items, order))

"""What a claim, figure, demand, measure or source stands on, and all that stands on it, down to the briefs and their
pages.

Pure: a library comes in, and the places of the printed parts if there are any; a trace comes out, which the command
line prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from briefs.content import model
from briefs.content.kinds import KINDS, Kind, records
from briefs.content.model import citation
from briefs.content.translations import is_whole
from briefs.content.walk import parts
from briefs.edition.edition import EVERYBODY, Edition, Order, assemble, context_at, records_in
from briefs.edition.prose import Context, set_prose
from briefs.errors import closest
from briefs.language.figures import figure as phrase
from briefs.language.tables import Language, languages

TracedKind = str  # the name of a record's kind, or "claim"
ORDER: tuple[TracedKind, ...] = ("claim", *(kind.name for kind in KINDS))
Pages = Mapping[
    tuple[str, str, str], Mapping[str, int]
]  # brief, audience and language → the anchors of its PDF, with their pages
_RECORDS: Mapping[TracedKind, Kind] = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Link:
    """That one thing stands on another; `via` says with which part of it («log 2020-05: announced»)."""

    above: str
    below: str
    via: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the library, what it says, and what comes next on the way up or down; of a claim, whether somebody has
    read it against its paragraph.
    """

    id: str
    kind: TracedKind
    words: str
    via: str
    next: tuple[Node, ...]
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: `page` is None where no PDF of that edition is at hand; `anchors` name the place in
    the page, from the nearest on.
    """

    brief: str
    audience: str
    lang: str
    section: str
    page: int | None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A thing with all that it stands on, all that stands on it, and where it is printed or cited."""

    subject: Node
    stands_on: tuple[Node, ...]
    carries: tuple[Node, ...]
    printed: tuple[Place, ...]


def trace(library: model.Library, id: str, pages: Pages) -> Trace:
    """The trace of a claim (`ks-2017/12`) or of any record by its id; KeyError with the nearest name where there is
    none.
    """
    return Tracer(library, pages).trace(id)


@dataclass(frozen=True)
class Tracer:
    """A library of which many things are traced: what all traces need is worked out once, and what its briefs print
    (`parts`), which takes longest, may come from elsewhere.
    """

    library: model.Library
    pages: Pages = field(default_factory=dict)
    parts: tuple[TracedPart, ...] | None = None

    def trace(self, id: str) -> Trace:
        """As `trace`."""
        if id not in self._known:
            hint = closest(id, self._known)
            raise KeyError(f"there is no {id!r}" + (f". {hint}" if hint else ""))
        down, up = self._ways
        walk = _Walk(self.library, self._context, self._known)
        return Trace(
            walk.node(id, ""),
            walk.nodes(down.get(id, ()), down, "below", frozenset({id})),
            walk.nodes(up.get(id, ()), up, "above", frozenset({id})),
            tuple(self._places(id)),
        )

    def is_carrying(self, id: str) -> bool:
        """Whether anything stands on it."""
        return any(link.above in self._known for link in self._ways[1].get(id, ()))

    @cached_property
    def _context(self) -> Context:
        return context_at(self.library, self.library.project.languages[0], self.library.newest)

    @cached_property
    def _known(self) -> dict[str, TracedKind]:
        return _things(self.library)

    @cached_property
    def _ways(self) -> tuple[dict[str, list[Link]], dict[str, list[Link]]]:
        links = tuple(_links(self.library))
        return _by(links, "above"), _by(links, "below")

    @cached_property
    def _parts(self) -> tuple[TracedPart, ...]:
        return traced_parts(self.library) if self.parts is None else self.parts

    def _places(self, id: str) -> Iterator[Place]:
        """Every part of every brief that prints a thing or cites it."""
        for part in self._parts:
            if id in part.prints:
                brief, audience, language = part.edition
                anchors = (f"{part.anchor}-{id}", part.anchor) if part.is_section else (part.anchor,)
                at = self.pages.get(part.edition, {})
                page = next((at[anchor] for anchor in anchors if anchor in at), None)
                yield Place(brief, "" if audience == EVERYBODY else audience, language, part.title, page, anchors)


def to_plain(found: Trace) -> dict[str, Any]:
    """The trace as what JSON can hold."""
    return asdict(found)


# --- what there is, and what stands on what ---------------------------------------------------------------------------


def _things(library: model.Library) -> dict[str, TracedKind]:
    """Everything that can be traced, with its kind; a brief that shares its id with a record comes after the record."""
    things: dict[str, TracedKind] = {}
    for kind, record in records(library):
        things.setdefault(record.id, kind.name)
    for source in library.sources.values():
        things |= {str(source.cite(claim)): "claim" for claim in source.claims}
    return things


def _links(library: model.Library) -> Iterator[Link]:
    """Every step from something to what it stands on."""
    for source in library.sources.values():
        yield from (Link(str(source.cite(claim)), source.id, f"paragraph {claim.paragraph}") for claim in source.claims)
    for _, record in records(library):
        yield from dict.fromkeys(_of_entry(record.id, record, "", library))


def _of_entry(id: str, entry: model.Entry, via: str, library: model.Library) -> Iterator[Link]:
    via = _via(entry) or via
    if not isinstance(entry, (model.Source, model.Claim)):
        yield from (Link(id, str(cite), via) for cite in (*getattr(entry, "cites", ()), *getattr(entry, "met_by", ())))
        yield from (Link(id, named, how) for named, how in _subjects(entry) if named)
    for _, value in parts(entry):
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, model.Text) and not isinstance(entry, (model.Source, model.Claim)):
                yield from (Link(id, figure, "prints") for figure in _figures(item, library) if figure != id)
            elif isinstance(item, model.Entry):
                yield from _of_entry(id, item, via, library)


def _via(entry: model.Entry) -> str:
    """With which of its parts a record stands on something."""
    match entry:
        case model.LogEntry():
            return f"log {entry.date.text}: {entry.status}"
        case model.Answer():
            return f"answers {entry.demand}"
        case model.Deadline():
            return f"deadline {entry.date.text}"
        case model.Role() | model.Parties() | model.SectionSpec():
            return {model.Role: "role", model.Parties: "parties", model.SectionSpec: "section"}[type(entry)]
        case model.Adaptation():
            return f"for {entry.brief}"
        case _:
            return ""


def _subjects(entry: model.Entry) -> Iterator[tuple[str, str]]:
    """The records that an entry itself is about."""
    match entry:
        case model.Answer():
            yield entry.demand, "answers"
        case model.Tension():
            yield from ((record, "about") for record in entry.about)
        case model.Correction():
            yield entry.record, "corrects"


def _figures(text: model.Text, library: model.Library) -> Iterator[str]:
    for language in languages():
        if text.has(language):
            yield from (
                reference.name
                for reference in model.placeholders(text.get(language))
                if reference.name in library.figures
            )


def _by(links: Iterable[Link], end: Literal["above", "below"]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(getattr(link, end), []).append(link)
    return found


class _Walk:
    """Goes up or down the links, each way to its end, and never in a circle."""

    def __init__(self, library: model.Library, context: Context, kinds: Mapping[str, TracedKind]) -> None:
        self.library = library
        self.context = context
        self.kinds = kinds

    def nodes(
        self, links: Iterable[Link], by: Mapping[str, list[Link]], end: Literal["above", "below"], seen: frozenset[str]
    ) -> tuple[Node, ...]:
        """The nodes at the other end of some links, those of one thing as one, in the order of their kinds."""
        ways: dict[str, list[str]] = {}
        for link in links:
            other: str = getattr(link, end)
            if other not in seen and other in self.kinds:
                ways.setdefault(other, []).append(link.via)
        ordered = sorted(ways, key=lambda other: ORDER.index(self.kinds[other]))
        return tuple(
            self.node(
                id, ", ".join(filter(None, dict.fromkeys(ways[id]))), self.nodes(by.get(id, ()), by, end, seen | {id})
            )
            for id in ordered
        )

    def node(self, id: str, via: str, following: tuple[Node, ...] = ()) -> Node:
        return Node(id, self.kinds[id], self.words(id), via, following, id in self.library.reviewed)

    def words(self, id: str) -> str:
        """What a thing says, in one line."""
        kind = self.kinds[id]
        if kind == "claim":
            claim = self.library.claim(citation(id))
            assert claim is not None  # it is among the things
            speaker = self.context.short(claim.speaker)
            return f"{set_prose(speaker) if speaker else claim.speaker}: {self.printed(claim.text)}"
        record = _RECORDS[kind].of(self.library)[id]
        match record:
            case model.Source():
                return f"{self.printed(record.description)} ({record.file})"
            case model.Actor() | model.Audience():
                return self.printed(record.name)
            case model.Figure():
                return f"{phrase(record, self.context.language)}: {self.printed(record.measures)}"
            case model.Correction():
                return self.printed(record.wrong)
            case model.BriefSpec():
                return self.printed(record.label)
            case _:
                return self.printed(record.title)

    def printed(self, text: model.Text) -> str:
        return set_prose(self.context.prose(text))


# --- where it is printed ----------------------------------------------------------------------------------------------


def printed_by_brief(library: model.Library) -> dict[str, frozenset[str]]:
    """By brief the ids of all records, sources, figures and claims (`ks-2017/12`) that it prints or cites, for any
    audience and in any of the languages that are whole: a section may be for one alone.
    """
    found: dict[str, frozenset[str]] = {id: frozenset() for id in library.briefs}
    whole = (language for language in library.project.languages if is_whole(library, language))
    for language in whole:
        for edition in editions(library, language):
            everything = (edition.points, edition.sections, edition.changed, edition.corrections)
            found[edition.order.brief] |= records_in(everything)
    return found


def printed_parts(
    library: model.Library, language: Language
) -> Iterator[tuple[Edition, tuple[str, ...], frozenset[str]]]:
    """Every part of every edition in a language: the anchors that name its place, and the ids of what it prints or
    cites.
    """
    for edition in editions(library, language):
        yield edition, ("kort-fortalt",), records_in(edition.points)
        for section in edition.sections:
            yield edition, (section.id,), records_in(section.body)


def editions(library: model.Library, language: Language) -> Iterator[Edition]:
    """Every brief for each of its audiences in a language, as known on the content's newest day."""
    for brief in library.briefs.values():
        for audience in brief.audiences:
            if language in library.languages_of(brief.id, audience):
                yield assemble(library, Order(brief.id, audience, language, library.newest))


class TracedPart(NamedTuple):
    """A part of an edition (brief, audience, language): its heading, the anchor that names its place, and the ids of
    what it prints or cites.
    """

    edition: tuple[str, str, str]
    title: str
    anchor: str
    is_section: bool
    prints: frozenset[str]


def traced_parts(library: model.Library) -> tuple[TracedPart, ...]:
    """Every part of every edition in the project's first language."""
    return tuple(_parts(library, library.project.languages[0]))


def _parts(library: model.Library, language: Language) -> Iterator[TracedPart]:
    """Every part of every edition in a language, its points first."""
    for edition in editions(library, language):
        key = (edition.order.brief, edition.order.audience, language)
        yield TracedPart(key, set_prose(edition.title), "kort-fortalt", False, records_in(edition.points))
        for section in edition.sections:
            yield TracedPart(key, set_prose(section.title), section.id, True, records_in(section.body))

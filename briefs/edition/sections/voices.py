"""Who says what, where they do not agree, and what was inferred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition.prose import Context, Line, Mark, Prose
from briefs.edition.sections.registry import SectionContext, section
from briefs.edition.selection import selected


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceEntry:
    """Somebody who says something: who they were then, and what they said."""

    id: str
    name: Prose
    role: Prose | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionEntry:
    """A tension with its sides and how the brief reads it."""

    id: str
    kind: str
    title: Prose
    sides: tuple[Line, ...]
    reading: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class InferenceEntry:
    """Something dated or attributed by inference: what, and from what."""

    subject: Prose
    date: Edtf | None
    basis: Prose
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TensionsBody:
    """What is uncertain: tensions between sources, and what was inferred."""

    tensions: tuple[TensionEntry, ...]
    inferences: tuple[InferenceEntry, ...]


def _sayings(context: Context, spec: model.SectionSpec) -> tuple[model.Statement, ...]:
    """The statements of all actors whom a section does not leave out by name."""
    return tuple(
        statement
        for id, actor in context.library.actors.items()
        if (not spec.only or id in spec.only) and id not in spec.without
        for statement in actor.statements
    )


@section("voices", prints=("actors",), chooses="statement", of=_sayings, lists=True)
def voices(context: Context, spec: model.SectionSpec) -> tuple[VoiceEntry, ...]:
    """The actors that say something, in the order of the content."""
    by_weight = spec.model_copy(update={"only": (), "without": ()})  # a statement has no id
    taken = {id(statement) for statement in selected(_sayings(context, spec), by_weight)}
    return tuple(
        VoiceEntry(
            id=actor.id,
            name=context.prose(actor.name),
            role=context.maybe(actor.roles[-1].title if actor.roles else None),
            lines=context.lines(statements),
        )
        for actor in context.library.actors.values()
        if (statements := [statement for statement in actor.statements if id(statement) in taken])
    )


def _tensions_taken(context: Context, spec: model.SectionSpec) -> tuple[model.Tension, ...]:
    about = set(spec.about)
    return tuple(
        tension for tension in context.library.tensions.values() if not about or about & {tension.id, *tension.about}
    )


@section("tensions", prints=("tensions",), chooses="tension", of=_tensions_taken, lists=True)
def tensions(context: SectionContext, spec: model.SectionSpec) -> TensionsBody:
    """The tensions that a section takes, with all that was inferred where `about` names nothing and the source marks
    tell paragraphs.
    """
    entries = tuple(
        TensionEntry(
            id=tension.id,
            kind=tension.kind,
            title=context.prose(tension.title),
            sides=context.lines(tension.sides),
            reading=context.prose(tension.reading),
        )
        for tension in selected(_tensions_taken(context, spec), spec)
    )
    inferred = context.marks_tell == "paragraphs" and not spec.about
    return TensionsBody(entries, tuple(sorted(_inferences(context), key=_by_day)) if inferred else ())


def _by_day(entry: InferenceEntry) -> tuple[date, date]:
    return (entry.date.first, entry.date.last) if entry.date else (date.max, date.max)


def _inferences(context: Context) -> Iterator[InferenceEntry]:
    """Events that are dated from something else, and documents whose date has reservations: a month is no inference."""
    for event in context.library.events.values():
        if event.basis:
            cites = [cite for statement in event.statements for cite in statement.cites]
            yield InferenceEntry(
                subject=context.prose(event.title),
                date=event.date,
                basis=context.prose(event.basis),
                marks=context.marks(cites),
            )
    for source in context.library.sources.values():
        if source.date_basis and source.date.is_uncertain:
            yield InferenceEntry(
                subject=context.prose(source.description),
                date=source.date,
                basis=context.prose(source.date_basis),
                marks=(Mark(context.numbers[source.id], source.id, (), ()),),
            )

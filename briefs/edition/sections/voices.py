"""Who says what, where they do not agree, and what was inferred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition.prose import Context, Line, Mark, Prose
from briefs.edition.sections.registry import section


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


@section("voices", prints=("actors",))
def voices(context: Context, spec: model.SectionSpec) -> tuple[VoiceEntry, ...]:
    """The actors that say something, in the order of the content."""
    return tuple(
        VoiceEntry(
            id=actor.id,
            name=context.prose(actor.name),
            role=context.maybe(actor.roles[-1].title if actor.roles else None),
            lines=context.lines(actor.statements),
        )
        for actor in context.library.actors.values()
        if actor.statements
    )


@section("tensions", prints=("tensions",))
def tensions(context: Context, spec: model.SectionSpec) -> TensionsBody:
    """The tensions that a section takes, with all that was inferred where it takes every one of them."""
    about = set(spec.about)
    entries = tuple(
        TensionEntry(
            id=tension.id,
            kind=tension.kind,
            title=context.prose(tension.title),
            sides=context.lines(tension.sides),
            reading=context.prose(tension.reading),
        )
        for tension in context.library.tensions.values()
        if not about or about & {tension.id, *tension.about}
    )
    return TensionsBody(entries, () if about else tuple(_inferences(context)))


def _inferences(context: Context) -> Iterator[InferenceEntry]:
    """Events that are dated from something else, and documents whose day is not known."""
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
        if source.date_basis and not source.date.is_exact:
            yield InferenceEntry(
                subject=context.prose(source.description),
                date=source.date,
                basis=context.prose(source.date_basis),
                marks=(Mark(context.numbers[source.id], source.id, (), ()),),
            )

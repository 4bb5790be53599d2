"""The documents: as the numbered list shows them, and with all their claims."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.content import model
from briefs.dates import Edtf
from briefs.edition.prose import Context, Prose
from briefs.edition.sections.registry import section
from briefs.language.tables import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim as the document page prints it; `number` is its id where it has one."""

    id: str
    number: int | str
    kind: model.ClaimKind
    speaker: Prose
    prose: Prose
    basis: Prose | None


@dataclass(frozen=True, slots=True)
class ParagraphGroup:
    """The claims of one paragraph."""

    paragraph: int
    claims: tuple[ClaimEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
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
    date_basis: Prose | None
    url: str | None
    accessed: model.Day | None
    archived: str | None
    notes: tuple[Prose, ...]
    file: str
    paragraphs: int | None
    claims: tuple[ParagraphGroup, ...]


@section("documents", prints=("sources",))
def documents(context: Context, spec: model.SectionSpec) -> tuple[SourceEntry, ...]:
    """All known documents, whatever a section narrows."""
    return source_entries(context)


def source_entries(context: Context) -> tuple[SourceEntry, ...]:
    """All known documents in the order of their numbers."""
    return tuple(source_entry(context.library.sources[id], context) for id in context.numbers)


def source_entry(source: model.Source, context: Context) -> SourceEntry:
    """A document with its claims by paragraph."""
    publisher, author = source.publisher, source.author
    return SourceEntry(
        id=source.id,
        number=context.numbers[source.id],
        title=source.title,
        title_language=source.language,
        description=context.prose(source.description),
        genre=context.prose(source.genre),
        publisher=context.name(publisher.actor) or context.maybe(publisher.name),
        publisher_basis=context.maybe(publisher.basis),
        publisher_known=publisher.actor is not None,
        author=context.name(author.actor) or context.maybe(author.name),
        author_basis=context.maybe(author.basis),
        author_known=author.actor is not None,
        date=source.date,
        date_basis=context.maybe(source.date_basis),
        url=source.url,
        accessed=source.accessed,
        archived=source.archived,
        notes=tuple(map(context.prose, source.notes)),
        file=source.file,
        paragraphs=source.paragraphs,
        claims=_by_paragraph(source, context),
    )


def _by_paragraph(source: model.Source, context: Context) -> tuple[ParagraphGroup, ...]:
    groups: dict[int, list[ClaimEntry]] = {}
    for claim in source.claims:
        groups.setdefault(claim.paragraph, []).append(_claim_entry(source, claim, context))
    return tuple(ParagraphGroup(paragraph, tuple(entries)) for paragraph, entries in sorted(groups.items()))


def _claim_entry(source: model.Source, claim: model.Claim, context: Context) -> ClaimEntry:
    speaker = context.short(claim.speaker)
    assert speaker is not None  # every claim has one
    return ClaimEntry(
        id=str(source.cite(claim)),
        number=claim.key,
        kind=context.library.kind_of(claim),
        speaker=speaker,
        prose=context.prose(claim.text),
        basis=context.maybe(claim.basis),
    )

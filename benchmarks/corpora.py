"""Honest claims in a plain form (see tests/corpora/README.md), made into libraries that the rules of `verify` can hold.

A project's texts are in one language, so a topic becomes one corpus for each language that claims about it are in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from briefs.content import model
from briefs.content.documents import Document, document
from briefs.content.load import read_record
from briefs.dates import Edtf, parse
from briefs.errors import Where
from briefs.language.tables import Language

TOPIC, STATEMENTS = "topic.yaml", "statements.yaml"
UNKNOWN = "unknown"  # the author of a document in a folder that lists no actors
NOTHING = "…"  # a text that says nothing, where the shape of a record asks for one
_REFERENCE = re.compile(r"\{([a-z][a-z0-9-]*)")


# --- the plain form


class Names(model.Entry):
    """What an actor is called in each language."""

    nb: model.TrimmedText
    nn: model.TrimmedText
    en: model.TrimmedText


class PlainActor(model.Entry):
    """An institution, a group or a role; never a person by name."""

    id: model.Id
    kind: Literal["person", "institution", "network", "cooperation", "committee", "press", "group"]
    name: Names
    aliases: tuple[model.TrimmedText, ...] = ()


class Topic(model.Entry):
    """What the documents of a folder are about, and who speaks in them."""

    title: model.TrimmedText
    actors: tuple[PlainActor, ...]


class Number(model.Entry):
    """A number as the claim means it, whatever a program reads; the unit may be one that no figure has."""

    value: model.Amount
    unit: str = "count"
    precision: model.FigurePrecision = "exact"


class Said(model.Entry):
    """What is recorded of every honest text: its numbers and dates, and by which words it and its document deny."""

    language: model.KnownLanguage | None = None
    text: model.TrimmedText
    numbers: tuple[Number, ...] = ()
    dates: tuple[str, ...] = ()
    denies: str | bool | None = None
    document_denies: str | None = None


class PlainClaim(Said):
    """A claim; where several paragraphs carry it only together, it is held as a statement on them all."""

    number: model.Ordinal | None = None
    id: str | None = None
    paragraphs: tuple[model.Ordinal, ...] = Field(min_length=1)
    speaker: model.Id | None = None
    says: str | None = None
    kind: str | None = None
    how: str | None = None
    basis: model.TrimmedText | None = None


class PlainFigure(model.Entry):
    """A figure that texts refer to by its id, `one` and `other` being the noun that it counts."""

    id: model.Id
    value: model.Amount
    unit: model.Unit
    precision: model.FigurePrecision = "exact"
    one: model.TrimmedText | None = None
    other: model.TrimmedText | None = None
    claims: tuple[model.Ordinal, ...]


class PlainDocument(model.Entry):
    """What is known of a document, and the claims about it."""

    document: str | None = None
    language: model.KnownLanguage
    date: Edtf = parse("2020")
    genre: model.TrimmedText = NOTHING
    author: model.Id = UNKNOWN
    figures: tuple[PlainFigure, ...] = ()
    claims: tuple[PlainClaim, ...]


class PlainDemand(model.Entry):
    """Who asks whom."""

    by: model.Id
    to: model.Id | None = None


class PlainMeasure(model.Entry):
    """Who does it, and how far it has come."""

    owner: model.Id
    status: model.Status


class PlainStatement(Said):
    """A sentence of the synthesis, by itself or as a demand or a measure."""

    id: model.Id
    cites: model.Cites
    demand: PlainDemand | None = None
    measure: PlainMeasure | None = None


class Statements(model.Entry):
    """All statements about the documents of a folder."""

    statements: tuple[PlainStatement, ...] = ()


# --- corpora


@dataclass(frozen=True)
class Honest:
    """A text that the rules should let through, what is recorded of it, and the language of its document.

    A statement may be about several documents, and has no such language.
    """

    text: model.Text
    said: Said
    document: Language | None = None


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """A topic's claims and statements in one language, and the documents; `honest` is by the record that a finding
    names.
    """

    name: str
    language: Language
    library: model.Library
    documents: Mapping[str, Document]
    honest: Mapping[str, Honest]


def read_corpora(folder: Path) -> tuple[Corpus, ...]:
    """The corpora of every folder in `folder`, in the order of their names; BriefsError where a file is wrong."""
    found = (_Folder(path) for path in sorted(folder.iterdir()) if any(path.glob("*.txt")))
    return tuple(corpus for topic in found for corpus in topic.corpora())


@dataclass(frozen=True)
class _Folder:
    """One topic as its files have it."""

    path: Path

    @cached_property
    def topic(self) -> Topic:
        path = self.path / TOPIC
        return (
            read_record(path, f"{self.path.name}/{TOPIC}", Topic)
            if path.exists()
            else Topic(title=self.path.name, actors=())
        )

    @cached_property
    def plain(self) -> dict[str, PlainDocument]:
        names = sorted(path.stem for path in self.path.glob("*.txt"))
        return {
            name: read_record(self.path / f"{name}.yaml", f"{self.path.name}/{name}.yaml", PlainDocument)
            for name in names
        }

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {id: document(f"{id}.txt", (self.path / f"{id}.txt").read_bytes()) for id in self.plain}

    @cached_property
    def statements(self) -> tuple[PlainStatement, ...]:
        path = self.path / STATEMENTS
        return read_record(path, f"{self.path.name}/{STATEMENTS}", Statements).statements if path.exists() else ()

    @cached_property
    def numbered(self) -> dict[model.Citation, PlainClaim]:
        """Every claim by its citation; those without a number are numbered in their order."""
        return {
            model.Citation(id, claim.number or at): claim
            for id, plain in self.plain.items()
            for at, claim in enumerate(plain.claims, start=1)
        }

    def language_of(self, cite: model.Citation) -> Language:
        """The language that a claim is written in: its document's where it gives none."""
        return self.numbered[cite].language or self.plain[cite.source].language

    def corpora(self) -> Iterator[Corpus]:
        languages = dict.fromkeys(map(self.language_of, self.numbered))
        return (_Builder(self, language).corpus() for language in languages)


@dataclass(frozen=True)
class _Builder:
    """The corpus of a folder in one language."""

    folder: _Folder
    language: Language

    def corpus(self) -> Corpus:
        own = [cite for cite in self.folder.numbered if self.folder.language_of(cite) == self.language]
        single = [cite for cite in own if len(self.folder.numbered[cite].paragraphs) == 1]
        said = [entry for entry in self.folder.statements if entry.language in {None, self.language}]
        cited = {cite for entry in said for cite in entry.cites}
        kept = [cite for cite in self.folder.numbered if cite in {*single, *cited}]
        carriers = {cite: list(self._carriers(cite)) for cite in own if cite not in single}
        claims = {
            id: [
                *(self._claim(cite) for cite in kept if cite.source == id),
                *(carrier for cite, found in carriers.items() if cite.source == id for carrier in found),
            ]
            for id in self.folder.plain
        }
        sources = {id: self._source(id, found) for id, found in claims.items() if found}
        spread = [self._spread(cite, found) for cite, found in carriers.items()]
        records = [*spread, *(self._record(entry) for entry in said)]
        honest = {f"claim {cite}": self._honest(cite) for cite in single}
        honest |= {_name(record): self._honest(cite) for cite, record in zip(carriers, spread, strict=True)}
        rest = zip(said, records[len(spread) :], strict=True)
        honest |= {_name(record): Honest(self._text_of(entry), entry) for entry, record in rest}
        return Corpus(
            name=self.folder.path.name,
            language=self.language,
            library=self._library(sources, records),
            documents={id: self.folder.documents[id] for id in sources},
            honest=honest,
        )

    def _library(self, sources: Mapping[str, model.Source], records: Iterable[model.Entry]) -> model.Library:
        project = model.Project(
            title=self._text(self.folder.topic.title),
            publisher=self._text(NOTHING),
            language=self.language,
            themes=(model.Theme(id="theme", title=self._text(NOTHING)),),
        )
        of_kind: dict[type[model.Entry], dict[str, Any]] = {model.Actor: self._actors()}
        for record in records:
            of_kind.setdefault(type(record), {})[getattr(record, "id")] = record  # noqa: B009  # every record has one
        return model.Library(
            project,
            sources=sources,
            actors=of_kind[model.Actor],
            figures=self._figures(sources),
            demands=of_kind.get(model.Demand, {}),
            measures=of_kind.get(model.Measure, {}),
        )

    # claims

    def _honest(self, cite: model.Citation) -> Honest:
        plain = self.folder.numbered[cite]
        text = self._text(self._refer(plain.text, [cite.source]), self.language, plain)
        return Honest(text, plain, self.folder.plain[cite.source].language)

    def _claim(self, cite: model.Citation) -> model.Claim:
        plain = self.folder.numbered[cite]
        return model.Claim(
            number=int(cite.claim),
            paragraph=plain.paragraphs[0],
            speaker=self._speaker(cite),
            kind="fact",
            text=self._text(self._refer(plain.text, [cite.source]), self.folder.language_of(cite), plain),
            basis=self._text(plain.basis, self.folder.language_of(cite), plain) if plain.basis else None,
            where=plain.where,
        )

    def _carriers(self, cite: model.Citation) -> Iterator[model.Claim]:
        """A claim that says nothing for each of the paragraphs that carry one together."""
        plain = self.folder.numbered[cite]
        for paragraph in plain.paragraphs:
            yield model.Claim(
                number=int(cite.claim) * 100 + paragraph,
                paragraph=paragraph,
                speaker=self._speaker(cite),
                kind="fact",
                text=self._text(NOTHING, self.language, plain),
                where=plain.where,
            )

    def _speaker(self, cite: model.Citation) -> str:
        plain = self.folder.numbered[cite]
        if plain.says:
            return self._heard[cite.source, plain.says]
        return plain.speaker or self.folder.plain[cite.source].author

    @cached_property
    def _heard(self) -> dict[tuple[str, str], str]:
        """Ids for those who are given by a document's own words alone."""
        said = ((cite.source, claim.says) for cite, claim in self.folder.numbered.items() if claim.says)
        return {pair: f"speaker-{at}" for at, pair in enumerate(dict.fromkeys(said), start=1)}

    def _source(self, id: str, claims: Iterable[model.Claim]) -> model.Source:
        plain, found = self.folder.plain[id], self.folder.documents[id]
        return model.Source(
            id=id,
            language=plain.language,
            description=self._text(NOTHING),
            genre=self._text(plain.genre),
            publisher=model.Attribution(actor=plain.author),
            author=model.Attribution(actor=plain.author),
            date=plain.date,
            date_basis=self._text(NOTHING),
            file=found.file,
            sha256=found.sha256,
            paragraphs=len(found.paragraphs),
            claims=tuple(claims),
            where=plain.where,
        )

    # the synthesis

    def _spread(self, cite: model.Citation, carriers: Iterable[model.Claim]) -> model.Actor:
        plain = self.folder.numbered[cite]
        cites = tuple(model.Citation(cite.source, claim.key) for claim in carriers)
        text = self._text(self._refer(plain.text, [cite.source]), self.language, plain)
        return self._holder(f"{cite.source}-{cite.claim}", text, cites, plain)

    def _record(self, plain: PlainStatement) -> model.Entry:
        text = self._text_of(plain)
        statements = (model.Statement(text=text, cites=plain.cites, where=plain.where),)
        common: dict[str, Any] = {"id": plain.id, "themes": ("theme",), "title": text, "where": plain.where}
        if plain.demand:
            by, to = plain.demand.by, plain.demand.to
            return model.Demand(series=plain.id, number=1, by=by, to=to, statements=statements, **common)
        if plain.measure:
            owner, status = plain.measure.owner, plain.measure.status
            day = self.folder.plain[plain.cites[0].source].date
            log = model.LogEntry(date=day, status=status, warrant="official", text=text, cites=plain.cites)
            return model.Measure(owner=owner, statements=statements, log=(log,), **common)
        return self._holder(plain.id, text, plain.cites, plain)

    def _text_of(self, plain: PlainStatement) -> model.Text:
        return self._text(self._refer(plain.text, [cite.source for cite in plain.cites]), self.language, plain)

    def _holder(self, id: str, text: model.Text, cites: tuple[model.Citation, ...], plain: Said) -> model.Actor:
        """A nameless actor: the plainest record that may hold a statement."""
        statement = model.Statement(text=text, cites=cites, where=plain.where)
        return model.Actor(id=id, name=self._text(NOTHING), kind="group", statements=(statement,), where=plain.where)

    def _actors(self) -> dict[str, model.Actor]:
        known = {
            actor.id: model.Actor(id=actor.id, kind=actor.kind, name=self._name_of(actor), aliases=actor.aliases)
            for actor in self.folder.topic.actors
        }
        unnamed = {UNKNOWN: NOTHING, **{id: says for (_, says), id in self._heard.items()}}
        return {id: model.Actor(id=id, kind="group", name=self._text(name)) for id, name in unnamed.items()} | known

    def _name_of(self, actor: PlainActor) -> model.Text:
        """The name in the language of the corpus, with those in other languages as its translations."""
        names = {language: getattr(actor.name, language) for language in Names.model_fields if language != "where"}
        others = {
            language: model.Translation(words=words) for language, words in names.items() if language != self.language
        }
        return replace(self._text(names[self.language]), translations=others)

    def _figures(self, sources: Mapping[str, model.Source]) -> dict[str, model.Figure]:
        found = {}
        for source, plain in self.folder.plain.items():
            for figure in plain.figures:
                kept = {claim.number for claim in sources[source].claims} if source in sources else set()
                cites = tuple(model.Citation(source, number) for number in figure.claims if number in kept)
                if cites:
                    found[f"{source}-{figure.id}"] = self._figure(f"{source}-{figure.id}", figure, cites)
        return found

    def _figure(self, id: str, plain: PlainFigure, cites: tuple[model.Citation, ...]) -> model.Figure:
        nouns = (plain.one, plain.other)
        noun = model.Noun(one=self._text(nouns[0]), other=self._text(nouns[1])) if nouns[0] and nouns[1] else None
        return model.Figure(
            id=id,
            value=plain.value,
            unit=plain.unit,
            precision=plain.precision,
            noun=noun,
            measures=self._text(NOTHING),
            cites=cites,
            where=plain.where,
        )

    # texts

    def _text(self, words: str, language: Language | None = None, plain: model.Entry | None = None) -> model.Text:
        where = plain.where.at("text") if plain else Where("?")
        return model.Text(words, language=language or self.language, where=where)

    def _refer(self, words: str, sources: Iterable[str]) -> str:
        """A text whose references name figures by their document too, as they are called in the library."""
        owners = {figure.id: source for source in sources for figure in self.folder.plain[source].figures}
        return _REFERENCE.sub(lambda found: f"{{{owners[found[1]]}-{found[1]}", words)


def _name(record: model.Entry) -> str:
    """A record as findings name it: «demand st-07»."""
    return f"{type(record).__name__.lower()} {getattr(record, 'id')}"  # noqa: B009  # every record has one

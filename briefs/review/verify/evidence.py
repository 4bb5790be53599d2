"""The documents as evidence: which passages a claim or a record stands on, and on what ground they carry a number, a
date or a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from briefs.content import model
from briefs.content.documents import Document, paragraphs_of
from briefs.content.kinds import records
from briefs.dates import Edtf
from briefs.language.identifiers import Identifier, identifiers, masked
from briefs.language.tables import Language
from briefs.review.verify import names, wording
from briefs.review.verify.quantities import (
    Quantity,
    Reading,
    Stamp,
    agrees,
    carries,
    is_share_of,
    read,
    signs,
    stamps_of,
)
from briefs.review.verify.sayings import Saying, cites

STANDS = ""
_BEFORE, _AFTER = 3, 1


class SourceParagraph(NamedTuple):
    """One paragraph of a source's document."""

    source: str
    number: int
    text: str
    language: Language
    names: tuple[str, ...] = ()  # identifiers of the project's own

    @property
    def reading(self) -> Reading:
        """Its numbers and dates."""
        return read(self.text, self.language, self.names)

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """What it calls by a number: «§ 26»."""
        return identifiers(self.text, self.language, self.names)


@dataclass(frozen=True)
class Evidence:
    """The library and the documents, by source id, with what is worked out from them once."""

    library: model.Library
    documents: Mapping[str, Document]

    @cached_property
    def _passages(self) -> dict[str, tuple[SourceParagraph, ...]]:
        found: dict[str, list[SourceParagraph]] = {}
        own = self.library.project.identifiers
        for id, number, text in paragraphs_of(self.documents):
            found.setdefault(id, []).append(SourceParagraph(id, number, text, self.library.sources[id].language, own))
        return {id: tuple(passages) for id, passages in found.items()}

    @cached_property
    def only_names(self) -> frozenset[str]:
        """Words that the documents use as names only."""
        return names.known_names(text for _, _, text in paragraphs_of(self.documents))

    @cached_property
    def written_words(self) -> frozenset[str]:
        """Every word of the documents, as it is written there."""
        return names.written_words(text for _, _, text in paragraphs_of(self.documents))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Words that the documents write without a capital."""
        return frozenset(word for word in self.written_words if not word[0].isupper())

    @cached_property
    def roll(self) -> names.Roll:
        """The actors' names in the project's language."""
        return names.roll(self.library.actors, self.language)

    @cached_property
    def _corpora(self) -> dict[str, wording.Corpus]:
        languages = {source.language for id, source in self.library.sources.items() if id in self.documents}
        return {
            language: wording.Corpus(
                tuple(p.text for passages in self._passages.values() for p in passages if p.language == language),
                language,
            )
            for language in languages
        }

    def corpus(self, source: str) -> wording.Corpus:
        """All paragraphs in the language of a source's document."""
        return self._corpora[self.library.sources[source].language]

    @cached_property
    def citations(self) -> Mapping[str, Counter[model.Citation]]:
        """How often each record, by the name that findings give it, cites each claim."""
        found: defaultdict[str, Counter[model.Citation]] = defaultdict(Counter)
        found |= {f"{kind.name} {record.id}": Counter(cites(record)) for kind, record in records(self.library)}
        return found

    @cached_property
    def demanded(self) -> frozenset[model.Citation]:
        """The claims that demands stand on: they say what somebody wants, and document nothing else."""
        return frozenset(cite for demand in self.library.demands.values() for cite in cites(demand))

    @cached_property
    def spoken(self) -> wording.Corpus:
        """All claims and paragraphs in the project's own language: how rare a word is where the synthesis is held."""
        claims = (self.words(claim.text) for source in self.library.sources.values() for claim in source.claims)
        passages = (p.text for found in self._passages.values() for p in found if p.language == self.language)
        return wording.Corpus(tuple(text for text in (*claims, *passages) if text), self.language)

    def changed(self, library: model.Library) -> Evidence:
        """The same documents beside another state of the content; what was worked out from the documents is kept."""
        other = Evidence(library, self.documents)
        kept = [
            "_passages",
            "only_names",
            "written_words",
            "small_words",
            "_corpora",
            *(["roll"] if library.actors is self.library.actors else []),
        ]
        other.__dict__.update({name: getattr(self, name) for name in kept})
        return other

    @cached_property
    def counts(self) -> dict[str, list[tuple[int, frozenset[str]]]]:
        """Sizes that a text may give though no passage does, each with the sources that it was counted from."""
        series: dict[str, list[model.Demand]] = {}
        for demand in self.library.demands.values():
            series.setdefault(demand.series, []).append(demand)
        counted = [figure for figure in self.library.figures.values() if figure.basis and figure.unit == "count"]
        return {
            "a series of demands": [
                (len(demands), frozenset(cite.source for demand in demands for cite in cites(demand)))
                for demands in series.values()
            ],
            "a figure that was counted": [
                (int(figure.value), frozenset(cite.source for cite in figure.cites)) for figure in counted
            ],
        }

    # texts

    @property
    def language(self) -> Language:
        """The project's own, in which its texts are held against the documents."""
        return self.library.project.language

    def words(self, text: model.Text, language: Language = "") -> str:
        """A text in the project's language (or the one given, where it has it) with its references as signs."""
        language = language or self.language
        return signs(text.get(language), self.library.figures) if text.has(language) else ""

    def read(self, text: model.Text) -> Reading:
        """A text's numbers and dates, references and all; a date that is a reference is read as its ends."""
        return self.read_words(self.words(text))

    def read_words(self, words: str) -> Reading:
        """The numbers and dates of words in the project's language, with the project's own identifiers left out."""
        return read(words, self.language, self.library.project.identifiers)

    def masked(self, words: str) -> str:
        """Words in the project's language with the identifiers masked."""
        return masked(words, self.language, self.library.project.identifiers)

    def stamps(self, text: model.Text) -> tuple[Stamp, ...]:
        """All dates of a text, those that are references too."""
        return asked_stamps(self.read(text))

    # passages

    def passage(self, source: str, number: int) -> SourceParagraph | None:
        """A paragraph, or None where it or the document is missing."""
        passages = self._passages.get(source, ())
        return passages[number - 1] if 1 <= number <= len(passages) else None

    def of_source(self, source: str) -> tuple[SourceParagraph, ...]:
        """A whole document."""
        return self._passages.get(source, ())

    def cited(self, cites: Iterable[model.Citation]) -> tuple[SourceParagraph, ...]:
        """The paragraphs of the claims cited, each once; those of missing documents left out."""
        claims = ((cite.source, claim) for cite in cites if (claim := self.library.claim(cite)) is not None)
        found = (self.passage(source, claim.paragraph) for source, claim in claims)
        return tuple(dict.fromkeys(passage for passage in found if passage is not None))

    def carrying(self, saying: Saying) -> tuple[SourceParagraph, ...]:
        """The passages that may carry what is said; a reason may call on the whole of the documents cited."""
        if saying.scope == "free":
            return tuple(passage for passages in self._passages.values() for passage in passages)
        if saying.scope == "source":
            return self.of_source(saying.source)
        if saying.is_basis:
            return tuple(
                passage
                for source in dict.fromkeys(cite.source for cite in saying.cites)
                for passage in self.of_source(source)
            )
        return self.cited(saying.cites)

    def is_complete(self, saying: Saying) -> bool:
        """Whether all the documents that may carry it are here: of a missing one nothing can be said."""
        if saying.scope == "cited":
            return all(cite.source in self.documents for cite in saying.cites)
        return (
            saying.source in self.documents
            if saying.scope == "source"
            else set(self.library.sources) <= set(self.documents)
        )

    def around(self, passage: SourceParagraph) -> tuple[SourceParagraph, ...]:
        """A paragraph with those near it, where a quotation that runs on names its speaker."""
        near = range(passage.number - _BEFORE, passage.number + _AFTER + 1)
        return tuple(other for number in near if (other := self.passage(passage.source, number)) is not None)

    def senders(self, source: model.Source) -> frozenset[str]:
        """A document's author and publisher, and whom they speak for."""
        given = {
            attribution.actor for attribution in (source.author, source.publisher) if attribution.actor is not None
        }
        return self.with_whom_they_speak_for(given)

    def with_whom_they_speak_for(self, ids: Collection[str]) -> frozenset[str]:
        """The actors with the institutions that they belong to."""
        actors = self.library.actors
        return frozenset(ids) | {of for id in ids if id in actors and (of := actors[id].of) is not None}


def asked_stamps(reading: Reading) -> tuple[Stamp, ...]:
    """A text's dates; one counted from «now» («forrige uke») asks for nothing."""
    referred = (replace(stamp, start=start) for date, start in reading.edtf for stamp in stamps_of(date))
    return (*(stamp for stamp in reading.stamps if not stamp.recent), *referred)


# --- grounds ----------------------------------------------------------------------------------------------------------


def number_ground(
    asked: Quantity, passages: Iterable[SourceParagraph], bases: Iterable[Reading], counted: Mapping[str, set[int]]
) -> str | None:
    """On what ground a number may stand: STANDS where a passage has it, words where it was inferred, None where nothing
    carries it.
    """
    readings = [passage.reading.quantities for passage in passages]
    if any(
        any(agrees(asked, given) for given in quantities) or is_share_of(asked, quantities) for quantities in readings
    ):
        return STANDS
    if any(agrees(asked, given) for basis in bases for given in basis.quantities):
        return "given in the basis"
    if asked.unit in {None, "day"} and asked.precision == "exact":
        return next((f"counted: {what}" for what, sizes in counted.items() if asked.value in sizes), None)
    return None


@dataclass(frozen=True)
class Grounds:
    """What besides a passage may carry a date.

    `own` are the dates of the documents cited and `others` those of other documents, for reasons that call on them;
    `bases` the dates that a basis names, None where there is no basis.
    """

    own: tuple[Edtf, ...] = ()
    others: tuple[Edtf, ...] = ()
    bases: tuple[Stamp, ...] | None = None

    @cached_property
    def stamps(self) -> tuple[Stamp, ...]:
        """The documents' own dates; one that lies somewhere between two days is none."""
        return tuple(stamp for date in self.own if date.kind != "within" for stamp in stamps_of(date))


def _dated(reading: Reading) -> Iterator[Stamp]:
    """A passage's months and seasons with the one year that it gives: «fra 12. mars til 15. juni 2020»."""
    years = {stamp.year for stamp in reading.stamps if stamp.year is not None}
    if len(years) == 1:
        (year,) = years
        yield from (
            replace(stamp, year=year)
            for stamp in reading.stamps
            if stamp.year is None and (stamp.month or stamp.season)
        )


def date_ground(asked: Stamp, passages: Iterable[SourceParagraph], grounds: Grounds) -> str | None:
    """On what ground a date may stand; see `number_ground`.

    Where there is no basis only a passage or, for records, the document's own date carries it; where there is one, a
    passage may give a part («i april») and the document's own date the year. Where a passage counts («i fjor»), a year
    must be the one counted; and a day that a basis names is no ground for its year alone.
    """
    given: list[Stamp] = []
    for reading in (
        passage.reading for passage in passages
    ):  # one by one: a document has many, and its date stands early
        given += reading.stamps
        if any(carries(stamp, asked) for stamp in (*reading.stamps, *_dated(reading))):
            return STANDS
    if asked.years == 0 and not any(stamp.years for stamp in given):
        return STANDS  # «i år»: the document's own year, of which it speaks where it counts no other
    if asked.year is None:
        return None
    inferred = grounds.bases is not None
    years = {stamp.year for stamp in grounds.stamps} or {stamp.year for stamp in grounds.bases or ()} - {None}
    counted = [
        Stamp("", 0, year=year + stamp.years)
        for stamp in given
        if stamp.years is not None
        for year in years
        if year is not None
    ]
    if inferred and counted and asked.month is None:
        return "counted from the date of the document" if any(carries(stamp, asked) for stamp in counted) else None
    if any(carries(stamp, asked) for stamp in grounds.stamps) or any(asked.words == date.text for date in grounds.own):
        return "the date of the document"
    if any(
        asked == replace(stamp, words=asked.words, start=asked.start)
        for date in grounds.others
        for stamp in stamps_of(date)
    ):
        return "the date of another document"
    if any(carries(stamp, asked) and (asked.month or asked.season or not stamp.month) for stamp in grounds.bases or ()):
        return "given in the basis"
    partial = [
        replace(stamp, year=year)
        for stamp in given
        if stamp.year is None and (stamp.month or stamp.season)
        for year in years
    ]
    return "the year inferred" if inferred and any(carries(stamp, asked) for stamp in partial) else None

"""Who says a thing, asks for it or owns it: an actor that a record names must speak in what the record cites."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefs.content import model
from briefs.content.walk import find
from briefs.errors import Severity, Where
from briefs.language.tables import Language
from briefs.review.verify import names, wording
from briefs.review.verify.evidence import Evidence, SourceParagraph
from briefs.review.verify.report import Finding
from briefs.review.verify.sayings import cites

_ITEM = ("•", "*", "·", "-", "–", "—")

_LONG = 5
_SHORT = 4


class Party(NamedTuple):
    """An actor that a record names, in which part, where, and by what the record may know it.

    One who `speaks` wrote or published what is cited, or speaks in a claim; anybody else is named there.
    """

    part: str
    actor: str
    where: Where
    cites: tuple[model.Citation, ...]
    speaks: bool = True


def parties(library: model.Library, record: model.Entry) -> Iterator[Party]:
    """The actors that a record names."""
    own = tuple(dict.fromkeys(cites(record)))
    match record:
        case model.Demand():
            series = library.series.get(record.series)
            asked = (*own, *(cites(series.lead) if series else ()))
            yield Party("by", record.by, record.where.at("by"), asked)
            if record.to is not None:
                yield Party("to", record.to, record.where.at("to"), asked, speaks=False)
        case model.Measure():
            yield Party("owner", record.owner, record.where.at("owner"), tuple(_of_measure(record)))
        case model.Event():
            for at, actor in enumerate(record.actors):
                yield Party("actors", actor, record.where.at("actors", at), own)
        case model.Actor():
            for statement in record.statements:
                if statement.cites:
                    yield Party("statements", record.id, statement.where, statement.cites)
            for role in record.roles:
                yield Party("roles", record.id, role.where, role.cites)
            for group in record.parties:
                for at, actor in enumerate(group.members):
                    yield Party("members", actor, group.where.at("members", at), group.cites)


def _of_measure(measure: model.Measure) -> Iterator[model.Citation]:
    """What tells of a measure itself; what is cited for an answer may be about the demand."""
    yield from dict.fromkeys(cites((measure.statements, measure.log)))


def of_record(evidence: Evidence, label: str, record: model.Entry) -> Iterator[Finding]:
    """Each actor of a record must be named in a paragraph that it cites, or have sent or said what stands there."""
    cast = Cast.of(evidence)
    for party in parties(evidence.library, record):
        if (
            not cast.has_name(party.actor)
            or not party.cites
            or not all(cite.source in evidence.documents for cite in party.cites)
        ):
            continue
        if isinstance(record, model.Demand) and party.part == "to" and party.actor == record.by:
            yield _finding(evidence, label, party, "error", "who asks is not who is asked")
            continue
        own = _texts(record, party.part) if party.part == "statements" else find(record, model.Text)
        severity = cast.severity(party, own)
        if severity is not None:
            yield _finding(evidence, label, party, severity)


def of_claim(evidence: Evidence, source: model.Source, claim: model.Claim) -> Iterator[Finding]:
    """A claim's speaker wrote or published the document, or is named in the paragraph or near it."""
    passage = evidence.passage(source.id, claim.paragraph)
    cast = Cast.of(evidence)
    if passage is None or not cast.has_name(claim.speaker):
        return
    party = Party("speaker", claim.speaker, claim.where.at("speaker"), (source.cite(claim),))
    severity = cast.severity_of_speaker(source, passage, claim)
    if severity is not None:
        yield _finding(evidence, f"claim {source.cite(claim)}", party, severity)


def _texts(record: model.Entry, part: str) -> Iterator[model.Text]:
    """What a part of a record says: an actor's name is nothing that is said of it."""
    return find(getattr(record, part), model.Text)


def _finding(evidence: Evidence, label: str, party: Party, severity: Severity, why: str = "") -> Finding:
    passages = evidence.cited(party.cites)
    actor = evidence.library.actors.get(party.actor)
    name = evidence.words(actor.name) if actor else party.actor
    files = dict.fromkeys(evidence.documents[passage.source].file for passage in passages)
    numbers = tuple(passage.number for passage in passages) if len(files) == 1 else ()
    place = " and ".join(
        f"paragraph {', '.join(str(p.number) for p in passages if evidence.documents[p.source].file == file)} of {file}"
        for file in files
    )
    elsewhere = "neither speaks nor is named" if severity == "error" else "is not plainly who is meant"
    said = why or f"{name} {elsewhere} in {place}"
    found = why or "another, or nobody"
    return Finding(
        "who",
        party.where,
        label,
        f"{label}: {party.part} {party.actor!r}: {said}",
        f"{party.part} {party.actor}",
        found,
        next(iter(files)) if len(files) == 1 else "",
        numbers,
        severity=severity,
    )


@dataclass(frozen=True)
class Cast:
    """Who is named where, and who sent what."""

    evidence: Evidence

    @classmethod
    def of(cls, evidence: Evidence) -> Cast:
        """The cast of some evidence, made once."""
        cast: Cast | None = evidence.__dict__.get("_cast")
        if cast is None or cast.evidence is not evidence:
            cast = evidence.__dict__["_cast"] = cls(evidence)
        return cast

    @cached_property
    def _phrases(self) -> dict[Language, dict[str, tuple[tuple[str, ...], ...]]]:
        return {
            language: {
                id: tuple(wording.stems(" ".join(phrase), language) for phrase in names.phrases(actor, spoken))
                for id, actor in self.evidence.library.actors.items()
            }
            for language in {
                self.evidence.language,
                *(each.language for each in self.evidence.library.sources.values()),
            }
            for spoken in [tuple(dict.fromkeys((language, self.evidence.language)))]
        }

    @cached_property
    def _named(self) -> dict[SourceParagraph, frozenset[str]]:
        return {}

    def named(self, passage: SourceParagraph) -> frozenset[str]:
        """The actors that a paragraph names, under any name that they go by."""
        if passage not in self._named:
            found = wording.stems(passage.text, passage.language)
            phrases = self._phrases[passage.language]
            named = (id for id, own in phrases.items() if any(_stands_in(phrase, found) for phrase in own))
            self._named[passage] = self.evidence.roll.shortened(passage.text).union(named)
        return self._named[passage]

    def has_name(self, actor: str) -> bool:
        """Whether a text could name it: not one that has no word for a name."""
        return any(own.get(actor) for own in self._phrases.values())

    def speaking_for(self, ids: Iterable[str]) -> frozenset[str]:
        """The actors with the institutions that they belong to, however far up."""
        actors, found = self.evidence.library.actors, set()
        for id in ids:
            at: str | None = id
            while at is not None and at not in found:
                found.add(at)
                at = actors[at].of if at in actors else None
        return frozenset(found)

    def senders(self, source: model.Source) -> frozenset[str]:
        """A document's author and publisher; where one is unknown also whoever is heard in it most and named
        nowhere: «the author of the news story».
        """
        given = {each.actor for each in (source.author, source.publisher) if each.actor is not None}
        if source.author.actor is None:
            heard = [claim.speaker for claim in source.claims]
            named = self._named_in_any
            unnamed = [id for id in dict.fromkeys(heard) if id not in named and heard.count(id) > 1]
            given |= {max(unnamed, key=heard.count)} if unnamed else set()
        return self.speaking_for(given)

    @cached_property
    def _named_in_any(self) -> frozenset[str]:
        """All who are named in some document."""
        return frozenset(
            id for source in self.evidence.documents for p in self.evidence.of_source(source) for id in self.named(p)
        )

    def near(self, passage: SourceParagraph) -> tuple[SourceParagraph, ...]:
        """A paragraph, and the one that introduces the list in which it is an item."""
        at = passage
        while at.text.startswith(_ITEM) and at.number > 1:
            before = self.evidence.passage(at.source, at.number - 1)
            if before is None:
                break
            at = before
        return (passage,) if at is passage else (passage, at)

    def severity(self, party: Party, texts: Iterable[model.Text]) -> Severity | None:
        """None where what is cited names the actor or comes from it, and so do the claims or the record's own `texts`;
        advice where only a part of this holds or the rest of the documents names it, an error where nothing does.
        """
        library = self.evidence.library
        claims = [(cite.source, claim) for cite in party.cites if (claim := library.claim(cite)) is not None]
        speakers = self.speaking_for(claim.speaker for _, claim in claims)
        passages = [near for passage in self.evidence.cited(party.cites) for near in self.near(passage)]
        named = self.speaking_for(id for passage in passages for id in self.named(passage))
        sources = {source for source, _ in claims}
        sent = frozenset[str]().union(*(self.senders(library.sources[source]) for source in sources))
        if party.part == "by" and party.actor not in speakers:
            return "advice" if party.actor in named | sent else "error"
        if party.actor in self._addressed(sources) - speakers and party.part in {"to", "actors"}:
            return None
        if party.speaks and party.actor in speakers:
            return None
        if party.actor in named:
            told = self.speaking_for(self._told((*texts, *(claim.text for _, claim in claims))))
            is_asker = not party.speaks and party.actor in speakers
            return None if party.actor in told and not is_asker else "advice"
        if party.part == "owner" and party.actor in sent:
            return None
        return "advice" if party.actor in sent else self._elsewhere(sources, party.actor)

    def _addressed(self, sources: Iterable[str]) -> frozenset[str]:
        """Whom the heading of a document names, which a letter is for."""
        heads = (self.evidence.passage(source, 1) for source in sources)
        return self.speaking_for(id for head in heads if head is not None for id in self.named(head))

    def _told(self, texts: Iterable[model.Text]) -> Iterator[str]:
        """The actors that the curators' own texts name."""
        phrases = self._phrases[self.evidence.language]
        for text in texts:
            found = wording.stems(self.evidence.words(text), self.evidence.language)
            yield from (id for id, own in phrases.items() if any(_stands_in(phrase, found) for phrase in own))

    def severity_of_speaker(
        self, source: model.Source, passage: SourceParagraph, claim: model.Claim
    ) -> Severity | None:
        """None for one who is named in the paragraph or, of a quotation or a list, near it, and for the sender of what
        nobody else is quoted to say.
        """
        speaker, is_quoted = claim.speaker, passage.text.startswith(_ITEM)
        near = {*self.evidence.around(passage), *self.near(passage)}
        named = self.speaking_for(id for other in near for id in self.named(other))
        author = source.author.actor
        if speaker in self.speaking_for(self.named(passage)):
            return None
        sent = self.speaking_for([author]) if author is not None else self.senders(source)
        if speaker in sent:
            people = [id for id in self.named(passage) if self.evidence.library.actors[id].kind == "person"]
            return "advice" if is_quoted and people else None
        if speaker in named:
            return None if is_quoted or self._goes_on(source, passage, speaker) else "advice"
        return "advice" if speaker in self.senders(source) else self._elsewhere({source.id}, speaker)

    def _goes_on(self, source: model.Source, passage: SourceParagraph, speaker: str) -> bool:
        """Whether a paragraph goes on with the speaker of those before it: it calls them by a part of their name, or
        names nobody, and nobody else was named last; a person where no other was named since.
        """
        if self._is_called(passage, speaker) or self._is_last_person(passage, speaker):
            return True
        senders = self.senders(source)
        if self.named(passage) - senders:
            return False
        before = sorted(self.evidence.around(passage), key=lambda other: -other.number)
        last = next(
            (named for other in before if other.number < passage.number and (named := self.named(other) - senders)),
            frozenset[str](),
        )
        return len(last) == 1 and speaker in self.speaking_for(last)

    def _is_last_person(self, passage: SourceParagraph, speaker: str) -> bool:
        actors = self.evidence.library.actors
        if actors[speaker].kind != "person":
            return False
        before = (self.evidence.passage(passage.source, number) for number in range(passage.number, 0, -1))
        people = ({id for id in self.named(each) if actors[id].kind == "person"} for each in before if each is not None)
        return next((found for found in people if found), set()) == {speaker}

    def _is_called(self, passage: SourceParagraph, actor: str) -> bool:
        """Whether a paragraph calls an actor by the first word of a name («the head» of a school, the «rektor»), or by
        the last part of it («foreininga» for «pensjonistforeininga»).
        """
        found = {word for word in wording.stems(passage.text, passage.language) if len(word) >= _SHORT}
        heads = {phrase[0] for phrase in self._phrases[passage.language].get(actor, ()) if phrase}
        heads |= {
            word
            for phrase in self._phrases[passage.language].get(actor, ())
            for word in phrase[:2]
            if word in found and len(phrase) > 2
        }
        return any(head in found or any(_is_tail(word, head) for word in found) for head in heads)

    def _elsewhere(self, sources: Collection[str], actor: str) -> Severity:
        everywhere = self.speaking_for(
            id for source in sources for passage in self.evidence.of_source(source) for id in self.named(passage)
        )
        return "advice" if actor in everywhere else "error"


def _is_tail(word: str, name: str) -> bool:
    """Whether a word is the last part of a compound name."""
    return len(word) >= _LONG and name.endswith(word)


def _stands_in(phrase: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether a text has a name; a long one of one word also as the last part of a compound («bykommuner»)."""
    length = len(phrase)
    if length == 1 and len(phrase[0]) >= _LONG:
        return any(word.endswith(phrase[0]) for word in found)
    return length > 0 and any(found[at : at + length] == phrase for at in range(len(found) - length + 1))

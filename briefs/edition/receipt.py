"""What a finished file says of how it was made, so that whoever was sent it can tell whether it still is that.

A receipt holds a short hash of each passage of the file, in its order, one hash over all, and what the edition stands
on: claims, paragraphs, documents and counts. It tells an edited file from one that is not, and both from a source that
moved. It is no signature: whoever edits a file can write its receipt anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from briefs import __version__
from briefs.content import model
from briefs.content.internal import seen_by
from briefs.edition.edition import Edition, context_at, records_in
from briefs.edition.packs import Pack, for_everybody
from briefs.edition.sections.sources import SourceEntry
from briefs.language.tables import Language

_PROGRAM = f"policy-briefs {__version__}"
LONGEST_RECEIPT = 200_000  # letters; a large one has 6 000
_LETTERS = 4  # of a short hash: 24 bits
_PASSAGE_LETTERS = 3  # tell which passage it is that differs; whether one does, the whole hash tells
_PRINTING = ("key_figures", "points", "sections", "changed", "corrections")
_LONGEST_WORDS = 70

_Short = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9_-]{4})?$")]
_Line = Annotated[str, StringConstraints(max_length=200)]


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedPassage:
    """A passage of a finished file: `content` is what is hashed, `words` what a person reads there.

    `under` is the heading or the page that it stands under, `claim` the claim that it words, and `cites` are those that
    it stands on, where the file says.
    """

    content: str
    words: str
    under: str = ""
    claim: str = ""
    cites: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """How it begins and where it stands, for a message."""
        begin = self.words if len(self.words) <= _LONGEST_WORDS else self.words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + "…"
        claim = f"claim {self.claim}, " if self.claim else ""
        under = f" under «{self.under}»" if self.under not in ("", self.words) else ""
        return f"{claim}{f'«{begin}»' if begin else 'what has no words'}{under}"


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ClaimHash(_Shape):
    """What a claim was when a file was made: the number of its paragraph, and short hashes of its words and of its
    paragraph, which is empty where no lock knew it.
    """

    paragraph: int
    words: _Short
    passage: _Short


class Origin(_Shape):
    """Which edition a file is, made by which program, and what it stands on; `sources` have the beginnings of SHA-256s,
    nothing where none was known. It is a `brief` for its `audience`, or else the papers of a `meeting`.
    """

    receipt: Literal[1] = 1
    program: _Line
    brief: model.Id | None = None
    audience: model.Id | None = None
    meeting: model.Id | None = None
    papers: Literal["papers", "minutes"] | None = None
    members: bool | None = None
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(\+[a-z]{2,3})?$")]
    as_of: model.Day
    counts: Mapping[_Line, int]
    sources: Mapping[model.Id, Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{0,64}$")]]
    claims: Mapping[_Line, ClaimHash]

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        of_papers = (self.meeting, self.papers, self.members)
        found = (self.brief is None, self.audience is None, *(each is not None for each in of_papers))
        if len(set(found)) > 1:
            raise ValueError("it is of a brief for an audience, or else of the papers of a meeting")
        return self

    @property
    def what(self) -> str:
        """What it is, for a message."""
        whom = "members" if self.members else "everybody"
        named = f"{self.papers} of {self.meeting} for {whom}" if self.meeting else f"{self.brief} for {self.audience}"
        return f"{named} in {self.lang}, as of {self.as_of}, by {self.program}"


class Receipt(_Shape):
    """What a file says of itself: its origin, the short hash of each passage, and the SHA-256 over all of it."""

    origin: Origin
    passages: tuple[str, ...]
    sha256: model.Sha256

    def is_of(self, printed: Iterable[PrintedPassage]) -> bool:
        """Whether these are the passages that it was written for."""
        return self.sha256 == _whole(origin_text(self.origin), printed)


def origin_of(library: model.Library, edition: Edition) -> Origin:
    """What an edition of a library stands on."""
    order = edition.order
    return Origin(
        program=_PROGRAM,
        brief=order.brief,
        audience=order.audience,
        lang=order.tag,
        as_of=order.as_of,
        counts=_counts_at(seen_by(library, order.audience), order.language, order.as_of),
        sources=_beginnings(library, edition.sources),
        claims=_hashes(library, _printed_in(edition)),
    )


def origin_of_pack(library: model.Library, pack: Pack) -> Origin:
    """What the papers of a meeting stand on: what its items cite and what its briefs print, and nothing that the
    edition keeps closed.
    """
    briefs = (name for brief in pack.briefs for name in _printed_in(brief.edition))
    return Origin(
        program=_PROGRAM,
        meeting=pack.order.meeting,
        papers="minutes" if pack.order.minutes else "papers",
        members=pack.order.members,
        lang=pack.language,
        as_of=pack.as_of,
        counts=_counts_at(for_everybody(library), pack.language, pack.as_of),
        sources=_beginnings(library, pack.sources),
        claims=_hashes(library, {*records_in(pack.own_marks), *briefs}),
    )


def counts_now(library: model.Library, origin: Origin) -> Mapping[str, int]:
    """The counts of an origin as a library has them now, for the same readers and the same day."""
    seen = seen_by(library, origin.audience) if origin.audience else for_everybody(library)
    return _counts_at(seen, origin.lang.partition("+")[0], origin.as_of)


def _counts_at(seen: model.Library, language: Language, day: model.Day) -> Mapping[str, int]:
    """The counts that texts may name."""
    return context_at(seen, language, day).counts


def _printed_in(edition: Edition) -> frozenset[str]:
    return records_in(tuple(getattr(edition, name) for name in _PRINTING))


def _beginnings(library: model.Library, sources: Iterable[SourceEntry]) -> Mapping[str, str]:
    return {entry.id: (library.sources[entry.id].sha256 or "")[:12] for entry in sources}


def _hashes(library: model.Library, printed: Iterable[str]) -> Mapping[str, ClaimHash]:
    """The claims among the names of what is printed, in the order of their numbers."""
    cites = sorted({model.citation(name) for name in printed if "/" in name}, key=lambda cite: cite.order)
    return {str(cite): hashed for cite in cites if (hashed := claim_hash(library, cite)) is not None}


def claim_hash(
    library: model.Library, cite: model.Citation, fingerprints: Mapping[str, tuple[str, ...]] | None = None
) -> ClaimHash | None:
    """What a claim is in a library, its paragraph by these fingerprints or else those of the lock; None where there is
    no such claim.
    """
    claim = library.claim(cite)
    if claim is None:
        return None
    known = (library.fingerprints if fingerprints is None else fingerprints).get(cite.source, ())
    passage = known[claim.paragraph - 1] if claim.paragraph <= len(known) else ""
    words = short_hash(claim.text.get(library.project.language))
    return ClaimHash(paragraph=claim.paragraph, words=words, passage=short_hash(passage) if passage else "")


def short_hash(text: str) -> str:
    """The first letters of a SHA-256, in the letters of addresses (RFC 4648)."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())[:_LETTERS].decode()


def hash_of_passage(printed: PrintedPassage) -> str:
    """The short hash of a passage in a receipt."""
    return short_hash(printed.content)[:_PASSAGE_LETTERS]


def origin_text(origin: Origin) -> str:
    """An origin as compact JSON; the claims of a source are one string: number, paragraph and both hashes of each."""
    claims: dict[str, list[str]] = {}
    for name, each in origin.claims.items():
        source, _, key = name.partition("/")
        claims.setdefault(source, []).append(f"{key}.{each.paragraph}.{each.words}.{each.passage}")
    values = {
        **origin.model_dump(mode="json", exclude_none=True),
        "counts": " ".join(f"{name}={number}" for name, number in origin.counts.items()),
        "claims": {source: " ".join(each) for source, each in claims.items()},
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def receipt_text(origin: str, printed: Iterable[PrintedPassage]) -> str:
    """The receipt of a file that has these passages, as JSON."""
    passages = tuple(printed)
    values = {
        **json.loads(origin),
        "passages": "".join(map(hash_of_passage, passages)),
        "sha256": _whole(origin, passages),
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read_receipt(text: str) -> Receipt:
    """The receipt that a text is; ValueError where it is none, or one that a later program wrote."""
    if len(text) > LONGEST_RECEIPT:
        raise ValueError("it is too long")
    try:
        values = json.loads(text)
        hashes, whole = str(values.pop("passages")), values.pop("sha256")
        values["counts"] = dict(_pairs(str(values["counts"])))
        values["claims"] = dict(_claims(values["claims"]))
        passages = tuple(hashes[at : at + _PASSAGE_LETTERS] for at in range(0, len(hashes), _PASSAGE_LETTERS))
        return Receipt(origin=Origin.model_validate(values), passages=passages, sha256=whole)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (AttributeError, KeyError, TypeError, RecursionError):
        raise ValueError("it is of another shape") from None


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for each in text.split():
        name, _, number = each.partition("=")
        yield name, number


def _claims(values: Mapping[str, str]) -> Iterator[tuple[str, ClaimHash]]:
    for source, text in values.items():
        for each in text.split():
            key, paragraph, words, passage = each.split(".")
            yield f"{source}/{key}", ClaimHash(paragraph=int(paragraph), words=words, passage=passage)


def _whole(origin: str, printed: Iterable[PrintedPassage]) -> str:
    text = "\0".join((origin, *(each.content for each in printed)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""Every text and date of the content with the claims that it stands on: what is to be held against the documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from briefs.content import model
from briefs.content.kinds import KINDS, SYNTHESIS, records
from briefs.content.walk import parts
from briefs.dates import Edtf
from briefs.errors import Where
from briefs.review.verify.quantities import stamps_of

Scope = Literal["cited", "source", "free"]
_EDITORIAL_KINDS = tuple(kind for kind in KINDS if kind.editorial)
_EDITORIAL = frozenset({"review", "known_from"})
_OPEN_SECTIONS = frozenset({"can-do", "unknown"})
_OWN_WORDS: dict[type[model.Entry], frozenset[str]] = {
    model.ProposalPoint: frozenset({"who", "when"}),
    model.Outcome: frozenset({"owner", "due", "next_step", "remarks"}),
}  # what a meeting decides for itself
_NAME_FIELDS = frozenset({"name", "short"})  # what somebody is called here says nothing about them


@dataclass(frozen=True, slots=True)
class Saying:
    """A text or a date, where it stands, and what may carry it.

    `cites` are the claims it stands on: its own where it `cites_itself`, else those of the record around it. In scope
    `source` the whole document may carry it, in scope `free` any document. A saying that `is_basis` is itself a reason
    for something near it. `lists` are the sizes of the record's lists and the ends of its dates: what a text may count
    up («de to»). `beside` are the words that a date stands beside: what is due, or the text of its record. What
    `is_open` is a question, a suggestion or what is not known, and says nothing that a claim could bear out. `shows`
    are the counts that are set large above a text. What `is_due` by a deadline says what is to be, not what is.
    """

    record: str
    where: Where
    scope: Scope
    source: str = ""
    text: model.Text | None = None
    date: Edtf | None = None
    cites: tuple[model.Citation, ...] = ()
    cites_itself: bool = False
    bases: tuple[model.Text, ...] = ()
    is_basis: bool = False
    lists: frozenset[int] = frozenset()
    beside: tuple[model.Text, ...] = ()
    is_open: bool = False
    shows: model.Text | None = None
    is_due: bool = False


def sayings(library: model.Library) -> Iterator[Saying]:
    """All texts and dates of the records, of the sources' descriptions and of the briefs; claims and figures' values
    have other rules, and what a meeting says without a citation is its own.
    """
    for kind, record in records(library, SYNTHESIS):
        yield from of_record(record, f"{kind.name} {record.id}")
    for source in library.sources.values():
        yield from of_source(source)
    for kind, record in records(library, _EDITORIAL_KINDS):
        found = of_record(record, f"{kind.name} {record.id}", "free")
        yield from (each for each in found if each.cites_itself or not isinstance(record, model.Meeting))
    yield from of_record(library.project, "project", "free")


def of_record(record: model.Entry, label: str, scope: Scope = "cited") -> Iterator[Saying]:
    """The texts and dates of one record; in scope `free` only what cites claims itself is held against them alone."""
    found = tuple(dict.fromkeys(cites(record))) if scope == "cited" else ()
    return _walk(record, Saying(label, record.where, "cited" if found else "free", cites=found))


def of_source(source: model.Source) -> Iterator[Saying]:
    """The texts that describe a source; its date and its claims have rules of their own."""
    described = source.model_copy(update={"claims": (), "date": None})
    return _walk(described, Saying(f"source {source.id}", source.where, "source", source.id))


def cites(entry: object) -> Iterator[model.Citation]:
    """Every claim that a record stands on, in the order of the model; `unless_known` is no ground."""
    if isinstance(entry, model.Citation):
        yield entry
    elif isinstance(entry, (model.Entry, tuple)):
        for step, part in parts(entry):
            if step != "unless_known":
                yield from cites(part)


def _walk(entry: model.Entry, around: Saying) -> Iterator[Saying]:
    """The sayings of an entry, with what they inherit from the entries around it."""
    own = getattr(entry, "cites", None)
    basis = getattr(entry, "basis", None)
    here = replace(
        around,
        where=entry.where,
        cites=own or around.cites,
        cites_itself=bool(own),
        scope="cited" if own else around.scope,
        bases=(basis, *around.bases) if basis else around.bases,
        lists=(around.lists | _sizes(entry)) if around.scope != "free" else frozenset(),
        beside=_beside(entry) or around.beside,
        is_open=around.is_open or _is_open(entry),
        shows=entry.shows if isinstance(entry, model.KeyFigure) else None,
        is_due=isinstance(entry, model.Deadline),
    )
    if isinstance(entry, model.Period):
        return  # the editors' own division of the history: no document gives it
    names = _NAME_FIELDS if isinstance(entry, (model.Actor, model.Locality)) else frozenset()
    unsaid = _EDITORIAL | names | _OWN_WORDS.get(type(entry), frozenset())
    for name, value in parts(entry):
        if name not in unsaid:
            yield from _values(str(name), value, here)


def _values(name: str, value: Any, around: Saying) -> Iterator[Saying]:
    if isinstance(value, model.Text):
        yield replace(around, where=value.where, text=value, is_basis=name in {"basis", "date_basis"})
    elif isinstance(value, Edtf):
        yield replace(around, where=around.where.at(name), date=value)
    elif isinstance(value, model.Entry):
        yield from _walk(value, around)
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(name, item, around)


def _is_open(entry: model.Entry) -> bool:
    if isinstance(entry, model.SectionSpec):
        return entry.kind in _OPEN_SECTIONS
    return isinstance(entry, (model.Question, model.ProposalPoint))


def _sizes(entry: model.Entry) -> frozenset[int]:
    counts = (len(stamps_of(value)) if isinstance(value, Edtf) else _entries(value) for _, value in parts(entry))
    return frozenset(count for count in counts if count > 1)


def _entries(value: Any) -> int:
    return sum(isinstance(item, model.Entry) for item in value) if isinstance(value, tuple) else 0


def _beside(entry: model.Entry) -> tuple[model.Text, ...]:
    texts = (getattr(entry, name, None) for name in ("what", "text"))
    return tuple(text for text in texts if isinstance(text, model.Text))

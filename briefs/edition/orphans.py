"""What stands alone: demands without a measure, measures that nobody asked for, sources at odds, and what one voice
alone says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefs.content import model
from briefs.edition.prose import Context, Line, Mark, Prose, together
from briefs.edition.status import current_step, demand_label, state_of

RecordKind = Literal["demand", "measure", "event", "figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A record with no counterpart, or with one voice behind it; `label` is a demand's number or a measure's code."""

    kind: RecordKind
    id: str
    label: str
    title: Prose
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Sources that do not say the same; `marks` are those of all sides, where they are set as one paragraph."""

    id: str
    kind: str
    title: Prose
    sides: tuple[Line, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """What only one institution says, itself or through its people; `documents` counts the documents that say it, and
    `marks` are those of all records, where they are set as one paragraph.
    """

    actor: str
    name: Prose
    documents: int
    records: tuple[Alone, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphans:
    """All that stands alone. `echoes` are records that several documents give in the same voice: they look like two
    sources and are one.
    """

    unanswered: tuple[Alone, ...]
    unasked: tuple[Alone, ...]
    disputes: tuple[Dispute, ...]
    echoes: tuple[Voice, ...]
    voices: tuple[Voice, ...]


def orphans(context: Context, spec: model.SectionSpec | None = None) -> Orphans:
    """What stands alone in a library as it was known; a section may narrow it to series, themes or what is `about`
    something.
    """
    library = context.library
    series, themes, about = (set(spec.series), set(spec.themes), set(spec.about)) if spec else (set(), set(), set())
    demands = [
        d
        for d in library.demands.values()
        if (not series or d.series in series) and (not themes or themes & {*d.themes})
    ]
    measures = [measure for measure in library.measures.values() if not themes or themes & {*measure.themes}]
    disputes = tuple(
        _dispute(tension, context)
        for tension in library.tensions.values()
        if tension.kind in {"conflict", "difference"} and (not about or about & {tension.id, *tension.about})
    )
    voiced = [*_with_voices(context, demands, measures)]
    return Orphans(
        unanswered=tuple(
            _demand(demand, context) for demand in demands if state_of(demand.id, context) == "undocumented"
        ),
        unasked=tuple(_measure(measure, context) for measure in measures if not measure.answers),
        disputes=disputes,
        echoes=_voices(context, ((voices, record) for voices, record in voiced if len(_documents(record)) > 1)),
        voices=_voices(context, ((voices, record) for voices, record in voiced if len(_documents(record)) == 1)),
    )


def voice(actor: str, library: model.Library) -> str:
    """Whose voice somebody speaks with: the institution at the end of the chain of `of`."""
    seen: set[str] = set()
    while actor not in seen and (known := library.actors.get(actor)) is not None and known.of is not None:
        seen.add(actor)
        actor = known.of
    return actor


# --- records and the voices behind them -------------------------------------------------------------------------------


def _with_voices(
    context: Context, demands: Iterable[model.Demand], measures: Iterable[model.Measure]
) -> Iterator[tuple[frozenset[str], Alone]]:
    """Every record with the voices behind it: those of all the claims that it cites."""
    for demand in demands:
        yield _voices_behind(_cites(demand.statements), context), _demand(demand, context)
    for measure in measures:
        cites = (*_cites(measure.statements), *(cite for entry in measure.log for cite in entry.cites))
        yield (
            _voices_behind(cites, context),
            _alone("measure", measure.id, context.codes[measure.id], measure.title, cites, context),
        )
    for event in context.library.events.values():
        cites = _cites(event.statements)
        yield _voices_behind(cites, context), _alone("event", event.id, "", event.title, cites, context)
    for figure in context.library.figures.values():
        yield (
            _voices_behind(figure.cites, context),
            _alone("figure", figure.id, "", figure.measures, figure.cites, context),
        )


def _cites(statements: Iterable[model.Statement]) -> tuple[model.Citation, ...]:
    return tuple(dict.fromkeys(cite for statement in statements for cite in statement.cites))


def _voices_behind(cites: Iterable[model.Citation], context: Context) -> frozenset[str]:
    claims = (context.library.claim(cite) for cite in cites)
    return frozenset(voice(claim.speaker, context.library) for claim in claims if claim)


def _documents(record: Alone) -> frozenset[str]:
    return frozenset(mark.source for mark in record.marks)


def _voices(context: Context, voiced: Iterable[tuple[frozenset[str], Alone]]) -> tuple[Voice, ...]:
    """The records with one voice, voice by voice, whoever carries most first."""
    by_voice: dict[str, list[Alone]] = {}
    for voices, record in voiced:
        if len(voices) == 1:
            by_voice.setdefault(next(iter(voices)), []).append(record)
    found = []
    for actor, records in by_voice.items():
        name = context.name(actor)
        assert name is not None  # an actor of the library has a name
        documents = frozenset(document for record in records for document in _documents(record))
        marks = together(mark for record in records for mark in record.marks)
        found.append(Voice(actor, name, len(documents), tuple(records), marks))
    return tuple(sorted(found, key=lambda voice: -len(voice.records)))


def _dispute(tension: model.Tension, context: Context) -> Dispute:
    sides = context.lines(tension.sides)
    marks = together(mark for side in sides for mark in side.marks)
    return Dispute(tension.id, tension.kind, context.prose(tension.title), sides, marks)


def _demand(demand: model.Demand, context: Context) -> Alone:
    return _alone("demand", demand.id, demand_label(demand, context), demand.title, _cites(demand.statements), context)


def _measure(measure: model.Measure, context: Context) -> Alone:
    cites = (*_cites(measure.statements), *current_step(measure, context).cites)
    return _alone("measure", measure.id, context.codes[measure.id], measure.title, cites, context)


def _alone(
    kind: RecordKind, id: str, label: str, title: model.Text, cites: Iterable[model.Citation], context: Context
) -> Alone:
    return Alone(kind=kind, id=id, label=label, title=context.prose(title), marks=context.marks(dict.fromkeys(cites)))

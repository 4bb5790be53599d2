"""What stands on a claim: the records that cite it, the texts that print their figures, and the briefs that print the
records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefs.content import model
from briefs.language.tables import languages
from briefs.review.verify.sayings import cites

_TABLES = {
    "actors": "actor",
    "figures": "figure",
    "events": "event",
    "series": "series",
    "demands": "demand",
    "measures": "measure",
    "tensions": "tension",
    "corrections": "correction",
}
_PRINTED_BY = {
    "timeline": ("events",),
    "periods": ("events",),
    "voices": ("actors",),
    "tensions": ("tensions",),
    "demand-overview": ("demands",),
    "demands": ("series", "demands"),
    "demand-list": ("demands",),
    "measure-overview": ("measures",),
    "measures": ("measures",),
    "matrix": ("demands", "measures"),
    "documents": ("sources",),
    "consequences": ("measures", "demands"),
    "corrections": ("corrections",),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Claims, and the records and briefs that stand on them, each by label."""

    claims: tuple[str, ...]
    records: tuple[str, ...]
    briefs: tuple[str, ...]


def standing_on(library: model.Library, claims: Collection[model.Citation]) -> Standing:
    """All that would have to be looked at if these claims no longer held."""
    figures = {id for id, figure in library.figures.items() if not set(claims).isdisjoint(figure.cites)}
    found = [
        (table, id)
        for table in _TABLES
        for id, record in getattr(library, table).items()
        if _stands(record, claims, figures)
    ]
    tables = {table for table, _ in found} | ({"sources"} if claims else set())
    briefs = [
        id for id, brief in library.briefs.items() if _stands(brief, claims, figures) or tables & set(_prints(brief))
    ]
    return Standing(
        tuple(map(str, sorted(claims))), tuple(f"{_TABLES[table]} {id}" for table, id in found), tuple(briefs)
    )


def _stands(record: model.Entry, claims: Collection[model.Citation], figures: Collection[str]) -> bool:
    return any(cite in claims for cite in cites(record)) or any(name in figures for name in _references(record))


def _references(record: model.Entry) -> Iterator[str]:
    for _, text in model.texts(record):
        for language in languages():
            if text.has(language):
                yield from (reference.name for reference in model.placeholders(text.get(language)))


def _prints(brief: model.BriefSpec) -> Iterator[str]:
    for section in brief.sections:
        yield from _PRINTED_BY.get(section.kind, ())

"""What has to be looked at again when a claim no longer holds: the records that cite it, the texts that print their
figures, and the briefs that print any of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from briefs.content import kinds, model
from briefs.content.walk import find
from briefs.language.tables import languages
from briefs.review.verify.sayings import cites

_AFFECTED = tuple(kind for kind in kinds.KINDS if kind.name not in {"source", "brief"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Claims, the records that stand on them by label («event brev»), and the ids of the briefs that print either."""

    claims: tuple[str, ...]
    records: tuple[str, ...]
    briefs: tuple[str, ...]


def impact_of(
    library: model.Library, claims: Collection[model.Citation], printed: Mapping[str, Collection[str]]
) -> Impact:
    """All that stands on these claims; `printed` are the ids of what each brief prints (`trace.printed_by_brief`)."""
    figures = {id for id, figure in library.figures.items() if not set(claims).isdisjoint(figure.cites)}
    found = [
        (kind, record) for kind, record in kinds.records(library, _AFFECTED) if _stands_on(record, claims, figures)
    ]
    ids = {*map(str, claims), *(record.id for kind, record in found if not kind.editorial)}
    briefs = [
        id
        for id, brief in library.briefs.items()
        if _stands_on(brief, claims, figures) or not ids.isdisjoint(printed.get(id, ()))
    ]
    return Impact(
        claims=tuple(map(str, sorted(claims, key=lambda claim: claim.order))),
        records=tuple(f"{kind.name} {record.id}" for kind, record in found),
        briefs=tuple(briefs),
    )


def _stands_on(record: model.Entry, claims: Collection[model.Citation], figures: Collection[str]) -> bool:
    return any(cite in claims for cite in cites(record)) or any(name in figures for name in _references(record))


def _references(record: model.Entry) -> Iterator[str]:
    for text in find(record, model.Text):
        for language in languages():
            if text.has(language):
                yield from (reference.name for reference in model.placeholders(text.get(language)))

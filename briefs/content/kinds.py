"""The one table of record kinds: what they are called, their shape, and where under content/ they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefs.content import model


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record.

    `table` is its plural: the field of the library, and the key in the file. `place` is a file that lists the records,
    a folder with a file for each, or the file of the only one, which `stands_alone`.

    An `editorial` kind says how things are presented and to whom: no document gives it, and its ids are its own, so
    that a brief may be called as a demand is.
    """

    name: str
    table: str
    shape: type[model.Entry]
    place: str
    editorial: bool = False
    stands_alone: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether each record has a file of its own."""
        return not self.place.endswith(".yaml")

    @property
    def is_whole_file(self) -> bool:
        """Whether a file of the kind holds one record, and no list."""
        return self.is_folder or self.stands_alone

    def file_of(self, id: str) -> str:
        """The path below content/ of the file that a record of that id stands in, or would."""
        return f"{self.place}/{id}.yaml" if self.is_folder else self.place

    def of(self, library: model.Library) -> Mapping[str, Any]:
        """The records of this kind by id."""
        records: Mapping[str, Any] = getattr(library, self.table)
        return records


KINDS: tuple[Kind, ...] = (
    Kind(name="source", table="sources", shape=model.Source, place="sources"),
    Kind(name="actor", table="actors", shape=model.Actor, place="actors.yaml"),
    Kind(name="figure", table="figures", shape=model.Figure, place="figures.yaml"),
    Kind(name="event", table="events", shape=model.Event, place="events.yaml"),
    Kind(name="series", table="series", shape=model.Series, place="demands.yaml"),
    Kind(name="demand", table="demands", shape=model.Demand, place="demands.yaml"),
    Kind(name="measure", table="measures", shape=model.Measure, place="measures.yaml"),
    Kind(name="tension", table="tensions", shape=model.Tension, place="tensions.yaml"),
    Kind(name="correction", table="corrections", shape=model.Correction, place="corrections.yaml"),
    Kind(name="brief", table="briefs", shape=model.BriefSpec, place="briefs", editorial=True),
    Kind(name="audience", table="audiences", shape=model.Audience, place="audiences", editorial=True),
    Kind(name="meeting", table="meetings", shape=model.Meeting, place="meetings", editorial=True),
    Kind(
        name="locality",
        table="localities",
        shape=model.Locality,
        place="local.yaml",
        editorial=True,
        stands_alone=True,
    ),
)
SYNTHESIS: tuple[Kind, ...] = tuple(kind for kind in KINDS if not kind.editorial and kind.name != "source")
"""What the curator wrote down from the documents: all but these themselves and what is editorial."""


def records(library: model.Library, kinds: tuple[Kind, ...] = KINDS) -> Iterator[tuple[Kind, Any]]:
    """Every record of some kinds, with its kind, in the order of the table."""
    for kind in kinds:
        for record in kind.of(library).values():
            yield kind, record

"""Statements that say that something is missing: whether it still is, on every day on which something became known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefs.content import kinds, model
from briefs.content.as_of import known_at
from briefs.content.check.entries import inside
from briefs.errors import Problem, Where

_IN_EFFECT: frozenset[model.Status] = frozenset({"in-force", "completed"})


def untrue_absences(library: model.Library) -> Iterator[Problem]:
    """What a statement says is missing is still missing on each day on which the statement may be printed."""
    if not any(statement.absent for statement in _statements(library)):
        return
    told: set[Where] = set()
    for day in sorted({source.known for source in library.sources.values()}):
        for where, what in _found(known_at(library, day), day):
            if where not in told:
                told.add(where)
                hint = (
                    "Mend the text and 'absent', or leave it out from then on: 'unless_known: [the claim that tells]'"
                )
                yield Problem(where, what, hint)


def _found(library: model.Library, day: date) -> Iterator[tuple[Where, str]]:
    for statement in _statements(library):
        for at, id in enumerate(statement.absent):
            answer = next(_answers(library, id), None)
            if answer is not None:
                yield statement.where.at("absent", at), f"{id!r} is not missing any more from {day} on: {answer}"


def _answers(library: model.Library, id: str) -> Iterator[str]:
    """What makes a statement untrue that a demand has no answer, or a measure no result."""
    for measure in library.measures.values():
        if any(answer.demand == id for answer in measure.answers):
            yield f"the measure {measure.id!r} answers it"
        if measure.id == id and measure.log[-1].status in _IN_EFFECT:
            yield f"it is {measure.log[-1].status!r}"


def _statements(library: model.Library) -> Iterator[model.Statement]:
    for _, record in kinds.records(library):
        yield from (entry for entry in inside(record) if isinstance(entry, model.Statement))

"""What two audiences are told of a brief: the statements of each edition by record, and which of them only one sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefs.content import model
from briefs.content.walk import parts
from briefs.edition.edition import Edition, LargeFigure, Order, assemble
from briefs.edition.prose import Line, Mark, Prose, set_prose
from briefs.language.tables import Language


@dataclass(frozen=True, slots=True)
class Told:
    """A statement or a heading as it is printed, and the record that it is of: "" for one that a brief or an audience
    words itself.
    """

    record: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What only the first and only the second of two audiences is told of a brief, and how much both are."""

    brief: str
    first: tuple[Told, ...]
    second: tuple[Told, ...]
    both: int


def told(edition: Edition) -> tuple[Told, ...]:
    """All that an edition tells, each once, in the order of its page."""
    figures = ((figure.shows, figure.line) for figure in edition.key_figures)
    opening = [Told("", f"{set_prose(shows)}: {set_prose(line.prose)}") for shows, line in figures]
    printed = (edition.points, tuple(section.body for section in edition.sections))
    return tuple(dict.fromkeys([Told("", set_prose(edition.title)), *opening, *_told_in(printed, "")]))


def difference(
    library: model.Library, brief: str, audiences: tuple[str, str], language: Language, day: date
) -> Difference:
    """How the editions of a brief for two audiences differ; KeyError for a brief or an audience that there is not."""
    first, second = (told(assemble(library, Order(brief, audience, language, day))) for audience in audiences)
    return Difference(
        brief=brief,
        first=tuple(each for each in first if each not in set(second)),
        second=tuple(each for each in second if each not in set(first)),
        both=len(set(first) & set(second)),
    )


def _told_in(value: object, record: str) -> Iterator[Told]:
    """The statements inside a part of an edition; a record's title tells that it is there."""
    if isinstance(value, Line):
        yield Told(record, set_prose(value.prose))
    elif not isinstance(value, (Prose, Mark, LargeFigure)):
        id, title = getattr(value, "id", None), getattr(value, "title", None)
        if isinstance(id, str):
            record = id
            if isinstance(title, Prose):
                yield Told(record, set_prose(title))
        for _, part in parts(value):
            yield from _told_in(part, record)

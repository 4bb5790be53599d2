"""What the rules go through: the entries of a library, the texts that they hold and the claims that they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from briefs.content import kinds, model
from briefs.content.derived import derived
from briefs.content.walk import parts, walk
from briefs.errors import Where
from briefs.language.tables import Language


def records(library: model.Library) -> Iterator[model.Entry]:
    """The project and every record."""
    yield library.project
    for _, record in kinds.records(library):
        yield record


def inside(value: object) -> Iterator[model.Entry]:
    """An entry and all the entries in it."""
    return (part for part in walk(value, into=_may_hold_entries) if isinstance(part, model.Entry))


def _may_hold_entries(value: object) -> bool:
    return type(value) is tuple or isinstance(value, model.Entry)  # no citation and no date does


@derived
def entries(library: model.Library) -> tuple[model.Entry, ...]:
    """All entries of a library, which nearly every rule goes through."""
    return tuple(entry for record in records(library) for entry in inside(record))


class Printed(NamedTuple):
    """One text in one language, with the entry and the field that hold it and its path."""

    entry: model.Entry
    field: str
    words: str
    where: Where
    language: Language
    path: str = ""


def printed(entry: model.Entry) -> Iterator[Printed]:
    """The words of the texts that an entry itself holds."""
    for name, value in parts(entry):
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, model.Text):
                for language in (text.language, *text.translations):
                    if text.has(language):
                        where = text.where_of(language)
                        yield Printed(entry, str(name), text.get(language), where, language, text.path)


@derived
def all_printed(library: model.Library) -> tuple[Printed, ...]:
    """The words of every text of a library."""
    return tuple(text for entry in entries(library) for text in printed(entry))


def cites_of(entry: model.Entry) -> Iterator[tuple[model.Citation, Where]]:
    """Every citation that an entry itself makes, with its place."""
    for name in ("cites", "unless_known", "met_by"):
        for index, cite in enumerate(getattr(entry, name, ())):
            yield cite, entry.where.at(name, index)


def figures_in(text: Printed, library: model.Library) -> Iterator[model.Figure]:
    """The figures that a text prints."""
    for reference in model.placeholders(text.words):
        if (figure := library.figures.get(reference.name)) is not None:
            yield figure


def days_known(cites: Iterable[model.Citation], library: model.Library) -> list[date]:
    """When the sources of some claims were known, those that could be read."""
    return [library.sources[cite.source].known for cite in cites if cite.source in library.sources]


def again(named: Iterable[tuple[object, Where]]) -> Iterator[tuple[object, Where]]:
    """Those that have been named before."""
    seen: set[object] = set()
    for name, where in named:
        if name in seen:
            yield name, where
        seen.add(name)


def in_words(names: Iterable[str], *, joint: str = "and") -> str:
    """Names as a list in running text, with quotation marks."""
    *most, last = map(repr, names)
    return f"{', '.join(most)} {joint} {last}" if most else last

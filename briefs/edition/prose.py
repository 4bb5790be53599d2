"""Texts with their references resolved and their sources numbered: what an edition holds instead of the content's raw
words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from briefs.content import model
from briefs.dates import Edtf, is_edtf, parse
from briefs.language import formatting


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A figure inside a text, and how it is set."""

    figure: model.Figure
    style: str


@dataclass(frozen=True, slots=True)
class DatePart:
    """A date inside a text."""

    date: Edtf


@dataclass(frozen=True, slots=True)
class CountPart:
    """A number that the edition counted, with the gender of what it counts: «ett krav», but «én hendelse»."""

    count: int
    gender: formatting.Gender = "m"


_GENDERS: Mapping[str, formatting.Gender] = {"demands": "n", "measures": "n", "sources": "n"}  # krav, tiltak, dokument


Part = str | FigurePart | DatePart | CountPart


@dataclass(frozen=True, slots=True)
class Prose:
    """One text in one language, its references resolved to values; templates format them."""

    parts: tuple[Part, ...]
    language: model.Language


@dataclass(frozen=True, slots=True)
class Mark:
    """A source mark: the source's number, the paragraphs, and the claims that stand behind it."""

    number: int
    source: str
    paragraphs: tuple[int, ...]
    claims: tuple[str, ...]

    @property
    def id(self) -> str:
        """The name of what the mark opens on a screen: the same for the same claims."""
        return "-".join(["belegg", self.source, *(claim.rpartition("/")[2] for claim in self.claims)])

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The paragraphs as printed: three or more in a row become one stretch, (5, 9)."""
        runs: list[list[int]] = []
        for paragraph in self.paragraphs:
            if runs and paragraph == runs[-1][-1] + 1:
                runs[-1].append(paragraph)
            else:
                runs.append([paragraph])
        return tuple(
            pair
            for run in runs
            for pair in ([(run[0], run[-1])] if len(run) > 2 else [(number, number) for number in run])
        )

    @property
    def places(self) -> tuple[str, ...]:
        """The paragraphs in signs: «4», «6–9»."""
        return tuple(str(first) if first == last else f"{first}–{last}" for first, last in self.stretches)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is printed: text, source marks, and from what it was inferred, if it was."""

    prose: Prose
    marks: tuple[Mark, ...]
    basis: Prose | None = None


class Cited(Protocol):
    """A record with one text that cites claims."""

    @property
    def text(self) -> model.Text:
        """What is said."""

    @property
    def cites(self) -> tuple[model.Citation, ...]:
        """What it stands on."""

    @property
    def basis(self) -> model.Text | None:
        """From what it was inferred."""


@dataclass(frozen=True, slots=True)
class Context:
    """What resolving needs: the library as it was known, the language, the sources' numbers, the counts and the days of
    the edition.
    """

    library: model.Library
    language: model.Language
    as_of: date
    numbers: Mapping[str, int]
    counts: Mapping[str, int]
    first_series: str = ""
    days: Mapping[str, date] = field(default_factory=dict)
    spoken: tuple[model.Language, ...] = ()

    @property
    def languages(self) -> tuple[model.Language, ...]:
        """All the languages of the edition: the first one decides on the order of what is sorted by its words."""
        return self.spoken or (self.language,)

    def prose(self, text: model.Text) -> Prose:
        """A text in the edition's language; `check` has made sure that it exists and that its references do."""
        words = text.get(self.language)
        parts: list[Part] = []
        end = 0
        for reference in model.placeholders(words):
            parts.append(words[end : reference.start])
            parts.append(self._part(reference))
            end = reference.end
        parts.append(words[end:])
        return Prose(tuple(part for part in parts if part != ""), self.language)

    def maybe(self, text: model.Text | None) -> Prose | None:
        """A text that may be missing altogether."""
        return None if text is None else self.prose(text)

    def _part(self, reference: model.Placeholder) -> Part:
        if is_edtf(reference.name):
            return DatePart(parse(reference.name))
        if reference.name in self.days:
            return DatePart(parse(self.days[reference.name].isoformat()))
        if reference.name in self.counts:
            return CountPart(self.counts[reference.name], _GENDERS.get(reference.name.partition(".")[0], "m"))
        return FigurePart(self.library.figures[reference.name], reference.style)

    def marks(self, cites: Iterable[model.Citation]) -> tuple[Mark, ...]:
        """Source marks in the order of the sources' numbers, each source once with all its paragraphs."""
        by_source: dict[str, list[model.Citation]] = {}
        for cite in cites:
            by_source.setdefault(cite.source, []).append(cite)
        return tuple(
            Mark(
                self.numbers[source],
                source,
                tuple(sorted({claim.paragraph for cite in cited if (claim := self.library.claim(cite))})),
                tuple(dict.fromkeys(map(str, cited))),
            )
            for source, cited in sorted(by_source.items(), key=lambda item: self.numbers[item[0]])
        )

    def line(self, statement: Cited) -> Line:
        """A statement with its marks."""
        return Line(self.prose(statement.text), self.marks(statement.cites), self.maybe(statement.basis))

    def lines(self, statements: Iterable[Cited]) -> tuple[Line, ...]:
        """Statements with their marks."""
        return tuple(map(self.line, statements))

    def name(self, actor: str | None) -> Prose | None:
        """An actor's full name."""
        return None if actor is None else self.prose(self.library.actors[actor].name)

    def short(self, actor: str | None) -> Prose | None:
        """An actor's short name where there is one."""
        if actor is None:
            return None
        known = self.library.actors[actor]
        return self.prose(known.short or known.name)


def set_prose(prose: Prose, *, group: formatting.Grouping = "from-10000") -> str:
    """The words of a text, its figures, dates and counts formatted for its language; a reference at the start gets a
    capital.
    """
    words = "".join(part if isinstance(part, str) else _set(part, prose.language, group) for part in prose.parts)
    return words if not prose.parts or isinstance(prose.parts[0], str) else formatting.capitalised(words)


def _set(part: FigurePart | DatePart | CountPart, language: model.Language, group: formatting.Grouping) -> str:
    match part:
        case FigurePart(figure, style):
            return formatting.figure(figure, language, style=style, group=group)
        case DatePart(when):
            return formatting.edtf_date(when, language)
        case CountPart(count, gender):
            return formatting.count(count, language, gender=gender)

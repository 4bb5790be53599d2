"""Texts with their references resolved and their sources numbered: what an edition holds instead of the content's raw
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from markupsafe import Markup, escape

from briefs.content import model
from briefs.dates import Edtf, is_edtf, parse
from briefs.errors import UnprintableError
from briefs.language import typography
from briefs.language.dates import edtf_date
from briefs.language.figures import figure as phrase
from briefs.language.numbers import Grouping, is_small
from briefs.language.numbers import count as counted
from briefs.language.signs import DASH
from briefs.language.tables import Gender, Language, table
from briefs.language.words import capitalised


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
    gender: Gender = "m"
    digits: bool = False


Part = str | FigurePart | DatePart | CountPart
_SENTENCE_END = re.compile(r"[.!?:;]\s")


@dataclass(frozen=True, slots=True)
class Prose:
    """One text in one language, its references resolved to values; templates format them. `names` are the project's
    identifiers.
    """

    parts: tuple[Part, ...]
    language: Language
    group: Grouping = "from-10000"
    names: tuple[str, ...] = ()

    def __html__(self) -> Markup:
        """The set text, escaped: what a template prints."""
        return escape(typography.polish(set_prose(self), self.language, self.names)[0])

    def __str__(self) -> str:
        """Refused, so that no text is printed half: `set_prose` gives the plain text."""
        raise UnprintableError("a text cannot be treated as a string here", "Write it as {{ text|plain }}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A source mark: the source's number, the paragraphs, and the claims that stand behind it."""

    number: int
    source: str
    paragraphs: tuple[int, ...]
    claims: tuple[str, ...]

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
        """The stretches as words: «3», «5–9»."""
        return tuple(place(first, last) for first, last in self.stretches)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is printed: text, source marks, and from what it was inferred, if it was."""

    prose: Prose
    marks: tuple[Mark, ...]
    basis: Prose | None = None


def numbers_of(marks: Iterable[Mark]) -> tuple[int, ...]:
    """The numbers of the sources that marks name, each once, in order."""
    return tuple(sorted({mark.number for mark in marks}))


def place(first: int, last: int) -> str:
    """A stretch of paragraphs as words: «3», «5–9»."""
    return str(first) if first == last else f"{first}{DASH}{last}"


def together(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks of several statements as one set: each source once, with all their paragraphs and claims."""
    by_source: dict[int, list[Mark]] = {}
    for mark in marks:
        by_source.setdefault(mark.number, []).append(mark)
    return tuple(
        Mark(
            number,
            found[0].source,
            tuple(sorted({paragraph for mark in found for paragraph in mark.paragraphs})),
            tuple(dict.fromkeys(claim for mark in found for claim in mark.claims)),
        )
        for number, found in sorted(by_source.items())
    )


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


@dataclass(frozen=True, kw_only=True)
class Context:
    """What resolving needs: the library as it was known, the language, the sources' numbers, the counts and the days of
    the edition.
    """

    library: model.Library
    language: Language
    as_of: date
    numbers: Mapping[str, int]
    counts: Mapping[str, int]
    first_series: str = ""
    days: Mapping[str, date] = field(default_factory=dict)
    edition_languages: tuple[Language, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """All the languages of the edition: the first one decides on the order of what is sorted by its words."""
        return self.edition_languages or (self.language,)

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """A short code for each measure, in the order of the content: T1, T2, … (M1 in English)."""
        letter = table(self.language).words.measure_letter
        return {id: f"{letter}{index}" for index, id in enumerate(self.library.measures, 1)}

    def answers_to(self, demand: str) -> tuple[tuple[model.Measure, model.Answer], ...]:
        """What answers a demand, each with its measure, in the order of the content."""
        return tuple(self._answers.get(demand, ()))

    @cached_property
    def _answers(self) -> Mapping[str, list[tuple[model.Measure, model.Answer]]]:
        found: dict[str, list[tuple[model.Measure, model.Answer]]] = {}
        for measure in self.library.measures.values():
            for answer in measure.answers:
                found.setdefault(answer.demand, []).append((measure, answer))
        return found

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
        project = self.library.project
        present = tuple(part for part in parts if part != "")
        return Prose(counted_alike(present), self.language, project.group_thousands, project.identifiers)

    def maybe(self, text: model.Text | None) -> Prose | None:
        """A text that may be missing altogether."""
        return None if text is None else self.prose(text)

    def _part(self, reference: model.Placeholder) -> Part:
        if is_edtf(reference.name):
            return DatePart(parse(reference.name))
        if reference.name in self.days:
            return DatePart(parse(self.days[reference.name].isoformat()))
        if reference.name in self.counts:
            return CountPart(
                self.counts[reference.name], table(self.language).genders.get(reference.name.partition(".")[0], "m")
            )
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

    def themes(self, ids: Iterable[str]) -> tuple[Prose, ...]:
        """The subject headings of a record."""
        return tuple(self.prose(theme.title) for id in ids if (theme := self.library.project.theme(id)))

    def name(self, actor: str | None) -> Prose | None:
        """An actor's full name."""
        return None if actor is None else self.prose(self.library.actors[actor].name)

    def short(self, actor: str | None) -> Prose | None:
        """An actor's short name where there is one."""
        if actor is None:
            return None
        known = self.library.actors[actor]
        return self.prose(known.short or known.name)


def set_prose(prose: Prose) -> str:
    """The words of a text, its figures, dates and counts formatted for its language; a reference at the start gets a
    capital.
    """
    words = "".join(part if isinstance(part, str) else _set(part, prose.language, prose.group) for part in prose.parts)
    return words if not prose.parts or isinstance(prose.parts[0], str) else capitalised(words)


def counted_alike(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of a text, the counts of each sentence all in words or all in digits: «2 av 21», not «to av 21»."""
    made: list[Part] = []
    for sentence in _sentences(parts):
        counts = [part.count for part in sentence if isinstance(part, CountPart)]
        mixed = any(map(is_small, counts)) and not all(map(is_small, counts))
        made += [_in_digits(part) if mixed and _is_counted(part) else part for part in sentence]
    return tuple(made)


def _sentences(parts: Iterable[Part]) -> Iterator[list[Part]]:
    sentence: list[Part] = []
    for part in parts:
        sentence.append(part)
        if isinstance(part, str) and _SENTENCE_END.search(part):
            yield sentence
            sentence = []
    yield sentence


def _is_counted(part: Part) -> bool:
    """Whether there is any of it: none at all stays «ingen»."""
    return isinstance(part, CountPart) and part.count > 0


def in_digits(prose: Prose) -> Prose:
    """The text with its counts in digits, and figures that have no style of their own as in a table."""
    return replace(prose, parts=tuple(map(_in_digits, prose.parts)))


def _in_digits(part: Part) -> Part:
    match part:
        case CountPart():
            return replace(part, digits=True)
        case FigurePart(figure, ""):
            return FigurePart(figure, "table")
        case _:
            return part


def _set(part: FigurePart | DatePart | CountPart, language: Language, group: Grouping) -> str:
    match part:
        case FigurePart(figure, style):
            return phrase(figure, language, style=style, group=group)
        case DatePart(when):
            return edtf_date(when, language)
        case CountPart(count, gender, digits):
            return str(count) if digits else counted(count, language, gender=gender)

"""Rules for what audiences are told: they may be told less, in another order, but never another number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefs.content import model
from briefs.content.check.entries import Printed, inside, printed
from briefs.errors import BriefsError, Problem
from briefs.language.signs import OBJECT
from briefs.language.tables import Language, table

_FEWEST_WORDS = 3  # fewer are said of anything: «av krav»
_BARE = frozenset({"value", "number", "plain"})  # the styles that leave out how exact a figure is


class _Said(NamedTuple):
    """A text of a brief: whose it is, what it says beside its numbers, on which claims, and its numbers."""

    audience: str
    text: Printed
    words: str
    cites: frozenset[model.Citation]
    numbers: tuple[str, ...]


def differing_figures(library: model.Library) -> Iterator[Problem]:
    """Where two audiences of a brief are told the same in the same words, they are told the same numbers; nothing where
    the language itself cannot be read, which is told of its table.
    """
    try:
        table(library.project.language)
    except BriefsError:
        return
    for brief in library.briefs.values():
        first: dict[tuple[str, frozenset[model.Citation]], _Said] = {}
        for said in _texts_of(brief, library):
            before = first.setdefault((said.words, said.cites), said)
            if said.numbers != before.numbers and said.audience != before.audience:
                what = f"this says {_listed(said)} where the copy {_whose(before)} says {_listed(before)}"
                hint = f"The same words stand in {before.text.where}"
                yield Problem(said.text.where, what, hint)


def _texts_of(brief: model.BriefSpec, library: model.Library) -> Iterator[_Said]:
    """The texts of a brief, then those that audiences get in their place."""
    yield from _said("", brief, library)
    for audience in library.audiences.values():
        for adaptation in audience.adaptations:
            if adaptation.brief == brief.id:
                yield from _said(audience.id, adaptation, library)


def _said(audience: str, owner: model.Entry, library: model.Library) -> Iterator[_Said]:
    for entry in inside(owner):
        shown = entry.shows.words if isinstance(entry, model.KeyFigure) else ""
        for text in printed(entry):
            if text.language != library.project.language or text.field == "shows":
                continue
            words, numbers = _parted(text.words, text.language, library.figures)
            numbers += _parted(shown, text.language, library.figures)[1]
            if numbers and len(re.findall(r"[^\W\d_]+", words)) >= _FEWEST_WORDS:
                yield _Said(audience, text, words, frozenset(getattr(entry, "cites", ())), numbers)


def _parted(words: str, language: Language, figures: Mapping[str, model.Figure]) -> tuple[str, tuple[str, ...]]:
    """A text without its numbers, and these: what it refers to, and the numbers that are written in letters."""
    numbers = [_number(reference, figures) for reference in model.placeholders(words)]
    spelt = re.compile(rf"\b(?:{'|'.join(map(re.escape, table(language).numbers.words))})\b")
    plain = model.without_references(words).lower()
    return " ".join(spelt.sub(OBJECT, plain).split()), (*numbers, *spelt.findall(plain))


def _number(reference: model.Placeholder, figures: Mapping[str, model.Figure]) -> str:
    """What is referred to; of a figure that is not exact also whether it is set without saying so."""
    figure = figures.get(reference.name)
    bare = figure is not None and figure.precision != "exact" and reference.style in _BARE
    return f"{{{reference.name}|{reference.style}}}" if bare else f"{{{reference.name}}}"


def _whose(said: _Said) -> str:
    return f"for {said.audience!r}" if said.audience else "for everybody else"


def _listed(said: _Said) -> str:
    return ", ".join(said.numbers)

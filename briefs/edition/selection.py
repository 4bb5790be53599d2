"""What an edition takes of all that is known: the brief as its audience gets it, the records within its limits, and how
long it may be.

Only the content decides, by its weights, and never the length of a page: the same statements stand in every language,
format and copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from briefs.content import model
from briefs.errors import Where
from briefs.language.tables import Language


class Weighed(Protocol):
    """What may be left out."""

    @property
    def weight(self) -> int:
        """How much it matters, from 1 to 5."""


W = TypeVar("W", bound=Weighed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What a section leaves out: the kind of record, how many, and the ids of those that have one."""

    kind: str
    count: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """How many pages and words an edition may have, None where nothing limits it, and where the content says so."""

    pages: int | None = None
    words: int | None = None
    where_pages: Where = field(default=Where("?"))
    where_words: Where = field(default=Where("?"))

    @property
    def is_limited(self) -> bool:
        """Whether there is anything to hold the edition against."""
        return self.pages is not None or self.words is not None


def adapted(brief: model.BriefSpec, audience: model.Audience) -> model.BriefSpec:
    """The brief as this audience gets it: what its adaptation gives replaces what the brief says. A full audience is
    given the brief's sections without their limits and at full length.
    """
    adaptation = adaptation_of(brief, audience)
    given = {
        name: value
        for name in ("label", "title", "headlines", "lead", "summary", "figures", "points", "most_points", "sections")
        if adaptation and (value := getattr(adaptation, name))
    }
    spec = brief.model_copy(update=given)
    sections = (section for section in spec.sections if not section.audiences or audience.id in section.audiences)
    if audience.full and "sections" not in given:
        sections = (section.model_copy(update={**_NO_LIMIT, "length": "full"}) for section in sections)
    return spec.model_copy(update={"sections": tuple(sections)})


def has_one_page(brief: model.BriefSpec, audience: model.Audience) -> bool:
    """Whether a brief can be told on one page to an audience: it says what was found, and somewhere else there is
    more.
    """
    spec = adapted(brief, audience)
    return bool(spec.headlines and spec.points) and not audience.full


def on_one_page(spec: model.BriefSpec) -> model.BriefSpec:
    """The opening of a brief alone: its finding, its points and its key figures."""
    return spec.model_copy(update={"template": "one-page.html", "sections": (), "changed_since": None})


_NO_LIMIT: Mapping[str, None] = {"least_weight": None, "at_most": None}


def adaptation_of(brief: model.BriefSpec, audience: model.Audience) -> model.Adaptation | None:
    """What an audience gets differently in a brief."""
    return next((entry for entry in audience.adaptations if entry.brief == brief.id), None)


def with_limits_of(section: model.SectionSpec, brief: model.BriefSpec, audience: model.Audience) -> model.SectionSpec:
    """A section with the limits that it does not set itself: those of the adaptation, then of the audience."""
    outer = (adaptation_of(brief, audience), audience)
    return section.model_copy(update={name: _first(name, section, *outer) for name in _NO_LIMIT})


def _first(name: str, *entries: model.Entry | None) -> int | None:
    values = (getattr(entry, name) for entry in entries if entry)
    return next((value for value in values if value is not None), None)


def selected(entries: Iterable[W], spec: model.SectionSpec) -> tuple[W, ...]:
    """What a section takes of entries, in their order: those that it names and of its themes, of these the heavy ones,
    and of these the heaviest; of two that weigh the same, the first.
    """
    named = (entry for entry in entries if _is_named(getattr(entry, "id", ""), spec) and _is_of_themes(entry, spec))
    return heaviest([entry for entry in named if entry.weight >= (spec.least_weight or 1)], spec.at_most)


def heaviest(entries: Sequence[W], at_most: int | None) -> tuple[W, ...]:
    """So many of the entries as weigh most, in their order; of two that weigh the same, the first."""
    by_weight = sorted(range(len(entries)), key=lambda place: -entries[place].weight)
    return tuple(entries[place] for place in sorted(by_weight[:at_most]))


def _is_named(id: str, spec: model.SectionSpec) -> bool:
    return (not spec.only or id in spec.only) and id not in spec.without


def _is_of_themes(entry: object, spec: model.SectionSpec) -> bool:
    """Whether a record has one of the themes, where there are any; what has none, as an event, is of all of them."""
    themes: tuple[str, ...] | None = getattr(entry, "themes", None)
    return not spec.themes or themes is None or not set(themes).isdisjoint(spec.themes)


def allowed(brief: model.BriefSpec, audience: model.Audience, language: Language) -> Allowed:
    """How long the edition may be: as the adaptation says, then the audience, then the brief, whose budget a full
    audience is free of.
    """
    holders = (adaptation_of(brief, audience), audience, None if audience.full else brief)
    pages, where_pages = _allowance("pages", holders, language)
    words, where_words = _allowance("words", holders, language)
    return Allowed(pages=pages, words=words, where_pages=where_pages, where_words=where_words)


def allowed_on_one_page(brief: model.BriefSpec, audience: model.Audience) -> Allowed:
    """One page, whatever the budget is; `where` are the points, of which there are too many where it does not do."""
    holders = [entry for entry in (adaptation_of(brief, audience), brief) if entry and entry.points]
    return Allowed(pages=1, where_pages=holders[0].where.at("points"))


def _allowance(name: str, holders: Iterable[model.Budget | None], language: Language) -> tuple[int | None, Where]:
    for holder in holders:
        allowance: model.Allowance | None = getattr(holder, name) if holder else None
        if holder and allowance is not None:
            number = allowance if isinstance(allowance, int) else _in_language(allowance, language)
            return number, holder.where.at(name)
    return None, Where("?")


def _in_language(allowance: Mapping[Language, int], language: Language) -> int:
    return allowance.get(language, next(iter(allowance.values())))

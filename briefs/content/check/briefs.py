"""Rules for briefs: that there is something to print, and that each section holds what its kind needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefs.content import model
from briefs.content.check.entries import again, entries
from briefs.errors import Problem, Where


def nothing_to_print(library: model.Library) -> Iterator[Problem]:
    """A project has a source and a brief: without them there is no day to build for, and nothing to build."""
    for kind, need in {"sources": "a document", "audiences": "an audience", "briefs": "a brief"}.items():
        if not getattr(library, kind) and not library.broken:
            yield Problem(
                Where(f"content/{kind}"), f"this project has no {kind}", f"Write a YAML file for {need} there"
            )


def few_points(library: model.Library) -> Iterator[Problem]:
    """A brief opens with three points or more; one that tells what changed opens with the changes and may have none."""
    for brief in library.briefs.values():
        changes = any(section.kind == "changes" for section in brief.sections)
        if len(brief.points) < 3 and not (changes and not brief.points):
            yield Problem(
                brief.where.at("points"), f"a brief opens with at least 3 points, and this has {len(brief.points)}"
            )


def sections_of_briefs(library: model.Library) -> Iterator[Problem]:
    """The sections of a brief bear titles of their own and hold what their kind needs."""
    for entry in entries(library):
        if not isinstance(entry, (model.BriefSpec, model.Adaptation)):
            continue
        for language in model.LANGUAGES:
            titles = (
                (title.get(language), title.where)
                for section in entry.sections
                if (title := section.title).has(language)
            )
            yield from (Problem(where, f"two sections are called '{title}'") for title, where in again(titles))
        for section in entry.sections:
            yield from _section_content(section)


def _section_content(section: model.SectionSpec) -> Iterator[Problem]:
    for field, kind in {"periods": "periods", "statements": "consequences"}.items():
        given = bool(getattr(section, field))
        if section.kind == kind and not given:
            yield Problem(section.where, f"a section of the kind {kind!r} needs {field!r}")
        if section.kind != kind and given:
            yield Problem(
                section.where.at(field),
                f"a section of the kind {section.kind!r} prints no {field!r}",
                f"Only {kind!r} does",
            )
    for before, period in pairwise(section.periods):
        if period.span.first <= before.span.first:
            what = f"the period {period.span.text} does not begin after the one above it, {before.span.text}"
            yield Problem(period.where.at("span"), what, "Put the periods in the order of their first days")

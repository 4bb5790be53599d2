"""Rules for briefs: that there is something to print, and that each section holds what its kind needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import pairwise

from briefs.content import model
from briefs.content.check.entries import again, entries, in_words, printed
from briefs.errors import Problem, Where, closest
from briefs.language.tables import languages

SectionKinds = Mapping[str, tuple[str, ...]]
"""Each kind of section with the fields that it needs and that no kind without that need may have."""


def nothing_to_print(library: model.Library) -> Iterator[Problem]:
    """A project has a source and a brief: without them there is no day to build for, and nothing to build."""
    for kind, need in {"sources": "a document", "audiences": "an audience", "briefs": "a brief"}.items():
        if not getattr(library, kind) and not library.broken:
            yield Problem(
                Where(f"content/{kind}"), f"this project has no {kind}", f"Write a YAML file for {need} there"
            )


def languages_of_briefs(library: model.Library) -> Iterator[Problem]:
    """What names its languages names one of the project's, or nobody would ever see it."""
    limited: tuple[model.BriefSpec | model.Audience, ...] = (
        *library.briefs.values(),
        *library.audiences.values(),
    )
    for entry in limited:
        if entry.languages and not set(entry.languages) & set(library.project.languages):
            hint = f"The project's languages are {in_words(library.project.languages)}"
            yield Problem(entry.where.at("languages"), "none of these is a language of the project", hint)


def one_full_audience(library: model.Library) -> Iterator[Problem]:
    """Only one audience is given everything, so that the others can say where the rest stands."""
    full = [audience for audience in library.audiences.values() if audience.full]
    for audience in full[1:]:
        what = f"{full[0].id!r} is already the audience that is given everything"
        yield Problem(audience.where.at("full"), what, "Only one audience may be 'full'")


_LIMITS = ("pages", "words", "least_weight", "at_most")


def limits_of_full_audiences(library: model.Library) -> Iterator[Problem]:
    """An audience that is given everything has no budget and no limits, in no brief."""
    for audience in library.audiences.values():
        for entry in (audience, *audience.adaptations) if audience.full else ():
            for name in _LIMITS:
                if getattr(entry, name) is not None:
                    what = f"{name!r} cannot limit {audience.id!r}, which is 'full' and given everything"
                    yield Problem(entry.where.at(name), what)


def few_points(library: model.Library) -> Iterator[Problem]:
    """A brief opens with three points or more; one that tells what changed opens with the changes and may have none."""
    for brief in library.briefs.values():
        changes = any(section.kind == "changes" for section in brief.sections)
        if len(brief.points) < 3 and not (changes and not brief.points):
            yield Problem(
                brief.where.at("points"), f"a brief opens with at least 3 points, and this has {len(brief.points)}"
            )


def few_figures(library: model.Library) -> Iterator[Problem]:
    """Two to four key figures are seen at a glance; one is a sentence, and five are a table."""
    for entry in entries(library):
        if (
            isinstance(entry, (model.BriefSpec, model.Adaptation))
            and entry.figures
            and not 2 <= len(entry.figures) <= 4
        ):
            what = f"a brief has 2 to 4 key figures, and this has {len(entry.figures)}"
            yield Problem(entry.where.at("figures"), what)
        if isinstance(entry, model.KeyFigure):
            for text in printed(entry):
                if text.field == "shows" and not any(model.placeholders(text.words)):
                    hint = "Write {figure-id} or a count, as {demands.in_force}"
                    yield Problem(text.where, "'shows' names no figure and no count", hint)


def unknown_comes_last(library: model.Library) -> Iterator[Problem]:
    """What is not known is said once, after what is."""
    for entry in entries(library):
        if not isinstance(entry, (model.BriefSpec, model.Adaptation)):
            continue
        unknown = [section for section in entry.sections if section.kind == "unknown"]
        after = [section for section in entry.sections if section.kind not in {"unknown", "glossary", "corrections"}]
        yield from (Problem(section.where, "a brief says once what is not known") for section in unknown[1:])
        if unknown and after and entry.sections.index(unknown[0]) < entry.sections.index(after[-1]):
            hint = "Only the glossary and the corrections come after it"
            yield Problem(unknown[0].where, "what is not known comes last", hint)


def sections_of_briefs(library: model.Library) -> Iterator[Problem]:
    """The sections of a brief bear titles of their own, and their periods follow each other."""
    for entry in entries(library):
        if not isinstance(entry, (model.BriefSpec, model.Adaptation)):
            continue
        for language in languages():
            titles = (
                (title.get(language), title.where)
                for section in entry.sections
                if (title := section.title).has(language)
            )
            yield from (Problem(where, f"two sections are called '{title}'") for title, where in again(titles))
        for section in entry.sections:
            yield from _periods_in_order(section)


def limits_of_sections(library: model.Library, unlimited: Collection[str]) -> Iterator[Problem]:
    """A section sets no limit where its kind does not choose among records or statements."""
    for section in entries(library):
        if isinstance(section, model.SectionSpec) and section.kind in unlimited:
            for name in ("least_weight", "at_most"):
                if getattr(section, name) is not None:
                    what = f"a section of the kind {section.kind!r} has nothing that {name!r} could leave out"
                    yield Problem(section.where.at(name), what, f"Take out {name!r}")


def section_kinds(library: model.Library, kinds: SectionKinds) -> Iterator[Problem]:
    """Every section is of a kind that can be built and has what its kind needs."""
    for section in entries(library):
        if not isinstance(section, model.SectionSpec):
            continue
        if section.kind not in kinds:
            hint = closest(section.kind, kinds) or f"It may be {in_words(kinds, joint='or')}"
            yield Problem(section.where.at("kind"), f"'kind' cannot be {section.kind!r}", hint)
        else:
            yield from _fields_of_kind(section, kinds)


def _fields_of_kind(section: model.SectionSpec, kinds: SectionKinds) -> Iterator[Problem]:
    for field in dict.fromkeys(field for needs in kinds.values() for field in needs):
        given, needed = bool(getattr(section, field)), field in kinds[section.kind]
        if needed and not given:
            yield Problem(section.where, f"a section of the kind {section.kind!r} needs {field!r}")
        if given and not needed:
            those = [repr(kind) for kind, needs in kinds.items() if field in needs]
            yield Problem(
                section.where.at(field),
                f"a section of the kind {section.kind!r} prints no {field!r}",
                f"Only {' and '.join(those)} {'does' if len(those) == 1 else 'do'}",
            )


def wide_periods(library: model.Library) -> Iterator[Problem]:
    """A period is no wider than the events in it: a heading of ten years says that something was so in all of them."""
    dates = sorted((event.date for event in library.events.values()), key=lambda when: when.first)
    for section in entries(library):
        if not isinstance(section, model.SectionSpec) or any(_periods_in_order(section)):
            continue
        for index, period in enumerate(section.periods):
            following = section.periods[index + 1].span.first if index + 1 < len(section.periods) else date.max
            span = period.span
            held = [when for when in dates if (not index or when.first >= span.first) and when.first < following]
            if not held:
                continue
            first, last = held[0].first.year, max(when.last.year for when in held)
            if (span.start and span.first.year < first) or (span.end and span.last.year > last):
                until = "on" if last == date.max.year else f"to {last}"
                what = f"the period {span.text} is wider than its events, from {first} {until}"
                hint = "The heading prints the years that they fill"
                yield Problem(period.where.at("span"), what, hint, severity="warning")


def _periods_in_order(section: model.SectionSpec) -> Iterator[Problem]:
    for before, period in pairwise(section.periods):
        if period.span.first <= before.span.first:
            what = f"the period {period.span.text} does not begin after the one above it, {before.span.text}"
            yield Problem(period.where.at("span"), what, "Put the periods in the order of their first days")

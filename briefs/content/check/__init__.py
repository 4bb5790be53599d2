"""What is wrong with a library as a whole: references, evidence, dates, languages and the way texts are written.

Pure: a library comes in, problems come out, each at the value to mend. `check` is always run; `freshness` needs today's
date and
`translations` is asked for.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from briefs.content import model
from briefs.dates import Edtf
from briefs.errors import Problem, Where, closest
from briefs.language.tables import Language, languages

Rule = Callable[[model.Library], Iterable[Problem]]

COUNTS: tuple[str, ...] = (
    "demands.total",
    "demands.answered",
    "demands.partly",
    "demands.undocumented",
    "measures.total",
    *(f"measures.{status}" for status in model.STATUSES),
    "measures.overdue",
    "sources.total",
    "events.total",
)
DAYS: tuple[str, ...] = ("changes.since", "changes.until")


def check(library: model.Library, *, partial: bool = False) -> tuple[Problem, ...]:
    """All problems of a library by file, line and column; of a `partial` one, with whole files unread, only those of
    its records alone.
    """
    rules = RULES if partial else (*RULES, *CROSS_RULES)
    return _in_order(problem for rule in rules for problem in rule(library))


def freshness(library: model.Library, *, today: date) -> tuple[Problem, ...]:
    """What has to be looked at again by that day: warnings, for time has passed and nobody has made a mistake."""
    rules = (_reviews_due, _deadlines_passed, _plans_passed, _superseded_sources)
    return _in_order(problem for rule in rules for problem in rule(library, today))


def translations(library: model.Library) -> tuple[Problem, ...]:
    """Each text that lacks one of the project's languages, or whose bokmål has changed since it was translated."""
    return _in_order([*_missing_languages(library), *_outdated_translations(library)])


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.where.file, p.where.line, p.where.column, p.what)))


# --- walking
# ---------------------------------------------------------------------------------------------------------------------

KINDS = (
    "sources",
    "actors",
    "figures",
    "events",
    "series",
    "demands",
    "measures",
    "tensions",
    "corrections",
    "audiences",
    "briefs",
)


def _records(library: model.Library) -> Iterator[model.Entry]:
    yield library.project
    for kind in KINDS:
        yield from getattr(library, kind).values()


def _fields(entry: model.Entry) -> Iterator[tuple[str, object]]:
    for name in type(entry).model_fields:
        if name != "where":
            yield name, getattr(entry, name)


def _inside(value: object) -> Iterator[model.Entry]:
    """An entry and all the entries in it."""
    if isinstance(value, model.Entry):
        yield value
        for _, field in _fields(value):
            yield from _inside(field)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)


def _entries(library: model.Library) -> Iterator[model.Entry]:
    for record in _records(library):
        yield from _inside(record)


class Printed(NamedTuple):
    """One text in one language, with the entry and the field that hold it."""

    entry: model.Entry
    field: str
    words: str
    where: Where
    language: Language


def _texts(entry: model.Entry) -> Iterator[tuple[str, model.Text]]:
    for name, value in _fields(entry):
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, model.Text):
                yield name, item


def _printed(entry: model.Entry) -> Iterator[Printed]:
    """The words of the texts that an entry itself holds."""
    for name, text in _texts(entry):
        for language in languages():
            if text.has(language):
                yield Printed(entry, name, text.get(language), text.where.at(language), language)


def _all_printed(library: model.Library) -> Iterator[Printed]:
    for entry in _entries(library):
        yield from _printed(entry)


def _cites(entry: model.Entry) -> Iterator[tuple[model.Citation, Where]]:
    """Every citation that an entry itself makes, with its place."""
    for name in ("cites", "unless_known", "met_by"):
        for index, cite in enumerate(getattr(entry, name, ())):
            yield cite, entry.where.at(name, index)


# --- references
# ------------------------------------------------------------------------------------------------------------------


def unknown_claims(library: model.Library) -> Iterator[Problem]:
    """A citation names a source and one of its claims."""
    for entry in _entries(library):
        for cite, where in _cites(entry):
            source = library.sources.get(cite.source)
            if source is None and cite.source not in library.broken:
                yield Problem(where, f"unknown source {cite.source!r}", closest(cite.source, library.sources))
            if source is not None and source.claim(cite.claim) is None:
                what = f"the source {cite.source!r} has no claim {cite.claim}"
                yield Problem(where, what, f"Its claims are 1 to {len(source.claims)}")


_REFERENCES: dict[type[model.Entry], dict[str, str]] = {
    model.Source: {"superseded_by": "source"},
    model.Claim: {"speaker": "actor"},
    model.Attribution: {"actor": "actor"},
    model.Actor: {"of": "actor"},
    model.Parties: {"members": "actor"},
    model.Event: {"actors": "actor"},
    model.Demand: {"series": "series", "by": "actor", "to": "actor", "themes": "theme"},
    model.Measure: {"owner": "actor", "themes": "theme"},
    model.Answer: {"demand": "demand"},
    model.Tension: {"about": "record"},
    model.Correction: {"record": "record"},
    model.SectionSpec: {"series": "series", "themes": "theme", "about": "record"},
    model.BriefSpec: {"audiences": "audience"},
    model.Adaptation: {"brief": "brief"},
}
_FAMILY = {(model.Source, "superseded_by"), (model.Actor, "of")}  # where a record of the same kind is named


def unknown_records(library: model.Library) -> Iterator[Problem]:
    """An id that names a record of another kind leads to one."""
    known = _known_ids(library)
    for entry in _entries(library):
        for field, kind in _REFERENCES.get(type(entry), {}).items():
            for name, where in _named(entry, field):
                if name not in known[kind] and name not in library.broken:
                    yield Problem(where, f"unknown {kind} {name!r}", closest(name, known[kind]))
                elif (type(entry), field) in _FAMILY and name == getattr(entry, "id", None):
                    yield Problem(where, f"{name!r} names itself under {field!r}")


def _known_ids(library: model.Library) -> dict[str, set[str]]:
    tables: dict[str, set[str]] = {kind.removesuffix("s"): set(getattr(library, kind)) for kind in KINDS}
    tables["series"] = tables.pop("serie")
    tables["theme"] = {theme.id for theme in library.project.themes}
    glossary = {entry.id for entry in library.project.glossary}
    return {**tables, "record": glossary.union(*tables.values())}


def _named(entry: model.Entry, field: str) -> Iterator[tuple[str, Where]]:
    value: str | tuple[str, ...] | None = getattr(entry, field)
    if isinstance(value, str):
        yield value, entry.where.at(field)
    for index, name in enumerate(value if isinstance(value, tuple) else ()):
        yield name, entry.where.at(field, index)


def repeated_references(library: model.Library) -> Iterator[Problem]:
    """The same thing named twice in one list is a slip of the hand, and would be printed twice."""
    for entry in _entries(library):
        for named in _lists(entry):
            yield from (Problem(where, f"'{name}' is given twice") for name, where in _again(named))


def _lists(entry: model.Entry) -> Iterator[Iterable[tuple[object, Where]]]:
    for field in _REFERENCES.get(type(entry), {}):
        yield _named(entry, field)
    for field in ("cites", "unless_known", "met_by"):
        yield ((cite, entry.where.at(field, index)) for index, cite in enumerate(getattr(entry, field, ())))
    match entry:
        case model.Project():
            yield ((theme.id, theme.where.at("id")) for theme in entry.themes)
            yield ((word.id, word.where.at("id")) for word in entry.glossary)
        case model.Measure():
            yield ((answer.demand, answer.where.at("demand")) for answer in entry.answers)
        case model.Audience():
            yield ((adaptation.brief, adaptation.where.at("brief")) for adaptation in entry.adaptations)


def _again(named: Iterable[tuple[object, Where]]) -> Iterator[tuple[object, Where]]:
    seen: set[object] = set()
    for name, where in named:
        if name in seen:
            yield name, where
        seen.add(name)


def unheard_adaptations(library: model.Library) -> Iterator[Problem]:
    """An audience adapts only briefs that are made for it."""
    for audience in library.audiences.values():
        for adaptation in audience.adaptations:
            brief = library.briefs.get(adaptation.brief)
            if brief is not None and audience.id not in brief.audiences:
                what = f"the brief {brief.id!r} is not made for the audience {audience.id!r}"
                yield Problem(adaptation.where.at("brief"), what, f"Add it to 'audiences' in {brief.where.file}")


def nothing_to_print(library: model.Library) -> Iterator[Problem]:
    """A project has a source and a brief: without them there is no day to build for, and nothing to build."""
    for kind, need in {"sources": "a document", "audiences": "an audience", "briefs": "a brief"}.items():
        if not getattr(library, kind) and not library.broken:
            yield Problem(
                Where(f"content/{kind}"), f"this project has no {kind}", f"Write a YAML file for {need} there"
            )


# --- sources
# ---------------------------------------------------------------------------------------------------------------------


def claim_numbers(library: model.Library) -> Iterator[Problem]:
    """Claims are numbered 1, 2, 3 … in their order, so that a number can be found."""
    for source in library.sources.values():
        for expected, claim in enumerate(source.claims, 1):
            if claim.number != expected:
                what = f"this is claim {claim.number}, where {expected} is expected"
                yield Problem(claim.where.at("number"), what, "Number the claims 1, 2, 3 … in their order")
                break


def claim_paragraphs(library: model.Library) -> Iterator[Problem]:
    """A claim names a paragraph that the document has and that says something."""
    for source in library.sources.values():
        for claim in source.claims:
            where = claim.where.at("paragraph")
            if claim.paragraph > source.paragraphs:
                yield Problem(
                    where, f"there is no paragraph {claim.paragraph}", f"The document has {source.paragraphs}"
                )
            elif claim.paragraph in source.silent_paragraphs:
                yield Problem(
                    where, f"paragraph {claim.paragraph} is listed as silent", "Mend the number, or 'silent_paragraphs'"
                )


def uncovered_paragraphs(library: model.Library) -> Iterator[Problem]:
    """Every paragraph either has a claim or is said to be silent."""
    for source in library.sources.values():
        claimed = {claim.paragraph for claim in source.claims}
        for index, paragraph in enumerate(source.silent_paragraphs):
            if not 1 <= paragraph <= source.paragraphs:
                where = source.where.at("silent_paragraphs", index)
                yield Problem(where, f"there is no paragraph {paragraph}", f"The document has {source.paragraphs}")
        missing = [
            n
            for n in range(1, min(source.paragraphs, 10_000) + 1)
            if n not in claimed and n not in source.silent_paragraphs
        ]
        if missing:
            what = f"no claim covers paragraph {', '.join(map(str, missing[:12]))}{' …' if len(missing) > 12 else ''}"
            yield Problem(
                source.where.at("paragraphs"),
                what,
                "Write a claim, or list it under 'silent_paragraphs' if it says nothing",
            )


def source_files(library: model.Library) -> Iterator[Problem]:
    """Each source has a document of its own, named without a folder."""
    owner: dict[str, str] = {}
    for source in library.sources.values():
        where = source.where.at("file")
        if "/" in source.file or "\\" in source.file:
            yield Problem(where, f"{source.file!r} names a folder", "Give the name of the file alone")
        if source.file in owner:
            yield Problem(where, f"the document {source.file!r} belongs to the source {owner[source.file]!r}")
        owner.setdefault(source.file, source.id)


# --- evidence
# --------------------------------------------------------------------------------------------------------------------


def unsupported_figures(library: model.Library) -> Iterator[Problem]:
    """A text that cites claims prints a figure only from a source that it cites, or the source mark would not lead to
    the number.
    """
    for entry, cited in _citing(library):
        if not cited <= set(library.sources):
            continue  # said by unknown_claims
        for text in _printed(entry):
            for figure in _figures_in(text, library):
                carriers = {cite.source for cite in figure.cites}
                if figure is not entry and not carriers & cited and carriers <= set(library.sources):
                    hint = (
                        f"The figure cites {_listed(carriers)}, the text {_listed(cited)}: cite the claim that "
                        f"gives the number"
                    )
                    yield Problem(text.where, f"{{{figure.id}}} stands on no source of this text", hint)


def _citing(library: model.Library) -> Iterator[tuple[model.Entry, set[str]]]:
    """The entries whose texts stand on sources, with these sources: what cites claims, and a source and all in it."""
    for record in _records(library):
        for entry in _inside(record):
            cited = {cite.source for cite in getattr(entry, "cites", ())}
            if isinstance(record, model.Source):
                yield entry, {record.id}
            elif cited:
                yield entry, cited


def _figures_in(text: Printed, library: model.Library) -> Iterator[model.Figure]:
    for reference in model.placeholders(text.words):
        if (figure := library.figures.get(reference.name)) is not None:
            yield figure


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def early_figures(library: model.Library) -> Iterator[Problem]:
    """A text without citations, such as a title, prints no figure that is not yet known when the text may first be
    printed.
    """
    if not library.sources:
        return
    first = min(source.known for source in library.sources.values())
    for record in _records(library):
        day = _known_from(record, library) or first
        for entry in _inside(record):
            if isinstance(record, model.Source) or bool(getattr(entry, "cites", ())):
                continue
            for text in _printed(entry):
                for figure in _figures_in(text, library):
                    known = min(_days_known(figure.cites, library), default=day)
                    if known > day:
                        what = f"{{{figure.id}}} is not known before {known}, and this text may be printed from {day}"
                        yield Problem(text.where, what, "Say it in a statement that cites the claim")


def _known_from(record: model.Entry, library: model.Library) -> date | None:
    """The day from which a record of the synthesis is known, by the statements that it stands on; None for what is
    always there.
    """
    match record:
        case model.Event() | model.Demand() | model.Measure():
            return min(_statement_known(statement, library) for statement in record.statements)
        case model.Series():
            return min(_statement_known(statement, library) for statement in record.lead)
        case model.Tension():
            return max(_statement_known(side, library) for side in record.sides)
    return None


def _statement_known(statement: model.Statement, library: model.Library) -> date:
    return max(_days_known(statement.cites, library), default=date.min)


def _days_known(cites: Iterable[model.Citation], library: model.Library) -> list[date]:
    return [library.sources[cite.source].known for cite in cites if cite.source in library.sources]


def late_series(library: model.Library) -> Iterator[Problem]:
    """A series is known as soon as one of its demands is, for the demand is printed under its name."""
    for demand in library.demands.values():
        series = library.series.get(demand.series)
        if series is None:
            continue
        series_day, day = _known_from(series, library), _known_from(demand, library)
        if series_day and day and series_day > day:
            what = f"the demand is known from {day}, its series {series.id!r} only from {series_day}"
            yield Problem(
                demand.where.at("series"), what, "Let a statement under the series' 'lead' cite the older source"
            )


# --- figures, dates and statuses
# -------------------------------------------------------------------------------------------------


def figure_shapes(library: model.Library) -> Iterator[Problem]:
    """A figure's unit, noun, range and precision belong together."""
    for figure in library.figures.values():
        where = figure.where
        if figure.unit == "count" and figure.noun is None:
            yield Problem(
                where.at("unit"),
                "a count needs a 'noun'",
                "Say what is counted: noun: {one: {nb: by}, other: {nb: byer}}",
            )
        if figure.unit != "count" and figure.noun is not None:
            yield Problem(
                where.at("noun"),
                f"a figure in {figure.unit!r} has no 'noun'",
                "Only what has the unit 'count' is counted",
            )
        if figure.to is not None and figure.to <= figure.value:
            yield Problem(where.at("to"), f"'to' is {figure.to}, not above 'value', {figure.value}")
        if figure.unit == "NOK" and any(amount % 1 for amount in (figure.value, figure.to) if amount is not None):
            yield Problem(where.at("value"), "an amount is given in whole kroner")
        if figure.precision == "many" and (
            figure.to is not None or not re.fullmatch("10+", f"{figure.value:f}".partition(".")[0])
        ):
            what = "'many' goes with a power of ten and no 'to'"
            yield Problem(where.at("value"), what, "«mange hundre tusen» is 100000")


def log_order(library: model.Library) -> Iterator[Problem]:
    """A measure's log runs forward in time."""
    for measure in library.measures.values():
        for before, entry in pairwise(measure.log):
            if entry.date.last < before.date.first:
                what = f"{entry.date.text} comes before {before.date.text}, the entry above it"
                yield Problem(entry.where.at("date"), what, "Put the log in the order of its dates")


def plans_as_facts(library: model.Library) -> Iterator[Problem]:
    """What a source tells of a later day is a plan, and a plan is never told as done."""
    for measure in library.measures.values():
        for entry in measure.log:
            if entry.warrant == "schedule" and entry.status in ("in-force", "completed"):
                what = f"a schedule does not make a measure {entry.status!r}"
                yield Problem(
                    entry.where.at("status"), what, "Give the day as a 'deadline', or the status that the plan has now"
                )
            if entry.warrant != "schedule" and _is_later(entry.date, entry.cites, library):
                what = f"{entry.date.text} is later than every source that the entry cites"
                yield Problem(entry.where.at("date"), what, "What was still to come has the warrant 'schedule'")
    for event in library.events.values():
        cites = tuple(cite for statement in event.statements for cite in statement.cites)
        if not event.planned and _is_later(event.date, cites, library):
            what = f"{event.date.text} is later than every source that tells of the event"
            yield Problem(event.where.at("date"), what, "Say 'planned: true', or cite a source that documents it")
        if (
            event.planned
            and (days := _source_dates(cites, library))
            and all(event.date.last < day.first for day in days)
        ):
            what = "the event is planned, but every source that tells of it is younger"
            yield Problem(event.where.at("planned"), what, "Leave 'planned' out, or cite the source that announced it")


def _is_later(when: Edtf, cites: Iterable[model.Citation], library: model.Library) -> bool:
    days = _source_dates(cites, library)
    return bool(days) and all(when.first > day.last for day in days)


def _source_dates(cites: Iterable[model.Citation], library: model.Library) -> list[Edtf]:
    """The dates of the sources cited; none where one of them could not be read."""
    names = {cite.source for cite in cites}
    return [library.sources[name].date for name in names] if names <= set(library.sources) else []


def correction_days(library: model.Library) -> Iterator[Problem]:
    """A mistake is corrected after it was made."""
    for correction in library.corrections.values():
        if correction.corrected < correction.wrong_since:
            yield Problem(
                correction.where.at("corrected"), f"it is corrected before it was wrong, {correction.wrong_since}"
            )


def series_numbers(library: model.Library) -> Iterator[Problem]:
    """The demands of a series are numbered 1 to n, each once."""
    if library.broken:
        return  # the missing number may be the broken record's
    for series in library.series:
        demands = sorted(
            (demand for demand in library.demands.values() if demand.series == series), key=lambda demand: demand.number
        )
        wrong = next(
            ((demand, expected) for expected, demand in enumerate(demands, 1) if demand.number != expected), None
        )
        if wrong is not None:
            demand, expected = wrong
            lack = f"two demands {demand.number}" if demand.number < expected else f"no demand {expected}"
            yield Problem(
                demand.where.at("number"),
                f"the series {series!r} has {lack}",
                f"Number its demands from 1 to {len(demands)}",
            )


# --- briefs
# ----------------------------------------------------------------------------------------------------------------------


def few_points(library: model.Library) -> Iterator[Problem]:
    """A brief opens with three points or more; one that tells what changed opens with the changes, and may have none."""
    for brief in library.briefs.values():
        changes = any(section.kind == "changes" for section in brief.sections)
        if len(brief.points) < 3 and not (changes and not brief.points):
            yield Problem(
                brief.where.at("points"), f"a brief opens with at least 3 points, and this has {len(brief.points)}"
            )


def sections_of_briefs(library: model.Library) -> Iterator[Problem]:
    """The sections of a brief bear titles of their own and hold what their kind needs."""
    for entry in _entries(library):
        if not isinstance(entry, (model.BriefSpec, model.Adaptation)):
            continue
        for language in languages():
            titles = (
                (title.get(language), title.where)
                for section in entry.sections
                if (title := section.title).has(language)
            )
            yield from (Problem(where, f"two sections are called '{title}'") for title, where in _again(titles))
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


# --- languages and the way texts are written
# -------------------------------------------------------------------------------------


def _missing_languages(library: model.Library) -> Iterator[Problem]:
    """Every text exists in each of the project's languages, or in its record's own; there is no fall-back."""
    own = _own_languages(library)
    for entry in _entries(library):
        if isinstance(entry, model.Text):
            languages = own.get(id(entry), library.project.languages)
            for language in languages:
                if not entry.has(language):
                    whose = "The project's" if languages is library.project.languages else "This record's"
                    hint = f"{whose} languages are {_in_words(languages)}"
                    yield Problem(entry.where, f"this text is missing in {language!r}", hint)


def _own_languages(library: model.Library) -> dict[int, tuple[Language, ...]]:
    """The languages of texts that only some languages print, by identity: those of a section or a word for foreign
    readers.
    """
    limited = (
        entry
        for entry in _entries(library)
        if isinstance(entry, (model.GlossaryEntry, model.SectionSpec)) and entry.languages
    )
    return {id(text): entry.languages for entry in limited for _, text in model.texts(entry)}


def _outdated_translations(library: model.Library) -> Iterator[Problem]:
    for text in _entries(library):
        if not isinstance(text, model.Text) or text.nb is None:
            continue
        now = model.fingerprint(text.nb)
        for language in library.project.languages:
            if language == "nb" or not text.has(language):
                continue
            key = f"{language}_of"
            made_from = getattr(text, key)
            if made_from is None:
                what = f"nothing tells which bokmål text {language!r} translates"
                yield Problem(text.where.at(language), what, f"If it fits the present one, add {key}: '{now}'")
            elif made_from != now:
                what = f"the bokmål text has changed since {language!r} was translated"
                yield Problem(text.where.at(key), what, f"Translate it again, and write {key}: '{now}'")


def _in_words(names: Iterable[str]) -> str:
    *most, last = map(repr, names)
    return f"{', '.join(most)} and {last}" if most else last


_HOW_TO_REFER = "Write {figure-id}, {figure-id|value}, or a date as in {2022-12-01}"


def references_in_texts(library: model.Library) -> Iterator[Problem]:
    """What stands in braces names a figure, a date or a count, and a style that it can be set in."""
    for text in _all_printed(library):
        whole = list(model.placeholders(text.words))
        for reference in whole:
            yield from _reference_problems(reference, text, library)
        braces = sum(text.words[ref.start : ref.end].count("{") for ref in whole)
        if (text.words.count("{"), text.words.count("}")) != (braces, braces):
            yield Problem(text.where, "a brace that opens or closes no reference", _HOW_TO_REFER)


def _reference_problems(reference: model.Placeholder, text: Printed, library: model.Library) -> Iterator[Problem]:
    shown = text.words[reference.start : reference.end]
    if reference.is_date or reference.name in (*COUNTS, *DAYS):
        if reference.style:
            yield Problem(text.where, f"{shown}: only a figure has a style", f"Write {{{reference.name}}}")
    elif reference.name not in library.figures:
        if reference.name not in library.broken:
            near = closest(reference.name, {*library.figures, *COUNTS, *DAYS})
            yield Problem(text.where, f"{shown} names no figure, date or count", near)
    elif reference.style not in model.PLACEHOLDER_STYLES:
        styles = [style for style in model.PLACEHOLDER_STYLES if style]
        near = closest(reference.style, styles)
        yield Problem(
            text.where, f"{shown}: unknown style {reference.style!r}", near or f"The styles are {_in_words(styles)}"
        )


_NAMES: dict[type[model.Entry], set[str]] = {
    model.Actor: {"name", "short"},
    model.Attribution: {"name"},
    model.GlossaryEntry: {"term"},
    model.Noun: {"one", "other"},
    model.Project: {"publisher"},
}


def literal_digits(library: model.Library) -> Iterator[Problem]:
    """A number in running text is a reference, so that it stands in one place; names and glossary terms may have
    digits.
    """
    for text in _all_printed(library):
        if text.field in _NAMES.get(type(text.entry), ()):
            continue
        if found := re.search(r"\w*\d(?:[\d.,\s]*\d)?\w*", _without_references(text.words)):
            yield Problem(text.where, f"the number '{found[0]}' is written in the text", _HOW_TO_REFER)


_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


def _without_references(words: str) -> str:
    """The words with one sign in place of each reference, so that what stands around it stays apart."""
    return re.sub(r"\{[^{}]*\}", _OBJECT, words)


_WRITING: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r'"'), "a straight quotation mark", "Write «…», in English “…”"),
    (re.compile(r"'|`|´"), "a straight apostrophe", "Write ’, or ‘…’ inside a quotation"),
    (re.compile(r"(?:^|\s)--?(?=\s|$)|--"), "a hyphen used as a dash", "Write –"),
    (
        re.compile(rf"{_OBJECT}-{_OBJECT}"),
        "a hyphen between two numbers",
        "Write –, or one reference to the range, as in {2007/2017}",
    ),
    (re.compile(rf"(?:^|[\s(])-{_OBJECT}"), "a hyphen used as a minus sign", "Let the figure have a negative value"),
    (re.compile(r"\.\.\."), "three full stops", "Write …"),
    (re.compile(r"\s\s"), "two spaces in a row", "Write one"),
    (re.compile(r"\s[.,;:!?](?=\s|$)"), "a space before a punctuation mark", "Take it out"),
)


def ways_of_writing(library: model.Library) -> Iterator[Problem]:
    """Quotation marks, dashes and spaces are those of print."""
    for text in _all_printed(library):
        words = _without_references(text.words)
        for pattern, what, hint in _WRITING:
            if found := pattern.search(words):
                yield Problem(text.where, f"{what} in «{_around(words, *found.span())}»", hint)


def _around(words: str, start: int, end: int) -> str:
    """A few words about a place in a text, so that an editor finds it."""
    before = words[max(0, start - 16) : start].partition(" ")[2] if start > 16 else words[:start]
    after = words[end : end + 16].rpartition(" ")[0] if len(words) > end + 16 else words[end:]
    return f"{before}{words[start:end]}{after}".replace(_OBJECT, "{…}").strip()


def unseen_characters(library: model.Library) -> Iterator[Problem]:
    """No text holds what cannot be seen: a soft hyphen makes lines run off the page, others break searching and
    listening.
    """
    for entry in _entries(library):
        for name, value in _fields(entry):
            for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(item, str):
                    yield from _unseen(item, entry.where.at(name, index))
    for word, parts in library.project.hyphenation.items():
        yield from _unseen(word + parts, library.project.where.at("hyphenation"))


def hyphenation_spells(library: model.Library) -> Iterator[Problem]:
    """A word and its breaks spell the same, or a line would break in the middle of a syllable."""
    for word, parts in library.project.hyphenation.items():
        if re.sub(r"[-\u00ad]", "", parts).lower() != word.replace("-", "").lower():
            hint = "Write the word with a hyphen at each break"
            yield Problem(library.project.where.at("hyphenation"), f"{parts!r} does not spell {word!r}", hint)


def _unseen(words: str, where: Where) -> Iterator[Problem]:
    for character in dict.fromkeys(words):
        if character == "\N{SOFT HYPHEN}":
            hint = "Take it out: the program hyphenates, and 'hyphenation' in project.yaml says where it is to differ"
            yield Problem(where, "a soft hyphen, U+00AD", hint)
        elif unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}:
            yield Problem(where, f"a character that cannot be seen, U+{ord(character):04X}", "Take it out")
    if not unicodedata.is_normalized("NFC", words):
        yield Problem(where, "a letter is put together of two characters", "Write it as one, as å is (Unicode NFC)")


RULES: tuple[Rule, ...] = (
    repeated_references,
    claim_numbers,
    claim_paragraphs,
    uncovered_paragraphs,
    source_files,
    figure_shapes,
    log_order,
    correction_days,
    few_points,
    sections_of_briefs,
    _missing_languages,
    literal_digits,
    ways_of_writing,
    unseen_characters,
    hyphenation_spells,
)
CROSS_RULES: tuple[Rule, ...] = (
    nothing_to_print,
    unknown_claims,
    unknown_records,
    unheard_adaptations,
    unsupported_figures,
    early_figures,
    late_series,
    plans_as_facts,
    series_numbers,
    references_in_texts,
)


# --- what time does to content
# ---------------------------------------------------------------------------------------------------


def _warning(where: Where, what: str, hint: str = "") -> Problem:
    return Problem(where, what, hint, severity="warning")


def _reviews_due(library: model.Library, today: date) -> Iterator[Problem]:
    """Records and sources whose day of review has come; the project's rule holds for sources that have none."""
    for record in _records(library):
        own: model.Review | None = getattr(record, "review", None)
        review = own or (library.project.review if isinstance(record, model.Source) else None)
        if review is None or isinstance(record, model.Project):
            continue
        newest = _newest(record, library)
        due = review.on or (_months_later(newest, review.after_months or 0) if newest else None)
        if due is not None and due <= today:
            where = record.where.at("review") if own else record.where.at("date")
            name = getattr(record, "id", record.where.file)
            yield _warning(
                where, f"{name!r} was due for review on {due}", "Look at it again, and set a new day under 'review'"
            )


def _newest(record: model.Entry, library: model.Library) -> date | None:
    """The newest day that a record documents: its own dates, and when the sources it cites were known."""
    days = [
        library.sources[cite.source].known
        for entry in _inside(record)
        for cite, _ in _cites(entry)
        if cite.source in library.sources
    ]
    dates = [
        entry.date
        for entry in _inside(record)
        if isinstance(entry, (model.Source, model.Event, model.LogEntry, model.Role))
    ]
    days += [(end.last if (end := when.end) else when.first) for when in dates]
    return max(days, default=None)


def _months_later(day: date, months: int) -> date | None:
    """The same day so many months on, or the last of a shorter month; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _deadlines_passed(library: model.Library, today: date) -> Iterator[Problem]:
    deadlines = {demand.id: demand.deadline for demand in library.demands.values()}
    deadlines |= {measure.id: measure.deadline for measure in library.measures.values()}
    for name, deadline in deadlines.items():
        if deadline is not None and not deadline.met_by and deadline.date.last < today:
            what = f"the deadline {deadline.date.text} of {name!r} has passed, and no claim documents the outcome"
            yield _warning(deadline.where.at("date"), what, "Cite the claim under 'met_by' when there is one")


def _plans_passed(library: model.Library, today: date) -> Iterator[Problem]:
    for event in library.events.values():
        if event.planned and event.date.last < today:
            what = f"{event.id!r} was planned for {event.date.text}, which has passed"
            yield _warning(
                event.where.at("date"), what, "Cite a source that tells whether it happened, and leave 'planned' out"
            )


def _superseded_sources(library: model.Library, today: date) -> Iterator[Problem]:
    for source in library.sources.values():
        successor = library.sources.get(source.superseded_by or "")
        if successor is None or successor.known > today:
            continue
        uses = [where for entry in _entries(library) for cite, where in _cites(entry) if cite.source == source.id]
        if uses:
            what = f"{source.id!r} is superseded by {successor.id!r} and still cited in {len(uses)} places"
            hint = f"The first is {min(uses, key=lambda where: (where.file, where.line, where.column))}"
            yield _warning(source.where.at("superseded_by"), what, hint)

"""Rules for documents, and for what stands on them: paragraphs, claims, and figures in texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefs.content import model
from briefs.content.check.entries import again, days_known, figures_in, inside, printed, records
from briefs.errors import Problem


def claim_numbers(library: model.Library) -> Iterator[Problem]:
    """A number that a claim gives is its place among those without an id, and no id is given twice."""
    for source in library.sources.values():
        drafts = {draft.number for draft in library.drafts_of(source.id) if draft.number}
        for expected, claim in zip(model.expected_numbers(source.claims, drafts), source.claims, strict=True):
            if claim.number != expected:
                what = f"this is claim {claim.number}, where {expected} is expected"
                hint = f"Leave 'number' out, or give a claim put in between an id, as in 'id: {claim.number}b'"
                yield Problem(claim.where.at("number"), what, hint)
                break
        ids = ((claim.id, claim.where.at("id")) for claim in source.claims if claim.id)
        yield from (Problem(where, f"the claim id '{id}' is given twice") for id, where in again(ids))


def claim_paragraphs(library: model.Library) -> Iterator[Problem]:
    """A claim names a paragraph that the document has and that says something."""
    for source in library.sources.values():
        for claim in source.claims:
            where = claim.where.at("paragraph")
            if source.paragraphs is not None and claim.paragraph > source.paragraphs:
                yield Problem(
                    where, f"there is no paragraph {claim.paragraph}", f"The document has {source.paragraphs}"
                )
            elif claim.paragraph in source.silent_paragraphs:
                yield Problem(
                    where, f"paragraph {claim.paragraph} is listed as silent", "Mend the number, or 'silent_paragraphs'"
                )


def uncovered_paragraphs(library: model.Library) -> Iterator[Problem]:
    """Every paragraph either has a claim or is said to be silent, where their number is known."""
    for source in library.sources.values():
        if source.paragraphs is None:
            continue
        claimed = {claim.paragraph for claim in source.claims}
        claimed |= {draft.paragraph for draft in library.drafts_of(source.id) if draft.paragraph}
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
                source.where.at("paragraphs" if source.gives("paragraphs") else "claims"),
                what,
                "Write a claim, or list it under 'silent_paragraphs' if it says nothing",
            )


def inferred_dates(library: model.Library) -> Iterator[Problem]:
    """A date that a document does not give outright says from what it was inferred."""
    for source in library.sources.values():
        if source.date.is_uncertain and source.date_basis is None:
            what = f"the date {source.date.text!r} is inferred, and nothing says from what"
            yield Problem(source.where.at("date"), what, "Say it in 'date_basis'")


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


def unsupported_figures(library: model.Library) -> Iterator[Problem]:
    """A text that cites claims prints a figure only from a source that it cites, or the source mark would not lead to
    the number.
    """
    for entry, cited in _citing(library):
        if not cited <= set(library.sources):
            continue  # reported by unknown_claims
        for text in printed(entry):
            for figure in figures_in(text, library):
                carriers = {cite.source for cite in figure.cites}
                if figure is not entry and not carriers & cited and carriers <= set(library.sources):
                    hint = (
                        f"The figure cites {_listed(carriers)}, the text {_listed(cited)}: cite the claim that "
                        f"gives the number"
                    )
                    yield Problem(text.where, f"{{{figure.id}}} stands on no source of this text", hint)


def _citing(library: model.Library) -> Iterator[tuple[model.Entry, set[str]]]:
    """The entries whose texts stand on sources, with these sources: what cites claims, and a source and all in it."""
    for record in records(library):
        for entry in inside(record):
            cited = {cite.source for cite in getattr(entry, "cites", ())}
            if isinstance(record, model.Source):
                yield entry, {record.id}
            elif cited:
                yield entry, cited


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def early_figures(library: model.Library) -> Iterator[Problem]:
    """A text without citations, such as a title, prints no figure that is not yet known when the text may first be
    printed.
    """
    if not library.sources:
        return
    first = min(source.known for source in library.sources.values())
    for record in records(library):
        day = _known_from(record, library) or first
        for entry in inside(record):
            if isinstance(record, model.Source) or bool(getattr(entry, "cites", ())):
                continue
            for text in printed(entry):
                for figure in figures_in(text, library):
                    known = min(days_known(figure.cites, library), default=day)
                    if known > day:
                        what = f"{{{figure.id}}} is not known before {known}, and this text may be printed from {day}"
                        yield Problem(text.where, what, "Say it in a statement that cites the claim")


def _known_from(record: model.Entry, library: model.Library) -> date | None:
    """The day from which a record of the synthesis is known, by the statements that it stands on, or that of a meeting;
    None for what is always there.
    """
    match record:
        case model.Event() | model.Demand() | model.Measure():
            return _first_known(record.statements, library)
        case model.Series():
            return _first_known(record.lead, library)
        case model.Tension():
            return max(_statement_known(side, library) for side in record.sides)
        case model.Meeting():
            return record.date
    return None


def _first_known(statements: Iterable[model.Statement], library: model.Library) -> date:
    days = (_statement_known(statement, library) for statement in statements if statement.cites)
    return min(days, default=date.min)


def _statement_known(statement: model.Statement, library: model.Library) -> date:
    return max(days_known(statement.cites, library), default=date.min)


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

"""Rules for references: what names a record, a claim or a theme leads to one, and once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefs.content import model
from briefs.content.check.entries import again, cites_of, entries
from briefs.content.check.nearest import Nearest
from briefs.content.kinds import KINDS
from briefs.errors import Problem, Where


def unknown_claims(library: model.Library) -> Iterator[Problem]:
    """A citation names a source and one of its claims."""
    nearest = Nearest()
    for entry in entries(library):
        for cite, where in cites_of(entry):
            source = library.sources.get(cite.source)
            if source is None and cite.source not in library.broken:
                hint = _if_draft(cite.source, library) or nearest.to(cite.source, library.sources)
                yield Problem(where, f"unknown source {cite.source!r}", hint)
            if source is not None and source.claim(cite.claim) is None:
                what = f"the source {cite.source!r} has no claim {cite.claim}"
                yield Problem(where, what, _if_draft(str(cite), library) or f"Its claims are {_claims_of(source)}")


def _if_draft(name: str, library: model.Library) -> str:
    """What to do where a draft is named by what is none; "" where the name is no draft's."""
    draft = library.drafts.get(name)
    return f"It is a draft, in {draft.where}: finish it, or write 'draft: true' here too" if draft else ""


def _claims_of(source: model.Source) -> str:
    """The claims as one may cite them: «1 to 12», «1 to 12, and 3b, 7b»."""
    ids = [claim.id for claim in source.claims if claim.id]
    numbers = len(source.claims) - len(ids)
    return ", and ".join(filter(None, [f"1 to {numbers}" if numbers else "", ", ".join(ids)]))


_REFERENCES: dict[type[model.Entry], dict[str, str]] = {
    model.Source: {"superseded_by": "source"},
    model.Claim: {"speaker": "actor"},
    model.Attribution: {"actor": "actor"},
    model.Actor: {"of": "actor"},
    model.Parties: {"members": "actor"},
    model.Statement: {"absent": "demand or measure"},
    model.Event: {"actors": "actor"},
    model.Demand: {"series": "series", "by": "actor", "to": "actor", "themes": "theme"},
    model.Measure: {"owner": "actor", "part_of": "measure", "themes": "theme"},
    model.Answer: {"demand": "demand"},
    model.Tension: {"about": "record"},
    model.Correction: {"record": "record"},
    model.SectionSpec: {
        "series": "series",
        "themes": "theme",
        "about": "record",
        "only": "record",
        "without": "record",
        "audiences": "audience",
    },
    model.BriefSpec: {"audiences": "audience"},
    model.Adaptation: {"brief": "brief"},
    model.Meeting: {"previous": "meeting"},
    model.AttachedBrief: {"brief": "brief", "audience": "audience"},
    model.PostponedFrom: {"meeting": "meeting"},
    model.Outcome: {"measure": "measure"},
}
_FAMILY = {
    (model.Source, "superseded_by"),
    (model.Actor, "of"),
    (model.Measure, "part_of"),
    (model.Meeting, "previous"),
}  # where a record of the same kind is named


def unknown_records(library: model.Library) -> Iterator[Problem]:
    """An id that names a record of another kind leads to one."""
    known, nearest = _known_ids(library), Nearest()
    for entry in entries(library):
        for field, kind in _REFERENCES.get(type(entry), {}).items():
            for name, where in _record_ids(entry, field):
                if name not in known[kind] and name not in library.broken:
                    hint = _if_draft(name, library) or nearest.to(name, known[kind])
                    yield Problem(where, f"unknown {kind} {name!r}", hint)
                elif (type(entry), field) in _FAMILY and name == getattr(entry, "id", None):
                    yield Problem(where, f"{name!r} names itself under {field!r}")


def _known_ids(library: model.Library) -> dict[str, set[str]]:
    """What may be named, by the kind that a reference asks for; `record` is a record of any kind."""
    tables = {kind.name: set(kind.of(library)) for kind in KINDS}
    tables["theme"] = {theme.id for theme in library.project.themes}
    tables["demand or measure"] = tables["demand"] | tables["measure"]
    glossary = {entry.id for entry in library.project.glossary}
    return {**tables, "record": glossary.union(*tables.values())}


def _record_ids(entry: model.Entry, field: str) -> Iterator[tuple[str, Where]]:
    value: str | tuple[str, ...] | None = getattr(entry, field)
    if isinstance(value, str):
        yield value, entry.where.at(field)
    for index, name in enumerate(value if isinstance(value, tuple) else ()):
        yield name, entry.where.at(field, index)


def repeated_references(library: model.Library) -> Iterator[Problem]:
    """The same thing named twice in one list is a slip of the hand, and would be printed twice."""
    for entry in entries(library):
        for named in _lists(entry):
            yield from (Problem(where, f"'{name}' is given twice") for name, where in again(named))


def _lists(entry: model.Entry) -> Iterator[Iterable[tuple[object, Where]]]:
    for field in _REFERENCES.get(type(entry), {}):
        yield _record_ids(entry, field)
    for field in ("cites", "unless_known", "met_by"):
        yield ((cite, entry.where.at(field, index)) for index, cite in enumerate(getattr(entry, field, ())))
    match entry:
        case model.Project():
            yield ((theme.id, theme.where.at("id")) for theme in entry.themes)
            yield ((word.id, word.where.at("id")) for word in entry.glossary)
        case model.Measure():
            yield ((answer.demand, answer.where.at("demand")) for answer in entry.answers if not answer.unless_known)
        case model.Audience():
            yield ((adaptation.brief, adaptation.where.at("brief")) for adaptation in entry.adaptations)


def unheard_adaptations(library: model.Library) -> Iterator[Problem]:
    """An audience adapts only briefs that are made for it."""
    for audience in library.audiences.values():
        for adaptation in audience.adaptations:
            brief = library.briefs.get(adaptation.brief)
            if brief is not None and audience.id not in brief.audiences:
                what = f"the brief {brief.id!r} is not made for the audience {audience.id!r}"
                yield Problem(adaptation.where.at("brief"), what, f"Add it to 'audiences' in {brief.where.file}")

"""Kinds of sections: each is registered once, beside its builder, with what it needs and what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefs.content import model
from briefs.content.check import check
from briefs.content.model import Text
from briefs.edition.changes import changes
from briefs.edition.edition import EVERYBODY, Order, assemble, context_at, records_in
from briefs.edition.prose import Context, Line, Prose
from briefs.edition.sections import SECTIONS, needed_fields
from briefs.edition.sections.registry import SectionContext, SectionKind, is_left_out, section
from briefs.edition.snapshot import snapshot
from briefs.errors import BriefsError
from briefs.html.render import render
from tests.conftest import Project

TEMPLATES = Path(__file__).parents[2] / "templates/base/sections"
BRIEF = "content/briefs/oversikt.yaml"


def key_figures(context: Context, spec: model.SectionSpec) -> tuple[Line, ...]:
    """A kind of section that the package does not have: what each figure measures."""
    return tuple(
        Line(context.prose(figure.measures), context.marks(figure.cites)) for figure in context.library.figures.values()
    )


@pytest.fixture
def new_kind() -> Iterator[SectionKind]:
    """A kind that is registered for one test."""
    section("key-figures", prints=("figures",))(key_figures)
    yield SECTIONS["key-figures"]
    del SECTIONS["key-figures"]


def test_every_kind_has_a_template_and_every_template_a_kind() -> None:
    """A template of a kind that nobody builds would never be printed."""
    assert {path.stem for path in TEMPLATES.glob("*.html")} == set(SECTIONS)


def test_kinds_say_which_fields_they_need() -> None:
    """What `check` asks of a brief comes from the registry."""
    fields = set(model.SectionSpec.model_fields)
    assert {field for needs in needed_fields().values() for field in needs} == {"periods", "questions", "statements"}
    assert all(set(needs) <= fields for needs in needed_fields().values())


@pytest.mark.parametrize("kind", SECTIONS.values(), ids=SECTIONS)
def test_a_section_prints_the_records_that_its_kind_declares(project: Project, kind: SectionKind) -> None:
    """Besides them it prints figures and what it cites, and every kind of record is one of the library."""
    library = project.library()
    context = context_at(library, "nb", library.newest)
    earlier = snapshot(context_at(library, "nb", date(2021, 5, 1)))
    full = SectionContext.of(context, changes(earlier, snapshot(context), context))
    spec = next(iter(library.briefs.values())).sections[0].model_copy(update={"kind": kind.name})
    printed = records_in(kind.build(full, spec))
    tables = ("actors", "events", "series", "demands", "measures", "tensions", "corrections")
    assert {table for table in tables if printed & set(getattr(library, table))} <= set(kind.prints)
    assert all(getattr(library, table) is not None for table in kind.prints)


def test_a_new_kind_is_one_function(project: Project, new_kind: SectionKind) -> None:
    """Registered, it is known to `check` and built by `assemble`."""
    project.replace(BRIEF, "kind: timeline", "kind: key-figures")
    library = project.library()
    assert check(library, sections=needed_fields()) == ()
    edition = assemble(library, Order("oversikt", EVERYBODY, "nb", library.newest))
    printed = next(section for section in edition.sections if section.kind == "key-figures")
    assert printed.body == new_kind.build(_context(library), library.briefs["oversikt"].sections[0])


def test_a_kind_without_a_template_names_the_file_that_is_missing(project: Project, new_kind: SectionKind) -> None:
    """Whoever adds a kind is told where its template belongs."""
    project.replace(BRIEF, "kind: timeline", "kind: key-figures")
    library = project.library()
    edition = assemble(library, Order("oversikt", EVERYBODY, "nb", library.newest))
    with pytest.raises(BriefsError, match=r"templates/.*sections/key-figures\.html"):
        render(edition, project.root, "html")


def test_two_functions_cannot_build_one_kind() -> None:
    """The second would silently take the place of the first."""
    with pytest.raises(ValueError, match="two functions build sections of the kind 'timeline'"):
        section("timeline", prints=())(key_figures)


def test_a_section_without_content_is_left_out_unless_its_kind_says_otherwise(project: Project) -> None:
    """That nothing changed is worth a heading; an empty glossary is not."""
    library = project.library()
    context = _context(library)
    nothing = changes(snapshot(context), snapshot(context), context)
    assert not is_left_out("changes", nothing)
    assert is_left_out("glossary", ())
    assert not is_left_out("glossary", (Prose(("et ord",), "nb"),))


def test_a_section_of_tensions_with_no_tension_is_left_out_where_nothing_else_is_printed(project: Project) -> None:
    """What was inferred fills it only where the source marks tell paragraphs, as in the full edition."""
    library = project.library()
    basis = Text("Saken sier «i høst».")
    events = {id: event.model_copy(update={"basis": basis}) for id, event in library.events.items()}
    context = _context(replace(library, tensions={}, events=events))
    spec = next(iter(context.library.briefs.values())).sections[0].model_copy(update={"kind": "tensions"})
    assert is_left_out("tensions", SECTIONS["tensions"].build(context, spec))
    full = replace(context, marks_tell="paragraphs")
    assert not is_left_out("tensions", SECTIONS["tensions"].build(full, spec))


def test_measures_are_found_by_the_demand_that_they_answer(project: Project) -> None:
    """Each demand has the measures that answer it, in the order of the content."""
    library = project.library()
    context = _context(library)
    expected = {
        demand: [measure.id for measure in library.measures.values() for a in measure.answers if a.demand == demand]
        for demand in library.demands
    }
    assert {id: [measure.id for measure, _ in context.answers_to(id)] for id in library.demands} == expected
    assert any(expected.values())


def test_a_changed_context_counts_anew(project: Project) -> None:
    """What a context has worked out is not handed on to one with another library."""
    context = _context(project.library())
    assert context.codes
    assert replace(context, library=replace(context.library, measures={})).codes == {}


def _context(library: model.Library) -> SectionContext:
    context = context_at(library, "nb", library.newest)
    known = snapshot(context)
    return SectionContext.of(context, changes(known, known, context))


def test_a_claim_is_found_by_its_number(project: Project) -> None:
    """Of two with one number, which is a problem of its own, the first counts."""
    source = next(iter(project.library().sources.values()))
    first = source.claims[0]
    twice = source.model_copy(
        update={"claims": (*source.claims, first.model_copy(update={"text": Text("Noe annet.")}))}
    )
    assert twice.claim(first.key) == first
    assert source.claim(9999) is None


def test_a_month_that_a_document_states_is_no_inference(project: Project) -> None:
    """Only a date with reservations was worked out by somebody."""
    letter = "content/sources/brev-2021.yaml"

    def inferred() -> list[str]:
        page = render(
            assemble(project.library(), Order("oversikt", EVERYBODY, "nb", date(2021, 9, 20))), project.root, "pdf"
        )
        return [part for part in page.split("Datoer vi har utledet")[1:] if "Datoen er gitt sammen med brevet" in part]

    project.replace("content/audiences/alle.yaml", "id: alle", "id: alle\nmarks: paragraphs")
    project.replace(BRIEF, "    about: [lanetid]\n", "")
    project.replace(letter, "date: '2021-03-12'", "date: '2021-03'")
    assert not inferred()
    project.replace(letter, "date: '2021-03'", "date: '2021-03~'")
    assert inferred()

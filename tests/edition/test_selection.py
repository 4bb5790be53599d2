"""What an edition takes: weights and limits decide, the same in every language, and what is left out is said."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.content import model
from briefs.edition.data import edition_data
from briefs.edition.edition import Edition, Order, Section, assemble
from briefs.edition.prose import set_prose
from briefs.edition.sections.measures import MeasuresBody
from briefs.edition.selection import allowed, heaviest, selected
from briefs.errors import Where
from briefs.html.render import render
from tests.conftest import Project

BRIEF = "content/briefs/oversikt.yaml"
FULL = "content/audiences/full.yaml"
NOW = date(2021, 9, 20)
MEASURES = "  - kind: measures\n    title: Tiltakene\n"


def edition(project: Project, audience: str = "alle", language: str = "nb") -> Edition:
    """The small project's brief."""
    return assemble(project.library(), Order("oversikt", audience, language, NOW))


def section(made: Edition, kind: str) -> Section:
    """The edition's section of a kind."""
    return next(section for section in made.sections if section.kind == kind)


def measures(made: Edition) -> list[str]:
    """The ids of the measures that are listed."""
    return measures_of(section(made, "measures"))


def measures_of(listed: Section) -> list[str]:
    """The ids of the measures of one list."""
    assert isinstance(listed.body, MeasuresBody)
    return [measure.id for measure in listed.body.measures]


def weigh(project: Project, table: str, **weights: int) -> None:
    """Gives records of a file a weight."""
    for id, weight in weights.items():
        name = id.replace("_", "-")
        project.replace(f"content/{table}.yaml", f"  - id: {name}\n", f"  - id: {name}\n    weight: {weight}\n")


@pytest.mark.parametrize(
    ("limits", "taken"),
    [
        ({}, "abcd"),
        ({"least_weight": 3}, "abd"),
        ({"at_most": 2}, "ab"),
        ({"at_most": 3, "least_weight": 2}, "abd"),
        ({"only": ("c", "a")}, "ac"),
        ({"without": ("a",), "at_most": 1}, "b"),
    ],
)
def test_a_section_takes_the_heaviest_in_their_order(limits: dict[str, object], taken: str) -> None:
    """Of two that weigh the same the first is taken, and what is named decides before what weighs."""
    meaning = model.Text("x")
    terms = [
        model.GlossaryEntry(id=id, term=meaning, meaning=meaning, weight=weight)
        for id, weight in zip("abcd", (3, 5, 1, 3), strict=True)
    ]
    spec = model.SectionSpec(kind="glossary", title=meaning).model_copy(update=limits)
    assert "".join(term.id for term in selected(terms, spec)) == taken
    assert heaviest(terms, None) == tuple(terms)


def test_a_limit_of_a_section_leaves_out_and_says_so(project: Project) -> None:
    """The measure that weighs least is neither in the list nor silent; the drawing above still has all of them."""
    weigh(project, "measures", ubetjent_lordag=5)
    project.replace(BRIEF, MEASURES, MEASURES + "    least_weight: 4\n")
    made = edition(project)
    omitted = section(made, "measures").omitted
    assert measures(made) == ["ubetjent-lordag"]
    assert omitted is not None
    assert (omitted.kind, omitted.count) == ("measure", len(project.library().measures) - 1)
    assert "ubetjent-lordag" not in omitted.ids
    said = next(part for part in edition_data(made)["sections"] if part["kind"] == "measures")["omitted"]
    assert said == {"kind": "measure", "count": omitted.count, "ids": list(omitted.ids)}
    assert "tiltak er utelatt." in render(made, project.root, "html")


def test_counts_are_of_all_records_whatever_is_left_out(project: Project) -> None:
    """`{demands.total}` counts what is demanded, and not what is printed."""
    before = set_prose(edition(project).lead)
    project.replace(BRIEF, "series: [krav-2021]\n", "series: [krav-2021]\n    at_most: 1\n")
    assert set_prose(edition(project).lead) == before


def test_a_section_comes_before_the_adaptation_and_it_before_the_audience(project: Project) -> None:
    """Each limit by itself: a section that sets one still has the other from outside."""
    alle = "id: alle\nname: Alle\nat_most: 2\nleast_weight: 2\n"
    project.write("content/audiences/alle.yaml", alle)
    assert len(measures(edition(project))) == 2
    project.write("content/audiences/alle.yaml", alle + "adaptations:\n  - brief: oversikt\n    at_most: 1\n")
    assert len(measures(edition(project))) == 1
    project.replace(BRIEF, MEASURES, MEASURES + "    at_most: 3\n")
    assert len(measures(edition(project))) == 3


def test_the_limits_of_an_audience_leave_drawings_and_overviews_whole(project: Project) -> None:
    """They are for lists of records: where something is shown at a glance, it is all there."""
    whole = section(edition(project), "demand-overview").body
    project.write("content/audiences/alle.yaml", "id: alle\nname: Alle\nat_most: 1\n")
    assert section(edition(project), "demand-overview").body == whole
    assert section(edition(project), "demand-overview").omitted is None


def test_what_another_section_lists_is_not_left_out(project: Project) -> None:
    """Two lists that share the measures between them say nothing of each other's."""
    both = (
        MEASURES
        + "    only: [ubetjent-lordag]\n  - kind: measures\n    title: Andre tiltak\n    without: [ubetjent-lordag]\n"
    )
    project.replace(BRIEF, MEASURES, both)
    made = edition(project)
    lists = [part for part in made.sections if part.kind == "measures"]
    assert [listed.omitted for listed in lists] == [None, None]
    shown = [id for listed in lists for id in measures_of(listed)]
    assert sorted(shown) == sorted(project.library().measures)


def with_full(project: Project) -> None:
    """An audience that is given everything."""
    project.write(FULL, "id: full\nname: Full utgave\nfull: true\n")
    project.replace(BRIEF, "audiences: [alle, styre]", "pages: 1\naudiences: [alle, styre, full]")
    project.replace(BRIEF, MEASURES, MEASURES + "    at_most: 1\n    length: short\n")


def test_the_full_edition_has_no_limits_and_the_others_lead_to_it(project: Project) -> None:
    """Which audience is full is said by the project, and by no name."""
    with_full(project)
    full, alle = edition(project, "full"), edition(project)
    assert measures(full) == list(project.library().measures)
    assert (section(full, "measures").length, section(full, "measures").omitted) == ("full", None)
    assert (full.full, full.allowed.pages, alle.allowed.pages) == (None, None, 1)
    assert alle.full is not None and alle.full.page == "full.html"
    page = render(alle, project.root, "html")
    assert 'er utelatt. Se «<a href="full.html">Full utgave</a>».' in page
    assert "er utelatt. Se «Full utgave»." in render(alle, project.root, "pdf")


def test_a_section_may_be_for_some_audiences_only(project: Project) -> None:
    """What only the full edition has is not in the others."""
    with_full(project)
    project.replace(BRIEF, MEASURES, MEASURES + "    audiences: [full]\n")
    assert not any(part.kind == "measures" for part in edition(project).sections)
    assert section(edition(project, "full"), "measures")


def test_budgets_go_from_the_adaptation_to_the_audience_to_the_brief() -> None:
    """A mapping by language gives a language that it lacks the number of its first one."""
    text = model.Text("x")
    brief = model.BriefSpec(
        id="oversikt", label=text, title=text, lead=text, summary=text, audiences=("alle",), pages={"nb": 4, "en": 5},
        sections=(model.SectionSpec(kind="timeline", title=text),), words=1500, where=Where("brief"),
    )  # fmt: skip
    alle = model.Audience(id="alle", name=text)
    styre = model.Audience(id="styre", name=text, pages=2, adaptations=(model.Adaptation(brief="oversikt", words=700),))
    pages = [allowed(brief, alle, language).pages for language in ("nb", "nn", "en")]
    assert pages == [4, 4, 5]
    found = allowed(brief, styre, "en")
    assert (found.pages, found.words) == (2, 700)
    full = allowed(brief, alle.model_copy(update={"full": True}), "nb")
    assert (full.pages, full.words) == (None, None)


def test_points_are_the_heaviest(project: Project) -> None:
    """With no weights they are the first ones."""
    first = edition(project).points
    project.replace(BRIEF, "audiences: [", "most_points: 3\naudiences: [")
    assert edition(project).points == first[:3]
    project.replace(BRIEF, "    basis: Svaret nevner ikke", "    weight: 4\n    basis: Svaret nevner ikke")
    assert edition(project).points == (*first[:2], first[3])

"""Figures of any size are set without a problem: what is long or many never stops a PDF."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from briefs.build.pipeline import Wanted
from tests.build.test_pipeline import built, run_of
from tests.conftest import Project
from tests.edition.test_figures import DEMANDS, add_demand, add_demands, add_measures
from tests.html.test_logo import with_logo

pytestmark = pytest.mark.long

EVENTS = "content/events.yaml"


def add_event(project: Project, id: str, day: str, title: str = "Noe annet skjer i saken") -> None:
    text = (project.root / EVENTS).read_text(encoding="utf-8")
    text += f"""  - id: {id}
    date: '{day}'
    basis: Tiden er vår slutning.
    major: true
    title: {title}
    text: Noe skjedde.
    cites: [brev-2021/1]
"""
    project.write(EVENTS, text)


def pages(project: Project) -> int:
    (made,) = built(project, replace(run_of(project), formats=("pdf",)), Wanted(audiences=("alle",))).made
    assert made.pages is not None
    return made.pages


@pytest.mark.parametrize(("measures", "short"), [(40, "A"), (56, "Interkommunalt")])
def test_a_matrix_of_any_size_is_printed(project: Project, measures: int, short: str) -> None:
    """Turned, as a list, or with the long names of its series."""
    project.replace(DEMANDS, "short: Andre", f"short: {short}")
    add_measures(project, measures)
    assert pages(project) > 3


def test_three_series_with_long_names_are_printed(project: Project) -> None:
    """In the overview, beside each demand, in the matrix and in the evidence for it."""
    text = (project.root / DEMANDS).read_text(encoding="utf-8")
    extra = "".join(
        f"  - {{id: {id}, title: Krav fra flere, short: {short}, text: Kravene kom samlet., cites: [svar-2021/6]}}\n"
        for id, short in (("fylkene", "Fylkene"), ("inter", "Interkommunalt"))
    )
    project.write(
        DEMANDS, text.replace("demands:\n", f"{extra}demands:\n", 1).replace("short: Andre", "short: Kommunene")
    )
    add_demand(project, "krav-ff", "fylkene", 12)
    add_demand(project, "krav-ii", "inter", 13)
    add_measures(project, 4, ("krav-ff", "krav-ii", "erfaringer"))
    project.replace("content/briefs/oversikt.yaml", "    series: [krav-2021]\n", "")
    project.replace(
        "content/briefs/oversikt.yaml", "audiences: [alle, styre]", "audiences: [alle, styre]\nmarks: paragraphs"
    )
    assert pages(project) > 2


def test_timelines_of_all_sorts_are_printed(project: Project) -> None:
    """An event two centuries ago, five in a month, forty more, and titles of 120 letters."""
    before = pages(project)
    add_event(project, "gammel", "1837", "Biblioteket " * 9 + "åpner")
    for id, day in zip("abcd", (1, 4, 12, 30), strict=True):
        add_event(project, f"mars-{id}", f"2021-03-{day:02}")
    few = pages(project)
    assert before <= few <= before + 1
    for number in range(40):
        add_event(project, f"aar-{chr(97 + number // 26)}{chr(97 + number % 26)}", str(1950 + number))
    assert pages(project) > few


def test_sixty_demands_are_printed(project: Project) -> None:
    """The overview goes on over pages, and the matrix leaves the empty rows to a paragraph."""
    add_demands(project, 58)
    assert pages(project) > 3


def test_a_logo_a_brand_and_letter_are_printed(project: Project) -> None:
    """The picture is tagged with its text, and the page has the size that was asked for."""
    with_logo(project, alt="Kommunevåpenet")
    project.write("styles/tokens.css", ":root { --accent: #7a1f1f; --brand: #f2a900; }")
    project.replace("content/project.yaml", "language: nb", "paper: letter\nlanguage: nb")
    run = replace(run_of(project), formats=("pdf",))
    built(project, run, Wanted(audiences=("styre",)))
    with pikepdf.open(run.out / "nb/oversikt/styre.pdf") as pdf:
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 612, 792]
        alts = [str(tag.Alt) for tag in pdf.objects if isinstance(tag, pikepdf.Dictionary) and "/Alt" in tag]
    assert "Kommunevåpenet" in alts

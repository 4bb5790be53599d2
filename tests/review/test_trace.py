"""What stands on what: up and down from any record, to the briefs and their pages, and what stands alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefs.cli import app
from briefs.edition.edition import EVERYBODY, Order, assemble, context_at
from briefs.edition.orphans import Orphans, orphans, voice
from briefs.html.render import render
from briefs.review.trace import Node, Trace, trace
from tests.conftest import Project


def ids(nodes: tuple[Node, ...]) -> set[str]:
    return {node.id for node in nodes} | {id for node in nodes for id in ids(node.next)}


def found(project: Project, id: str) -> Trace:
    return trace(project.library(), id, {})


def alone(project: Project) -> Orphans:
    library = project.library()
    return orphans(context_at(library, "nb", library.newest))


def test_claim_leads_down_to_its_paragraph_and_up_to_all_that_cites_it(project: Project) -> None:
    """From one claim: its document and paragraph below, the figure, demand, measure, event and brief above."""
    claim = found(project, "brev-2021/5")
    assert [(node.id, node.via) for node in claim.stands_on] == [("brev-2021", "paragraph 4")]
    assert claim.stands_on[0].words == "Brev om åpningstidene i biblioteket (brev-2021.txt)"
    assert {"bokpenger-krav", "bokpenger", "nye-boker", "brevet", "oversikt"} <= ids(claim.carries)
    assert "lanetid" not in ids(claim.carries)


def test_measure_stands_on_its_log_its_answers_and_its_figures(project: Project) -> None:
    """Each way down says with which part of the measure it is taken."""
    ways = {node.id: node.via for node in found(project, "prove-kveld").stands_on}
    assert ways["svar-2021/2"] == "log 2021-09-20: announced, answers kveldsapent"
    assert ways["svar-2021/3"] == "deadline 2022-21"
    assert ways["kvelder"] == "prints"
    assert ways["kveldsapent"] == "answers"
    assert "brev-2021" in ids(found(project, "prove-kveld").stands_on)


def test_figure_carries_the_texts_that_print_it(project: Project) -> None:
    """A figure that changes reaches the demand and the measure whose texts call it by name."""
    figure = found(project, "bokpenger-krav")
    assert [node.id for node in figure.stands_on] == ["brev-2021/5"]
    assert ids(figure.carries) == {"bokpenger", "nye-boker", "oversikt"}


def test_source_carries_its_claims(project: Project) -> None:
    """All claims of a document stand on it."""
    assert {f"svar-2021/{number}" for number in range(1, 7)} <= ids(found(project, "svar-2021").carries)


def test_trace_ends_where_records_name_one_another(project: Project) -> None:
    """Two tensions about one another are each reported once, and no way runs in a circle."""
    text = (
        (project.root / "content/tensions.yaml")
        .read_text(encoding="utf-8")
        .replace("about: [lanetid]", "about: [lanetid, annen]")
    )
    second = (
        text.partition("\n")[2].replace("lanetid-ubesvart", "annen").replace("[lanetid, annen]", "[lanetid-ubesvart]")
    )
    project.write("content/tensions.yaml", text + second)
    demand = found(project, "lanetid")
    assert [(node.id, [below.id for below in node.next]) for node in demand.carries if node.kind == "tension"] == [
        ("lanetid-ubesvart", ["annen"])
    ]


def test_places_name_section_and_page(project: Project) -> None:
    """The record's own anchor gives the page, else the section's; an edition without a PDF is named without one."""
    pages = {("oversikt", EVERYBODY, "nb"): {"demands-4": 2, "demands-4-lanetid": 3, "kort-fortalt": 1}}
    places = trace(project.library(), "lanetid", pages).printed
    assert [(place.audience, place.section, place.page) for place in places] == [
        ("", "Kravene på et øyeblikk", None),
        ("", "Kravene", 3),
        ("", "Krav og tiltak", None),
        ("styre", "Kravene i korte trekk", None),
    ]


def test_unknown_id_suggests_the_nearest(project: Project) -> None:
    """A slip of the hand is reported with what was probably meant."""
    with pytest.raises(KeyError, match="Did you mean 'lanetid'"):
        found(project, "lanetiden")
    with pytest.raises(KeyError, match="there is no 'brev-2021/99'"):
        found(project, "brev-2021/99")


@pytest.mark.long
def test_pages_come_from_the_pdfs_that_were_built(project: Project, tmp_path: Path) -> None:
    """`briefs trace` reads the pages out of out/, and prints plain lines where there is no terminal."""
    root = ("--project", str(project.root), "--out", str(tmp_path))
    assert CliRunner().invoke(app, ["build", "--format", "pdf", "--audience", "alle", *root]).exit_code == 0
    result = CliRunner().invoke(app, ["trace", "lanetid", *root])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "lanetid  demand  Lengre lånetid"
    assert any(line.strip().startswith("oversikt, Kravene, p. ") for line in lines)
    values = json.loads(CliRunner().invoke(app, ["trace", "lanetid", "--json", *root]).output)
    assert values["subject"]["id"] == "lanetid" and values["printed"][0]["page"] == 1


@pytest.mark.parametrize("arguments", [(), ("lanetid", "--orphans"), ("lanetiden",)])
def test_wrong_use_of_trace(project: Project, arguments: tuple[str, ...]) -> None:
    """An id or --orphans, not both, not neither, and an id that exists."""
    assert CliRunner().invoke(app, ["trace", *arguments, "--project", str(project.root)]).exit_code == 2


# --- what stands alone ------------------------------------------------------------------------------------------------


def test_orphans_both_ways(project: Project) -> None:
    """Demands without a measure and measures without a demand are listed, each with its marks."""
    measures = (project.root / "content/measures.yaml").read_text(encoding="utf-8")
    project.write("content/measures.yaml", measures[: measures.index("    answers:\n      - demand: bokpenger")])
    left = alone(project)
    assert [demand.id for demand in left.unanswered] == ["bokpenger", "lanetid", "erfaringer"]
    assert [(measure.id, measure.label) for measure in left.unasked] == [("nye-boker", "T3")]
    assert all(record.marks for record in (*left.unanswered, *left.unasked))


def test_people_speak_with_the_voice_of_their_institution(project: Project) -> None:
    """The head of the library speaks for the municipality; a circle of `of` ends."""
    assert voice("biblioteksjef", project.library()) == "kommune"
    project.replace(
        "content/actors.yaml",
        "short: kommunen\n    kind: institution",
        "kind: institution\n    of: biblioteksjef",
    )
    assert voice("biblioteksjef", project.library()) in {"kommune", "biblioteksjef"}


def test_one_voice_in_two_documents_is_one_voice(project: Project) -> None:
    """A figure that two documents of the same voice carry looks doubly sure and is not; with two voices it is nobody's
    alone.
    """
    project.replace("content/figures.yaml", "cites: [svar-2021/4]", "cites: [svar-2021/4, brev-2021/5]")
    listed = [record.id for voice in (*alone(project).echoes, *alone(project).voices) for record in voice.records]
    assert "bokpenger-gitt" not in listed
    group = "short: brukerrådet\n    kind: group"
    project.replace("content/actors.yaml", group, f"{group}\n    of: kommune")
    echo = alone(project).echoes[0]
    assert (echo.actor, echo.documents) == ("kommune", 2)
    assert [record.id for record in echo.records if record.kind == "figure"] == ["bokpenger-gitt"]


def test_disputes_are_the_sources_at_odds(project: Project) -> None:
    """Conflicts and differences are disputes; a gap is none."""
    assert alone(project).disputes == ()
    project.replace("content/tensions.yaml", "kind: gap", "kind: conflict")
    assert [dispute.id for dispute in alone(project).disputes] == ["lanetid-ubesvart"]


def test_orphans_as_a_section(project: Project) -> None:
    """A brief may print what stands alone, and before the answer there are no measures to be orphans."""
    section = "  - kind: orphans\n    title: Hva som står alene\n"
    project.replace("content/briefs/oversikt.yaml", "  - kind: documents", f"{section}  - kind: documents")
    page = render(
        assemble(project.library(), Order("oversikt", EVERYBODY, "nb", project.library().newest)), project.root, "html"
    )
    assert "Krav uten tiltak" in page and "Bare én stemme" in page and "Tiltak ingen har krevd" not in page


def test_matrix_cells_carry_their_evidence(project: Project) -> None:
    """Below the matrix each mark is followed by the sources of its answer, for who checks them; a short edition leaves
    them out.
    """
    order = Order("oversikt", EVERYBODY, "nb", project.library().newest)
    assert "Belegg for hvert merke" not in render(assemble(project.library(), order), project.root, "pdf")
    project.replace("content/audiences/alle.yaml", "name: Alle", "name: Alle\nmarks: paragraphs")
    page = render(assemble(project.library(), order), project.root, "pdf")
    evidence = page[page.index("Belegg for hvert merke") :].split("</section>")[0]
    assert evidence.count("<strong>") == 3
    assert evidence.count('class="mark"') == 6  # one of the demand, five of its answers
    project.replace("content/briefs/oversikt.yaml", "title: Krav og tiltak", "title: Krav og tiltak\n    length: short")
    assert "Belegg for hvert merke" not in render(assemble(project.library(), order), project.root, "pdf")

"""Editions of the small project: what is resolved, numbered, counted and left out."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefs.edition.edition import Edition, Facts, Order, assemble, facts_from, marks_in
from briefs.edition.prose import set_prose
from briefs.edition.sections.demands import DemandOverview
from briefs.edition.sections.matrix import MatrixBody
from briefs.edition.sections.measures import MeasuresBody
from tests.conftest import Project

NOW = date(2021, 9, 20)
NOTHING = Facts()
LATER_STEP = """      - date: '2021-09-20'
        status: announced
        warrant: official
        text: Varslet.
        cites: [svar-2021/4]
      - date: '2022-01-01'
        status: adopted
        warrant: schedule"""


def edition(project: Project, *, audience: str = "alle", as_of: date = NOW, facts: Facts = NOTHING) -> Edition:
    """The small project's brief."""
    return assemble(project.library(), Order("oversikt", audience, "nb", as_of, facts))


def body(made: Edition, kind: str) -> Any:
    """The body of the edition's section of a kind."""
    return next(section.body for section in made.sections if section.kind == kind)


def test_an_edition_can_be_sent_to_another_process(project: Project) -> None:
    """Workers get editions by value."""
    made = edition(project)
    assert pickle.loads(pickle.dumps(made)) == made


def test_demands_say_how_far_they_are_answered(project: Project) -> None:
    """Full, part, or not documented, by the answers of the measures alone."""
    overview = body(edition(project), "demand-overview")
    assert isinstance(overview, DemandOverview)
    assert [(demand.label, demand.state) for demand in overview.demands][:4] == [
        ("1", "part"),
        ("2", "full"),
        ("3", "part"),
        ("4", "undocumented"),
    ]
    assert (overview.full, overview.part) == (1, 2)


def test_a_plan_never_counts_as_done(project: Project) -> None:
    """A step that is only scheduled, or whose day has not come, does not give a measure its status."""
    step = "      - date: '2021-09-20'\n        status: adopted\n        warrant: official"
    project.replace("content/measures.yaml", step, LATER_STEP)
    measures = body(edition(project, as_of=date(2023, 1, 1)), "measures")
    assert isinstance(measures, MeasuresBody)
    assert {measure.id: measure.status for measure in measures.measures}["nye-boker"] == "announced"


@pytest.mark.parametrize(
    ("as_of", "state"), [(date(2021, 9, 20), "coming"), (date(2022, 5, 31), "coming"), (date(2022, 6, 1), "passed")]
)
def test_a_deadline_is_judged_on_the_day_of_the_edition(project: Project, as_of: date, state: str) -> None:
    """A deadline in spring passes with the last day of spring."""
    measures = body(edition(project, as_of=as_of), "measures").measures
    trial = next(measure for measure in measures if measure.id == "prove-kveld")
    assert trial.deadline is not None
    assert (trial.deadline.state, trial.overdue) == (state, state == "passed")


def test_a_deadline_that_a_claim_meets_is_met(project: Project) -> None:
    """What is documented as delivered is no longer overdue."""
    project.replace(
        "content/measures.yaml",
        "      cites: [svar-2021/3]\n    answers",
        "      cites: [svar-2021/3]\n      met_by: [svar-2021/2]\n    answers",
    )
    trial = next(
        m for m in body(edition(project, as_of=date(2023, 1, 1)), "measures").measures if m.id == "prove-kveld"
    )
    assert trial.deadline is not None
    assert (trial.deadline.state, trial.overdue) == ("met", False)


def test_the_matrix_shows_who_stands_alone_on_either_side(project: Project) -> None:
    """Demands without a measure have an empty row, and cells carry their evidence."""
    matrix = body(edition(project), "matrix")
    assert isinstance(matrix, MatrixBody)
    assert [row.demand.id for row in matrix.rows if not row.answers] == ["lanetid", "erfaringer"]
    assert matrix.unanswered == ()
    filled = [(row.demand.label, cell.code, cell.extent) for row in matrix.rows for cell in row.cells if cell.extent]
    assert filled == [("1", "T2", "part"), ("2", "T1", "full"), ("3", "T3", "part")]
    assert all(cell.marks for row in matrix.rows for cell in row.cells if cell.extent)


def test_an_audience_gets_what_its_file_says_and_the_rest_as_it_is(project: Project) -> None:
    """The board's edition has its own title, fewer points and its own sections."""
    everybody, board = edition(project), edition(project, audience="styre")
    assert set_prose(board.title) == "Biblioteket til styret"
    assert len(board.points) == 3 < len(everybody.points)
    assert [section.kind for section in board.sections] == ["demand-overview", "consequences"]
    assert board.summary == everybody.summary
    assert everybody.audience is None and board.audience is not None


def test_before_the_answer_nothing_of_it_is_known(project: Project) -> None:
    """At a date between the two letters there is one source, no measure, and no demand is answered."""
    made = edition(project, as_of=date(2021, 4, 1))
    assert [source.id for source in made.sources] == ["brev-2021"]
    assert not any(
        section.kind in {"measures", "matrix"} and getattr(section.body, "measures", ()) for section in made.sections
    )
    assert body(made, "demand-overview").undocumented == 4


def test_a_day_before_the_first_source_is_refused(project: Project) -> None:
    """A brief without a source would say nothing."""
    with pytest.raises(ValueError, match="the first source is from 2021-03-12"):
        edition(project, as_of=date(2020, 1, 1))


def test_a_mark_opens_the_claims_behind_it(project: Project) -> None:
    """Each place that marks of the edition name has one note, with its document and the claims cited there."""
    made = edition(project)
    places = [(note.number, note.place) for note in made.notes]
    assert len(places) == len(set(places))
    marks = tuple(marks_in((made.key_figures, made.points, made.sections)))
    assert {(mark.number, place) for mark in marks for place in mark.places} <= set(places)
    assert {claim for mark in marks for claim in mark.claims} == {
        each.claim.id for note in made.notes for each in note.claims
    }


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ({"meeting.bdy": "Formannskapet"}, "Did you mean 'meeting.body'"),
        ({"meeting.date": "i morgen"}, "which is no day"),
        ({"meeting.body": " "}, "is given no value"),
    ],
)
def test_a_fact_that_cannot_be_set_says_why(pairs: dict[str, str], message: str) -> None:
    """The command turns this into wrong use."""
    with pytest.raises(ValueError, match=message):
        facts_from(pairs)


def test_facts_are_read_from_pairs() -> None:
    """A meeting's date is a day."""
    facts = facts_from({"meeting.body": "Formannskapet", "meeting.date": "2022-12-15", "case.number": "PS 6/22"})
    assert facts == replace(
        Facts(), meeting_body="Formannskapet", meeting_date=date(2022, 12, 15), case_number="PS 6/22"
    )


def test_a_glossary_explains_only_what_the_edition_prints(project: Project) -> None:
    """A word that stands in a source but not in this brief is left out."""
    entry = "  - id: {}\n    term: {}\n    meaning: Det ordet betyr.\n"
    glossary = "glossary:\n" + entry.format("lordag", "lørdag") + entry.format("ukjent", "flygende tallerken")
    project.replace("content/project.yaml", "glossary:\n", glossary)
    project.replace(
        "content/briefs/oversikt.yaml",
        "  - kind: documents",
        "  - kind: glossary\n    title: Ord\n  - kind: documents",
    )
    assert [set_prose(line.term) for line in body(edition(project), "glossary")] == ["lørdag"]


def test_a_later_step_that_repeats_a_status_does_not_move_its_day(project: Project) -> None:
    """A measure was announced when it was first announced."""
    repeated = (
        "      - date: '2021-09-20'\n        status: announced\n        warrant: official\n"
        "        text: Varsles igjen.\n        cites: [svar-2021/2]\n"
    )
    first = "      - date: '2021-03-12'\n        status: proposed\n        warrant: party"
    project.replace("content/measures.yaml", first, first.replace("proposed", "announced"))
    project.replace(
        "content/measures.yaml",
        "    deadline:\n      date: '2022-21'",
        repeated + "    deadline:\n      date: '2022-21'",
    )
    trial = next(measure for measure in body(edition(project), "measures").measures if measure.id == "prove-kveld")
    assert (trial.status, trial.since.text) == ("announced", "2021-03-12")

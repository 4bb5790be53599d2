"""Figures, dates and statuses: what belongs together, and what comes before what."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from tests.content.mistakes import mistake

REPLY = "content/sources/svar-2021.yaml"
FIGURES = "content/figures.yaml"
EVENTS = "content/events.yaml"
DEMANDS = "content/demands.yaml"
MEASURES = "content/measures.yaml"
CORRECTIONS = "content/corrections.yaml"
MANY = "'many' goes with a power of ten and no 'to'. «mange hundre tusen» is 100000"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "unit: NOK",
            "unit: ▸count",
            "a count needs a 'noun'. Say what is counted: noun: {one: by, other: byer}",
        ),
        (
            "    unit: NOK",
            "    unit: NOK\n    noun: ▸{one: krone, other: kroner}",
            "a figure in 'NOK' has no 'noun'. Only what has the unit 'count' is counted",
        ),
        ("value: 20\n", "value: 20\n    to: ▸20\n", "'to' is 20, not above 'value', 20"),
        ("value: 500000\n", "value: ▸500000.5\n", "an amount is given in whole kroner"),
        (
            "value: 500000\n",
            "value: ▸500.000\n",
            "'value' is 500.000, which reads as thousands. A point is a decimal sign: write 500000",
        ),
        ("value: 500000\n", "value: ▸500000\n    precision: many\n", MANY),
        ("value: 500000\n", "value: ▸1\n    precision: many\n", MANY),
    ],
)
def test_the_parts_of_a_figure_belong_together(project: Project, old: str, new: str, problem: str) -> None:
    """Unit and noun, value and range, precision and value."""
    mistake(project, FIGURES, old, new, problem)


def test_many_of_a_power_of_ten_is_right(project: Project) -> None:
    """«Mange hundre tusen» is many of 100000."""
    project.replace(FIGURES, "value: 500000\n", "value: 100000\n    precision: many\n")
    assert project.check() == ""


def test_a_log_runs_forward(project: Project) -> None:
    """The last entry gives the status: their order has to be that of time."""
    mistake(
        project,
        MEASURES,
        "date: '2021-09-20'",
        "date: ▸'2020-09'",
        "2020-09 comes before 2021-03-12, the entry above it. Put the log in the order of its dates",
    )


def test_a_log_may_be_as_vague_as_its_sources(project: Project) -> None:
    """«I 2021» may come after a day of that year."""
    project.replace(MEASURES, "date: '2021-09-20'", "date: '2021'")
    assert project.check() == ""


def test_a_schedule_puts_nothing_in_force(project: Project) -> None:
    """A plan never counts as done."""
    mistake(
        project,
        MEASURES,
        "status: in-force\n        warrant: official",
        "status: ▸in-force\n        warrant: schedule",
        (
            "a schedule does not make a measure 'in-force'. Give the day as a 'deadline', or the status that the "
            "plan has now"
        ),
    )


def test_a_log_entry_is_no_younger_than_its_sources(project: Project) -> None:
    """What a source says of the future is a schedule, whoever says it."""
    mistake(
        project,
        MEASURES,
        "date: '2021-09-20'\n        status: announced",
        "date: ▸'2021-12-01'\n        status: announced",
        "2021-12-01 is later than every source that the entry cites. What was still to come has the warrant 'schedule'",
    )


def test_an_event_after_its_sources_is_a_plan(project: Project) -> None:
    """A letter of September cannot tell that something happened in spring."""
    project.replace(EVENTS, "    planned: true\n", "")
    what = "2022-21 is later than every source that tells of the event"
    hint = "Say 'planned: true', or cite a source that documents it"
    assert project.check() == f"{project.place(EVENTS, chr(39) + '2022-21')}: {what}. {hint}"


def test_an_event_before_its_sources_is_no_plan(project: Project) -> None:
    """`planned` stays behind when an event is moved or gets a new source."""
    mistake(
        project,
        EVENTS,
        "date: '2021-08-01'\n",
        "date: '2021-08-01'\n    planned: ▸true\n",
        "the event is planned, but every source that tells of it is younger. "
        "Leave 'planned' out, or cite the source that announced it",
    )


def test_an_undated_source_may_tell_of_all_its_possible_days(project: Project) -> None:
    """A document written between two days may tell what happened between them."""
    project.replace(REPLY, "date: '2021-09-20'", "date: '[2021-09-20..2022-06-30]'")
    project.replace(EVENTS, "    planned: true\n", "")
    assert project.check() == ""


def test_a_correction_follows_the_mistake(project: Project) -> None:
    """Nothing is put right before it is wrong."""
    mistake(
        project,
        CORRECTIONS,
        "corrected: '2021-09-20'",
        "corrected: ▸'2020-09-20'",
        "it is corrected before it was wrong, 2021-03-12",
    )


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ("number: ▸6", "the series 'krav-2021' has no demand 4. Number its demands from 1 to 4"),
        ("number: ▸3", "the series 'krav-2021' has two demands 3. Number its demands from 1 to 4"),
    ],
)
def test_a_series_is_numbered_without_holes(project: Project, new: str, problem: str) -> None:
    """A reader who counts the demands finds as many as there are."""
    mistake(project, DEMANDS, "number: 4", new, problem)


def test_a_broken_demand_leaves_no_hole(project: Project) -> None:
    """The missing number is the broken record's, which is already reported."""
    project.replace(DEMANDS, "title: Penger til nye bøker", "titel: Penger til nye bøker")
    assert "no demand" not in project.check()
    assert "unknown demand" not in project.check()

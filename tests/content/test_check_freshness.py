"""What has to be looked at again, since time has passed."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.content.check import freshness
from tests.conftest import Project

ACTORS = "content/actors.yaml"
LETTER = "content/sources/brev-2021.yaml"
REPLY = "content/sources/svar-2021.yaml"
FIGURES = "content/figures.yaml"
EVENTS = "content/events.yaml"
DEMANDS = "content/demands.yaml"
OUTCOME = "Cite the claim under 'met_by' when there is one"


def fresh(project: Project, today: str) -> list[str]:
    """What has to be looked at again by a day."""
    problems = freshness(project.library(), today=date.fromisoformat(today))
    assert {problem.severity for problem in problems} <= {"warning"}
    return list(map(str, problems))


def test_new_content_is_fresh(project: Project) -> None:
    """On the day of the newest source only the deadline that had already passed is reported."""
    what = "the deadline 2021-09-01 of 'bokpenger' has passed, and no claim documents the outcome"
    assert fresh(project, "2021-09-20") == [f"{project.place(DEMANDS, chr(39) + '2021-09-01')}: {what}. {OUTCOME}"]


def test_a_deadline_with_a_documented_outcome_is_met(project: Project) -> None:
    """`met_by` names the claim that documents it."""
    project.replace(DEMANDS, "cites: [brev-2021/5]\n", "cites: [brev-2021/5]\n      met_by: [svar-2021/4]\n")
    assert fresh(project, "2021-09-20") == []


@pytest.mark.parametrize(("today", "is_reported"), [("2022-05-31", False), ("2022-06-01", True)])
def test_a_plan_is_reported_when_the_last_of_its_days_has_passed(
    project: Project, today: str, is_reported: bool
) -> None:
    """Spring lasts to the end of May."""
    plans = [
        line for line in fresh(project, today) if "'vurderingen' was planned for 2022-21, which has passed" in line
    ]
    assert bool(plans) is is_reported


@pytest.mark.parametrize(
    ("today", "due"), [("2022-03-11", []), ("2022-03-12", ["brev-2021"]), ("2022-09-20", ["brev-2021", "svar-2021"])]
)
def test_sources_follow_the_project_s_rule_of_review(project: Project, today: str, due: list[str]) -> None:
    """`after_months` counts from the newest date that the source documents."""
    assert [line.split("'")[1] for line in fresh(project, today) if "due for review" in line] == due


def test_a_source_may_have_a_rule_of_its_own(project: Project) -> None:
    """It goes before the project's, and the problem stands at it."""
    project.replace(REPLY, "notes:", "review: {on: '2021-10-01'}\nnotes:")
    what = "'svar-2021' was due for review on 2021-10-01"
    assert f"{project.place(REPLY, '{on:')}: {what}. Look at it again, and set a new day under 'review'" in fresh(
        project, "2021-10-01"
    )


@pytest.mark.parametrize(("today", "due"), [("2022-02-27", False), ("2022-02-28", True)])
def test_a_record_is_due_so_many_months_after_what_it_documents(project: Project, today: str, due: bool) -> None:
    """Five months after 30 September is the last day of February."""
    project.replace(REPLY, "date: '2021-09-20'", "date: '2021-09-30'")
    project.replace(FIGURES, "cites: [svar-2021/4]", "cites: [svar-2021/4]\n    review: {after_months: 5}")
    assert any("'bokpenger-gitt' was due for review on 2022-02-28" in line for line in fresh(project, today)) is due


def test_a_rule_beyond_the_calendar_never_comes_due(project: Project) -> None:
    """Ten thousand months after an event of the year 9999 is no day."""
    project.replace(EVENTS, "date: '2022-21'", "date: '9999-12'")
    project.replace(EVENTS, "planned: true", "planned: true\n    review: {after_months: 10000}")
    assert not any("vurderingen" in line for line in fresh(project, "2023-01-01"))


def test_a_superseded_source_that_is_still_cited_is_told(project: Project) -> None:
    """Statements are to move to the new document, once there is one."""
    project.replace(LETTER, "paragraphs: 5", "superseded_by: svar-2021\nparagraphs: 5")
    superseded = [line for line in fresh(project, "2021-09-20") if "superseded" in line]
    at, first = project.place(LETTER, "svar-2021", after="superseded_by"), project.place(ACTORS, "brev-2021/7")
    assert superseded == [
        f"{at}: 'brev-2021' is superseded by 'svar-2021' and still cited in 26 places. The first is {first}"
    ]
    assert not any("superseded" in line for line in fresh(project, "2021-09-19"))


@pytest.mark.parametrize(("today", "reported"), [("2022-01-05", False), ("2022-02-28", False), ("2022-03-01", True)])
def test_a_deadline_in_winter_has_not_passed_before_february_has(project: Project, today: str, reported: bool) -> None:
    """The winter of 2021 begins in December and ends with February 2022."""
    project.replace(DEMANDS, "date: '2021-09-01'", "date: '2021-24'")
    passed = [line for line in fresh(project, today) if "the deadline 2021-24 of 'bokpenger' has passed" in line]
    assert bool(passed) is reported

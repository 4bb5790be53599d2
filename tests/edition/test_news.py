"""What became known when: from the content's own days, and since an edition that was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefs.edition.edition import context_at
from briefs.edition.news import change_days, news_of
from briefs.edition.snapshot import Snapshot, snapshot
from tests.conftest import Project

ANSWERED, LATER = date(2021, 9, 20), date(2022, 7, 1)


def keys(project: Project, until: date, since: Snapshot | None = None, most: int = 100) -> list[tuple[str, str]]:
    found = news_of(project.library(), "nb", until, since=since, most=most)
    return [(str(item.day), item.key) for item in found]


def known(project: Project, day: date) -> Snapshot:
    return snapshot(context_at(project.library(), "nb", day))


def test_changes_are_of_the_days_on_which_they_became_known(project: Project) -> None:
    """The demand came with its letter, the answer with the reply; a deadline is passed on the day after it."""
    found = keys(project, LATER)
    assert ("2021-03-12", "kveldsapent/demand") in found
    assert ("2021-09-20", "kveldsapent/answer/part") in found
    assert ("2022-03-02", "erfaringer/deadline-passed/2022-03-01") in found
    assert ("2022-06-01", "prove-kveld/deadline-passed/2022-21") in found
    assert found == sorted(found, key=lambda each: each[0], reverse=True)
    assert len(set(found)) == len(found)


def test_a_day_adds_to_what_was_told_and_takes_nothing_back(project: Project) -> None:
    """Whoever builds at another day has the same items for all days before: names and days hold."""
    earlier, later = keys(project, ANSWERED), keys(project, LATER)
    assert later[-len(earlier) :] == earlier and len(later) > len(earlier)


def test_since_an_edition_only_what_came_after_is_told(project: Project) -> None:
    """Each step keeps the day of its own, also where several were not published."""
    found = keys(project, LATER, known(project, ANSWERED))
    assert [day for day, _ in found] == ["2022-06-01", "2022-06-01", "2022-03-02"]
    assert keys(project, ANSWERED, known(project, ANSWERED)) == []


def test_what_was_edited_since_is_of_the_day_of_the_new_edition(project: Project) -> None:
    """No source dates it, so that it is known from the edition that has it; a correction has a day of its own."""
    before = known(project, ANSWERED)
    project.replace("content/demands.yaml", "title: Lengre lånetid", "title: Lengre lån")
    project.write(
        "content/corrections.yaml",
        (project.root / "content/corrections.yaml").read_text("utf-8")
        + "  - {id: ny, record: lanetid, wrong: Feil., right: Rett., wrong_since: '2021-03-12', "
        "corrected: '2021-08-01', cites: [brev-2021/6]}\n",
    )
    found = keys(project, ANSWERED, before)
    assert [day for day, _ in found] == ["2021-09-20", "2021-08-01"]
    assert found[0][1].startswith("lanetid/renamed/") and found[1][1] == "ny/correction"


def test_what_is_internal_is_told_nowhere(project: Project) -> None:
    """Neither as new nor, where it was open before, as taken out."""
    before = known(project, ANSWERED)
    project.replace("content/demands.yaml", "  - id: erfaringer\n", "  - id: erfaringer\n    internal: true\n")
    assert not [key for _, key in keys(project, LATER) if key.startswith("erfaringer/")]
    assert not [key for _, key in keys(project, LATER, before) if key.startswith("erfaringer/")]


def test_an_item_names_the_demands_that_it_has_to_do_with(project: Project) -> None:
    """A measure's are those that it answers, and a correction's those of its record."""
    project.replace("content/corrections.yaml", "record: apent-i-uka", "record: nye-boker")
    found = {item.key: item.demands for item in news_of(project.library(), "nb", ANSWERED, most=100)}
    assert found["prove-kveld/measure"] == ("kveldsapent",)
    assert found["rettet-apningstid/correction"] == ("bokpenger",)
    assert found["lanetid/demand"] == ("lanetid",)


def test_no_more_than_asked_for(project: Project) -> None:
    """The newest of them, and of the days before nothing is worked out."""
    library = project.library()
    assert len(news_of(library, "nb", LATER, most=2)) == 2
    days = {key[1][1] for key in library.derived if key[0].__name__ == "context_at"}
    assert min(days) > change_days(library, LATER)[0]


def test_a_plan_or_a_step_to_come_is_a_day_of_change(project: Project) -> None:
    """As they are, changes can have days that no source is of."""
    library = project.library()
    steps = [step.date.first for measure in library.measures.values() for step in measure.log]
    days = change_days(library, date(2030, 1, 1))
    assert {day for day in steps if day >= days[0]} <= set(days)
    assert days[0] == date(2021, 3, 12) and days[-1] == date(2022, 6, 1)
    assert change_days(replace(library, sources={}), date(2030, 1, 1)) == ()

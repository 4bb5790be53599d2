"""What a brief could know on a day: what came later leaves no trace, and what happened is not what was known."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.content.as_of import known_at
from briefs.edition.edition import EVERYBODY, Edition, Order, assemble, context_at
from briefs.edition.sections.demands import DemandOverview
from briefs.edition.sections.history import TimelineBody
from briefs.html.render import render
from tests.conftest import Project

LETTER = date(2021, 3, 12)  # the first source; the answer is of 2021-09-20
BETWEEN = date(2021, 6, 1)


def edition(project: Project, day: date) -> Edition:
    return assemble(project.library(), Order("oversikt", EVERYBODY, "nb", day))


def page(project: Project, day: date) -> str:
    return render(edition(project, day), project.root, "html")


def test_later_source_leaves_no_trace_on_the_page(project: Project) -> None:
    """Before the answer is published, nothing that only the answer says stands anywhere on the page, popovers and
    metadata included.
    """
    words = page(project, BETWEEN)
    for later in (
        "svar-2021",
        "Svar på brevet",
        "Ubetjent",
        "Prøve med én åpen kveld",
        "250",
        "Lørdagsåpent",
        "vurder",
    ):
        assert later not in words, later
    assert "Åpent om kvelden" in words


def test_counts_and_charts_are_of_the_day(project: Project) -> None:
    """Sums, tiles and the list of sources count what was known: four demands without an answer, one document, no
    measures.
    """
    before, after = edition(project, BETWEEN), edition(project, date(2021, 9, 20))
    bodies = {section.kind: section.body for section in before.sections}
    overview = bodies["demand-overview"]
    assert isinstance(overview, DemandOverview)
    assert (overview.full, overview.part, overview.undocumented) == (0, 0, 4)
    timeline = bodies["timeline"]
    assert isinstance(timeline, TimelineBody)
    assert {event.id for event in timeline.events} == {"kortere-tid", "brevet"}
    assert "measures" not in bodies
    assert [source.id for source in before.sources] == ["brev-2021"]
    assert [source.id for source in after.sources] == ["brev-2021", "svar-2021"]
    assert context_at(project.library(), "nb", BETWEEN).counts["measures.total"] == 0


def test_happened_before_but_told_later_is_unknown(project: Project) -> None:
    """The library opened on Saturdays in August; that became known in September, and before that nobody could have
    written it.
    """
    assert "lordagene" not in known_at(project.library(), date(2021, 9, 19)).events
    assert "lordagene" in known_at(project.library(), date(2021, 9, 20)).events


def test_deadline_is_judged_on_the_day(project: Project) -> None:
    """The same deadline is coming on its own day, and passed on the next; a claim that documents it makes it met from
    that day only.
    """
    deadlines = [_deadline_state(project, day) for day in (date(2021, 9, 1), date(2021, 9, 2))]
    assert deadlines == ["coming", "passed"]
    cites = "cites: [brev-2021/5]\n"
    project.replace("content/demands.yaml", f"{cites}    themes", f"{cites}      met_by: [svar-2021/4]\n    themes")
    assert [_deadline_state(project, day) for day in (date(2021, 9, 19), date(2021, 9, 20))] == ["passed", "met"]


def _deadline_state(project: Project, day: date) -> str:
    for section in edition(project, day).sections:
        if section.kind == "demands":
            demand = next(demand for group in section.body for demand in group.demands if demand.id == "bokpenger")  # type: ignore[union-attr]  # the kind says which
            assert demand.deadline is not None
            return demand.deadline.state
    raise AssertionError("no demands")


def test_moved_deadline_is_the_old_one_until_the_move_is_known(project: Project) -> None:
    """A deadline that a later source moved stands at its old day before, and gives the old day after."""
    project.replace(
        "content/demands.yaml",
        "date: '2021-09-01'\n      what: Pengene skal være satt av\n      cites: [brev-2021/5]",
        "date: '2021-12-01'\n      what: Pengene skal være satt av\n      cites: [svar-2021/4]\n"
        "      moved_from:\n        date: '2021-09-01'\n        what: Pengene skal være satt av\n"
        "        cites: [brev-2021/5]",
    )
    assert project.check() == ""
    before, after = (
        known_at(project.library(), day).demands["bokpenger"].deadline for day in (BETWEEN, date(2021, 9, 20))
    )
    assert before is not None and before.date.text == "2021-09-01" and before.moved_from is None
    assert after is not None and after.date.text == "2021-12-01"
    assert "flyttet fra 1. september 2021" in page(project, date(2021, 9, 20)).replace("\u00a0", " ")


def test_interval_dated_source_counts_from_its_last_day(project: Project) -> None:
    """What is dated between two days is surely known only from the later, and the page says that the date is
    uncertain.
    """
    project.replace("content/sources/svar-2021.yaml", "date: '2021-09-20'", "date: '[2021-09-20..2021-12-24]'")
    assert "svar-2021" not in known_at(project.library(), date(2021, 12, 23)).sources
    assert "svar-2021" in known_at(project.library(), date(2021, 12, 24)).sources
    assert "udatert" in page(project, date(2021, 12, 24))


def test_known_from_overrules_the_date(project: Project) -> None:
    """A document that was published later than it was written counts from the day that the content says."""
    project.replace(
        "content/sources/svar-2021.yaml", "date: '2021-09-20'", "date: '2021-09-20'\nknown_from: '2021-11-01'"
    )
    assert "svar-2021" not in known_at(project.library(), date(2021, 10, 31)).sources
    assert "svar-2021" in known_at(project.library(), date(2021, 11, 1)).sources


def test_source_with_an_open_start_is_known_from_its_end(project: Project) -> None:
    """A date that only says «no later than» is not known since the beginning of time."""
    project.replace("content/sources/svar-2021.yaml", "date: '2021-09-20'", "date: '../2021-09-20'")
    assert project.library().sources["svar-2021"].known == date(2021, 9, 20)


def test_event_is_a_plan_until_a_source_of_its_own_time_tells_it(project: Project) -> None:
    """What the letter announces for August is planned as long as only the letter is known, whatever the content says
    today.
    """
    project.replace(
        "content/events.yaml",
        "  - id: lordagene\n    date: '2021-08-01'\n    title: Biblioteket åpner på lørdager\n"
        "    text: Lørdagsåpent bibliotek er i gang.\n    cites: [svar-2021/1]\n",
        "  - id: lordagene\n    date: '2021-08-01'\n    title: Biblioteket åpner på lørdager\n    statements:\n"
        "      - text: Brevet nevner lørdager.\n        cites: [brev-2021/4]\n"
        "      - text: Lørdagsåpent bibliotek er i gang.\n        cites: [svar-2021/1]\n",
    )
    assert known_at(project.library(), BETWEEN).events["lordagene"].planned
    assert not known_at(project.library(), date(2021, 9, 20)).events["lordagene"].planned


def test_tension_waits_for_all_its_sides(project: Project) -> None:
    """Its reading speaks of both sides, so with one side unknown there is no tension."""
    assert "lanetid-ubesvart" not in known_at(project.library(), BETWEEN).tensions
    assert "lanetid-ubesvart" in known_at(project.library(), date(2021, 9, 20)).tensions


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("corrected: '2021-09-20'", "corrected: '2021-09-20'"), True),
        (("cites: [brev-2021/2]", "cites: [svar-2021/5]"), False),
    ],
)
def test_correction_needs_its_day_and_its_claims(project: Project, change: tuple[str, str], expected: bool) -> None:
    """A correction is known from the day it was made, and never before the source that it stands on."""
    project.replace(
        "content/sources/svar-2021.yaml", "date: '2021-09-20'", "date: '2021-09-20'\nknown_from: '2021-11-01'"
    )
    project.replace("content/corrections.yaml", *change)
    library = project.library()
    assert "rettet-apningstid" not in known_at(library, date(2021, 9, 19)).corrections
    assert ("rettet-apningstid" in known_at(library, date(2021, 9, 20)).corrections) is expected


def test_statement_gives_way_once_a_later_claim_is_known(project: Project) -> None:
    """`unless_known` takes a sentence out from the day of the later source, not before."""
    project.replace(
        "content/briefs/oversikt.yaml",
        "cites: [brev-2021/6]\n    basis: Svaret nevner ikke lånetiden.\n    unless_known: []",
        "cites: [brev-2021/6]\n    unless_known: [svar-2021/1]",
    )
    assert "Lånetiden er ikke omtalt" in page(project, BETWEEN)
    assert "Lånetiden er ikke omtalt i svaret." not in [
        _words(point) for point in edition(project, date(2021, 9, 20)).points
    ]


def test_step_gives_way_once_a_later_claim_is_known(project: Project) -> None:
    """What dated a step by inference is left out from the day on which a later source dates it."""
    measures = "content/measures.yaml"
    project.replace(measures, "cites: [svar-2021/2]\n    log:", "cites: [brev-2021/3]\n    log:")
    project.replace(
        measures, "cites: [brev-2021/3]\n      -", "cites: [brev-2021/3]\n        unless_known: [svar-2021/1]\n      -"
    )
    before, after = (
        known_at(project.library(), day).measures["prove-kveld"].log for day in (BETWEEN, date(2021, 9, 20))
    )
    assert [step.status for step in before] == ["proposed"]
    assert [step.status for step in after] == ["announced"]


def _words(line: object) -> str:
    from briefs.edition.prose import Line, set_prose

    assert isinstance(line, Line)
    return set_prose(line.prose)


def test_glossary_waits_for_its_claims(project: Project) -> None:
    """An explanation that leans on a later source is not printed before it."""
    meaning = "meaning: uten ansatte til stede"
    project.replace("content/project.yaml", meaning, f"{meaning}\n    cites: [svar-2021/1]")
    assert known_at(project.library(), BETWEEN).project.glossary == ()
    assert len(known_at(project.library(), date(2021, 9, 20)).project.glossary) == 1


def test_source_list_says_how_far_the_sources_go(project: Project) -> None:
    """A brief says on its first page where its sources end, unless the brief says otherwise."""
    assert "Kildene går til 12. mars 2021." in page(project, BETWEEN).replace("\u00a0", " ")
    project.replace(
        "content/briefs/oversikt.yaml", "audiences: [alle, styre]", "audiences: [alle, styre]\nfreshness_line: false"
    )
    assert "Kildene går til" not in page(project, BETWEEN)


def test_correction_made_after_the_newest_source_is_printed(project: Project) -> None:
    """A correction of today counts in every edition that was not asked for an earlier day, and only there."""
    project.replace("content/corrections.yaml", "corrected: '2021-09-20'", "corrected: '2026-11-20'")
    library = project.library()
    assert "rettet-apningstid" in known_at(library, library.newest).corrections
    assert "rettet-apningstid" in known_at(library, date(2024, 1, 1)).corrections
    assert "rettet-apningstid" not in known_at(library, date(2021, 9, 19)).corrections

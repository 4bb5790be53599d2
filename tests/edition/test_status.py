"""Where measures stand, who says so, what is counted, and what an edition says of its own day."""

from __future__ import annotations

from datetime import date

from briefs.edition.data import edition_data
from briefs.edition.edition import Facts, Order, assemble, context_at
from briefs.edition.prose import set_prose
from briefs.edition.sections.history import events_taken
from briefs.edition.sections.measures import MeasureEntry
from briefs.edition.status import counts
from briefs.html.render import render
from tests.conftest import Project
from tests.edition.test_edition import NOW, body, edition

BOARD = "content/audiences/styre.yaml"
BRIEF = "content/briefs/oversikt.yaml"
DEMANDS = "content/demands.yaml"
EVENTS = "content/events.yaml"
MEASURES = "content/measures.yaml"
LARGE = """figures:
  - shows: '{demands.in_force} av {demands.total}'
    text: krav er møtt med noe som er i gang
    cites: [brev-2021/3]
  - shows: '{bokpenger-gitt}'
    text: er satt av til bøker
    cites: [svar-2021/4]
points:
"""


def measures(project: Project, *, as_of: date = NOW) -> dict[str, MeasureEntry]:
    """The measures of the small project's brief."""
    return {measure.id: measure for measure in body(edition(project, as_of=as_of), "measures").measures}


def test_what_is_under_way_is_neither_adopted_nor_in_force(project: Project) -> None:
    """The rung between them: it has a count and a label of its own, and no effect yet."""
    project.replace(MEASURES, "status: in-force", "status: in-progress")
    context = context_at(project.library(), "nb", NOW)
    assert counts(context)["measures.in-progress"] == 1
    assert counts(context)["measures.in-force"] == 0
    assert counts(context)["demands.in_force"] == 0
    assert "Pågår" in render(edition(project), project.root, "html")


def test_counts_of_demands_add_up_to_what_is_printed(project: Project) -> None:
    """Of the first series, of each series and of all; the parts are the whole."""
    found = counts(context_at(project.library(), "nb", NOW))
    overview = body(edition(project), "demand-overview")
    for group in ("demands", "demands.krav-2021", "demands.andre-krav", "demands.all"):
        parts = [found[f"{group}.{key}"] for key in ("answered", "partly", "undocumented")]
        assert sum(parts) == found[f"{group}.total"], group
    assert found["demands.all.total"] == len(overview.demands) == 5
    assert (found["demands.all.answered"], found["demands.all.partly"]) == (overview.full, overview.part)
    assert found["demands.all.undocumented"] == overview.undocumented
    assert found["demands.total"] == found["demands.krav-2021.total"] == 4
    assert found["demands.in_force"] == 1  # open on Saturdays; the trial and the money have no effect yet


def test_a_step_may_have_a_word_of_its_own(project: Project) -> None:
    """«Lagt fram» counts as announced and is printed as it stands."""
    project.replace(MEASURES, "status: announced\n", "status: announced\n        word: Lagt fram\n")
    trial = measures(project)["prove-kveld"]
    assert trial.status == "announced" and trial.word and set_prose(trial.word) == "Lagt fram"
    page = render(edition(project), project.root, "html")
    assert "Lagt fram</span>" in page and "Varslet</span>" not in page


def test_a_history_has_each_status_once(project: Project) -> None:
    """A step that says the same again, and a plan, add nothing to the line."""
    again = "      - date: '2021-09-20'\n        status: announced\n        warrant: official\n"
    more = again + "        text: Sagt igjen.\n        cites: [svar-2021/2]\n"
    plan = more.replace("2021-09-20", "2022-01-01").replace("announced", "adopted").replace("official", "schedule")
    project.replace(MEASURES, "    deadline:\n", more + plan + "    deadline:\n")
    stages = measures(project)["prove-kveld"].history
    assert [(stage.status, stage.date.text) for stage in stages] == [
        ("proposed", "2021-03-12"),
        ("announced", "2021-09-20"),
    ]


def test_who_says_so_is_told_once_for_all(project: Project) -> None:
    """The speakers of the present statuses, each with the measures that stand on their word."""
    groups = body(edition(project), "measures").speakers
    assert [(set_prose(group.actor), group.codes) for group in groups] == [("Biblioteksjefen", ())]
    page = render(edition(project), project.root, "html")
    assert page.count("Ansvarlig: kommunen. Hvem som sier hvor tiltakene står: Biblioteksjefen.") == 1
    project.replace(MEASURES, "  - id: prove-kveld\n    owner: kommune", "  - id: prove-kveld\n    owner: brukerrad")
    owners = body(edition(project), "measures").owners
    assert [(set_prose(group.actor), group.codes) for group in owners] == [
        ("kommunen", ("T1", "T3")),
        ("brukerrådet", ("T2",)),
    ]


def test_a_part_prints_the_deadline_of_its_whole(project: Project) -> None:
    """It is judged and counted as if it were its own."""
    project.replace(MEASURES, "  - id: nye-boker\n", "  - id: nye-boker\n    part_of: prove-kveld\n")
    money = measures(project, as_of=date(2022, 9, 1))["nye-boker"]
    assert money.deadline and money.deadline.date.text == "2022-21" and money.overdue
    assert counts(context_at(project.library(), "nb", date(2022, 9, 1)))["measures.overdue"] == 2


def test_a_deadline_may_be_the_period_of_a_plan(project: Project) -> None:
    """It has passed when the last of its years has."""
    project.replace(MEASURES, "date: '2022-21'", "date: '2021/2022'")
    page = render(edition(project), project.root, "html")
    assert "planperiode 2021–\u20602022, Prøven skal være vurdert" in page
    assert not measures(project, as_of=date(2022, 12, 31))["prove-kveld"].overdue
    assert measures(project, as_of=date(2023, 1, 1))["prove-kveld"].overdue


def test_only_what_has_a_deadline_says_so(project: Project) -> None:
    """A row for each measure without one tells nobody anything."""
    page = render(edition(project), project.root, "html")
    assert page.count("<dt>Frist</dt>") == page.count("<strong>Frist</strong>") == 1  # a demand and a measure
    assert "ingen frist" not in page and "ingen dato" not in page


def test_key_figures_are_set_in_digits(project: Project) -> None:
    """Counts and figures as in a table, each with what it means and its source, on the page and in the record."""
    project.replace(BRIEF, "points:\n", LARGE)
    made = edition(project)
    assert [set_prose(each.shows) for each in made.key_figures] == [
        "1 av 4",
        "250\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr",
    ]
    assert '<dl class="key-figures"' in render(made, project.root, "html")
    assert edition_data(made)["key_figures"][0]["shows"] == "1 av 4"


def test_one_key_figure_that_is_known_is_none(project: Project) -> None:
    """On an early day a single number would stand alone."""
    project.replace(BRIEF, "points:\n", LARGE)
    assert edition(project, as_of=date(2021, 3, 12)).key_figures == ()


def test_an_audience_may_have_key_figures_of_its_own(project: Project) -> None:
    """They take the place of the brief's."""
    board = LARGE.replace("\n", "\n    ").replace("figures:", "    figures:", 1).replace("    points:\n    ", "")
    project.replace(BOARD, "    most_points: 3\n", f"{board}    most_points: 3\n")
    assert len(edition(project, audience="styre").key_figures) == 2
    assert edition(project).key_figures == ()


def test_a_meeting_says_what_kind_of_matter_it_is(project: Project) -> None:
    """The audience's is a key that the templates have words for; a meeting's own words come first."""
    project.replace(BOARD, "name: Styret\n", "name: Styret\nmatter: discussion\n")
    assert edition(project).matter is None
    assert edition(project, audience="styre").matter == "discussion"
    assert ">Drøfting</dd>" in render(edition(project, audience="styre"), project.root, "html")
    made = edition(project, audience="styre", facts=Facts(meeting_matter="Referatsak"))
    assert ">Referatsak</dd>" in render(made, project.root, "html")


def test_questions_are_numbered_and_come_with_what_they_stand_on(project: Project) -> None:
    """One that stands on a later source is not asked yet; one that stands on none always is."""
    questions = "  - kind: questions\n    title: Til drøfting\n    questions:\n"
    questions += "      - text: Bør kvelden prøves lenger?\n        cites: [svar-2021/2]\n      - text: Hva mer?\n"
    project.replace(BRIEF, "sections:\n", f"sections:\n{questions}")
    assert [set_prose(line.prose) for line in body(edition(project), "questions")] == [
        "Bør kvelden prøves lenger?",
        "Hva mer?",
    ]
    assert len(body(edition(project, as_of=date(2021, 3, 12)), "questions")) == 1
    assert '<ol class="numbered">' in render(edition(project), project.root, "html")


def test_a_matrix_of_one_column_is_left_out(project: Project) -> None:
    """A table of demands against a single measure, or against none, fills a page for one mark."""
    assert "matrix" in [section.kind for section in edition(project).sections]
    assert "matrix" not in [section.kind for section in edition(project, as_of=date(2021, 3, 12)).sections]


def test_a_timeline_with_nothing_to_draw_has_no_heading(project: Project) -> None:
    """Only major events are drawn."""
    project.replace(EVENTS, "    major: true\n", "")
    assert "timeline" not in [section.kind for section in edition(project).sections]


def test_an_event_of_a_year_comes_last_in_it(project: Project) -> None:
    """No document says that it came before what has a day."""
    project.replace(EVENTS, "    date: '2021-03-12'", "    date: '2021'")
    library = project.library()
    spec = library.briefs["oversikt"].sections[0]
    order = [event.id for event in events_taken(context_at(library, "nb", NOW), spec)]
    assert order == ["kortere-tid", "lordagene", "brevet", "vurderingen"]


def test_a_period_has_the_years_that_its_events_fill(project: Project) -> None:
    """A heading of ten years would say that something was so in all of them."""
    project.replace(BRIEF, "span: '2015/2020'", "span: '2001/2020'")
    project.replace(EVENTS, "date: '2015/..'", "date: '2016/2018'")
    periods = body(edition(project), "periods")
    assert [period.span.text for period in periods] == ["2016/2018", "2021/2022"]


def test_a_late_edition_tells_what_was_known_last(project: Project) -> None:
    """Its own day is only the day on which that was checked; a box says that a source is due for review."""
    late = edition(project, as_of=date(2023, 6, 1))
    assert late.is_late and late.status_day == late.last_known
    page = render(late, project.root, "html").replace("\N{NO-BREAK SPACE}", " ")
    assert "<dt>Status per</dt><dd>20. september 2021</dd>" in page
    assert "<dt>Sist kontrollert</dt><dd>1. juni 2023</dd>" in page
    assert "skulle vært sett på igjen 20. september 2022" in page
    assert "Sist kontrollert" not in render(edition(project), project.root, "html")
    assert edition(project, as_of=date(2022, 9, 19)).review_due is None


def test_an_early_edition_stands_as_of_its_day(project: Project) -> None:
    """Later sources are not known, so that its day is no later than what is."""
    early = assemble(project.library(), Order("oversikt", "alle", "nb", date(2021, 5, 1)))
    assert not early.is_late and early.status_day == date(2021, 5, 1)

"""The rules for content: each is broken once in a project that is otherwise right, and is told at the value to mend."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.content import model
from briefs.content.check import COUNTS, KINDS, check, freshness, translations
from briefs.content.load import load
from briefs.edition.prose import Context
from briefs.edition.sections import needed_fields
from briefs.edition.status import counts
from tests.conftest import Project

ACTORS = "content/actors.yaml"
LETTER = "content/sources/brev-2021.yaml"
REPLY = "content/sources/svar-2021.yaml"
FIGURES = "content/figures.yaml"
EVENTS = "content/events.yaml"
DEMANDS = "content/demands.yaml"
MEASURES = "content/measures.yaml"
TENSIONS = "content/tensions.yaml"
CORRECTIONS = "content/corrections.yaml"
PROJECT = "content/project.yaml"
BOARD = "content/audiences/styre.yaml"
BRIEF = "content/briefs/oversikt.yaml"
SILENT = "Write a claim, or list it under 'silent_paragraphs' if it says nothing"
MANY = "'many' goes with a power of ten and no 'to'. «mange hundre tusen» is 100000"
OUTCOME = "Cite the claim under 'met_by' when there is one"
REFER = "Write {figure-id}, {figure-id|value}, or a date as in {2022-12-01}"


def mistake(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """Makes one mistake, and asks that nothing but it be told, at the place of the sign ▸, which is taken out."""
    project.replace(path, old, new)
    at = project.place(path, "▸")
    project.replace(path, "▸", "")
    assert project.check() == f"{at}: {problem}"


def test_a_project_that_is_right_has_no_problems(project: Project) -> None:
    """The rules leave good content alone."""
    assert project.check() == ""


def test_problems_come_in_the_order_of_their_places(project: Project) -> None:
    """An editor goes through a file from top to bottom."""
    project.replace(MEASURES, "owner: kommune", "owner: komune")
    project.replace(EVENTS, "cites: [brev-2021/1, brev-2021/2]", "cites: [brev-2021/1, brev-2021/99]")
    project.replace(EVENTS, "actors: [brukerrad, kommune]", "actors: [brukerad, kommune]")
    places = [problem.where for problem in check(project.library(), sections=needed_fields())]
    assert [(where.file, where.line) for where in places] == [(EVENTS, 7), (EVENTS, 15), (MEASURES, 3)]


# --- references
# ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (FIGURES, "[brev-2021/3]", "[▸brev-2012/3]", "unknown source 'brev-2012'. Did you mean 'brev-2021'?"),
        (
            FIGURES,
            "[brev-2021/3]",
            "[brev-2021/3, ▸brev-2021/33]",
            "the source 'brev-2021' has no claim 33. Its claims are 1 to 7",
        ),
        (
            EVENTS,
            "brev-2021/5, brev-2021/6",
            "▸brev-2021/0, brev-2021/6",
            "the source 'brev-2021' has no claim 0. Its claims are 1 to 7",
        ),
        (EVENTS, "unless_known: []", "unless_known: [▸xx/1]", "unknown source 'xx'"),
        (
            MEASURES,
            "cites: [svar-2021/3]",
            "cites: [svar-2021/3]\n      met_by: [▸sva-2021/3]",
            "unknown source 'sva-2021'. Did you mean 'svar-2021'?",
        ),
        (LETTER, "speaker: brukerrad", "speaker: ▸brukerad", "unknown actor 'brukerad'. Did you mean 'brukerrad'?"),
        (LETTER, "publisher: {actor: brukerrad}", "publisher: {actor: ▸qq}", "unknown actor 'qq'"),
        (
            LETTER,
            "paragraphs: 5",
            "superseded_by: ▸svar-2022\nparagraphs: 5",
            "unknown source 'svar-2022'. Did you mean 'svar-2021'?",
        ),
        (
            LETTER,
            "paragraphs: 5",
            "superseded_by: ▸brev-2021\nparagraphs: 5",
            "'brev-2021' names itself under 'superseded_by'",
        ),
        (ACTORS, "of: kommune", "of: ▸komune", "unknown actor 'komune'. Did you mean 'kommune'?"),
        (ACTORS, "members: [kommune, brukerrad]", "members: [kommune, ▸skolen]", "unknown actor 'skolen'"),
        (
            EVENTS,
            "actors: [brukerrad, kommune]",
            "actors: [▸bruker, kommune]",
            "unknown actor 'bruker'. Did you mean 'brukerrad'?",
        ),
        (DEMANDS, "by: brukerrad", "by: ▸brukeraad", "unknown actor 'brukeraad'. Did you mean 'brukerrad'?"),
        (DEMANDS, "to: kommune", "to: ▸staten", "unknown actor 'staten'"),
        (DEMANDS, "themes: [samling]", "themes: [▸samlinga]", "unknown theme 'samlinga'. Did you mean 'samling'?"),
        (MEASURES, "owner: kommune", "owner: ▸qq", "unknown actor 'qq'"),
        (MEASURES, "themes: [samling]", "themes: [samling, ▸penger]", "unknown theme 'penger'"),
        (MEASURES, "demand: bokpenger", "demand: ▸bokpengar", "unknown demand 'bokpengar'. Did you mean 'bokpenger'?"),
        (TENSIONS, "about: [lanetid]", "about: [▸laanetid]", "unknown record 'laanetid'. Did you mean 'lanetid'?"),
        (
            CORRECTIONS,
            "record: apent-i-uka",
            "record: ▸apent-uka",
            "unknown record 'apent-uka'. Did you mean 'apent-i-uka'?",
        ),
        (BRIEF, "series: [krav-2021]", "series: [▸krav-2012]", "unknown series 'krav-2012'. Did you mean 'krav-2021'?"),
        (BRIEF, "series: [krav-2021]", "themes: [▸samlinger]", "unknown theme 'samlinger'. Did you mean 'samling'?"),
        (BRIEF, "about: [lanetid]", "about: [▸qq]", "unknown record 'qq'"),
        (BRIEF, "audiences: [alle, styre]", "audiences: [alle, styre, ▸presse]", "unknown audience 'presse'"),
        (BOARD, "brief: oversikt", "brief: ▸oversyn", "unknown brief 'oversyn'. Did you mean 'oversikt'?"),
    ],
)
def test_a_reference_to_nothing_is_told_with_what_is_near(
    project: Project, path: str, old: str, new: str, problem: str
) -> None:
    """Whatever names a record has to lead to one."""
    mistake(project, path, old, new, problem)


def test_unknown_source_names_file_and_line(project: Project) -> None:
    """A dangling citation points the editor at the line to mend."""
    project.replace(FIGURES, "cites: [brev-2021/2]", "cites: [nope/2]")
    assert "figures.yaml:10:13: unknown source 'nope'" in project.check()


def test_an_unknown_series_leaves_a_hole_in_nothing(project: Project) -> None:
    """A demand of an unknown series is told once; its old series then lacks it."""
    project.replace(DEMANDS, "series: andre-krav\n    number", "series: andre\n    number")
    place = project.place(DEMANDS, "andre", after="id: erfaringer")
    assert project.check() == f"{place}: unknown series 'andre'. Did you mean 'andre-krav'?"


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (FIGURES, "[brev-2021/3]", "[brev-2021/3, ▸brev-2021/3]", "'brev-2021/3' is given twice"),
        (EVENTS, "actors: [brukerrad, kommune]", "actors: [kommune, ▸kommune]", "'kommune' is given twice"),
        (
            MEASURES,
            "demand: bokpenger",
            "demand: lanetid\n        extent: part\n        reason: {nb: Noe.}\n        cites: [svar-2021/4]\n"
            "      - demand: ▸lanetid",
            "'lanetid' is given twice",
        ),
        (BRIEF, "audiences: [alle, styre]", "audiences: [alle, styre, ▸alle]", "'alle' is given twice"),
        (PROJECT, "glossary:", "  - id: ▸samling\n    title: {nb: Samling}\nglossary:", "'samling' is given twice"),
        (BOARD, "    title: {nb: Biblioteket til styret}", "  - brief: ▸oversikt", "'oversikt' is given twice"),
    ],
)
def test_a_repetition_in_a_list_is_told(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """It is a slip of the hand, and would be printed twice."""
    mistake(project, path, old, new, problem)


def test_an_adaptation_of_a_brief_that_the_audience_does_not_get_is_told(project: Project) -> None:
    """Otherwise the editor would wait for it in vain."""
    project.replace(BRIEF, "audiences: [alle, styre]", "audiences: [alle]")
    place = project.place(BOARD, "oversikt")
    assert (
        project.check()
        == f"{place}: the brief 'oversikt' is not made for the audience 'styre'. Add it to 'audiences' in {BRIEF}"
    )


def test_a_glossary_entry_may_stand_on_claims(project: Project) -> None:
    """Its citations are checked as any other, and allow it a figure."""
    entry = "meaning: {nb: 'uten ansatte, for {bokpenger-gitt}'}"
    project.replace(PROJECT, "meaning: {nb: uten ansatte til stede}", entry)
    assert "{bokpenger-gitt} is not known before 2021-09-20" in project.check()
    project.replace(PROJECT, entry, f"{entry}\n    cites: [svar-2021/4]")
    assert project.check() == ""


def test_records_that_nothing_uses_are_fine(project: Project) -> None:
    """Content may be ahead of the briefs."""
    project.replace(
        DEMANDS,
        "series:",
        "series:\n  - id: ubrukt\n    title: {nb: Ubrukt}\n    short: {nb: U}\n    lead:\n"
        "      - text: {nb: Ingen bruker den.}\n        cites: [brev-2021/3]",
    )
    assert project.check() == ""


def test_a_project_has_something_to_print(project: Project) -> None:
    """Without a source there is no as-of date, without a brief nothing to build."""
    (project.root / BRIEF).unlink()
    (project.root / BOARD).write_text("id: styre\nname: {nb: Styret}\n", encoding="utf-8")
    assert project.check() == "content/briefs:1:1: this project has no briefs. Write a YAML file for a brief there"


# --- sources
# ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "number: 3\n",
            "number: ▸4\n",
            "this is claim 4, where 3 is expected. Number the claims 1, 2, 3 … in their order",
        ),
        (
            "number: 3\n",
            "number: ▸2\n",
            "this is claim 2, where 3 is expected. Number the claims 1, 2, 3 … in their order",
        ),
        ("number: 7\n    paragraph: 5", "number: 7\n    paragraph: ▸6", "there is no paragraph 6. The document has 5"),
        ("paragraph: 2", "paragraph: ▸1", "paragraph 1 is listed as silent. Mend the number, or 'silent_paragraphs'"),
        ("silent_paragraphs: [1]", "silent_paragraphs: [1, ▸9]", "there is no paragraph 9. The document has 5"),
        ("paragraphs: 5", "paragraphs: ▸7", f"no claim covers paragraph 6, 7. {SILENT}"),
        (
            "file: brev-2021.txt",
            "file: ▸docs/brev.txt",
            "'docs/brev.txt' names a folder. Give the name of the file alone",
        ),
    ],
)
def test_a_source_is_covered_by_its_claims(project: Project, old: str, new: str, problem: str) -> None:
    """Claims are numbered in order, stand on paragraphs that exist, and leave none out that says something."""
    project.replace(LETTER, old, new)
    at = project.place(LETTER, "▸")
    project.replace(LETTER, "▸", "")
    assert f"{at}: {problem}" in project.check().splitlines()


def test_a_paragraph_that_lost_its_claim_is_told(project: Project) -> None:
    """The document's whole content is in the claims."""
    project.replace(REPLY, "number: 4\n    paragraph: 4", "number: 4\n    paragraph: 3")
    assert project.check() == f"{project.place(REPLY, '5', after='paragraphs:')}: no claim covers paragraph 4. {SILENT}"


def test_each_source_has_a_document_of_its_own(project: Project) -> None:
    """Two sources never share a file."""
    project.replace(REPLY, "file: svar-2021.txt", "file: brev-2021.txt")
    place = project.place(REPLY, "brev-2021.txt")
    assert project.check() == f"{place}: the document 'brev-2021.txt' belongs to the source 'brev-2021'"


# --- evidence
# --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (
            MEASURES,
            "nb: 'Kommunen har satt av {bokpenger-gitt}.'",
            "nb: ▸'Kravet var {bokpenger-krav}.'",
            "{bokpenger-krav} stands on no source of this text. "
            "The figure cites brev-2021, the text svar-2021: cite the claim that gives the number",
        ),
        (
            LETTER,
            "nb: Brukerrådet vil ha lørdagsåpent bibliotek.",
            "nb: ▸'Det koster {bokpenger-gitt}.'",
            "{bokpenger-gitt} stands on no source of this text. "
            "The figure cites svar-2021, the text brev-2021: cite the claim that gives the number",
        ),
    ],
)
def test_a_figure_stands_on_a_source_of_its_text(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """A reader who follows the source mark finds the number there."""
    mistake(project, path, old, new, problem)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (BRIEF, "lead: {nb: 'Av {demands.total}", "lead: {nb: ▸'Av {bokpenger-gitt} til {demands.total}"),
        (BRIEF, "title: {nb: Tidslinje}", "title: {nb: ▸'Tidslinje for {bokpenger-gitt}'}"),
        (DEMANDS, "title: {nb: Lengre lånetid}", "title: {nb: ▸'Lengre lånetid for {bokpenger-gitt}'}"),
    ],
)
def test_a_text_without_citations_prints_no_figure_before_it_is_known(
    project: Project, path: str, old: str, new: str
) -> None:
    """A brief as of an earlier day would print a number that nobody knew."""
    what = "{bokpenger-gitt} is not known before 2021-09-20, and this text may be printed from 2021-03-12"
    mistake(project, path, old, new, f"{what}. Say it in a statement that cites the claim")


def test_a_text_without_citations_may_print_a_figure_that_was_always_known(project: Project) -> None:
    """A title may have the number of the first source."""
    project.replace(BRIEF, "title: {nb: Tidslinje}", "title: {nb: 'Tidslinje for {bokpenger-krav}'}")
    project.replace(MEASURES, "title: {nb: Penger til nye bøker}", "title: {nb: '{bokpenger-gitt} til bøker'}")
    assert project.check() == ""


def test_a_series_is_known_as_early_as_its_demands(project: Project) -> None:
    """A demand of an earlier day would have no series to stand under."""
    project.replace(DEMANDS, "cites: [brev-2021/3]", "cites: [svar-2021/2]")
    first = project.check().splitlines()[0]
    what = "the demand is known from 2021-03-12, its series 'krav-2021' only from 2021-09-20"
    assert first == (
        f"{project.place(DEMANDS, 'krav-2021', after='id: kveldsapent')}: {what}. "
        "Let a statement under the series' 'lead' cite the older source"
    )


# --- figures, dates and statuses
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "unit: NOK",
            "unit: ▸count",
            "a count needs a 'noun'. Say what is counted: noun: {one: {nb: by}, other: {nb: byer}}",
        ),
        (
            "    unit: NOK",
            "    unit: NOK\n    noun: ▸{one: {nb: krone}, other: {nb: kroner}}",
            "a figure in 'NOK' has no 'noun'. Only what has the unit 'count' is counted",
        ),
        ("value: 20\n", "value: 20\n    to: ▸20\n", "'to' is 20, not above 'value', 20"),
        ("value: 500000\n", "value: ▸500000.5\n", "an amount is given in whole kroner"),
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
    """The missing number is the broken record's, which is already told."""
    project.replace(DEMANDS, "title: {nb: Penger til nye bøker}", "titel: {nb: Penger til nye bøker}")
    assert "no demand" not in project.check()
    assert "unknown demand" not in project.check()


# --- briefs
# ----------------------------------------------------------------------------------------------------


def test_a_brief_has_three_points(project: Project) -> None:
    """«Kort fortalt» is three to five points."""
    text = (project.root / BRIEF).read_text(encoding="utf-8")
    first, last = text.index("  - text: {nb: 'Biblioteket har"), text.index("sections:")
    project.write(BRIEF, text[:first] + text[last:])
    assert project.check() == f"{project.place(BRIEF, '- text')}: a brief opens with at least 3 points, and this has 1"


def test_a_brief_of_changes_needs_no_points(project: Project) -> None:
    """It opens with what changed."""
    text = (project.root / BRIEF).read_text(encoding="utf-8")
    first, last = text.index("points:"), text.index("sections:")
    project.write(BRIEF, text[:first] + text[last:])
    assert project.check() == f"{BRIEF}:1:1: a brief opens with at least 3 points, and this has 0"
    project.replace(BRIEF, "kind: matrix", "kind: changes")
    assert project.check() == ""


def test_the_days_of_a_change_may_be_printed(project: Project) -> None:
    """A brief of changes says since when, without the day being written in its text."""
    project.replace(BRIEF, "lead: {nb: 'Av", "lead: {nb: 'Fra {changes.since} til {changes.until}: Av")
    assert project.check() == ""


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (BRIEF, "kind: timeline", "kind: ▸timelin", "'kind' cannot be 'timelin'. Did you mean 'timeline'?"),
        (BRIEF, "kind: timeline", "kind: ▸Timeline", "'kind' cannot be 'Timeline'. Did you mean 'timeline'?"),
        (BRIEF, "  - kind: timeline", "  - ▸kind: periods", "a section of the kind 'periods' needs 'periods'"),
        (
            BOARD,
            "    sections:\n",
            "    sections:\n      - ▸kind: consequences\n        title: {nb: Uten ord}\n",
            "a section of the kind 'consequences' needs 'statements'",
        ),
        (
            BRIEF,
            "kind: timeline",
            "kind: timeline\n    statements:\n      ▸- text: {nb: Noe.}\n        cites: [brev-2021/1]",
            "a section of the kind 'timeline' prints no 'statements'. Only 'consequences' does",
        ),
        (
            BRIEF,
            "span: '2021/..'",
            "span: ▸'2014/..'",
            (
                "the period 2014/.. does not begin after the one above it, 2015/2020. Put the periods in the "
                "order of their first days"
            ),
        ),
    ],
)
def test_a_section_holds_what_its_kind_needs(project: Project, path: str, old: str, new: str, problem: str) -> None:
    """Content that no section prints would be lost without a word."""
    mistake(project, path, old, new, problem)


def test_sections_have_titles_of_their_own(project: Project) -> None:
    """Two headings of one name cannot be told apart in a table of contents."""
    project.replace(BRIEF, "title: {nb: Tidslinje}", "title: {nb: Kravene}")
    again = project.place(BRIEF, "{nb: Kravene}", after="- kind: demands\n")
    assert project.check() == f"{again}: two sections are called 'Kravene'"


# --- languages and the way texts are written
# -------------------------------------------------------------------------------------


def test_a_missing_language_is_told_at_every_text(project: Project) -> None:
    """There is no fall-back: each text exists in each language or is told."""
    project.replace(PROJECT, "languages: [nb]", "languages: [nb, nn]")
    found = project.check().splitlines()
    hint = "The project's languages are 'nb' and 'nn'"
    assert f"{project.place(TENSIONS, '{nb: Lånetiden')}: this text is missing in 'nn'. {hint}" in found
    texts = sum(
        1 for kind in KINDS for record in getattr(project.library(), kind).values() for _ in model.texts(record)
    )
    assert len(found) == texts + sum(1 for _ in model.texts(project.library().project))


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("Det er {kveldr} i uka.", "{kveldr} names no figure, date or count. Did you mean 'kvelder'?"),
        ("Det er {demands.part}.", "{demands.part} names no figure, date or count. Did you mean 'demands.partly'?"),
        ("Det er {2021-02-30}.", "{2021-02-30} names no figure, date or count"),
        ("Det er {kvelder|vaule}.", "{kvelder|vaule}: unknown style 'vaule'. Did you mean 'value'?"),
        ("Det er {kvelder|x}.", "{kvelder|x}: unknown style 'x'. The styles are 'value', 'number' and 'plain'"),
        ("Det er {changes.sinc}.", "{changes.sinc} names no figure, date or count. Did you mean 'changes.since'?"),
        ("Det er {2021|value}.", "{2021|value}: only a figure has a style. Write {2021}"),
        ("Det er {demands.total|plain}.", "{demands.total|plain}: only a figure has a style. Write {demands.total}"),
        ("Det er {kvelder.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er kvelder}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er {kvelder|}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er {}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er {{kvelder}}.", f"a brace that opens or closes no reference. {REFER}"),
        ("Det er 2 kvelder.", f"the number '2' is written in the text. {REFER}"),
        ("Det kom 500 000 kroner.", f"the number '500 000' is written in the text. {REFER}"),
        ("Det skjedde 12.3.2021.", f"the number '12.3.2021' is written in the text. {REFER}"),
        ("Brevet er fra {2021}, sak PS6.", f"the number 'PS6' is written in the text. {REFER}"),
        (
            'Rådet ber om "mer tid".',
            'a straight quotation mark in «Rådet ber om "mer tid".». Write «…», in English “…”',
        ),
        ("KS' svar.", "a straight apostrophe in «KS' svar.». Write ’, or ‘…’ inside a quotation"),
        ("Det er - som sagt - kort.", "a hyphen used as a dash in «Det er - som sagt -». Write –"),
        ("Det er -- kort.", "a hyphen used as a dash in «Det er -- kort.». Write –"),
        (
            "Fra {2015}-{2021} var det kort.",
            (
                "a hyphen between two numbers in «Fra {…}-{…} var det kort.». Write –, or one reference to the "
                "range, as in {2007/2017}"
            ),
        ),
        ("Det er -{kvelder}.", "a hyphen used as a minus sign in «Det er -{…}.». Let the figure have a negative value"),
        ("Og så videre...", "three full stops in «Og så videre...». Write …"),
        ("Det er  kort.", "two spaces in a row in «Det er  kort.». Write one"),
        ("Det er kort .", "a space before a punctuation mark in «Det er kort .». Take it out"),
        (
            "Åpnings\N{SOFT HYPHEN}tid.",
            (
                "a soft hyphen, U+00AD. Take it out: the program hyphenates, and 'hyphenation' in project.yaml "
                "says where it is to differ"
            ),
        ),
        ("Åpnings\N{ZERO WIDTH SPACE}tid.", "a character that cannot be seen, U+200B. Take it out"),
        (
            "A\N{COMBINING RING ABOVE}pent.",
            "a letter is put together of two characters. Write it as one, as å is (Unicode NFC)",
        ),
    ],
)
def test_a_text_is_written_as_it_is_to_be_printed(project: Project, words: str, problem: str) -> None:
    """References that lead somewhere, numbers by reference, and the signs of print."""
    quoted = words.replace("'", "''")
    mistake(project, TENSIONS, "nb: Kildene sier ikke hva kommunen mener om lånetiden.", f"nb: ▸'{quoted}'", problem)


@pytest.mark.parametrize(
    "words",
    [
        "Kvelds- og lørdagsåpent – det var kravet.",
        "«Mer tid», sa rådet (og brukerne) i {2015/2021}.",
        "Det er {kvelder|number} til {kvelder|plain}.",
        "KS’ svar var ‘nei’ …",
        "Solberg II svarte.",
        "Av {demands.total} krav er {measures.in-force} i verk.",
        "Og\N{NO-BREAK SPACE}slik.",
        "E-post.",
    ],
)
def test_a_text_that_is_right_is_left_alone(project: Project, words: str) -> None:
    """The rules know the signs that Norwegian needs."""
    project.replace(TENSIONS, "nb: Kildene sier ikke hva kommunen mener om lånetiden.", f"nb: '{words}'")
    project.replace(TENSIONS, "cites: [svar-2021/4]", "cites: [brev-2021/3]")
    assert project.check() == ""


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ACTORS, "short: {nb: kommunen}", "short: {nb: K2}"),
        (PROJECT, "term: {nb: ubetjent}", "term: {nb: Meråpent 2.0}"),
        (REPLY, "publisher: {actor: kommune}", "publisher: {name: {nb: Avdeling 3}}"),
        (ACTORS, "kind: person", "kind: person\n    sort: '007'"),
        (LETTER, "title: Til Eksempel kommune", "title: Brev 3 til Eksempel kommune"),
    ],
)
def test_names_may_have_digits(project: Project, path: str, old: str, new: str) -> None:
    """A name is as it is, and so are ids, files, sort keys and a document's own title."""
    project.replace(path, old, new)
    assert project.check() == ""


def test_a_soft_hyphen_is_refused_wherever_it_hides(project: Project) -> None:
    """Also in a document's own title and in the list of words to hyphenate."""
    project.replace(LETTER, "title: Til Eksempel", "title: Til Eks\N{SOFT HYPHEN}empel")
    project.replace(PROJECT, "åpnings-tid", "åpnings\N{SOFT HYPHEN}tid")
    assert [line.split(": a soft hyphen")[0] for line in project.check().splitlines()] == [
        project.place(PROJECT, "{åpningstid"),
        project.place(LETTER, "Til Eks"),
    ]


def test_the_counts_are_those_of_an_edition(project: Project) -> None:
    """What a text may count is what the edition counts."""
    context = Context(
        library=project.library(),
        language="nb",
        as_of=date(2021, 9, 20),
        numbers={"brev-2021": 1, "svar-2021": 2},
        counts={},
    )
    assert set(counts(context)) == set(COUNTS)


# --- what is broken is told once
# -------------------------------------------------------------------------------------------------


def test_a_broken_source_is_not_told_again_by_those_that_cite_it(project: Project) -> None:
    """One mistake is one problem."""
    project.replace(LETTER, "genre: {nb: brev}", "genre: brev")
    assert len(project.problems()) == 1


def test_a_broken_figure_is_not_told_again_by_those_that_print_it(project: Project) -> None:
    """A text that names it is right."""
    project.replace(FIGURES, "value: 500000", "value: mye")
    assert len(project.problems()) == 1


def test_an_unread_file_silences_what_leads_into_it_and_nothing_else(project: Project) -> None:
    """References may lead into the unread file; other rules are still told in the same run."""
    project.write(ACTORS, "actors: [\n")
    project.replace(FIGURES, "value: 500000", "value: 500000.5")
    project.replace(EVENTS, "cites: [svar-2021/1]", "cites: [borte/1]")
    loaded = load(project.root)
    assert loaded.library is not None
    assert [problem.what for problem in check(loaded.library, sections=needed_fields(), partial=True)] == [
        "an amount is given in whole kroner"
    ]
    assert any(problem.what == "unknown source 'borte'" for problem in check(loaded.library, sections=needed_fields()))


# --- what time does to content
# ---------------------------------------------------------------------------------------------------


def fresh(project: Project, today: str) -> list[str]:
    """What has to be looked at again by a day."""
    problems = freshness(project.library(), today=date.fromisoformat(today))
    assert {problem.severity for problem in problems} <= {"warning"}
    return list(map(str, problems))


def test_new_content_is_fresh(project: Project) -> None:
    """On the day of the newest source only the deadline that had already passed is told."""
    what = "the deadline 2021-09-01 of 'bokpenger' has passed, and no claim documents the outcome"
    assert fresh(project, "2021-09-20") == [f"{project.place(DEMANDS, chr(39) + '2021-09-01')}: {what}. {OUTCOME}"]


def test_a_deadline_with_a_documented_outcome_is_met(project: Project) -> None:
    """`met_by` names the claim that documents it."""
    project.replace(DEMANDS, "cites: [brev-2021/5]\n", "cites: [brev-2021/5]\n      met_by: [svar-2021/4]\n")
    assert fresh(project, "2021-09-20") == []


@pytest.mark.parametrize(("today", "told"), [("2022-05-31", False), ("2022-06-01", True)])
def test_a_plan_is_told_when_the_last_of_its_days_has_passed(project: Project, today: str, told: bool) -> None:
    """Spring lasts to the end of May."""
    told_plans = [
        line for line in fresh(project, today) if "'vurderingen' was planned for 2022-21, which has passed" in line
    ]
    assert bool(told_plans) is told


@pytest.mark.parametrize(("today", "told"), [("2022-01-05", False), ("2022-02-28", False), ("2022-03-01", True)])
def test_a_deadline_in_winter_has_not_passed_before_february_has(project: Project, today: str, told: bool) -> None:
    """The winter of 2021 begins in December and ends with February 2022."""
    project.replace(DEMANDS, "date: '2021-09-01'", "date: '2021-24'")
    passed = [line for line in fresh(project, today) if "the deadline 2021-24 of 'bokpenger' has passed" in line]
    assert bool(passed) is told


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
    told = [line for line in fresh(project, "2021-09-20") if "superseded" in line]
    at, first = project.place(LETTER, "svar-2021", after="superseded_by"), project.place(ACTORS, "brev-2021/7")
    assert told == [
        f"{at}: 'brev-2021' is superseded by 'svar-2021' and still cited in 26 places. The first is {first}"
    ]
    assert not any("superseded" in line for line in fresh(project, "2021-09-19"))


# --- translations
# ----------------------------------------------------------------------------------------------------------------


def translated(project: Project, text: str) -> list[str]:
    """What is told about the title of the tension, in a project of two languages."""
    project.replace(PROJECT, "languages: [nb]", "languages: [nb, nn]")
    project.replace(TENSIONS, "{nb: Lånetiden er ikke omtalt i svaret}", text)
    return [
        str(problem)
        for problem in translations(project.library())
        if problem.where.file == TENSIONS and problem.where.line == 4
    ]


MADE_FROM = model.fingerprint("Lånetiden er ikke omtalt i svaret")


def test_a_translation_that_follows_its_bokmal_is_fine(project: Project) -> None:
    """The fingerprint is that of the bokmål text beside it."""
    text = f"{{nb: Lånetiden er ikke omtalt i svaret, nn: Lånetida er ikkje omtalt i svaret, nn_of: '{MADE_FROM}'}}"
    assert translated(project, text) == []


def test_a_missing_translation_is_told(project: Project) -> None:
    """It is told by `check` too."""
    found = translated(project, "{nb: Lånetiden er ikke omtalt i svaret}")
    assert found == [f"{TENSIONS}:4:12: this text is missing in 'nn'. The project's languages are 'nb' and 'nn'"]


def test_a_translation_of_an_older_bokmal_is_told(project: Project) -> None:
    """The bokmål changed, and the translation may say something else."""
    found = translated(
        project, f"{{nb: Svaret omtaler ikke lånetiden, nn: Lånetida er ikkje omtalt i svaret, nn_of: '{MADE_FROM}'}}"
    )
    now = model.fingerprint("Svaret omtaler ikke lånetiden")
    place = project.place(TENSIONS, f"'{MADE_FROM}'")
    assert found == [
        f"{place}: the bokmål text has changed since 'nn' was translated. Translate it again, and write nn_of: '{now}'"
    ]


def test_a_translation_of_nothing_known_is_told(project: Project) -> None:
    """Without a fingerprint nobody knows whether it is out of date."""
    found = translated(project, "{nb: Lånetiden er ikke omtalt i svaret, nn: Lånetida er ikkje omtalt i svaret}")
    place = project.place(TENSIONS, "Lånetida er ikkje")
    assert found == [
        (
            f"{place}: nothing tells which bokmål text 'nn' translates. If it fits the present one, add nn_of: "
            f"'{MADE_FROM}'"
        )
    ]


def test_a_text_in_more_languages_than_the_project_s_is_fine(project: Project) -> None:
    """Translations may be written before the project has the language."""
    project.replace(
        TENSIONS, "{nb: Lånetiden er ikke omtalt i svaret}", "{nb: Lånetiden er ikke omtalt i svaret, en: Loans}"
    )
    assert translations(project.library()) == ()
    assert project.check() == ""


def test_a_hyphenation_exception_spells_its_word(project: Project) -> None:
    """A slip in the breaks is told where the list stands."""
    project.replace(
        "content/project.yaml",
        "hyphenation: {åpningstid: åpnings-tid}",
        "hyphenation: {topplasseringer: topp-laseringer}",
    )
    assert "'topp-laseringer' does not spell 'topplasseringer'" in project.check()

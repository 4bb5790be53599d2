"""References: what names a record leads to one, and once."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from tests.content.mistakes import mistake

ACTORS = "content/actors.yaml"
LETTER = "content/sources/brev-2021.yaml"
FIGURES = "content/figures.yaml"
EVENTS = "content/events.yaml"
DEMANDS = "content/demands.yaml"
MEASURES = "content/measures.yaml"
TENSIONS = "content/tensions.yaml"
CORRECTIONS = "content/corrections.yaml"
PROJECT = "content/project.yaml"
BOARD = "content/audiences/styre.yaml"
BRIEF = "content/briefs/oversikt.yaml"


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
    """A demand of an unknown series is reported once; its old series then lacks it."""
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
            "demand: lanetid\n        extent: part\n        reason: Noe.\n        cites: [svar-2021/4]\n"
            "      - demand: ▸lanetid",
            "'lanetid' is given twice",
        ),
        (BRIEF, "audiences: [alle, styre]", "audiences: [alle, styre, ▸alle]", "'alle' is given twice"),
        (PROJECT, "glossary:", "  - id: ▸samling\n    title: Samling\nglossary:", "'samling' is given twice"),
        (BOARD, "    title: Biblioteket til styret", "  - brief: ▸oversikt", "'oversikt' is given twice"),
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
    entry = "meaning: 'uten ansatte, for {bokpenger-gitt}'"
    project.replace(PROJECT, "meaning: uten ansatte til stede", entry)
    assert "{bokpenger-gitt} is not known before 2021-09-20" in project.check()
    project.replace(PROJECT, entry, f"{entry}\n    cites: [svar-2021/4]")
    assert project.check() == ""


def test_records_that_nothing_uses_are_fine(project: Project) -> None:
    """Content may be ahead of the briefs."""
    project.replace(
        DEMANDS,
        "series:",
        "series:\n  - id: ubrukt\n    title: Ubrukt\n    short: U\n    lead:\n"
        "      - text: Ingen bruker den.\n        cites: [brev-2021/3]",
    )
    assert project.check() == ""

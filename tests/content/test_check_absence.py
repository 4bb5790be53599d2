"""Statements of what is missing: what they name, and when they turn untrue."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.content.as_of import known_at
from tests.conftest import Project
from tests.content.mistakes import mistake

BRIEF = "content/briefs/oversikt.yaml"
SAYS_NOTHING = "cites: [brev-2021/6]\n    basis: Svaret nevner ikke lånetiden.\n    unless_known: []"
HINT = "Mend the text and 'absent', or leave it out from then on: 'unless_known: [the claim that tells]'"


def test_a_statement_of_absence_needs_no_claim(project: Project) -> None:
    """It names the demand that has no answer, and is printed once that demand is known."""
    project.replace(BRIEF, SAYS_NOTHING, "absent: [lanetid]")
    assert project.check() == ""
    library = project.library()
    texts = [[point.text.words for point in known_at(library, day).briefs["oversikt"].points] for day in _DAYS]
    assert ["Lånetiden er ikke omtalt i svaret." in found for found in texts] == [False, True]


_DAYS = (date(2021, 3, 11), date(2021, 3, 12))


@pytest.mark.parametrize(
    ("absent", "problem"),
    [
        (
            "[▸kveldsapent]",
            "'kveldsapent' is not missing any more from 2021-09-20 on: the measure 'prove-kveld' answers it",
        ),
        (
            "[lanetid, ▸ubetjent-lordag]",
            "'ubetjent-lordag' is not missing any more from 2021-09-20 on: it is 'in-force'",
        ),
    ],
)
def test_absence_turns_untrue(project: Project, absent: str, problem: str) -> None:
    """From the day on which an answer or a measure in force is known, though it was true before."""
    mistake(project, BRIEF, SAYS_NOTHING, f"absent: {absent}", f"{problem}. {HINT}")


def test_absence_that_gives_way_is_never_untrue(project: Project) -> None:
    """Where the later claim takes it out, nothing untrue is printed."""
    project.replace(BRIEF, SAYS_NOTHING, "absent: [kveldsapent]\n    unless_known: [svar-2021/2]")
    assert project.check() == ""


def test_absence_names_demands_and_measures(project: Project) -> None:
    """And nothing else can lack an answer."""
    mistake(
        project,
        BRIEF,
        SAYS_NOTHING,
        "absent: [▸lanetida]",
        "unknown demand or measure 'lanetida'. Did you mean 'lanetid'?",
    )


def test_a_record_is_not_known_by_what_it_lacks(project: Project) -> None:
    """A demand stands on a claim, whatever else is said of it, and a later absence does not make an event older."""
    project.replace(
        "content/events.yaml",
        "text: Lørdagsåpent bibliotek er i gang.\n    cites: [svar-2021/1]",
        "statements:\n      - {text: Lørdagsåpent bibliotek er i gang., cites: [svar-2021/1]}\n"
        "      - {text: Lånetiden er ikke nevnt., absent: [lanetid]}",
    )
    assert "lordagene" not in known_at(project.library(), date(2021, 3, 12)).events
    assert "lordagene" in known_at(project.library(), date(2021, 9, 20)).events


def test_a_statement_stands_on_something(project: Project) -> None:
    """Without a claim it must say what it says is missing."""
    mistake(
        project,
        BRIEF,
        f"- text: Lånetiden er ikke omtalt i svaret.\n    {SAYS_NOTHING}",
        "- ▸text: Lånetiden er ikke omtalt i svaret.",
        "missing key 'cites'. Write 'cites: [brev-2021/12]', or 'absent: [ID]' with what it says is missing",
    )

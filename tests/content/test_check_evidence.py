"""Documents and what stands on them: paragraphs, claims, and figures in texts."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from tests.content.mistakes import mistake

LETTER = "content/sources/brev-2021.yaml"
REPLY = "content/sources/svar-2021.yaml"
DEMANDS = "content/demands.yaml"
MEASURES = "content/measures.yaml"
BRIEF = "content/briefs/oversikt.yaml"
HINT = "Leave 'number' out, or give a claim put in between an id, "
SILENT = "Write a claim, or list it under 'silent_paragraphs' if it says nothing"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "number: 3\n",
            "number: ▸4\n",
            "this is claim 4, where 3 is expected. " + HINT + "as in 'id: 4b'",
        ),
        (
            "number: 3\n",
            "number: ▸2\n",
            "this is claim 2, where 3 is expected. " + HINT + "as in 'id: 2b'",
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
    project.replace(REPLY, "paragraph: 4", "paragraph: 3")
    assert project.check() == f"{project.place(REPLY, '5', after='paragraphs:')}: no claim covers paragraph 4. {SILENT}"


def test_each_source_has_a_document_of_its_own(project: Project) -> None:
    """Two sources never share a file."""
    project.replace(REPLY, "file: svar-2021.txt", "file: brev-2021.txt")
    place = project.place(REPLY, "brev-2021.txt")
    assert project.check() == f"{place}: the document 'brev-2021.txt' belongs to the source 'brev-2021'"


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (
            MEASURES,
            "text: 'Kommunen har satt av {bokpenger-gitt}.'",
            "text: ▸'Kravet var {bokpenger-krav}.'",
            "{bokpenger-krav} stands on no source of this text. "
            "The figure cites brev-2021, the text svar-2021: cite the claim that gives the number",
        ),
        (
            LETTER,
            "text: Brukerrådet vil ha lørdagsåpent bibliotek.",
            "text: ▸'Det koster {bokpenger-gitt}.'",
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
        (BRIEF, "lead: 'Av {demands.total}", "lead: ▸'Av {bokpenger-gitt} til {demands.total}"),
        (BRIEF, "title: Tidslinje", "title: ▸'Tidslinje for {bokpenger-gitt}'"),
        (DEMANDS, "title: Lengre lånetid", "title: ▸'Lengre lånetid for {bokpenger-gitt}'"),
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
    project.replace(BRIEF, "title: Tidslinje", "title: 'Tidslinje for {bokpenger-krav}'")
    project.replace(MEASURES, "title: Penger til nye bøker", "title: '{bokpenger-gitt} til bøker'")
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

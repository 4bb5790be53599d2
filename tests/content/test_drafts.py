"""Drafts: what is not finished is told, and nothing else of a project changes by it."""

from __future__ import annotations

import re

import pytest

from briefs.content.load import load
from tests.conftest import Project

DEMAND = """
  - id: nytt
    draft: true
    series: krav
    title:
"""


def warnings(project: Project) -> list[str]:
    return [str(problem) for problem in load(project.root).problems if problem.severity == "warning"]


def add(project: Project, path: str, text: str) -> None:
    file = project.root / path
    file.write_text(file.read_text("utf-8").rstrip("\n") + text, "utf-8")


def test_draft_is_not_in_the_library_and_tells_what_it_lacks(project: Project) -> None:
    """Keys that are missing and keys that nothing stands behind are to be decided; a direct statement has no list."""
    before = project.library()
    add(project, "content/demands.yaml", DEMAND)
    loaded = load(project.root)
    assert loaded.library is not None
    assert (loaded.library.demands, loaded.unreadable) == (before.demands, False)
    place = project.place("content/demands.yaml", "id: nytt")
    assert warnings(project) == [
        f"{place}: the demand 'nytt' is a draft and not printed. To decide: number, by, themes, title, statements"
    ]


def test_whole_draft_says_so(project: Project) -> None:
    """What lacks nothing is only to be looked at."""
    project.replace("content/events.yaml", "    date:", "    draft: true\n    date:")
    (told,) = warnings(project)
    assert told.endswith("is a draft and not printed. Take 'draft: true' out once it is right")


def test_mistake_in_a_draft_stops_nothing(project: Project) -> None:
    """A wrong value and an unknown key are told at their place, as warnings."""
    add(project, "content/demands.yaml", DEMAND + "    number: en\n    titel: x\n")
    assert [each.partition(": ")[2].partition(". ")[0] for each in warnings(project)][1:] == [
        "'number' is to be a whole number, not 'en'",
        "unknown key 'titel'",
    ]
    assert all(problem.severity == "warning" for problem in project.problems())


def test_what_names_a_draft_is_told_that_it_is_one(project: Project) -> None:
    """A record, or a claim, that is there but not finished is no misspelling."""
    add(project, "content/actors.yaml", "\n  - id: ny\n    draft: true\n")
    project.replace("content/demands.yaml", "to: ", "to: ny # ")
    place = project.place("content/actors.yaml", "id: ny")
    assert (
        f"unknown actor 'ny'. It is a draft, in {place}: finish it, or write 'draft: true' here too" in project.check()
    )


def test_id_of_a_draft_is_taken(project: Project) -> None:
    first = next(iter(project.library().demands))
    add(project, "content/demands.yaml", DEMAND.replace("nytt", first))
    assert f"the id '{first}' is taken" in project.check()


def test_draft_claim_keeps_its_number_and_covers_its_paragraph(project: Project) -> None:
    """The claims after it keep the numbers that they are cited by, and its paragraph is not said to be forgotten."""
    path = "content/sources/brev-2021.yaml"
    before = project.library().sources["brev-2021"].claims
    file = project.root / path
    file.write_text(re.sub(r"- number: \d\n    ", "- ", file.read_text("utf-8")), "utf-8")
    project.replace(path, "- paragraph: 3\n", "- draft: true\n    paragraph: 3\n")
    library = load(project.root).library
    assert library is not None
    numbers = [claim.number for claim in library.sources["brev-2021"].claims]
    assert numbers == [claim.number for claim in before if claim.number != 3]
    (draft,) = library.drafts_of("brev-2021")
    assert (draft.number, draft.paragraph) == (3, 3)
    assert warnings(project) == [
        f"{project.place(path, 'draft: true')}: draft claims of 'brev-2021' that are not printed: 3. "
        "Take 'draft: true' out once it is right"
    ]
    project.replace(path, "- paragraph: 3\n", "- draft: true\n    paragraph: 3\n")
    assert "no claim covers" not in project.check()
    assert "is expected" not in project.check()
    assert "the source 'brev-2021' has no claim 3. It is a draft" in project.check()


def test_source_without_a_finished_claim_is_a_draft(project: Project) -> None:
    """Of a document that nobody has read yet, nothing is known."""
    project.write("content/sources/ny.yaml", "id: ny\ndate: '2021'\nclaims:\n  - draft: true\n    paragraph: 1\n")
    assert set(load(project.root).library.drafts) == {"ny", "ny/1"}  # type: ignore[union-attr]  # it has a library
    (told,) = warnings(project)
    assert told.startswith("content/sources/ny.yaml:4:5: draft claims of 'ny' that are not printed: 1. No other claim")
    assert project.check().count("ny.yaml") == 1


@pytest.mark.parametrize("value", ["yes", "'true'", "1"])
def test_draft_is_true_or_false(project: Project, value: str) -> None:
    """Anything else is a mistake, and no draft."""
    add(project, "content/demands.yaml", DEMAND.replace("true", value))
    assert "'draft' is to be true or false" in project.check()

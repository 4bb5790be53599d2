"""Marks of claims that a person read against their paragraphs, and the report as SARIF."""

from __future__ import annotations

import json
import re

from typer.testing import CliRunner, Result

from briefs.cli import app
from tests.conftest import Project

MARK = ("--reviewed", "--by", "en redaktør")


def run(project: Project, *arguments: str) -> Result:
    where = ("--project", str(project.root), "--sources", str(project.root / "documents"))
    return CliRunner().invoke(app, ["verify", *where, *arguments])


def last_line(project: Project) -> str:
    return next(line for line in run(project).stdout.splitlines() if " reviewed" in line)


def test_claims_are_marked_one_by_one_or_as_a_source(project: Project) -> None:
    """Told with the number of people and with what is left."""
    assert last_line(project) == "0 of 13 claims reviewed."
    run(project, "brev-2021/1", *MARK)
    run(project, "svar-2021", "--reviewed", "--by", "en annen")
    assert last_line(project) == (
        "7 of 13 claims reviewed by 2 people; 6 not: "
        "brev-2021/2, brev-2021/3, brev-2021/4, brev-2021/5, brev-2021/6, brev-2021/7."
    )


def test_a_mark_falls_with_words_paragraph_and_number(project: Project) -> None:
    """Each change takes the mark of its claim and no other."""
    run(project, "brev-2021", "svar-2021", *MARK)
    assert last_line(project) == "13 of 13 claims reviewed by 1 person."
    project.replace("content/sources/brev-2021.yaml", "vil ha lørdagsåpent", "ønsker lørdagsåpent")
    project.replace("documents/brev-2021.txt", "ville 80 prosent", "vil 80 prosent")
    project.replace("content/sources/svar-2021.yaml", "paragraph: 4", "paragraph: 3")
    project.replace("content/sources/svar-2021.yaml", "silent_paragraphs: [1]", "silent_paragraphs: [1, 4]")
    assert last_line(project).endswith("3 not: brev-2021/4, brev-2021/7, svar-2021/4.")


def test_accepting_keeps_the_marks(project: Project) -> None:
    """A mark speaks of the claim, an acceptance of the document."""
    run(project, "brev-2021", *MARK)
    run(project, "--accept", "--by", "en redaktør")
    assert last_line(project).startswith("7 of 13")


def test_a_mark_wants_a_name_and_a_claim_that_exists(project: Project) -> None:
    """Anything else is wrong use."""
    assert run(project, "brev-2021/1", "--reviewed").exit_code == 2
    assert run(project, "brev-2021/99", *MARK).exit_code == 2
    assert run(project, *MARK).exit_code == 2


def test_the_last_line_counts_the_numbers_that_are_printed(project: Project) -> None:
    """As often as they are printed: carried, then wrong, then with no document to hold them against."""

    def counts() -> list[int]:
        last = run(project).stdout.splitlines()[-1]
        assert last.startswith("printed numbers: ")
        return [int(number) for number in re.findall(r"\d+", last)]

    carried, *rest = counts()
    assert carried > 5
    assert rest == [0, 0]
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    left, wrong, unchecked = counts()
    assert (left + wrong, unchecked) == (carried, 0)
    assert wrong > 0
    (project.root / "documents/brev-2021.txt").unlink()
    left, wrong, unchecked = counts()
    assert left + wrong + unchecked == carried
    assert unchecked > 0


def test_sarif_has_rules_places_levels_and_fingerprints(project: Project) -> None:
    """What the schema of SARIF 2.1.0 requires; a finding that was let stand is suppressed."""
    project.replace("content/figures.yaml", "value: 80", "value: 81")
    run(project, "brev-2021/7", "--accept", "--by", "en redaktør")
    result = run(project, "--format", "sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    (only,) = log["runs"]
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    assert (log["version"], only["tool"]["driver"]["name"], rules) == ("2.1.0", "briefs verify", ["figure", "number"])
    for found in only["results"]:
        assert rules[found["ruleIndex"]] == found["ruleId"]
        assert found["level"] == "error"
        assert found["message"]["text"]
        assert found["partialFingerprints"]["finding/v1"].startswith("f-")
        place = found["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("content/")
        assert place["region"]["startLine"] >= 1
    assert [bool(found.get("suppressions")) for found in only["results"]].count(True) == 1
    assert run(project, "--format", "xml").exit_code == 2

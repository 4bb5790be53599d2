"""Marks of claims that a person read against their paragraphs, and the report as SARIF."""

from __future__ import annotations

import json
import re

from typer.testing import CliRunner, Result

from briefs.cli import app
from briefs.content.load import load
from briefs.edition.edition import Order, assemble
from briefs.html.render import render
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


# --- printed and traced -----------------------------------------------------------------------------------------------


def printed(project: Project) -> str:
    """What the brief says of the claims that were read; nothing where it says nothing."""
    library = project.library()
    page = render(assemble(library, Order("oversikt", "alle", "nb", library.newest)), project.root, "html")
    found = re.search(r'<p class="claims-read">(.*?)</p>', page)
    return found[1].replace("\u00a0", " ") if found else ""


def test_a_brief_tells_how_many_claims_were_read_where_the_project_asks(project: Project) -> None:
    """Beside the documents; nowhere else, and not where nobody asks."""
    run(project, "--accept", "--by", "en redaktør")
    run(project, "brev-2021", *MARK)
    assert printed(project) == ""
    text = (project.root / "content/project.yaml").read_text(encoding="utf-8")
    project.write("content/project.yaml", text + "\ntell_reviewed: true\n")
    assert printed(project) == "7 av 13 påstander er lest mot kilden."
    project.replace("content/sources/brev-2021.yaml", "vil ha lørdagsåpent", "ønsker lørdagsåpent")
    assert printed(project) == "6 av 13 påstander er lest mot kilden."


def test_a_claim_that_was_relocated_is_to_be_read_again(project: Project) -> None:
    """Its number is another, and the mark falls; a trace shows who still has one."""
    run(project, "--accept", "--by", "en redaktør")
    run(project, "brev-2021", "svar-2021", *MARK)
    assert traced(project, "brev-2021/7").endswith("  [reviewed]")
    project.replace("documents/brev-2021.txt", "Vi ber også", "Hilsen oss.\nVi ber også")
    run(project, "--relocate", "--apply")
    library = load(project.root, against_lock=False).library
    assert library is not None
    claims = library.sources["brev-2021"].claims
    kept = [number for number in range(1, 8) if f"brev-2021/{number}" in library.reviewed]
    assert kept == [claim.number for claim in claims if claim.paragraph < 4]
    assert any(claim.paragraph > 4 for claim in claims)


def traced(project: Project, claim: str) -> str:
    """The first line of a trace."""
    result = CliRunner().invoke(app, ["trace", claim, "--project", str(project.root)])
    return result.stdout.splitlines()[0] if result.stdout else result.stderr

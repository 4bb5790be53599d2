"""What a build means for whoever publishes it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from briefs.review.account import Account, account_of
from tests.cli.test_cli import briefs
from tests.conftest import Project

NEXT_YEAR = date(2022, 7, 1)


@pytest.fixture
def published(project: Project) -> Path:
    """The pages of the project as they are published, and as they stand in the output folder."""
    assert briefs("build", "--format", "html", "--project", project.root).exit_code == 0
    place = project.root.parent / "published"
    shutil.copytree(project.root / "out", place)
    return place


def account(project: Project, published: Path | None, *told: Path) -> Account:
    return account_of(project.root, project.root / "out", NEXT_YEAR, published, told)


def test_account_of_what_time_has_done(project: Project, published: Path) -> None:
    """Deadlines that passed are changes, and overdue as long as nobody has looked at them."""
    found = account(project, published)
    assert [str(each.day) for each in found.changes] == ["2022-06-01", "2022-06-01", "2022-03-02"]
    assert "fristen 1. mars 2022 er passert" in found.changes[2].words
    assert any("the deadline 2022-03-01 of 'erfaringer' has passed" in each.what for each in found.overdue)
    assert (found.failed, found.files, found.same) == ((), (), 2)
    assert (found.title, found.since) == ("Åpningstider i biblioteket", date(2021, 9, 20))


def test_account_of_other_files(project: Project, published: Path) -> None:
    """New, changed and gone, by the bytes."""
    project.replace("content/demands.yaml", "title: Lengre lånetid", "title: Lengre lån")
    project.replace("content/briefs/oversikt.yaml", "audiences: [alle, styre]", "audiences: [alle, naboer]")
    project.write("content/audiences/naboer.yaml", "id: naboer\nname: Naboer\n")
    (project.root / "content/audiences/styre.yaml").unlink()
    assert briefs("build", "--format", "html", "--project", project.root).exit_code == 0
    found = {each.path: each.what for each in account(project, published).files}
    assert found == {
        "nb/oversikt/alle.html": "changed",
        "nb/oversikt/naboer.html": "new",
        "nb/oversikt/styre.html": "gone",
    }


def test_what_failed_is_part_of_the_account(project: Project, published: Path) -> None:
    """Mistakes in the content, what other commands told, and a file of theirs that is not there."""
    project.replace("content/events.yaml", "cites: [svar-2021/3]", "cites: [svar-2012/3]")
    told = project.root.parent / "verify.json"
    entry = {"file": "a.yaml", "line": 3, "column": 1, "message": "no such passage", "hint": "", "severity": "error"}
    others = [{**entry, "message": severity, "severity": severity} for severity in ("warning", "advice")]
    told.write_text(json.dumps([entry, *others]))
    found = account(project, published, told, told.with_name("none.json"))
    words = [f"{each.where}: {each.what}" for each in found.failed]
    assert "a.yaml:3:1: no such passage" in words
    assert any("none.json" in each and "missing" in each for each in words)
    assert any("svar-2012" in each for each in words)
    assert (found.title, found.changes, [each.what for each in found.minded]) == ("", (), ["warning", "advice"])
    assert (found.compared, found.files, found.same) == ("unreadable", (), 0)


def test_what_was_not_compared_is_not_told_as_new(project: Project, published: Path) -> None:
    """Where nothing was named, where nothing is published yet, and where the content cannot be read."""

    def said(*since: str | Path) -> str:
        return briefs("report", *since, "--project", project.root).stdout

    assert "Nothing that is published was named." in said() and "new:" not in said()
    empty = project.root.parent / "empty"
    empty.mkdir()
    first = said("--since", empty)
    assert "Nothing is published yet." in first and "- new: `nb/oversikt/alle.html`" in first
    assert "2 files as published." in said("--since", published)
    project.replace("content/project.yaml", "language: nb", "language: nb\nnonsense: true")
    spoilt = said("--since", published)
    assert "kept it from being compared" in spoilt and "nonsense" in spoilt
    assert "new:" not in spoilt and "as published" not in spoilt


def test_report_for_people(project: Project, published: Path) -> None:
    """As Markdown whose signs are the program's own; the status says whether something failed."""
    project.replace("content/demands.yaml", "title: Lengre lånetid", "title: Lengre *lån* <b>")
    fine = briefs("report", "--since", published, "--today", "2022-07-01", "--project", project.root)
    assert fine.exit_code == 0
    assert fine.stdout.startswith("# Åpningstider i biblioteket, 2022-07-01\n\n## What failed\n\nNothing failed.\n")
    assert r"Lengre \*lån\* \<b\>" in fine.stdout and "## What changed since 2021-09-20" in fine.stdout
    wrong = published / "verify.json"
    wrong.write_text("{}")
    failed = briefs("report", "--problems", wrong, "--project", project.root)
    assert failed.exit_code == 1 and "this is no list of problems" in failed.stdout


def test_report_for_programs(project: Project, published: Path) -> None:
    """The same as data."""
    result = briefs(
        "report", "--since", published, "--format", "json", "--today", "2022-07-01", "--project", project.root
    )
    values = json.loads(result.stdout)
    assert values["since"] == "2021-09-20" and values["same"] == 2 and values["failed"] == []
    assert [each["day"] for each in values["changes"]] == ["2022-06-01", "2022-06-01", "2022-03-02"]
    assert values["overdue"][0].keys() >= {"file", "line", "column", "message"}

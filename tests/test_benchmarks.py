"""The benchmarks that are more than a stopwatch: how much `verify` notices, on the small project."""

from __future__ import annotations

import pytest

from benchmarks import rendering
from benchmarks.mutations import KINDS, main, measure
from briefs.content.documents import read_documents
from tests.conftest import Project


def test_mistakes_of_every_kind_are_made(project: Project) -> None:
    """A kind that makes no mutants would count as noticed throughout; the small project has no two actors alike."""
    scores = measure(project.library(), read_documents(project.root / "documents", project.library()))
    assert [score.kind for score in scores] == ["numbers", *KINDS]
    assert [score.kind for score in scores if not score.mutants and score.kind not in {"one", "name"}] == []
    assert next(score.percent for score in scores if score.kind == "figure") == 100


def test_a_season_made_wrong_is_still_a_date(project: Project) -> None:
    """A winter bears the year in which it begins, also where it is moved by one."""
    project.replace("content/measures.yaml", "date: '2022-21'", "date: '2022-24'")
    scores = measure(project.library(), read_documents(project.root / "documents", project.library()))
    field = next(score for score in scores if score.kind == "field")
    assert not any("2022-24" in what for what in field.missed)


def test_the_table_has_a_line_for_each_kind(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """And one for all numbers and dates together, which comes first."""
    assert main(["--sources", str(project.root / "documents"), "--project", str(project.root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["MADE", "WRONG", "MUTANTS", "CAUGHT", "PERCENT"]
    assert lines[1].startswith("all numbers and dates")
    assert len(lines) == 2 + len(KINDS)


def test_content_that_cannot_be_read_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """With the place of the mistake, and no table."""
    project.write("content/figures.yaml", "figures: [")
    assert main(["--sources", str(project.root / "documents"), "--project", str(project.root)]) == 1
    assert "content/figures.yaml:2:1: broken YAML" in capsys.readouterr().err


def test_rendering_counts_the_pages_of_all_editions(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Each brief for each audience and language, once for print and once for the screen."""
    editions = len(rendering.orders_of(project.library()))
    assert rendering.main(["--project", str(project.root), "--runs", "2"]) == 0
    rows = {row[0]: row[-1] for row in map(str.split, capsys.readouterr().out.splitlines()[1:])}
    assert list(rows) == ["load", "check", "assemble", "render"]
    assert (rows["assemble"], rows["render"]) == (str(editions), str(2 * editions))

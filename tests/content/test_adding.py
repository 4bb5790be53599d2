"""New records as text: they need what the model says, and nothing that stands in a file is lost."""

from __future__ import annotations

import pytest

from briefs.content.adding import record_lines, with_record
from briefs.content.kinds import KINDS, Kind
from briefs.content.load import load
from briefs.content.skeleton import skeleton
from briefs.errors import BriefsError
from tests.conftest import Project

LISTED = [kind for kind in KINDS if not kind.is_whole_file]
DEMAND = next(kind for kind in KINDS if kind.name == "demand")
SERIES = next(kind for kind in KINDS if kind.name == "series")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_new_record_is_a_draft_that_lacks_all_that_it_needs(project: Project, kind: Kind) -> None:
    """It reads as YAML, is told as a draft and as nothing worse, and leaves the library as it was."""
    before = project.library()
    lines = record_lines(kind, "helt-ny")
    if kind.is_whole_file:
        project.write(f"content/{kind.file_of('helt-ny')}", "".join(f"{line}\n" for line in lines))
    else:
        path = project.root / "content" / kind.place
        text = path.read_text("utf-8") if path.exists() else ""
        project.write(f"content/{kind.place}", with_record(text, kind.place, kind, lines)[0])
    loaded = load(project.root)
    assert loaded.library is not None
    assert kind.of(loaded.library) == kind.of(before)
    (told,) = loaded.problems
    assert told.what == f"the {kind.name} 'helt-ny' is a draft and not printed"
    assert all(field in told.hint for field in ("title", "text") if f"\n{field}:" in "\n".join(lines))


def test_record_stands_after_the_last_and_comments_stay() -> None:
    """Also where a comment follows, the items are indented less, and the last value is a folded text."""
    text = (
        "# First.\nseries: []\ndemands:\n- id: a  # one\n  # of it\n  title: >-\n    Long\n    # no comment\n"
        "\n# Last.\n#   number: 1\n"
    )
    found, line = with_record(text, "demands.yaml", DEMAND, ["id: b", "title:"])
    assert found.replace("- id: b\n  title:\n", "") == text
    assert found.splitlines()[line - 1] == "- id: b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("demands: []\n", "demands:\n  - id: b\n"),
        ("demands:  # none yet\nseries: []\n", "demands:  # none yet\n  - id: b\nseries: []\n"),
        ("demands: [ ]  # none\n", "demands:  # none\n  - id: b\n"),
        ("series: []", "series: []\ndemands:\n  - id: b\n"),
        ("demands:\n    - {id: a}\n", "demands:\n    - {id: a}\n    - id: b\n"),
        ("demands:\n  - id: a", "demands:\n  - id: a\n  - id: b\n"),
    ],
)
def test_list_that_is_empty_missing_or_indented_otherwise(text: str, expected: str) -> None:
    found, line = with_record(text, "demands.yaml", DEMAND, ["id: b"])
    assert (found, found.splitlines()[line - 1].strip()) == (expected, "- id: b")


@pytest.mark.parametrize("text", ["demands: [{id: a}]\n", "demands: [  # none\n]\n"])
def test_list_in_brackets_is_left_alone(text: str) -> None:
    """There is no line to put a record on."""
    with pytest.raises(BriefsError, match=r"demands\.yaml:1:10: nothing can be put at the end"):
        with_record(text, "demands.yaml", DEMAND, ["id: b"])


def test_comments_of_the_last_record_stay_with_it() -> None:
    """They are those that follow it at once and are indented as its keys; others come after the new one."""
    text = "demands:\n  - id: a\n    # of it\n    # too\n  # of all\n"
    found, line = with_record(text, "demands.yaml", DEMAND, ["id: b"])
    assert found == "demands:\n  - id: a\n    # of it\n    # too\n  - id: b\n  # of all\n"
    assert line == 5


def test_lines_end_as_those_of_the_file() -> None:
    """A file from Windows has no line that ends otherwise."""
    assert with_record("demands:\r\n- id: a", "demands.yaml", DEMAND, ["id: b", "title:"])[0].split("\r\n") == [
        "demands:",
        "- id: a",
        "- id: b",
        "  title:",
        "",
    ]


def test_two_kinds_of_one_file_keep_apart(project: Project) -> None:
    """A series goes to the series, though the demands come after them."""
    path = project.root / "content/demands.yaml"
    found, _ = with_record(path.read_text("utf-8"), "demands.yaml", SERIES, record_lines(SERIES, "ny"))
    path.write_text(found, "utf-8")
    assert [problem.what for problem in load(project.root).problems] == ["the series 'ny' is a draft and not printed"]


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.name)
def test_files_of_a_new_project_take_one_more(kind: Kind) -> None:
    """What stood there still stands there, in its order, the comments at the end too."""
    text = skeleton("nb").get(f"content/{kind.place}", f"{kind.table}: []\n")
    found, line = with_record(text, kind.place, kind, ["id: helt-ny"])
    lines = found.splitlines(keepends=True)
    assert lines.pop(line - 1) == "  - id: helt-ny\n"
    assert "".join(lines) == text.replace(f"{kind.table}: []", f"{kind.table}:")

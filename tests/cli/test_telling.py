"""What the commands print of problems: in order, not without end, and without what steers a terminal."""

from __future__ import annotations

import json

import pytest

from briefs.cli.telling import MOST_LINES, report
from briefs.errors import Problem, Where


def problem(line: int, severity: str = "error", what: str = "wrong") -> Problem:
    return Problem(Where("a.yaml", line), what, severity=severity)  # type: ignore[arg-type]  # one of the three


def test_problems_are_told_in_the_order_of_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever found them first, an editor reads from the top."""
    report([problem(2), problem(1, "warning")], as_json=False)
    assert capsys.readouterr().err == "a.yaml:1:1: warning: wrong\na.yaml:2:1: wrong\n"


@pytest.mark.long
def test_more_than_a_screenful_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """The first lines are printed and the rest counted; errors go before warnings, also those of the last lines."""
    warnings = [problem(line, "warning") for line in range(1, 150_001)]
    report([*warnings, problem(9_000_000)], as_json=False)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MOST_LINES + 1
    assert lines[0] == "a.yaml:1:1: warning: wrong"
    assert lines[-2:] == ["a.yaml:9000000:1: wrong", "and 149 801 more"]


def test_json_has_all_and_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """A program is given everything, control characters as JSON writes them."""
    report([problem(line, what="\x1b") for line in range(1, MOST_LINES + 10)], as_json=True)
    problems = json.loads(capsys.readouterr().out)
    assert len(problems) == MOST_LINES + 9
    assert problems[0]["message"] == "\x1b"


def test_control_characters_are_escaped_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A message is one line whatever it quotes, and steers no terminal."""
    report([problem(1, what="two\nlines \x1b[31m\u202e")], as_json=False)
    assert capsys.readouterr().err == "a.yaml:1:1: two lines \\x1b[31m\\u202e\n"

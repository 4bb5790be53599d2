"""The short form of `make torture`: a few of each kind of case, in the order that the long run has."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.torture import leaks
from benchmarks.torture.__main__ import KINDS, Kind, _done, main
from benchmarks.torture.commands import Told, is_sound
from benchmarks.torture.outcome import Outcome, fine

pytestmark = pytest.mark.long


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.short], ids=lambda kind: kind.name)
def test_a_few_of_each_kind_of_case(kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, hang, untrue manifest or leak; the table says so."""
    state = tmp_path / "outcomes.jsonl"
    status = main(["--short", "--jobs", "1", "--only", kind.name, "--state", str(state)])
    printed = capsys.readouterr()
    assert status == 0, printed.err
    assert printed.out.splitlines()[-1].startswith(f"| {kind.name} | {kind.short} | ")
    assert len(_done(state, seed=1)) == kind.short


def test_nothing_of_the_machine_is_in_any_output(tmp_path: Path) -> None:
    """A marked user, home and folder are looked for in every file, and in what is packed in it."""
    assert leaks.try_one(0, 1, tmp_path).result == "fine"


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in the file is not tried again, whatever came of it; a line that was cut off is."""
    state = tmp_path / "outcomes.jsonl"
    line = '{"seed": 1, "kind": "mutated projects", "number": %d, "result": "%s", "said": "x"}'
    state.write_text("\n".join([line % (0, "FAILED"), line % (1, "fine"), '{"seed": 1, "ki']), "utf-8")
    assert main(["--most", "2", "--only", "mutated", "--state", str(state)]) == 1
    assert "| mutated projects | 2 | 1 | 0 | 1 |" in capsys.readouterr().out


def test_a_case_without_end_is_stopped_by_what_it_computes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by the clock: a run that others leave little time for would fail for nothing."""

    def endless(number: int, seed: int, folder: Path) -> Outcome:
        while number == 0:
            pass
        return fine()

    monkeypatch.setattr("benchmarks.torture.__main__.KINDS", (Kind("endless", 2, 2, endless),))
    monkeypatch.setattr("benchmarks.torture.__main__.MOST_COMPUTING", 0.2)
    assert main(["--jobs", "1", "--state", str(tmp_path / "outcomes.jsonl")]) == 1
    printed = capsys.readouterr()
    assert "FAILED endless 0: computes for more than 0.2 s" in printed.err
    assert "| endless | 2 | 1 | 0 | 1 |" in printed.out


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (Told(1, "content/a.yaml:1:1: wrong\n", "KeyError: 'x'"), "traceback"),
        (Told(3, ""), "status 3"),
        (Told(1, "content/a.yaml:1:1: \x1b[31m\n"), "raw"),
        (Told(1, "something is wrong\n"), "no place is told"),
        (Told(1, "content/a.yaml:9:1: wrong\n"), "line 9 of content/a.yaml, which has 2"),
        (Told(1, "content/a.yaml:2:1: wrong\n"), ""),
        (Told(0, "No problems\n"), ""),
    ],
)
def test_what_no_answer_may_be(told: Told, wrong: str, tmp_path: Path) -> None:
    """The judge sees each kind of fault."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yaml").write_text("a\nb\n", "utf-8")
    assert is_sound(told, tmp_path).startswith(wrong) and bool(is_sound(told, tmp_path)) == bool(wrong)

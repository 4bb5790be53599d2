"""One build at a time for each output folder."""

from __future__ import annotations

import errno
import fcntl
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefs.build.lock import locked
from briefs.errors import BriefsError
from tests.conftest import Project

BUILD_PY = Path(__file__).parents[2] / "build.py"


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    """While one holds the folder, another is asked to wait, and goes on when the first is done."""
    reported: list[str] = []
    heard, entered = threading.Event(), threading.Event()

    def hear(words: str) -> None:
        reported.append(words)
        heard.set()

    def second() -> None:
        with locked(tmp_path / "out", hear):
            entered.set()

    with locked(tmp_path / "out", reported.append):
        waiting = threading.Thread(target=second)
        waiting.start()
        assert heard.wait(10)
        assert not entered.is_set()
    waiting.join(10)
    assert entered.is_set()
    assert reported == [f"waiting for another build of {tmp_path / 'out'}"]


def test_a_folder_that_stays_empty_goes_again(tmp_path: Path) -> None:
    """A build that fails leaves no folder that was not there; one that was there stays."""
    (tmp_path / "there").mkdir()
    for name in ("new/deep", "there"):
        with pytest.raises(ZeroDivisionError), locked(tmp_path / name, print):
            raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_folder_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network file systems have none: the build goes on, and says what it cannot promise."""

    def none(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    reported: list[str] = []
    with locked(tmp_path, reported.append):
        pass
    assert reported == [f"{tmp_path} cannot be locked on this file system: let no other build write there meanwhile"]


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    """A file on the way is reported, not a traceback."""
    (tmp_path / "file").write_text("mine")
    with (
        pytest.raises(BriefsError, match="the output folder cannot be used: not a directory"),
        locked(tmp_path / "file/out", print),
    ):
        pass


@pytest.mark.long
def test_parallel_builds_lose_no_file(project: Project) -> None:
    """Two builds for different audiences into one folder at once: both files are there and listed."""
    builds = [
        subprocess.Popen(
            [sys.executable, BUILD_PY, "build", "--format", "html", "--audience", audience],
            cwd=project.root,
            stderr=subprocess.PIPE,
            text=True,
        )
        for audience in ("alle", "styre")
    ]
    ends = [(build.communicate()[1], build.returncode) for build in builds]
    assert [status for _, status in ends] == [0, 0], ends
    listed = json.loads((project.root / "out/manifest.json").read_text("utf-8"))["artifacts"]
    paths = [entry["path"] for entry in listed]
    assert paths == ["nb/oversikt/alle.html", "nb/oversikt/styre.html"]
    assert all((project.root / "out" / path).is_file() for path in paths)

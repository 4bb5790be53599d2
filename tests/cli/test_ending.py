"""Runs that cannot go on: a full or closed stream, a folder that is gone, a fault of the program."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefs import cli
from briefs.cli.ending import status_of

BUILD_PY = Path(__file__).parents[2] / "build.py"


def ended(monkeypatch: pytest.MonkeyPatch, error: Exception) -> int:
    """The exit status of the program where this is raised inside it."""

    def run() -> None:
        raise error

    monkeypatch.setattr(cli, "_run", run)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_a_fault_of_the_program_is_told_in_a_line_behind_its_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """On standard error alone, so that whatever reads the output is not given it for an answer."""
    assert ended(monkeypatch, KeyError("x\n\x1b[31m")) == 1
    printed = capfd.readouterr()
    *before, last = printed.err.splitlines()
    assert printed.out == ""
    assert before[0] == "Traceback (most recent call last):"
    assert last.startswith("briefs: this is a fault of the program, not of the content (KeyError: 'x\\n\\x1b[31m'). ")


def test_a_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A terminal stays in a folder that was removed elsewhere."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert status_of(FileNotFoundError(errno.ENOENT, "No such file or directory")) == 2
    assert capfd.readouterr().err == "briefs: the current folder is gone. Change to one that is there\n"


def test_a_name_that_no_file_can_have_is_told_shortly(capfd: pytest.CaptureFixture[str]) -> None:
    """It was typed, or made by a script, and only its beginning is of use."""
    assert status_of(OSError(errno.ENAMETOOLONG, "File name too long", "x" * 5000)) == 2
    assert capfd.readouterr().err == f"briefs: '{'x' * 60}…': file name too long\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="not run: this system has no /dev/full")
def test_a_full_disk_behind_the_output_is_told() -> None:
    """`briefs list > file`, without a traceback then and at the very end."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, BUILD_PY, "--version"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    said = "briefs: standard output cannot be written: no space left on device\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_files_do_not_take_the_place_of_closed_streams(tmp_path: Path) -> None:
    """What is printed would stand in them; a run whose streams are closed does its work all the same."""
    code = (
        "import sys; from pathlib import Path; from briefs.cli.ending import open_closed_streams;"
        "open_closed_streams(); file = Path(sys.argv[1]).open('w');"
        "print('x', flush=True); print('y', file=sys.stderr, flush=True); sys.stdin.read();"
        "file.write(str(file.fileno()))"
    )
    script = 'exec "$0" -c "$1" "$2" <&- >&- 2>&-'
    file = tmp_path / "number"
    done = subprocess.run(
        ["sh", "-c", script, sys.executable, code, str(file)],
        check=False, cwd=BUILD_PY.parent, env={**os.environ, "PYTHONPATH": str(BUILD_PY.parent)},
    )  # fmt: skip
    assert done.returncode == 0
    assert int(file.read_text()) > 2

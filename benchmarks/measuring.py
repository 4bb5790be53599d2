"""How the benchmarks measure: processor time of whole processes and of steps, taking turns with what it is told in.

Processor time is user and system, of a process and those that it started. Ratios of what takes turns hold on a machine
that does other things too; seconds do not.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from math import log
from pathlib import Path
from typing import Any, NamedTuple


class Spent(NamedTuple):
    """What a command took: seconds of processor time and by the clock, the most memory of one of its processes in
    bytes, and its exit status.
    """

    seconds: float
    clock: float
    memory: int
    status: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, its value and unit, and the most (or with `at_least` the least) that is
    wanted of it.
    """

    what: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    detail: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it is what is wanted; of what nothing is wanted it is."""
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else round(self.value, 2) <= self.goal

    @property
    def line(self) -> str:
        """The figure as a row of a table in Markdown."""
        goal = "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:g}"
        told = goal if self.is_met else f"{goal}, **not met**"
        return f"| {self.what} | {_rounded(self.value)} {self.unit} | {told} | {self.detail} |"


def spent(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Spent:
    """Runs a command to its end; AssertionError with what it said where it fails with a traceback."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said, env=dict(environment or os.environ)
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    assert "Traceback" not in words, f"{' '.join(command)}\n{words}"
    seconds = used.ru_utime + used.ru_stime
    return Spent(seconds, time.perf_counter() - begun, used.ru_maxrss * 1024, process.returncode)


def processor(task: Callable[[], object]) -> float:
    """Seconds of processor time of this process."""
    begun = time.process_time()
    task()
    return time.process_time() - begun


def in_turn(rounds: int, *tasks: Callable[[int], float]) -> tuple[tuple[float, ...], ...]:
    """What each task gives, round by round; each is told the number of the round."""
    return tuple(tuple(task(number) for task in tasks) for number in range(rounds))


def ratio(rows: Sequence[Sequence[float]], one: int = 0, other: int = 1) -> float:
    """The median of how many times as much as another task one took, round by round."""
    return statistics.median(row[one] / row[other] for row in rows)


def median(rows: Sequence[Sequence[float]], one: int = 0) -> float:
    """The median of what one task gave."""
    return statistics.median(row[one] for row in rows)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How a step grows between the last two sizes: 1 is linear, 2 quadratic."""
    return log(seconds[-1] / max(seconds[-2], 1e-4)) / log(sizes[-1] / sizes[-2])


def idle(seconds: float = 1.0) -> float | None:
    """How many processors had nothing to do for a while; None where the system does not tell."""

    def waited() -> int:
        return int(Path("/proc/stat").read_text("ascii").split()[4])

    try:
        before, begun = waited(), time.perf_counter()
        time.sleep(seconds)
        return (waited() - before) / os.sysconf("SC_CLK_TCK") / (time.perf_counter() - begun)
    except OSError:
        return None


def machine() -> str:
    """What it was measured on, and with what."""
    names = ("weasyprint", "pikepdf", "fonttools", "jinja2", "pydantic", "pyyaml")
    versions = ", ".join(f"{name} {found}" for name in names if (found := release_of(name)))
    return (
        f"{platform.machine()}, {os.cpu_count()} processors; {platform.system()} "
        f"{platform.release().partition('-')[0]}, Python {platform.python_version()}, {versions}"
    )


def release_of(name: str) -> str:
    """The version of a distribution, nothing where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class Kept:
    """The figures of rows that were measured, in a file, so that a run that was stopped goes on where it was."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]]:
        """By the name of each row when it was measured, how busy the machine was, and its figures."""
        return json.loads(self._path.read_text("utf-8")) if self._path.exists() else {}

    def figures(self, row: str) -> tuple[Figure, ...]:
        """What was measured of a row, nothing where it was not."""
        return tuple(Figure(**each) for each in self.read().get(row, {}).get("figures", ()))

    def add(self, row: str, figures: Sequence[Figure], busy: float) -> None:
        """Keeps a row at once."""
        told = {"figures": [asdict(each) for each in figures], "busy": round(busy, 1)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(self.read() | {row: told}, ensure_ascii=False, indent=1), "utf-8")
        draft.replace(self._path)


def python(*words: str) -> list[str]:
    """A command of the Python that runs this."""
    return [sys.executable, *words]


def _rounded(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"

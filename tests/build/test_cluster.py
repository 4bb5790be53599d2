"""The same bytes from a cluster as from this machine, also when a worker is lost on the way; and none from one that
would make others.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefs.build.cluster import cluster_of, make_there, unlike_here
from briefs.build.fingerprint import made_with
from briefs.build.pipeline import Run, Wanted, build, plan
from briefs.content.recipients import Recipient
from briefs.edition.edition import Facts
from briefs.errors import BriefsError, Where
from briefs.meetings.copies import make_copies
from briefs.meetings.packing import PackRun
from tests.cli.test_cli import briefs
from tests.conftest import Project

ROOT = Path(__file__).parents[2]
MEETING = "styremote-2021-10-12"
COPIES = 100
PATIENCE = 60.0


def test_versions_that_differ_are_named() -> None:
    """Each with what it is on both machines; a machine that lacks something has none of it."""
    here = made_with()
    assert unlike_here(here, here) == ""
    assert {"Pango", "HarfBuzz", "Python", "weasyprint", "the program's code", "its fonts"} <= here.keys()
    there = {name: version for name, version in here.items() if name != "pikepdf"} | {"Pango": "1.0"}
    assert unlike_here(there, here) == (
        f"Pango is 1.0 there and {here['Pango']} here; pikepdf is none there and {here['pikepdf']} here"
    )


def test_a_worker_that_joined_later_is_asked_too() -> None:
    """A job is made by the versions of whoever asked for it, or not at all."""
    assert make_there(made_with(), sum, (1, 2)) == 3
    with pytest.raises(BriefsError, match=r"a worker differs from this machine: Pango is .* there and 0 here"):
        make_there({**made_with(), "Pango": "0"}, sum, (1, 2))


@pytest.mark.long
def test_a_scheduler_that_does_not_answer_is_told(project: Project) -> None:
    """As a mistake of whoever named it, without a traceback."""
    with (
        pytest.raises(BriefsError, match=r"no scheduler answers at 'tcp://127.0.0.1:1'"),
        cluster_of("tcp://127.0.0.1:1", patience=0.2),
    ):
        pass
    result = briefs("build", "--scheduler", "nonsense://", "--project", project.root)
    assert result.exit_code == 1 and "no scheduler answers at 'nonsense://'" in result.stderr


@dataclass
class Machines:
    """A scheduler and its workers as processes, which stand in an empty folder."""

    address: str
    folder: Path
    running: ExitStack

    def start(self, name: str, *options: str, path: Path = ROOT) -> subprocess.Popen[bytes]:
        """A worker, which finds the program where `path` says."""
        return _started(
            self.running,
            self.folder,
            ["distributed.cli.dask_worker", self.address, "--name", name, "--no-nanny", *options],
            path,
        )


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    file = tmp_path / "scheduler.json"
    with ExitStack() as running:
        _started(
            running, folder, ["distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", str(file)], ROOT
        )
        _wait(file.is_file)
        yield Machines(json.loads(file.read_text())["address"], folder, running)


def _started(running: ExitStack, folder: Path, words: list[str], path: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(path),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s",
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "null",  # a machine that has much to do is slow, and not dead
    }
    process = subprocess.Popen(
        [sys.executable, "-m", *words, "--host", "127.0.0.1", "--no-dashboard"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    running.callback(process.wait)
    running.callback(process.kill)
    return process


def _wait(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.long
def test_a_cluster_makes_the_same_bytes_though_a_worker_is_lost(board: Project, machines: Machines) -> None:
    """All briefs and a hundred copies of a meeting's papers; one of two workers is killed in the middle of each."""
    library = board.library()
    orders = plan(library, Wanted(), library.newest, Facts())
    recipients = tuple(Recipient(id=f"r{n}", where=Where("l.yaml", n), name=f"Nr. {n}") for n in range(1, COPIES + 1))

    def make_all(name: str, lose: Callable[[int, int], None], pool: tuple[Executor, int] | None) -> dict[str, bytes]:
        place = board.root.parent / name
        executor, workers = pool or (None, 2)

        def step(done: int, total: int, _path: str) -> None:
            lose(done, total)

        run = Run(board.root, place / "out", workers=workers)
        build(library, orders, run, step, lambda words: None, executor)
        copies = PackRun(root=board.root, out=place / "packs", proof=False, workers=workers)
        meeting = library.meetings[MEETING]
        make_copies(lambda _: library, meeting, recipients, copies, step, lambda words: None, executor)
        return tree(place)

    here = make_all("here", lambda done, total: None, None)
    workers = [machines.start(name, "--nthreads", "1") for name in ("one", "two")]
    lost: list[int] = []

    def lose(done: int, total: int) -> None:
        if done >= total // 2 and len(lost) < 2 and total not in lost:
            lost.append(total)
            workers[len(lost) - 1].kill()
            workers.append(machines.start(f"new {len(lost)}", "--nthreads", "1"))

    with cluster_of(machines.address) as cluster:
        there = make_all("there", lose, cluster)
    assert len(lost) == 2 and COPIES in lost
    assert sorted(there) == sorted(here)
    assert [path for path in here if here[path] != there[path]] == []


@pytest.mark.long
def test_unfit_workers_are_told_before_anything_runs(machines: Machines, tmp_path: Path) -> None:
    """One with other code than is here, and one that would make several files at once in one process."""
    shutil.copytree(ROOT / "briefs", tmp_path / "other/briefs")
    with (tmp_path / "other/briefs/build/__init__.py").open("a") as file:
        file.write("# other\n")
    machines.start("other", "--nthreads", "1", path=tmp_path / "other")
    with pytest.raises(BriefsError, match=r"the program's code is .* there and .* here"), cluster_of(machines.address):
        pass
    machines.start("crowded", "--nthreads", "2")
    from distributed import Client

    with Client(machines.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
    with pytest.raises(BriefsError, match=r"it makes several files at once"), cluster_of(machines.address):
        pass

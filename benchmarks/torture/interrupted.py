"""Builds that are killed at a random moment or at a step that changes the disk, or whose disk is full: what stands in
the output folder is never untrue, and the next build is whole.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from benchmarks.torture.commands import is_sound, run
from benchmarks.torture.mutated import ROOT, SMALL
from benchmarks.torture.outcome import Outcome, failed, fine, told
from tests.build.test_output import disk_full, false_entries, fault_at, files

STEPS = 70  # more than a build of the small project takes; steps beyond its last one change nothing
_TEXT = "Biblioteket bør ha åpent på lørdager."


def killed_at_random(number: int, seed: int, folder: Path) -> Outcome:
    """A process of its own, killed somewhere between its start and its end."""
    project, out = _earlier(folder)
    whole = _reference(folder)
    build = [sys.executable, str(ROOT / "build.py"), *_arguments(project, out)]
    process = subprocess.Popen(build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    time.sleep(random.Random(f"{seed}/{number}").uniform(0.3, 2.5))
    process.kill()
    hit = process.wait() == -signal.SIGKILL
    return _judged(project, out, whole, hit, "kill")


def killed_at_step(number: int, seed: int, folder: Path) -> Outcome:
    """Killed at that step of writing."""
    return _faulty(number + 1, folder, lambda: os.kill(os.getpid(), signal.SIGKILL), "kill at a step")


def disk_full_at_step(number: int, seed: int, folder: Path) -> Outcome:
    """The disk is full from that step on."""
    return _faulty(number + 1, folder, disk_full, "full disk", lasting=True)


def _faulty(step: int, folder: Path, fail: Callable[[], object], name: str, *, lasting: bool = False) -> Outcome:
    project, out = _earlier(folder)
    whole = _reference(folder)
    child = os.fork()
    if child == 0:
        status = 3
        try:
            with fault_at(step, fail, pytest.MonkeyPatch(), lasting=lasting):
                answer = run(*_arguments(project, out))
            status = 4 if is_sound(answer, project) else answer.status
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status in {3, 4}:
        return failed(f"{name} at step {step}: no sound answer")
    return _judged(project, out, whole, status != 0, f"{name} at step {step}")


def _judged(project: Path, out: Path, whole: dict[str, bytes], hit: bool, name: str) -> Outcome:
    if (out / "manifest.json").exists() and (untrue := false_entries(out)):
        return failed(f"{name}: untrue of {untrue}")
    answer = run(*_arguments(project, out))
    if answer.status or (wrong := is_sound(answer, project)):
        return failed(f"{name}: the next build failed: {answer.printed[:200] or wrong}")
    if files(out) != whole:
        differing = sorted(path for path in {*files(out), *whole} if files(out).get(path) != whole.get(path))
        return failed(f"{name}: the next build is not whole: {differing}")
    return told(name) if hit else fine(name)


def _arguments(project: Path, out: Path) -> tuple[str, ...]:
    return ("build", "--format", "html", "--jobs", "1", "--out", str(out), "--project", str(project))


def _earlier(folder: Path) -> tuple[Path, Path]:
    """A project that was built and then changed, and its output folder."""
    project, out = _changed(folder / "project", before=folder / "out"), folder / "out"
    return project, out


def _changed(project: Path, before: Path) -> Path:
    import shutil

    shutil.copytree(SMALL, project)
    if answer := run(*_arguments(project, before)).status:
        raise RuntimeError(f"the sound project cannot be built: {answer}")
    demands = project / "content/demands.yaml"
    text = demands.read_text("utf-8")
    if _TEXT not in text:
        raise RuntimeError("the small project has another text")
    demands.write_text(text.replace(_TEXT, _TEXT.replace("lørdager", "søndager")), "utf-8")
    return project


def _reference(folder: Path) -> dict[str, bytes]:
    return _whole(folder.parent)


@cache
def _whole(parent: Path) -> dict[str, bytes]:
    """What the changed project gives in a folder of its own, built once in each process."""
    folder = parent / f"whole-{os.getpid()}"
    project = _changed(folder / "project", before=folder / "before")
    run(*_arguments(project, folder / "out"))
    return files(folder / "out")

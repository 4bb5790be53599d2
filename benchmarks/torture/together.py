"""Two builds of one folder at the same time, of other formats, audiences or days: both are whole, and the manifest
tells the truth of both.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.torture.commands import Told, is_sound
from benchmarks.torture.mutated import ROOT, SMALL
from benchmarks.torture.outcome import Outcome, failed, fine
from tests.build.test_output import false_entries

_OPTIONS: tuple[tuple[str, ...], ...] = (
    ("--format", "html"), ("--format", "pdf"), (), ("--audience", "alle"), ("--audience", "styre", "--format", "html"),
    ("--force",),
)  # fmt: skip


def try_one(number: int, seed: int, folder: Path) -> Outcome:
    """The outcome of the pair of that number."""
    rng = random.Random(f"{seed}/{number}")
    project, out = folder / "project", folder / "out"
    shutil.copytree(SMALL, project)
    pair = [rng.choice(_OPTIONS), rng.choice(_OPTIONS)]
    builds = [
        subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "build", *options, "--out", str(out), "--project", str(project)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder,
        )
        for options in pair
    ]  # fmt: skip
    answers = [Told(build.wait(), output) for build in builds for output in [build.communicate()[0]]]
    for answer in answers:
        if answer.status or (wrong := is_sound(answer, project)):
            return failed(f"{pair}: {answer.printed[:300] or wrong}")
    if untrue := false_entries(out):
        return failed(f"{pair}: untrue of {untrue}")
    if drafts := [path.name for path in out.rglob("*draft*")]:
        return failed(f"{pair}: {drafts} stay")
    return fine(str(pair))

"""What the machine is called, and who sits at it, stands in no byte of any output: all formats, and the
papers of a meeting.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf

from benchmarks.torture.mutated import MEETINGS, ROOT, SMALL
from benchmarks.torture.outcome import Outcome, failed, fine
from briefs.build.formats import FORMATS

MARK = "zqxmark"
_VARIABLES = ("USER", "LOGNAME", "HOSTNAME", "EMAIL", "COMPUTERNAME", "XDG_SESSION_ID", "SUDO_USER", "REALNAME")


def try_one(number: int, seed: int, folder: Path) -> Outcome:
    """All formats from a marked folder, by a marked user on a marked machine."""
    home = folder / f"{MARK}-home"
    project, out = home / f"{MARK}-project", home / f"{MARK}-out"
    shutil.copytree(SMALL, project)
    shutil.copytree(MEETINGS, project, dirs_exist_ok=True)
    environment = {
        **os.environ,
        **dict.fromkeys(_VARIABLES, f"{MARK}-name"),
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    formats = [word for name in FORMATS for word in ("--format", name)]
    for command in (["build", *formats, "--out", str(out)], ["pack", "--out", str(out / "packs")]):
        run = [sys.executable, str(ROOT / "build.py"), *command, "--jobs", "1", "--project", str(project)]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False, cwd=home)
        if done.returncode:
            return failed(done.stderr[-300:])
    made = [path for path in sorted(out.rglob("*")) if path.is_file()]
    if lacking := set(FORMATS) - {path.suffix.removeprefix(".") for path in made}:
        return failed(f"no {lacking} was made")
    needles = {MARK.encode(), MARK.encode("utf-16-be"), MARK.encode("utf-16-le"), str(folder).encode()}
    leaking = [path.name for path in made if any(needle in text for text in texts(path) for needle in needles)]
    return failed(f"in {leaking}") if leaking else fine(f"{len(made)} files")


def texts(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and what is packed in it."""
    content = path.read_bytes()
    yield content
    if path.suffix == ".pdf":
        with pikepdf.open(BytesIO(content)) as pdf:
            for each in pdf.objects:
                yield each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse(resolved=True)
    elif zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode() + packed.read(name)

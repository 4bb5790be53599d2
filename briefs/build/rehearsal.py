"""A build that writes nothing: it is made in a copy of the output folder, which is then held against the folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path

from briefs.errors import Problem, Where


@contextmanager
def rehearsed(out: Path) -> Iterator[Path]:
    """A copy of the output folder to build in, gone at the end; there is none where there is no folder."""
    with tempfile.TemporaryDirectory(prefix="briefs-") as scratch:
        copy = Path(scratch) / "out"
        if out.is_dir():
            shutil.copytree(out, copy, symlinks=True)
        yield copy


def unlike(out: Path, copy: Path, shown: Path) -> tuple[Problem, ...]:
    """What a build in the copy changed, a problem for each file, placed below `shown`."""
    before, after = _files(out), _files(copy)
    said = {
        **dict.fromkeys(before - after, "no build gives this file"),
        **dict.fromkeys(after - before, "a build gives this file, and it is not there"),
        **{path: "a build gives another file" for path in before & after if not cmp(out / path, copy / path, False)},
    }
    return tuple(Problem(Where(str(shown / path)), what, "Build again") for path, what in sorted(said.items()))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

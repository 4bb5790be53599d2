"""`python -m tools.workflows`: the workflows, ours and those of a new project, before actionlint and zizmor.

zizmor is one of the Python packages. actionlint is a program in Go: it is fetched once, in a pinned version whose hash
Go's checksum database holds, where there is a Go that can build it; where not, that is said, and zizmor judges alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefs.content.skeleton import skeleton, skeleton_languages

ROOT = Path(__file__).parents[1]
WORKFLOWS = Path(".github/workflows")
ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"
CACHE = ROOT / ".cache" / "actionlint" / ACTIONLINT.rpartition("@")[2]


def main() -> int:
    """Prints what is wrong in the workflows; 1 where something is."""
    linter = cached_actionlint() or fetched_actionlint()
    if linter is None:
        print("actionlint is not here, and there is no Go that builds it: zizmor judges alone.", file=sys.stderr)
    said = [told for folder in folders() for told in judged(folder, linter)]
    print("\n".join(said) or "The workflows are in order.")
    return 1 if said else 0


def folders() -> Iterator[Path]:
    """The program's own folder and a new project in each language, each with its workflows."""
    yield ROOT
    for language in skeleton_languages():
        with _written(language) as folder:
            yield folder


def judged(folder: Path, actionlint: Path | None) -> Iterator[str]:
    """What the linters say of the workflows of a folder; nothing where all is in order."""
    zizmor = Path(sys.executable).with_name("zizmor")
    files = sorted((folder / WORKFLOWS).glob("*.yml"))
    yield from _said([zizmor, "--offline", "--no-progress", "--quiet", *files])
    if actionlint:
        yield from _said([actionlint, "-shellcheck=", "-pyflakes=", *files])


def cached_actionlint() -> Path | None:
    """actionlint, if it is here already: what the tests use, since they fetch nothing."""
    return CACHE / "actionlint" if (CACHE / "actionlint").is_file() else None


def fetched_actionlint() -> Path | None:
    """actionlint, built by Go; None where that cannot be done."""
    go = shutil.which("go")
    if go is None:
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "GOBIN": str(CACHE), "GOFLAGS": "-mod=mod"}
    subprocess.run([go, "install", ACTIONLINT], env=environment, capture_output=True, check=False)
    return cached_actionlint()


@contextmanager
def _written(language: str) -> Iterator[Path]:
    """The workflows of a new project, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="briefs-") as name:
        folder = Path(name)
        (folder / WORKFLOWS).mkdir(parents=True)
        for path, text in skeleton(language).items():
            if path.startswith(WORKFLOWS.as_posix()):
                (folder / path).write_text(text, "utf-8")
        yield folder


def _said(command: list[Path | str]) -> Iterator[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        yield (done.stdout + done.stderr).strip() or f"{command[0]} ended with status {done.returncode}"


if __name__ == "__main__":
    sys.exit(main())

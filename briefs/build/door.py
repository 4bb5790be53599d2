"""The front door: a run that was made before, from the same content, code and versions, with the same options and into
the same files, is not made again; what it told is told once more.

Nothing here imports what a build needs, so that such a run costs little more than starting Python.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefs.assets import FOLDERS
from briefs.build.fingerprint import program, update_with
from briefs.build.folder import Folder, opened
from briefs.errors import BriefsError, Problem, Where
from briefs.kept import keep, kept, prune

RUNS, LISTS = "runs", "lists"  # the kinds of what is kept
LIST = "manifest.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierRun:
    """What a run told and left: its problems and exit status, and the hash of every file that it stands for."""

    problems: tuple[Problem, ...] = ()
    status: int = 0
    current: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


def key_of(root: Path, options: str) -> str | None:
    """SHA-256 over the project, the program and the options; None where something of it cannot
    be read, so that the run itself can say what.
    """
    digest = hashlib.sha256(options.encode("utf-8", "surrogateescape"))
    with suppress(OSError, BriefsError):
        digest.update(program().encode())
        for name in FOLDERS:
            digest.update(f"\0{name}".encode())
            update_with(digest, root / name)
        return digest.hexdigest()
    return None


def answered(key: str, out: Path) -> EarlierRun | None:
    """What the run of this key told, if the folder holds the very bytes that it left there; None where it is to run."""
    with suppress(OSError), opened(out) as folder:
        found = kept(RUNS, _with_list(key, folder))
        answer = _read(found) if found else None
        if answer and _stands(folder, answer.files):
            return answer
    return None


def remember(key: str, out: Path, answer: EarlierRun) -> None:
    """Keeps what a run told, for the next of the same key that finds the folder as it is now."""
    with suppress(OSError), opened(out) as folder:
        keep(RUNS, _with_list(key, folder), _written(answer))
        prune(RUNS)


def _with_list(key: str, folder: Folder) -> str:
    """What is listed decides the list of all briefs and what goes: it belongs to the key."""
    return hashlib.sha256(key.encode() + (folder.held(LIST) or b"")).hexdigest()


def _stands(folder: Folder, files: Mapping[str, str]) -> bool:
    """Whether each file has the hash, and no killed run has left a draft beside one."""
    for path, expected in files.items():
        content = folder.held(path)
        if content is None or hashlib.sha256(content).hexdigest() != expected:
            return False
    folders = {path.rpartition("/")[0] for path in files}
    folders |= {folder.partition("/")[0] for folder in folders} | {""}
    return not any(name.endswith(".draft") for each in folders for name in folder.names(each))


def _written(answer: EarlierRun) -> bytes:
    problems = [
        [each.where.file, each.where.line, each.where.column, each.what, each.hint, each.severity]
        for each in answer.problems
    ]
    values = {"problems": problems, "status": answer.status, "current": answer.current, "files": dict(answer.files)}
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read(content: bytes) -> EarlierRun | None:
    """The answer as it was kept; None where it has another shape, as one that another version kept may have."""
    with suppress(ValueError, TypeError, KeyError):
        values = json.loads(content.decode("utf-8", "surrogatepass"))
        problems = tuple(
            Problem(Where(file, line, column), what, hint, severity)
            for file, line, column, what, hint, severity in values["problems"]
        )
        return EarlierRun(
            problems=problems, status=values["status"], current=values["current"], files=dict(values["files"])
        )
    return None

"""The only room that writes: finished bytes reach the output folder in one step, listed in a manifest, and what nothing
makes now goes.

Whoever reads the folder meets a whole old file or a whole new one, never half of one. Only files that an earlier
manifest lists are ever removed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from briefs.content.model import Sha256
from briefs.errors import BriefsError, Problem, Where

MANIFEST = "manifest.json"
CITATIONS = ("kilder.csl.json", "kilder.bib")  # in each language's folder


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path:
        raise ValueError("a path of the manifest stays inside the folder of the manifest")
    return path


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Artifact(_Shape):
    """One finished file as the manifest lists it: `path` from the manifest's own folder, `as_of` in ISO 8601.

    `inputs` is a hash of all that decides the bytes: the same inputs need not be made again.
    """

    brief: str
    audience: str
    lang: str
    as_of: str
    format: str
    path: Annotated[str, AfterValidator(_inside)]
    sha256: Sha256
    bytes: Annotated[int, Field(ge=0)]
    pages: Annotated[int, Field(ge=1)] | None = None
    inputs: Sha256


class _Manifest(_Shape):
    schema_: Annotated[Literal[1], Field(alias="schema")]
    artifacts: tuple[Artifact, ...]


def read_manifest(out: Path) -> tuple[Artifact, ...]:
    """What an earlier run left in the folder, nothing where there was none; BriefsError where `manifest.json` is
    something else.
    """
    path = out / MANIFEST
    try:
        return _Manifest.model_validate_json(path.read_bytes()).artifacts
    except FileNotFoundError:
        return ()
    except ValidationError:
        hint = "Choose another folder with --out, or remove the file and let everything be made again"
        raise BriefsError(
            Problem(Where(str(path)), "this is no manifest that this version of briefs has written", hint)
        ) from None
    except OSError as error:
        raise BriefsError(_unusable(path, error)) from None


def manifest(artifacts: Iterable[Artifact]) -> bytes:
    """The manifest's text: schema 1, sorted by path, without a clock, so that it is the same whenever the files are."""
    entries = [
        artifact.model_dump(exclude_none=True) for artifact in sorted(artifacts, key=lambda artifact: artifact.path)
    ]
    return (json.dumps({"schema": 1, "artifacts": entries}, ensure_ascii=False, indent=2) + "\n").encode()


def is_current(out: Path, artifact: Artifact) -> bool:
    """Whether the file is there with the very bytes that the manifest promises."""
    try:
        content = (out / artifact.path).read_bytes()
    except OSError:
        return False
    return sha256(content) == artifact.sha256


def read_text(path: Path) -> str:
    """What an earlier run wrote, or nothing where it is missing or no longer text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def sha256(content: bytes) -> str:
    """The hexadecimal digest that the manifest uses."""
    return hashlib.sha256(content).hexdigest()


def write(path: Path, content: bytes) -> Path:
    """Puts one file in place, whole or not at all; a file that holds these bytes already is left alone. BriefsError
    where it cannot.
    """
    write_all({path: content})
    return path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Puts files in place in their order: all drafts are on the disk before the first is renamed, so a full disk
    changes nothing.
    """
    drafts: dict[Path, Path] = {}
    target = Path()
    try:
        for target, content in files.items():
            if not _holds(target, content):
                drafts[target] = _draft(target)
                _fill(drafts[target], content)
        for target, draft in drafts.items():
            draft.replace(target)
    except OSError as error:
        raise BriefsError(_unusable(target, error)) from None
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def publish(out: Path, files: Mapping[str, bytes], artifacts: Iterable[Artifact]) -> tuple[str, ...]:
    """Writes `files` (path from `out` → bytes) and the manifest of `artifacts`; hands on the paths of the artifacts
    that it removed.

    Removed is what the manifest that stood there listed and `artifacts` does not, and what stood beside it, with the
    folders that this leaves empty. The new manifest comes last: whoever is stopped before it finds, next time, that
    some files are not what the old one says.
    """
    kept = tuple(artifacts)
    earlier = read_manifest(out)
    obsolete = sorted({artifact.path for artifact in earlier} - {artifact.path for artifact in kept} - files.keys())
    beside = sorted(path for path in _companions(earlier) - _companions(kept) - files.keys() if (out / path).is_file())
    write_all({out / path: content for path, content in files.items()})
    for path in (*beside, *obsolete):
        _remove(out, out / path)
    write(out / MANIFEST, manifest(kept))
    return tuple(obsolete)


def _companions(artifacts: Iterable[Artifact]) -> set[str]:
    """The paths of what goes with artifacts and is none: each edition's record, and each language's citations."""
    entries = tuple(artifacts)
    records = {PurePosixPath(entry.path).with_suffix(".json").as_posix() for entry in entries}
    return records | {f"{entry.lang}/{name}" for entry in entries for name in CITATIONS}


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _draft(target: Path) -> Path:
    """Beside the target, because a rename is one step within one file system only."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return target.with_name(f".{target.name}.{os.getpid()}.draft")


def _fill(draft: Path, content: bytes) -> None:
    """`open` leaves the file mode to the umask, where the drafts of `tempfile` would be published as 0600."""
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove(out: Path, path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == out or any(folder.iterdir()):
                return
            folder.rmdir()
    except OSError as error:
        raise BriefsError(_unusable(path, error)) from None


def _unusable(path: Path, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return Problem(Where(str(path)), f"the output folder cannot be used: {reason}", "Choose another with --out")

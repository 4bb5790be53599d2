"""The list of what the output folder holds, `manifest.json`: read with a schema, since whoever passes a folder on may
have written it.

While files are being replaced, `unfinished` holds the entries of those that change, old and new: a run that was killed
leaves a list that says nothing untrue, and the next one finds out which of them stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from briefs.build.folder import Folder, opened
from briefs.build.formats import FORMATS, path_of
from briefs.build.lock import unusable
from briefs.content.model import Id, Sha256
from briefs.edition.edition import stem_of
from briefs.errors import BriefsError, Problem, Where

MANIFEST = "manifest.json"
CITATIONS = ("kilder.csl.json", "kilder.bib")  # in each language's folder
MAX_BYTES = 64_000_000
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(\+[a-z]{2,3})?$")]


def _day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("a day is written as 2018-06-01")
    return text


def _format(name: str) -> str:
    if name not in FORMATS:
        raise ValueError(f"no format is called {name!r}")
    return name


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Minded(_Shape):
    """What a reader of a file would mind in its layout, and what may help."""

    what: str
    hint: str = ""


class Artifact(_Shape):
    """One finished file as the manifest lists it: `path` from the manifest's own folder, `as_of` in ISO 8601.

    `inputs` is a hash of all that decides the bytes: the same inputs need not be made again. `minded` is told at each
    build, of a current file too, and left out where there is nothing; `one_page` is listed for one-page editions alone.
    """

    brief: Id
    audience: Id
    one_page: Literal[True] | None = None
    lang: Tag
    as_of: Annotated[str, AfterValidator(_day)]
    format: Annotated[str, AfterValidator(_format)]
    path: Annotated[str, StringConstraints(max_length=4096)]
    sha256: Sha256
    bytes: Annotated[int, Field(ge=0)]
    pages: Annotated[int, Field(ge=1)] | None = None
    inputs: Sha256
    minded: tuple[Minded, ...] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Artifact:
        if self.path != path_of(self._stem, self.format):
            raise ValueError("the path is that of another file")
        return self

    @property
    def _stem(self) -> str:
        return stem_of(self.lang, self.brief, self.audience, one_page=bool(self.one_page))


class _Manifest(_Shape):
    schema_: Annotated[Literal[1], Field(alias="schema")]
    artifacts: tuple[Artifact, ...]
    unfinished: tuple[Artifact, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """What a manifest lists: `lost` are entries of a killed run whose files are not what they say."""

    artifacts: tuple[Artifact, ...] = ()
    lost: tuple[Artifact, ...] = ()

    @property
    def all(self) -> tuple[Artifact, ...]:
        """Every entry whose file is ours, whatever it holds."""
        return (*self.artifacts, *self.lost)


def read_manifest(out: Path) -> tuple[Artifact, ...]:
    """What an earlier run left in the folder, nothing where there was none; BriefsError where `manifest.json` is
    something else.
    """
    try:
        with opened(out) as folder:
            return read_listed(folder).artifacts
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BriefsError(unusable(out, error)) from None


def read_listed(folder: Folder) -> Listed:
    """What the manifest of an open folder lists; BriefsError as for `read_manifest`."""
    path = folder.path / MANIFEST
    try:
        content = folder.read(MANIFEST, limit=MAX_BYTES)
        found = _Manifest.model_validate_json(content)
    except FileNotFoundError:
        return Listed()
    except ValidationError:
        hint = "Choose another folder with --out, or remove the file and let everything be made again"
        raise BriefsError(
            Problem(Where(str(path)), "this is no manifest that this version of briefs has written", hint)
        ) from None
    except OSError as error:
        raise BriefsError(unusable(path, error)) from None
    return _settled(folder, found)


def manifest(artifacts: Iterable[Artifact], unfinished: Iterable[Artifact] = ()) -> bytes:
    """The manifest's text: schema 1, sorted by path, without a clock, so that it is the same whenever the files are."""
    values: dict[str, object] = {"schema": 1, "artifacts": _entries(artifacts)}
    if doubtful := _entries(unfinished):
        values["unfinished"] = doubtful
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def is_current(folder: Folder, artifact: Artifact) -> bool:
    """Whether the file is there with the very bytes that the manifest promises."""
    content = folder.held(artifact.path)
    return content is not None and sha256(content) == artifact.sha256


def companions(artifacts: Iterable[Artifact]) -> set[str]:
    """The paths of what goes with artifacts and is none: each edition's record, and each language's citations."""
    entries = tuple(artifacts)
    records = {PurePosixPath(entry.path).with_suffix(".json").as_posix() for entry in entries}
    return records | {f"{entry.lang}/{name}" for entry in entries for name in CITATIONS}


def sha256(content: bytes) -> str:
    """The hexadecimal digest that the manifest uses."""
    return hashlib.sha256(content).hexdigest()


def _entries(artifacts: Iterable[Artifact]) -> list[dict[str, object]]:
    return [artifact.model_dump(exclude_none=True) for artifact in sorted(artifacts, key=lambda each: each.path)]


def _settled(folder: Folder, found: _Manifest) -> Listed:
    """What of a killed run's unfinished entries the files confirm."""
    known = {entry.path: entry for entry in found.artifacts}
    for entry in found.unfinished:
        if entry.path not in known and is_current(folder, entry):
            known[entry.path] = entry
    lost = tuple(entry for entry in found.unfinished if entry.path not in known)
    return Listed(artifacts=tuple(known.values()), lost=lost)

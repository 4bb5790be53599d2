"""What the folder of a meeting's papers holds, `manifest.json`: none of it is listed with the briefs of `out/`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from briefs.build.folder import opened
from briefs.build.lock import unusable
from briefs.build.manifest import MANIFEST, MAX_BYTES, Minded, sha256
from briefs.content.model import Day, Id, Sha256
from briefs.errors import BriefsError, Problem, Where

PaperKind = Literal["html", "pdf", "pdf-with-files", "zip"]
Readers = Literal["public", "members"]
PackKind = Literal["papers", "minutes", "copy"]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ListedPaper(_Shape):
    """One finished file of a meeting, as its manifest lists it: `path` is its name in the folder, `inputs` a hash of
    all that decides its bytes, and `minded` what a reader would mind in its layout.
    """

    document: PackKind
    edition: Readers
    lang: str
    as_of: Day
    format: PaperKind
    path: Annotated[str, StringConstraints(pattern=r"^[^/\\]{1,200}$")]
    sha256: Sha256
    bytes: Annotated[int, Field(ge=0)]
    pages: Annotated[int, Field(ge=1)] | None = None
    inputs: Sha256
    minded: tuple[Minded, ...] | None = None


class _List(_Shape):
    schema_: Annotated[Literal[1], Field(alias="schema")]
    meeting: Id
    artifacts: tuple[ListedPaper, ...]


def read_papers(folder: Path, meeting: str) -> tuple[ListedPaper, ...]:
    """What an earlier run made for a meeting, nothing where there was none; BriefsError where `manifest.json` is
    something else.
    """
    try:
        with opened(folder) as held:
            found = _List.model_validate_json(held.read(MANIFEST, limit=MAX_BYTES))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BriefsError(unusable(folder, error)) from None
    except ValidationError:
        found = None
    if found is None or found.meeting != meeting:
        hint = "Choose another folder with --out, or remove the file and let everything be made again"
        what = f"this is no manifest of the papers of {meeting!r}"
        raise BriefsError(Problem(Where(str(folder / MANIFEST)), what, hint))
    return found.artifacts


def listed(meeting: str, papers: Iterable[ListedPaper]) -> bytes:
    """The manifest's text, sorted by path and without a clock. It may be read by whoever reads the public edition: what
    would be minded of the members' own quotes their pages, and is not in it.
    """
    entries = [
        paper.model_dump(mode="json", exclude_none=True, exclude={"minded"} if paper.edition == "members" else None)
        for paper in sorted(papers, key=lambda each: each.path)
    ]
    values = {"schema": 1, "meeting": meeting, "artifacts": entries}
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def still_there(folder: Path, paper: ListedPaper) -> bytes | None:
    """The bytes of a file that is there as it is listed, else None."""
    try:
        with opened(folder) as held:
            content = held.held(paper.path)
    except OSError:
        return None
    return content if content is not None and sha256(content) == paper.sha256 else None

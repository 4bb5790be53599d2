"""What the server was started with."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefs.content.load import load
from briefs.errors import BriefsError


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What the server was started with; `editor` is the address that opens a file, with {file}, {line} and {column}."""

    root: Path
    port: int
    token: str
    editor: str
    documents: Path | None = None
    by: str = ""


def documents_of(root: Path) -> Path | None:
    """The folder of the documents that the project names, if it can be read and the folder is there."""
    with suppress(BriefsError):
        library = load(root, against_lock=False).library
        folder = (root / library.project.documents).resolve() if library and library.project.documents else None
        return folder if folder is not None and folder.is_dir() else None
    return None

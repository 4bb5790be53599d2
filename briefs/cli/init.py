"""`briefs init`: a small whole project to begin from."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import known, read_project, refuse
from briefs.cli.telling import counted, problems_reported
from briefs.errors import BriefsError, Problem, Where, escaped

if TYPE_CHECKING:
    from briefs.language.tables import Language

AUTHOR = "briefs init"


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The project's folder; it is made where there is none.", file_okay=False),
    ] = None,
    language: Annotated[str | None, typer.Option(metavar="LANG", help="The language of its texts.")] = None,
) -> None:
    """Make a small whole project that builds at once, to be changed into one's own.

    It has an invented document, demands, measures, four briefs, an audience of its own, settings for an editor and a
    workflow that builds it on every change. No file that is there already is written over; where a terminal can be
    asked, what is not given is asked for. Example: briefs init bibliotek --language nn
    """
    from briefs.build.output import write_together
    from briefs.content.skeleton import skeleton, skeleton_languages

    folder = folder or _asked_folder()
    chosen = known("--language", language or _asked_language(), skeleton_languages())
    with problems_reported():
        files = {path: text.encode() for path, text in skeleton(chosen).items()}
        files |= _lock_of(files)
        _refuse_what_stands(folder, sorted(files))
        _make(folder)
        write_together(folder, files)
    typer.echo(f"{counted(len(files), 'file')} in {escaped(str(folder))}. Go there, and run: briefs build")


def _asked_folder() -> Path:
    if not sys.stdin.isatty():
        refuse("DIR", "name the folder of the new project, as in: briefs init bibliotek")
    return Path(typer.prompt("Folder of the new project"))


def _asked_language() -> Language:
    from briefs.language.tables import DEFAULT_LANGUAGE

    if not sys.stdin.isatty():
        return DEFAULT_LANGUAGE
    return str(typer.prompt("Language of its texts", default=DEFAULT_LANGUAGE))


def _lock_of(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The lock of the new project's documents, as `briefs verify --accept` would write it; no finding is waived."""
    from briefs.build.output import write_together
    from briefs.review import verify as evidence

    with TemporaryDirectory() as name:
        project = Path(name)
        write_together(project, files)
        library = read_project(project)
        documents = evidence.read_documents(project / (library.project.documents or ""), library)
        report = evidence.chosen(evidence.verify(library, documents), ())
        text = evidence.accepted(library, documents, None, report, by=AUTHOR, on=date.today())
    return {evidence.LOCK: text.encode()}


def _refuse_what_stands(folder: Path, paths: Sequence[str]) -> None:
    if _stands(folder / "content"):
        hint = "briefs add puts records into it; or choose another folder"
        raise BriefsError(Problem(Where(str(folder / "content")), "there is a project here already", hint))
    if taken := [folder / path for path in paths if _stands(folder / path)]:
        hint = "Nothing is written. Choose another folder, or move it away"
        raise BriefsError(*(Problem(Where(str(path)), "this file is there already", hint) for path in taken))


def _stands(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise BriefsError(Problem(Where(str(folder)), f"the folder cannot be made: {why}")) from None

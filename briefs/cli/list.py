"""`briefs list`: the briefs of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from briefs.build import door
from briefs.cli.asking import HERE, ProjectFolder, read_project
from briefs.cli.doorstep import Meaning, know
from briefs.cli.telling import columns, problems_reported
from briefs.kept import keep, kept

if TYPE_CHECKING:
    from briefs.content.model import BriefSpec, Library
    from briefs.language.tables import Language

_OPTIONS = "list"


def list_briefs(context: typer.Context, project: ProjectFolder = HERE) -> None:
    """List the briefs with their audiences and languages.

    Example: briefs list --project DIR
    """
    key = door.key_of(project.resolve(), _OPTIONS)
    lines = kept(door.LISTS, key) if key else None
    if lines is None:
        with problems_reported():
            lines = _lines(read_project(project))
        if key:
            keep(door.LISTS, key, lines)
    if key:
        know(context.obj, Meaning(str(project), None, _OPTIONS))
    typer.echo(lines.decode("utf-8", "surrogatepass"))


def _lines(library: Library) -> bytes:
    rows = [
        (brief.id, brief.label.words, ", ".join(brief.audiences), ", ".join(_languages(library, brief)))
        for brief in library.briefs.values()
    ]
    lines = columns([("BRIEF", "LABEL", "AUDIENCES", "LANGUAGES"), *rows])
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _languages(library: Library, brief: BriefSpec) -> tuple[Language, ...]:
    """The languages that a brief is made in, for whomever it is."""
    made = {language for audience in brief.audiences for language in library.languages_of(brief.id, audience)}
    return tuple(language for language in library.project.languages if language in made)

"""`briefs list`: the briefs of a project."""

from __future__ import annotations

import typer

from briefs.cli.asking import HERE, ProjectFolder, read_project
from briefs.cli.telling import columns, problems_reported
from briefs.content.model import BriefSpec, Library
from briefs.language.tables import Language


def list_briefs(project: ProjectFolder = HERE) -> None:
    """List the briefs with their audiences and languages."""
    with problems_reported():
        library = read_project(project)
    rows = [
        (brief.id, brief.label.words, ", ".join(brief.audiences), ", ".join(_languages(library, brief)))
        for brief in library.briefs.values()
    ]
    for line in columns([("BRIEF", "LABEL", "AUDIENCES", "LANGUAGES"), *rows]):
        typer.echo(line)


def _languages(library: Library, brief: BriefSpec) -> tuple[Language, ...]:
    """The languages that a brief is made in, for whomever it is."""
    made = {language for audience in brief.audiences for language in library.languages_of(brief.id, audience)}
    return tuple(language for language in library.project.languages if language in made)

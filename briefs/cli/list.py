"""`briefs list`: the briefs of a project."""

from __future__ import annotations

import typer

from briefs.cli.asking import HERE, ProjectFolder, read_project
from briefs.cli.telling import columns, problems_reported


def list_briefs(project: ProjectFolder = HERE) -> None:
    """List the briefs with their audiences and languages."""
    with problems_reported():
        library = read_project(project)
    languages = library.project.languages
    briefs = library.briefs.values()
    rows = [
        (brief.id, brief.label.get(languages[0]), ", ".join(brief.audiences), ", ".join(languages)) for brief in briefs
    ]
    for line in columns([("BRIEF", "LABEL", "AUDIENCES", "LANGUAGES"), *rows]):
        typer.echo(line)

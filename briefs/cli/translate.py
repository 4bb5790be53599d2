"""`briefs translate`: the files of translations brought up to date with the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import HERE, ProjectFolder, known, read_project
from briefs.cli.telling import problems_reported
from briefs.errors import BriefsError, Problem, Where

if TYPE_CHECKING:
    from briefs.content.model import Library
    from briefs.content.translations import Merged


def translate(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="LANG", help="The languages; all that the project has by default."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; status 1 where a file is not up to date.")
    ] = False,
    project: ProjectFolder = HERE,
) -> None:
    """Bring content/locale/*.po up to date: an entry for every text, old translations kept.

    What was translated from an older text is marked fuzzy, and is not printed before somebody has looked at it.

    Example: briefs translate nn
    """
    from briefs.build.output import write
    from briefs.content.translations import merged

    root = project.resolve()
    with problems_reported():
        library = read_project(project)
        files = [merged(library, name, root) for name in _wanted(library, names or ())]
        if check and (stale := [file for file in files if file.is_changed]):
            hint = "Run 'briefs translate'"
            raise BriefsError(*(Problem(Where(file.name), f"not up to date: {_counts(file)}", hint) for file in stale))
        for file in files:
            if file.is_changed:
                write(root / file.name, file.content)
    for file in files:
        typer.echo(f"{file.name}: {_counts(file)}; {file.translated} of {file.texts} translated")
    if not files:
        typer.echo("The project has no translations: 'translations' in project.yaml names their languages.")


def _wanted(library: Library, names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The languages named, each once, else those of the project; its own is not translated into itself."""
    from briefs.language.tables import languages

    others = [language for language in languages() if language != library.project.language]
    return tuple(dict.fromkeys(known("LANG", name, others) for name in names)) or library.project.translations


def _counts(file: Merged) -> str:
    """What is not what it was, in words."""
    counts = (("new", file.new), ("moved", file.moved), ("fuzzy", file.fuzzy), ("obsolete", file.obsolete))
    changed = ", ".join(f"{number} {what}" for what, number in counts if number)
    return changed or ("nothing but order and remarks" if file.is_changed else "nothing new")

"""`briefs eject`: a packaged template or style sheet as the project's own, to be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefs import __version__
from briefs.assets import files_in, packaged, read_text
from briefs.cli.asking import HERE, ProjectFolder, known
from briefs.cli.telling import problems_reported
from briefs.errors import NO_PROJECT, BriefsError, Problem, Where

OWN_PAGES = "tool"  # below templates/: pages of the program's own tools, which no project has of its own
COMMENTS = {".css": ("/* ", " */"), ".html": ("{# ", " #}"), ".txt": ("{# ", " #}"), ".yaml": ("# ", "")}


def eject(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A file such as templates/base/facts.html; without one, they are listed."),
    ] = None,
    project: ProjectFolder = HERE,
) -> None:
    """Copy a packaged template or style sheet into the project, where it comes before the packaged one.

    A file that the project has is never written over. Example: briefs eject styles/tokens.css
    """
    from briefs.build.output import write

    files = ejectable()
    if name is None:
        for path in files:
            typer.echo(path)
        return
    path = known("NAME", name.removeprefix("./"), files)
    root = project.resolve()
    with problems_reported():
        if not (root / "content").is_dir():
            raise BriefsError(NO_PROJECT)
        if (root / path).exists() or (root / path).is_symlink():
            raise BriefsError(Problem(Where(path), "the project has this file already", "It is left as it is"))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write(root / path, _with_origin(path, read_text(files[path], path)).encode())
    typer.echo(f"{path} is now the project's own. It no longer changes with the program: keep in it only what differs.")


def ejectable() -> dict[str, Path]:
    """The packaged files that a project may have its own of, by their path in the project, in order."""
    found = ((folder, file) for folder in ("styles", "templates") for file in files_in(packaged(folder)))
    return {
        f"{folder}/{file.relative_to(packaged(folder)).as_posix()}": file
        for folder, file in found
        if file.suffix in COMMENTS and file.parent != packaged("templates") / OWN_PAGES
    }


def _with_origin(path: str, text: str) -> str:
    """The text with a first line that names the version that it was copied from."""
    opening, closing = COMMENTS[Path(path).suffix]
    return f"{opening}From briefs {__version__}, {path}.{closing}\n{text}"

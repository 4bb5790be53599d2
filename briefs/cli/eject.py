"""`briefs eject`: a packaged template, style sheet or language as the project's own, to be changed, and what a new
language begins with.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from briefs import __version__
from briefs.assets import files_in, packaged, read_text
from briefs.cli.asking import HERE, ProjectFolder, known
from briefs.cli.telling import problems_reported
from briefs.errors import NO_PROJECT, BriefsError, Problem, Where

OWN_PAGES = "tool"  # below templates/: pages of the program's own tools, which no project has of its own
COMMENTS = {
    ".css": ("/* ", " */"),
    ".html": ("{# ", " #}"),
    ".txt": ("{# ", " #}"),
    ".yaml": ("# ", ""),
    ".toml": ("# ", ""),
    ".po": ("# ", ""),
}
OWN_FILE = "is now the project's own. It no longer changes with the program: keep in it only what differs."
NEW_CATALOGUE = "has all words of the templates, none translated. Only those that a brief prints are needed."
NEW_TABLE = "is a table of another language. Say each value in yours, or keep what differs and `extends`."
_NEW_LANGUAGE = re.compile(r"templates/locale/[a-z]{2,3}\.po|content/language/[a-z]{2,3}\.toml")


def eject(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A file such as templates/base/facts.html; without one, they are listed."),
    ] = None,
    project: ProjectFolder = HERE,
) -> None:
    """Copy a packaged template, style sheet or language into the project, where it comes before the packaged one.

    A file that the project has is never written over. Example: briefs eject styles/tokens.css

    A language that the program lacks begins with 'briefs eject content/language/da.toml' and 'briefs eject
    templates/locale/da.po': the table of another one, to be changed key by key, and all words to be translated.
    """
    from briefs.build.output import write

    files = ejectable()
    if name is None:
        for path in files:
            typer.echo(path)
        return
    asked = name.removeprefix("./")
    path = asked if _is_new_language(asked, files) else known("NAME", asked, files)
    root = project.resolve()
    with problems_reported():
        if not (root / "content").is_dir():
            raise BriefsError(NO_PROJECT)
        if (root / path).exists() or (root / path).is_symlink():
            raise BriefsError(Problem(Where(path), "the project has this file already", "It is left as it is"))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write(root / path, _with_origin(path, read_text(files[path], path)).encode() if path in files else _begun(path))
    typer.echo(f"{path} {OWN_FILE if path in files else NEW_TABLE if path.endswith('.toml') else NEW_CATALOGUE}")


def ejectable() -> dict[str, Path]:
    """The packaged files that a project may have its own of, by their path in the project, in order."""
    from briefs.language import tables

    found = ((folder, file) for folder in ("styles", "templates") for file in files_in(packaged(folder)))
    languages = {f"{tables.OWN}/{file.name}": file for file in files_in(tables.PACKAGED) if file.suffix in COMMENTS}
    return languages | {
        f"{folder}/{file.relative_to(packaged(folder)).as_posix()}": file
        for folder, file in found
        if file.suffix in COMMENTS and file.parent != packaged("templates") / OWN_PAGES
    }


def _is_new_language(path: str, files: dict[str, Path]) -> bool:
    """Whether a path is that of a table or catalogue of a language that does not come along."""
    from briefs.language.catalogue import SOURCE_LANGUAGE

    wanted = _NEW_LANGUAGE.fullmatch(path)
    return bool(wanted) and path not in files and path != f"templates/locale/{SOURCE_LANGUAGE}.po"


def _begun(path: str) -> bytes:
    """What a table or a catalogue of a new language begins with."""
    from briefs.language import tables
    from briefs.language.catalogue import SOURCE_LANGUAGE, empty_catalogue

    if path.endswith(".po"):
        return empty_catalogue(Path(path).stem)
    model = f"{tables.OWN}/{SOURCE_LANGUAGE}.toml"
    return _with_origin(model, read_text(ejectable()[model], model)).encode()


def _with_origin(path: str, text: str) -> str:
    """The text with a first line that names the version that it was copied from."""
    opening, closing = COMMENTS[Path(path).suffix]
    return f"{opening}From briefs {__version__}, {path}.{closing}\n{text}"

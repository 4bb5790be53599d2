"""Where templates, styles and pictures are found: the project's own files before the packaged ones, file by file."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from briefs.errors import BriefsError, Problem, Where, closest

# stands in a rendered page for the rules of the faces, which cost seconds, until the file is really made
FACES = "/* @font-face */"
_PACKAGE = Path(__file__).parent
_REFERENCE = re.compile(r"""(?:\b(?:src|href)\s*=\s*["']|\burl\(\s*["']?|@import\s+["'])([^"'()#?\s>]+)""")


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders to look for a template in, the first that has it wins; those that do not exist are left out."""
    return _folders(root, "templates")


def style_folders(root: Path) -> tuple[Path, ...]:
    """The folders to look for a style sheet or its pictures in, the first that has it wins."""
    return _folders(root, "styles")


def style_file(root: Path, name: str) -> Path:
    """The style sheet of that name (`page.css`, `audiences/kommunestyre.css`); BriefsError with the nearest name where
    there is none.
    """
    folders = style_folders(root)
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found is None:
        known = {
            path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()
        }
        raise BriefsError(Problem(Where(f"styles/{name}"), "this style sheet is missing", closest(name, known)))
    return found


def find(root: Path, name: str) -> Path | None:
    """The file that a page names by a path from the project's root (`content/map.svg`, `styles/seal.png`); None outside
    or missing.
    """
    first, _, rest = name.partition("/")
    packaged = [folder / rest for folder in _folders(root, first)] if first in {"templates", "styles"} else []
    inside = [root.resolve(), *_folders(root, "templates"), *_folders(root, "styles")]
    for candidate in (root / name, *packaged):
        file = candidate.resolve()
        if file.is_file() and any(file.is_relative_to(folder) for folder in inside):
            return file
    return None


def referred(page: str, root: Path) -> tuple[Path, ...]:
    """The project's and the program's files that a page or its style sheets refer to, so that a changed picture is
    noticed.
    """
    found: dict[Path, None] = {}
    texts = [("", page)]
    for folder, text in texts:  # grows by the style sheets that it meets
        for reference in _REFERENCE.findall(text):
            name = posixpath.normpath(posixpath.join(folder, unquote(reference))).lstrip("/")
            file = None if ":" in reference else find(root, name)
            if file is not None and file not in found:
                found[file] = None
                if file.suffix in {".css", ".svg"}:
                    texts.append((str(PurePosixPath(name).parent), file.read_text(encoding="utf-8", errors="replace")))
    return tuple(found)


def _folders(root: Path, name: str) -> tuple[Path, ...]:
    """A wheel carries the files inside the package (`_templates`), a checkout beside it."""
    inside = _PACKAGE / f"_{name}"
    packaged = inside if inside.is_dir() else _PACKAGE.parent / name
    return tuple(dict.fromkeys(folder for folder in (root.resolve() / name, packaged.resolve()) if folder.is_dir()))

"""Where templates, styles and pictures are found: the project's own files before the packaged ones, file by file."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from briefs.errors import BriefsError, Problem, Where, closest

# stands in a rendered page for the rules of the faces, which cost seconds, until the file is really made
FACES = "/* @font-face */"
_PACKAGE = Path(__file__).parent
_REFERENCE = re.compile(
    r"""(?:\b(?:src|href|data)\s*=\s*|\burl\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)'|([^"'()\s>]+))"""
)


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


def referred(page: str, root: Path) -> dict[str, bytes]:
    """The project's and the program's files that a page or its style sheets refer to, each by its path from the root:
    what the typesetter needs, and what makes a page another one when it changes.
    """
    found: dict[str, bytes] = {}
    texts = [("", page)]
    for folder, text in texts:  # grows by the style sheets and drawings that it meets
        for reference in filter(None, map("".join, _REFERENCE.findall(text))):
            parts = urlsplit(html.unescape(reference))
            name = posixpath.normpath(posixpath.join(folder, unquote(parts.path))).lstrip("/")
            file = None if parts.scheme or parts.netloc else _findable(root, name)
            if file is not None and name not in found:
                found[name] = file.read_bytes()
                if file.suffix in {".css", ".svg"}:
                    texts.append((str(PurePosixPath(name).parent), found[name].decode("utf-8", "replace")))
    return found


def _findable(root: Path, name: str) -> Path | None:
    """As `find`; a name that no file can have, with a NUL or thousands of letters, is that of none."""
    try:
        return find(root, name)
    except (OSError, ValueError):
        return None


def _folders(root: Path, name: str) -> tuple[Path, ...]:
    """A wheel carries the files inside the package (`_templates`), a checkout beside it."""
    inside = _PACKAGE / f"_{name}"
    packaged = inside if inside.is_dir() else _PACKAGE.parent / name
    return tuple(dict.fromkeys(folder for folder in (root.resolve() / name, packaged.resolve()) if folder.is_dir()))

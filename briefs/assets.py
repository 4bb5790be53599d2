"""Where templates, styles and pictures are found and how they are read: the project's own files before the packaged
ones, file by file, and nothing outside `content/`, `styles/` and `templates/`.
"""

from __future__ import annotations

import hashlib
import html
import os
import posixpath
import re
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from briefs.errors import BriefsError, Problem, Where, closest
from briefs.reading import is_noting, note

Medium = Literal["html", "pdf", "word"]
# stands in a rendered page for the rules of the faces, which cost seconds, until the file is really made
FACES_PLACE = "/* @font-face */"
PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_PACKAGE = Path(__file__).parent
FOLDERS = ("content", "styles", "templates")
"""What a project is read from; nothing else of it decides a file."""
_MOST_BYTES = 32 << 20
_LONGEST_NAME = 1000
_ADDRESS = re.compile(r"""(?:\b(?:src|href|data)\s*=\s*|\burl\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)'|([^"'()\s>]+))""")


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders to look for a template in, the first that has it wins; those that do not exist are left out."""
    return _folders(root, "templates")


def style_folders(root: Path) -> tuple[Path, ...]:
    """The folders to look for a style sheet or its pictures in, the first that has it wins."""
    return _folders(root, "styles")


@cache
def packaged(name: str) -> Path:
    """The program's own folder of that name (`templates`): inside the package of a wheel (`_templates`), beside it in a
    checkout.
    """
    inside = _PACKAGE / f"_{name}"
    return (inside if inside.is_dir() else _PACKAGE.parent / name).resolve()


def style_file(root: Path, name: str) -> Path:
    """The style sheet of that name (`page.css`, `audiences/kommunestyre.css`); BriefsError with the nearest name where
    there is none, or where it cannot be read.
    """
    found = style_if_any(root, name)
    if found is None:
        known = {file.relative_to(folder).as_posix() for folder in style_folders(root) for file in files_in(folder)}
        raise BriefsError(Problem(Where(f"styles/{name}"), "this style sheet is missing", closest(name, known)))
    return found


def style_if_any(root: Path, name: str) -> Path | None:
    """The style sheet of that name, or None; BriefsError where something else stands in its place."""
    found = (located(folder, name, f"styles/{name}") for folder in style_folders(root))
    return next((file for file in found if file), None)


def style_texts(root: Path, name: str) -> tuple[str, ...]:
    """The texts of the program's style sheet of that name and of the project's own, which needs no more than what it
    sets otherwise.
    """
    files = (located(folder, name, f"styles/{name}") for folder in reversed(style_folders(root)))
    return tuple(read_text(file, f"styles/{name}") for file in files if file)


def located(folder: Path, name: str, shown: str) -> Path | None:
    """The file of that name in a folder, or None where nothing is; BriefsError, which says `shown`, where the name
    leads out of the folders that are read or is no regular file.

    Names that begin with a full stop, go up, or cannot be those of a file are nothing.
    """
    if not _can_be_a_name(name):
        return None
    if is_noting(shown_by := str(folder / name)):
        note(shown_by, look(folder, name))
    return _located(folder, name, shown)


def look(folder: Path, name: str) -> str | None:
    """What stands there, for whoever wants to know whether it is still the same: the SHA-256 of a file, None for
    nothing, and otherwise why it is not read; of a folder itself, whose name is empty, whether it is one.
    """
    if not name:
        return "a folder" if folder.is_dir() else None
    try:
        file = _located(folder, name, name)
        return hashlib.sha256(read(file, name)).hexdigest() if file else None
    except BriefsError as error:
        return str(error)


def _located(folder: Path, name: str, shown: str) -> Path | None:
    path = folder / name
    if not os.path.lexists(path):
        return None
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        raise BriefsError(Problem(Where(shown), "this symbolic link leads nowhere")) from None
    if not _is_inside(real, folder):
        hint = "Put the file itself into the project"
        raise BriefsError(Problem(Where(shown), "this symbolic link leads out of the project's folders", hint))
    if not stat.S_ISREG(real.stat().st_mode):
        what = "this is a folder, and a file belongs here" if real.is_dir() else "this is no ordinary file"
        raise BriefsError(Problem(Where(shown), what))
    return real


def read(file: Path, shown: str) -> bytes:
    """The bytes of a file that `located` gave; BriefsError where it cannot be read, is larger than 32 MB or was changed
    for something that is no file.
    """
    try:
        # not to wait for a pipe, nor follow a link, that somebody has put there since
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(file, flags), "rb") as it:
            if not stat.S_ISREG(os.fstat(it.fileno()).st_mode):
                raise BriefsError(Problem(Where(shown), "this is no ordinary file"))
            data = it.read(_MOST_BYTES + 1)
    except OSError as error:
        raise BriefsError(Problem(Where(shown), f"this cannot be read: {(error.strerror or '').lower()}")) from None
    if len(data) > _MOST_BYTES:
        raise BriefsError(Problem(Where(shown), "this file is larger than 32 MB"))
    return data


def read_text(file: Path, shown: str) -> str:
    """The text of a UTF-8 file, with or without a byte-order mark; BriefsError at the first byte that is no UTF-8."""
    data = read(file, shown)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before[before.rfind(b"\n") + 1 :]
        where = Where(shown, before.count(b"\n") + 1, len(line.decode("utf-8", "replace")) + 1)
        raise BriefsError(Problem(where, "this is no UTF-8 text", "Save the file as UTF-8")) from None


def files_in(folder: Path) -> Iterator[Path]:
    """All that stands in a folder and the folders in it, in order, links not followed; hidden names are left out."""
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from files_in(path)
        else:
            yield path


def find(root: Path, name: str) -> Path | None:
    """The picture, or style sheet of `styles/`, that a page names by a path from the project's root
    (`content/map.svg`); None for anything else, BriefsError where a link leads out.
    """
    first, _, rest = name.partition("/")
    suffix = PurePosixPath(name).suffix.lower()
    if first not in FOLDERS or not (suffix in PICTURES or (suffix == ".css" and first == "styles")):
        return None
    folders = _folders(root, first) if first != "content" else (root.resolve() / first,)
    return next((file for folder in folders if (file := located(folder, rest, name))), None)


def referred(page: str, root: Path) -> dict[str, bytes]:
    """The project's and the program's files that a page or its style sheets refer to, each by its path from the root:
    what the typesetter needs, and what makes a page another one when it changes.
    """
    found: dict[str, bytes] = {}
    texts = [("", page)]
    for folder, text in texts:  # grows by the style sheets and drawings that it meets
        for reference in filter(None, map("".join, _ADDRESS.findall(text))):
            parts = urlsplit(html.unescape(reference))
            name = posixpath.normpath(posixpath.join(folder, unquote(parts.path))).lstrip("/")
            file = None if parts.scheme or parts.netloc else find(root, name)
            if file is not None and name not in found:
                found[name] = read(file, name)
                if file.suffix in {".css", ".svg"}:
                    texts.append((str(PurePosixPath(name).parent), found[name].decode("utf-8", "replace")))
    return found


def own_styles(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """What a project has of the files of `styles/` that no page names, each by its path from the root."""
    there = ((f"styles/{name}", style_if_any(root, name)) for name in names)
    return {shown: read(file, shown) for shown, file in there if file}


def _can_be_a_name(name: str) -> bool:
    if not name or "\0" in name or "\\" in name or len(name) > _LONGEST_NAME or not name.isprintable():
        return False
    return all(part and not part.startswith(".") and len(part.encode()) < 256 for part in name.split("/"))


def _is_inside(file: Path, folder: Path) -> bool:
    """Whether a real file lies, unhidden, in one of the folders that a project is read from, or in the program's."""
    beside = (folder.parent / name for name in FOLDERS)
    return any(
        file.is_relative_to(each) and not any(part.startswith(".") for part in file.relative_to(each).parts)
        for each in chain((folder,), beside, (packaged("styles"), packaged("templates")))
    )


def _folders(root: Path, name: str) -> tuple[Path, ...]:
    own = root.resolve() / name
    note(f"{own}/", look(own, ""))
    return tuple(dict.fromkeys(folder for folder in (own, packaged(name)) if folder.is_dir()))

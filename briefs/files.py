"""How a project's files are read: nothing but regular files inside it, of a bearable size.

A pipe, a device or a socket is never opened, a symbolic link may not lead out of the folder that it stands in, and
names that begin with a full stop (a Mac's `._brev.yaml`, an editor's lock) are left alone. Whatever is wrong is a
`BriefsError` that names the file, and nothing of what stands in it.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from briefs.errors import BriefsError, Problem, Where

LARGEST = 20_000_000  # bytes; the content of a topic is a hundredth of it
LARGEST_DOCUMENT = 100_000_000  # bytes; a report as a PDF, with its pictures
_UNREADABLE = (OSError, RuntimeError, ValueError)  # a link to itself is a RuntimeError, NUL in a name a ValueError
_FILE_TYPES = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_bytes(path: Path, *, root: Path, name: str, largest: int = LARGEST) -> bytes:
    """A file's bytes; BriefsError, placed at `name`, where it is missing, no regular file, larger than `largest`, or
    reached by a link that leads out of `root`.
    """
    try:
        real = _inside(path, root, name)
        _refuse_other_kinds(real.stat().st_mode, name)
        number = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb") as file:
            _refuse_other_kinds(os.fstat(number).st_mode, name)  # it may have been changed for a pipe since
            found = file.read(largest + 1)
    except FileNotFoundError:
        raise _problem(name, "this file is missing") from None
    except _UNREADABLE as error:
        raise _cannot_be_read(name, error, "this file") from None
    if len(found) > largest:
        what = f"this file is larger than {largest / 1_000_000:g} MB"
        raise _problem(name, what, "No text or picture of a brief is: split it, or take it out")
    return found


def read_text(path: Path, *, root: Path, name: str) -> str:
    """A UTF-8 file's text without its byte-order mark; BriefsError with line and column where it is no UTF-8."""
    data = read_bytes(path, root=root, name=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        raise _problem(Where(name, line, column), "this is no UTF-8 text", "Save the file as UTF-8") from None


def names_in(folder: Path, *, root: Path, name: str) -> list[str]:
    """The sorted names in a folder, those that begin with a full stop left out; none where there is no folder.
    BriefsError where it cannot be read, is no folder, or is reached by a link that leads out of `root`.
    """
    try:
        with os.scandir(_inside(folder, root, name)) as found:
            return sorted(entry.name for entry in found if not entry.name.startswith("."))
    except FileNotFoundError:
        if folder.is_symlink():
            raise _problem(name, "this symbolic link leads nowhere") from None
        return []
    except NotADirectoryError:
        raise _problem(name, "this is a file, where a folder is expected") from None
    except _UNREADABLE as error:
        raise _cannot_be_read(name, error, "this folder") from None


def _inside(path: Path, root: Path, name: str) -> Path:
    """Where a path really leads; BriefsError where that is outside the root, or hidden in it."""
    real, folder = path.resolve(strict=True), root.resolve()
    hint = "Put a copy of the file in its place"
    if not real.is_relative_to(folder):
        raise _problem(name, "a symbolic link that leads out of the project is not followed", hint)
    if _is_hidden(real.relative_to(folder)) and not _is_hidden(Path(name)):
        raise _problem(name, "a symbolic link to a hidden file is not followed", hint)
    return real


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _refuse_other_kinds(mode: int, name: str) -> None:
    if not stat.S_ISREG(mode):
        raise _problem(name, f"this is {_FILE_TYPES.get(stat.S_IFMT(mode), 'no file')}, where a file is expected")


def _cannot_be_read(name: str, error: Exception, what: str) -> BriefsError:
    if isinstance(error, RuntimeError) or getattr(error, "errno", None) == errno.ELOOP:  # Python 3.13 tells the latter
        return _problem(name, f"{what} cannot be read: a link leads to itself")
    reason = getattr(error, "strerror", None) or "no file has such a name"
    return _problem(name, f"{what} cannot be read: {reason.lower()}")


def _problem(where: str | Where, what: str, hint: str = "") -> BriefsError:
    return BriefsError(Problem(where if isinstance(where, Where) else Where(where), what, hint))

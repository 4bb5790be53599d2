"""Files below one folder, reached step by step without following a link: nothing outside the folder is read, written or
removed, whatever stands in it.

Paths are relative to the folder, with forward slashes. Everything raises OSError as the system does.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_INNER = _FOLDER | os.O_NOFOLLOW
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # NONBLOCK: a FIFO is opened at once, then refused
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}  # this file system has none
_DRAFT = re.compile(r"\.[^/]+\.[a-z0-9]{1,8}(?:\.before|\.interim)?\.([1-9][0-9]{0,9})\.draft")


class ObstacleError(OSError):
    """A file or a link stands where a folder goes."""


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder; `made` lists the folders that were made below it, in their order."""

    path: Path
    descriptor: int
    made: list[str] = field(default_factory=list)

    def read(self, path: str, *, limit: int | None = None) -> bytes:
        """The bytes of a regular file; OSError where a link, a folder, a FIFO or a device stands there, or where it has
        more bytes than the limit.
        """
        with self._parent(path) as (parent, name):
            descriptor = os.open(name, _READ, dir_fd=parent)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            _refuse_unusual(status.st_mode)
            if limit is not None and status.st_size > limit:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            return file.read()

    def held(self, path: str) -> bytes | None:
        """The bytes of a regular file, None where there is none that can be read."""
        try:
            return self.read(path)
        except (OSError, ValueError):  # ValueError: a NUL in a name
            return None

    def has(self, path: str) -> bool:
        """Whether a file or a link stands there, below real folders; a folder, a FIFO or a device is none of ours."""
        try:
            with self._parent(path) as (parent, name):
                mode = os.lstat(name, dir_fd=parent).st_mode
        except (OSError, ValueError):
            return False
        return stat.S_ISREG(mode) or stat.S_ISLNK(mode)

    def refuse_obstacle(self, path: str) -> None:
        """Raises OSError where something stands that a file may not replace: a folder, a FIFO or a device."""
        with suppress(FileNotFoundError), self._parent(path) as (parent, name):
            mode = os.lstat(name, dir_fd=parent).st_mode
            if not stat.S_ISLNK(mode):  # a rename replaces the link itself
                _refuse_unusual(mode)

    def create(self, path: str, content: bytes) -> None:
        """Writes a file that is not there yet, down to the disk; the file mode is left to the umask."""
        with self._parent(path, create=True) as (parent, name):
            descriptor = os.open(name, _NEW, 0o666, dir_fd=parent)
            try:
                rest = memoryview(content)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def keep(self, path: str, copy: str) -> None:
        """A second name for a file, in the same folder; a copy where the file system has no hard links."""
        with self._parent(path) as (parent, name):
            try:
                os.link(name, _name(copy), src_dir_fd=parent, dst_dir_fd=parent, follow_symlinks=False)
                return
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
        self.create(copy, self.read(path))

    def rename(self, path: str, target: str) -> None:
        """Gives a file another name in the same folder, in one step."""
        with self._parent(path) as (parent, name):
            os.rename(name, _name(target), src_dir_fd=parent, dst_dir_fd=parent)

    def remove(self, path: str) -> None:
        """Removes a file or a link, if it is there."""
        with suppress(FileNotFoundError), self._parent(path) as (parent, name):
            os.unlink(name, dir_fd=parent)

    def remove_folder(self, path: str) -> None:
        """Removes a folder if it is empty."""
        with suppress(OSError), self._parent(path) as (parent, name):
            os.rmdir(name, dir_fd=parent)

    def names(self, path: str = "") -> tuple[str, ...]:
        """What stands in a folder below this one, in the order of the alphabet."""
        with self._parent(f"{path}/." if path else ".") as (parent, _):
            return tuple(sorted(os.listdir(parent)))  # noqa: PTH208  # a descriptor has no path

    @contextmanager
    def _parent(self, path: str, *, create: bool = False) -> Iterator[tuple[int, str]]:
        """The open folder that holds a path, and the path's last name."""
        *folders, name = path.split("/")
        descriptor = os.dup(self.descriptor)
        try:
            for depth, folder in enumerate(folders, 1):
                try:
                    inner = _enter(descriptor, folder)
                except FileNotFoundError:
                    if not create:
                        raise
                    os.mkdir(folder, dir_fd=descriptor)
                    self.made.append("/".join(folders[:depth]))
                    inner = _enter(descriptor, folder)
                os.close(descriptor)
                descriptor = inner
            yield descriptor, name
        finally:
            os.close(descriptor)


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Folder]:
    """A folder for as long as it is used; links on the way to it are followed, links in it are not."""
    if create:
        with suppress(FileExistsError):
            path.mkdir(parents=True)
    descriptor = os.open(path, _FOLDER)
    try:
        yield Folder(path, descriptor)
    finally:
        os.close(descriptor)


def draft(path: str, stage: str = "") -> str:
    """The name under which a file stands beside its place while this process works on it: `.alle.html.<pid>.draft`."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}{stage and f'.{stage}'}.{os.getpid()}.draft"


def is_dead_draft(name: str) -> bool:
    """Whether a file is a draft of a process that no longer runs, or of an earlier one with the number of this."""
    found = _DRAFT.fullmatch(name)
    if found is None:
        return False
    number = int(found[1])
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return number == os.getpid()


def _enter(parent: int, name: str) -> int:
    try:
        return os.open(name, _INNER, dir_fd=parent)
    except OSError as error:
        if error.errno not in {errno.ENOTDIR, errno.ELOOP, errno.EMLINK}:
            raise
    what = "link" if stat.S_ISLNK(os.lstat(name, dir_fd=parent).st_mode) else "file"
    raise ObstacleError(errno.ENOTDIR, f"a {what} stands where the folder {name!r} goes")


def _refuse_unusual(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "no regular file stands there, but a FIFO, a socket or a device")


def _name(path: str) -> str:
    return path.rpartition("/")[2]

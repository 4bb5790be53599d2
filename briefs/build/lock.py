"""One build at a time for each output folder: the next waits, so that neither loses what the other lists."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefs.build.folder import ObstacleError
from briefs.errors import BriefsError, Problem, Where

Notice = Callable[[str], None]


@contextmanager
def locked(out: Path, notice: Notice) -> Iterator[None]:
    """Holds the output folder alone; `notice` is called when another build is waited for, or when there are no locks.

    The folder itself carries the lock, so nothing is left behind: one that had to be made and stays empty goes again.
    BriefsError where the folder cannot be made or opened.
    """
    made: list[Path] = []
    try:
        descriptor = _locked(out, notice, made)
    except OSError as error:
        raise BriefsError(unusable(out, error)) from None
    try:
        yield
    finally:
        for folder in reversed(made):
            with suppress(OSError):  # it is no longer empty
                folder.rmdir()
        os.close(descriptor)


def unusable(path: Path, error: OSError) -> Problem:
    """The problem of a file or folder of the output that cannot be read or written."""
    reason = (error.strerror or str(error)).lower()
    way_out = "Choose another with --out"
    if error.errno in {errno.EISDIR, errno.EINVAL, errno.ELOOP} or isinstance(error, ObstacleError):
        way_out = "Move it away, or choose another folder with --out"
    return Problem(Where(str(path)), f"the output folder cannot be used: {reason}", way_out)


def unwritten(path: Path, error: OSError) -> Problem:
    """The problem of a file of the content, or beside it, that cannot be written."""
    return Problem(Where(str(path)), f"this file cannot be written: {(error.strerror or str(error)).lower()}")


def _locked(out: Path, notice: Notice, made: list[Path]) -> int:
    """The open, locked folder; the build that was waited for may have removed it, and then it is made anew."""
    while True:
        _make(out, made)
        descriptor = os.open(out, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _wait(descriptor, out, notice)
            if _is_still(descriptor, out):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _make(out: Path, made: list[Path]) -> None:
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    for folder in reversed(missing):
        with suppress(FileExistsError):
            folder.mkdir()
            made.append(folder)


def _wait(descriptor: int, out: Path, notice: Notice) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        notice(f"waiting for another build of {out}")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        notice(f"{out} cannot be locked on this file system: let no other build write there meanwhile")


def _is_still(descriptor: int, out: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), out.stat())
    except FileNotFoundError:
        return False

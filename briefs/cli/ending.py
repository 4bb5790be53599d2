"""How a run ends that cannot go on: where nothing can be printed, the folder is gone, or the program has a fault."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

from briefs import __version__
from briefs.errors import escaped

_NO_NAME = frozenset({errno.ENAMETOOLONG, errno.ELOOP})
_SHOWN = 60  # letters of a name that nobody wants to read to its end
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EBADF})


def open_closed_streams() -> None:
    """Puts nothing in the place of standard streams that are closed: a file that is opened later would have their
    numbers, and what is printed would stand in it.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            taken = os.open(os.devnull, os.O_RDWR)
            if taken != number:
                os.dup2(taken, number)
                os.close(taken)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def status_of(error: Exception) -> int:
    """The exit status of a run that an error has ended, which is told in one line; of a fault of the program, with its
    traceback before it.
    """
    if isinstance(error, FileNotFoundError) and not _is_here():
        return _told("the current folder is gone. Change to one that is there", 2)
    if isinstance(error, OSError) and error.filename is None and error.errno in _UNWRITABLE:
        let_go_of(sys.stdout)
        return _told(f"standard output cannot be written: {(error.strerror or str(error)).lower()}", 1)
    if isinstance(error, OSError) and error.filename is not None and error.errno in _NO_NAME:
        name = os.fsdecode(error.filename)
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
        return _told(f"{shown!r}: {(error.strerror or str(error)).lower()}", 2)
    import traceback  # here, because a run that ends well does without

    with suppress(OSError, ValueError):
        traceback.print_exception(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    what = f"this is a fault of the program, not of the content ({said})"
    return _told(f"{what}. Please report it with the lines above; the version is {__version__}", 1)


def _told(line: str, status: int) -> int:
    try:
        print(escaped(f"briefs: {line}"), file=sys.stderr, flush=True)
    except (OSError, ValueError):  # nobody is there to read it
        let_go_of(sys.stderr)
    return status


def let_go_of(stream: TextIO) -> None:
    """What a stream still holds goes nowhere, so that Python does not stumble over it once more at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _is_here() -> bool:
    try:
        os.getcwd()  # noqa: PTH109  # nothing is made of it
    except OSError:
        return False
    return True

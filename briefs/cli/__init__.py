"""The command line, and the step before it, which knows a run that was made before by its very words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefs.cli.commands import app as app

__all__ = ["app", "main"]
_HELP = frozenset({"-h", "--help", "--version"})


def main() -> None:
    """Runs the command that the arguments name, and tells in one line why it ended where that is nobody's mistake."""
    from briefs.cli.ending import open_closed_streams, status_of

    open_closed_streams()
    try:
        _run()
    except Exception as error:  # the one place: a bug too is told in a line, with its traceback before it
        sys.exit(status_of(error))


def _run() -> None:
    """What was made before is told without importing any of the rest."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without «å» is no reason to fail
    words = tuple(sys.argv[1:])
    if not _HELP.intersection(words):
        from briefs.cli import doorstep

        if (status := doorstep.answered_before(words)) is not None:
            sys.exit(status)
    from briefs.cli.commands import app

    app(prog_name="briefs", obj=words)


def __getattr__(name: str) -> Any:
    if name != "app":
        raise AttributeError(name)
    from briefs.cli.commands import app

    return app

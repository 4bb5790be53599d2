"""The command line, and the step before it, which knows a run that was made before by its very words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefs.cli.commands import app as app

__all__ = ["app", "main"]
_HELP = frozenset({"-h", "--help", "--version"})


def main() -> None:
    """Runs the command that the arguments name; what was made before is told without importing any of it."""
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

"""The command run inside this process, and what no answer of it may ever be."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import NamedTuple

_PLACE = re.compile(r"^(?:warning: )?(.+?):(\d+):(\d+): ")
_RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Told(NamedTuple):
    """The exit status and all that was printed; `traceback` of what was no answer."""

    status: int
    printed: str
    traceback: str = ""


def run(*arguments: str) -> Told:
    """Runs `briefs` with these arguments."""
    from typer.testing import CliRunner

    from briefs.cli import app

    result = CliRunner().invoke(app, list(arguments))
    error = result.exception
    said = ""
    if error is not None and not isinstance(error, SystemExit):
        said = "".join(traceback.format_exception(error)[-3:])
    return Told(result.exit_code, result.output, said)


def is_sound(told: Told, root: Path) -> str:
    """What is wrong with an answer, or nothing: a traceback, a status of its own, raw control characters, problems
    without a place, or a place that is not in the file.
    """
    if told.traceback or "Traceback (most recent call last)" in told.printed:
        return f"traceback {told.traceback or told.printed[-600:]}"
    if told.status not in {0, 1, 2}:
        return f"status {told.status}"
    if raw := _RAW.search(told.printed):
        return f"raw {raw[0]!r} is printed"
    places = [match for line in told.printed.splitlines() if (match := _PLACE.match(line))]
    if told.status == 1 and not places:
        return f"no place is told: {told.printed[:300]!r}"
    return next((said for match in places if (said := _off(match[1], int(match[2]), root))), "")


def _off(name: str, line: int, root: Path) -> str:
    """Whether a place lies behind the end of its file, as an editor counts lines."""
    try:
        content = (root / name).read_bytes() if (root / name).is_file() else b""
    except (OSError, ValueError):
        return ""
    if not content:
        return ""
    lines = content.decode("utf-8", "replace").splitlines()
    return f"line {line} of {name}, which has {len(lines)}" if line > len(lines) + 1 else ""

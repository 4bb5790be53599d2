"""What the words of a command meant when they were last given: where the same run finds nothing to do, it is told at
once, since understanding the words costs more than the rest.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefs.build import door
from briefs.build.fingerprint import program
from briefs.cli.ending import let_go_of
from briefs.cli.telling import print_counts, report, say
from briefs.kept import keep, kept

_KIND = "words"


class Meaning(NamedTuple):
    """What the words of a command ask for: of which project and, where it is built, into which folder, both as they
    were written, with which options, and whether problems are told as JSON.
    """

    project: str
    folder: str | None
    options: str
    as_json: bool = False


def answered_before(words: Sequence[str]) -> int | None:
    """Tells what the same words gave, where they would give it again; the exit status, or None where they are to be
    read and run.
    """
    with suppress(OSError, ValueError, TypeError):
        content = kept(_KIND, _key(words))
        meaning = Meaning(*json.loads(content)) if content else None
        key = door.key_of(Path(meaning.project).resolve(), meaning.options) if meaning else None
        if meaning is None or key is None:
            return None
        if meaning.folder is None:
            lines = kept(door.LISTS, key)
            return None if lines is None else _told(partial(say, lines.decode("utf-8", "surrogatepass")))
        answer = door.answered(key, Path(meaning.folder).resolve())
        if answer:
            return _told(partial(tell_again, answer, Path(meaning.folder), meaning.as_json), answer.status)
    return None


def _told(tell: Callable[[], None], status: int = 0) -> int:
    """The status; 1, as of any command, where the reader has seen enough and closed the pipe."""
    try:
        tell()
    except BrokenPipeError:
        let_go_of(sys.stdout)
        return 1
    return status


def know(words: Sequence[str] | None, meaning: Meaning) -> None:
    """Keeps what words meant, where they came from the command line."""
    if words is not None:
        with suppress(OSError, ValueError):
            keep(_KIND, _key(words), json.dumps(meaning).encode())


def tell_again(answer: door.EarlierRun, folder: Path, as_json: bool) -> None:
    """Prints what a run told that finds nothing to do."""
    report(answer.problems, as_json)
    if not as_json:
        print_counts(folder, current=answer.current)


def _key(words: Sequence[str]) -> str:
    """Of the words, the program that reads them, and what it reads of the environment."""
    settings = sorted((name, value) for name, value in os.environ.items() if name.startswith("BRIEFS_"))
    return hashlib.sha256(repr((tuple(words), settings, program())).encode("utf-8", "surrogateescape")).hexdigest()

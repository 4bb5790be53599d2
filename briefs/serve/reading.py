"""A project as it was read at one moment, and when it has to be read again: nothing is shown that a file on the disk no
longer says.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock as ThreadLock

from briefs.assets import packaged
from briefs.build.pipeline import Wanted, plan
from briefs.build.sound import language_of
from briefs.content.load import Kept, Loaded, load
from briefs.content.lock import LOCK
from briefs.content.model import Library
from briefs.edition.edition import Facts, Order
from briefs.edition.selection import has_one_page
from briefs.errors import BriefsError, Problem

Signature = frozenset[tuple[str, int, int, int]]
"""What the disk says of every file that a project is read from: path, time, size and number."""

_FOLDERS = ("content", "templates", "styles")
_TICK = 20_000_000  # nanoseconds: two savings within one tick of the disk's clock may look the same


@dataclass(frozen=True, kw_only=True)
class ReadProject:
    """What one reading of the project gave; `number` counts the readings."""

    number: int
    signature: Signature
    loaded: Loaded | None
    problems: tuple[Problem, ...]
    begun: int  # nanoseconds since 1970

    @property
    def is_broken(self) -> bool:
        """Whether the content cannot be read as a whole: nothing new can be shown of it."""
        return self.library is None or bool(self.problems)

    @property
    def library(self) -> Library | None:
        """The content, as far as it could be read."""
        return self.loaded.library if self.loaded else None

    @property
    def taken(self) -> str:
        """The time of day, as the machine's clock has it."""
        return datetime.fromtimestamp(self.begun / 1e9).strftime("%H:%M:%S")

    @property
    def is_certain(self) -> bool:
        """Whether no file was saved in the very moment of reading, so that a later saving shows on the disk."""
        return all(saved < self.begun - _TICK for _, saved, _, _ in self.signature)

    @cached_property
    def orders(self) -> Mapping[str, Order]:
        """Every edition that can be shown by the path of its files, those of one page behind the whole ones."""
        library = self.library
        if library is None or not library.sources:
            return {}
        whole = plan(library, Wanted(), library.newest, Facts())
        single = (
            replace(order, one_page=True)
            for order in whole
            if (audience := library.audiences.get(order.audience))
            and has_one_page(library.briefs[order.brief], audience)
        )
        return {order.stem: order for order in (*whole, *single)}


@dataclass(kw_only=True)
class ProjectReader:
    """Reads a project as often as it changes: `current` never gives what was read before the last saving."""

    root: Path
    documents: Path | None = None
    _kept: Kept = field(default_factory=Kept, repr=False)
    _lock: ThreadLock = field(default_factory=ThreadLock, repr=False)
    _last: ReadProject | None = field(default=None, repr=False)
    _begun: float = 0.0

    def current(self) -> ReadProject:
        """The project as the disk has it now, read again where a file has changed; those who wait for a reading to end
        share the next one, which begins after they asked.
        """
        asked = time.monotonic()
        with self._lock:
            last = self._last
            if last is not None and (self._begun >= asked or self._is_fresh(last)):
                return last
            self._begun = time.monotonic()
            self._last = self._read(last.number + 1 if last else 1)
            return self._last

    @property
    def newest(self) -> ReadProject | None:
        """The last reading there is, whatever the disk has now."""
        return self._last

    def folders(self) -> tuple[Path, ...]:
        """The folders whose files a page can depend on, those that are there."""
        own = [self.root / name for name in _FOLDERS]
        folders = [*own, *([self.documents] if self.documents else []), packaged("templates"), packaged("styles")]
        return tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))

    def _is_fresh(self, reading: ReadProject) -> bool:
        if reading.signature != self._signature():
            return False
        return reading.is_certain or time.time_ns() < reading.begun + _TICK

    def _signature(self) -> Signature:
        return frozenset(entry for folder in self.folders() for entry in _files_in(folder))

    def _read(self, number: int) -> ReadProject:
        """Reads all; what is saved meanwhile is not in the signature, and so is read the next time."""
        signature, begun = self._signature(), time.time_ns()
        loaded, problems = self._loaded()
        return ReadProject(number=number, signature=signature, loaded=loaded, problems=problems, begun=begun)

    def _loaded(self) -> tuple[Loaded | None, tuple[Problem, ...]]:
        """The content, and what stops its pages: any problem of the project's own language but those of the lock."""
        try:
            loaded = load(self.root, against_lock=False, kept=self._kept)
        except BriefsError as error:
            return None, error.problems
        own = (problem for problem in loaded.problems if language_of(problem) is None)
        return loaded, tuple(problem for problem in own if problem.where.file != LOCK and problem.severity == "error")


def _files_in(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Every file below a folder; what is gone meanwhile, or cannot be looked at, is not there."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                yield from _files_in(Path(entry.path))
            else:
                about = entry.stat()
                yield entry.path, about.st_mtime_ns, about.st_size, about.st_ino

"""The only module that writes: finished bytes reach the output folder together, listed in a manifest, and what nothing
makes now goes.

Whoever reads the folder meets a whole old file or a whole new one, never half of one. All drafts are on the disk before
the first file changes, and what an error stops is undone. Only files that an earlier manifest lists are ever removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefs.build.folder import Folder, draft, is_dead_draft, opened
from briefs.build.lock import unusable, unwritten
from briefs.build.manifest import MANIFEST, Artifact, Listed, companions, manifest, read_listed
from briefs.errors import BriefsError, Problem

_LANGUAGE_FOLDER = re.compile(r"[a-z]{2,3}(\+[a-z]{2,3})?")


def write(path: Path, content: bytes) -> Path:
    """Puts one file in place, whole or not at all; a file that holds these bytes already is left alone. BriefsError
    where it cannot.
    """
    try:
        with opened(path.parent, create=True) as folder:
            _replace(folder, {path.name: content})
    except OSError as error:
        raise BriefsError(unwritten(path, error)) from None
    return path


def write_together(root: Path, files: Mapping[str, bytes], *, gone: Iterable[str] = ()) -> None:
    """Puts several files (path from `root` → bytes) in place and takes others away, all or none; BriefsError where that
    cannot be done.
    """
    try:
        with opened(root) as folder:
            _replace(folder, files, [path for path in gone if folder.has(path)])
    except OSError as error:
        raise BriefsError(unwritten(root, error)) from None


def publish(
    out: Path, files: Mapping[str, bytes], artifacts: Iterable[Artifact], *, gone: Iterable[str] = ()
) -> tuple[str, ...]:
    """Writes `files` (path from `out` → bytes) and the manifest of `artifacts`; gives the paths that it unlists.

    Removed is what the manifest that stood there listed and `artifacts` does not, what stood beside it, and what is in
    `gone`, with the folders that this leaves empty. BriefsError where something cannot be written, and then the
    folder is as it was. A killed run leaves a manifest that lists nothing untrue, and drafts, which the next run
    removes.
    """
    kept = tuple(artifacts)
    try:
        with opened(out, create=True) as folder:
            earlier = read_listed(folder)
            _remove_dead_drafts(folder)
            obsolete = sorted({entry.path for entry in earlier.all} - {entry.path for entry in kept} - files.keys())
            beside = sorted(companions(earlier.all) - companions(kept) - files.keys())
            leaving = [path for path in (*beside, *obsolete, *gone) if folder.has(path)]
            _replace(folder, files, leaving, _Lists(earlier, kept))
    except OSError as error:
        raise BriefsError(unusable(out, error)) from None
    return tuple(obsolete)


@dataclass(frozen=True, slots=True)
class _Lists:
    """What was listed before, and what will be."""

    earlier: Listed
    kept: tuple[Artifact, ...]

    def interim(self, changing: set[str]) -> bytes:
        """The manifest for the time between: entries of files that change are not promised."""
        entries = {entry.path: entry for entry in self.earlier.artifacts}
        steady = [entry for path, entry in entries.items() if path not in changing]
        both = (*self.earlier.all, *self.kept)
        doubtful = dict.fromkeys(entry for entry in both if entry.path in changing or entry.path not in entries)
        return manifest(steady, doubtful)


@dataclass(slots=True)
class _Exchange:
    """Files that change places with their drafts, so that every step can be taken back."""

    folder: Folder
    at: str = ""
    drafts: dict[str, str] = field(default_factory=dict)  # each by the path that it is for
    before: dict[str, str] = field(default_factory=dict)  # what stood at a path, under its second name
    changed: list[str] = field(default_factory=list)

    def prepare(self, path: str, content: bytes, stage: str = "") -> None:
        self.at = path
        self.folder.refuse_obstacle(path)
        self.drafts[path + stage] = draft(path, stage)
        self.folder.create(draft(path, stage), content)

    def keep(self, path: str) -> None:
        self.at = path
        if self.folder.has(path):
            self.before[path] = draft(path, "before")
            self.folder.keep(path, draft(path, "before"))

    def put(self, path: str, stage: str = "") -> None:
        self.at = path
        if path not in self.changed:
            self.changed.append(path)
        self.folder.rename(self.drafts[path + stage], path)
        del self.drafts[path + stage]

    def take(self, path: str) -> None:
        self.at = path
        with suppress(FileNotFoundError):
            self.before[path] = draft(path, "before")
            self.changed.append(path)
            self.folder.rename(path, draft(path, "before"))

    def undo(self) -> None:
        """Brings back what stood there, the manifest last: if a file cannot be brought back, the list for the time
        between stays, which promises nothing of it.
        """
        with suppress(OSError):
            for path in sorted(self.changed, key=lambda path: path == MANIFEST):
                if path in self.before:
                    with suppress(FileNotFoundError):  # the step that failed had not changed it
                        self.folder.rename(self.before[path], path)
                else:
                    self.folder.remove(path)

    def clear(self) -> None:
        """Removes drafts and second names; what cannot go now goes with the next run."""
        for path in (*self.drafts.values(), *self.before.values()):
            with suppress(OSError):
                self.folder.remove(path)


def _replace(folder: Folder, files: Mapping[str, bytes], gone: Iterable[str] = (), lists: _Lists | None = None) -> None:
    """Writes and removes files together, with the manifest if there are lists; BriefsError where it cannot."""
    changing = {path: content for path, content in files.items() if folder.held(path) != content}
    leaving = tuple(gone)
    if lists and not changing and not leaving and folder.held(MANIFEST) == manifest(lists.kept):
        return
    with _all_or_nothing(folder, unusable if lists else unwritten) as exchange:
        for path, content in changing.items():
            exchange.prepare(path, content)
        if lists:
            exchange.prepare(MANIFEST, manifest(lists.kept))
            exchange.prepare(MANIFEST, lists.interim({*changing, *leaving}), "interim")
            exchange.keep(MANIFEST)
        for path in changing:
            exchange.keep(path)
        if lists:
            exchange.put(MANIFEST, "interim")
        for path in changing:
            exchange.put(path)
        for path in leaving:
            exchange.take(path)
        if lists:
            exchange.put(MANIFEST)
    for path in leaving:
        _remove_empty(folder, path)


@contextmanager
def _all_or_nothing(folder: Folder, told: Callable[[Path, OSError], Problem]) -> Iterator[_Exchange]:
    exchange = _Exchange(folder)
    try:
        yield exchange
    except BaseException as error:
        exchange.undo()
        exchange.clear()
        for made in reversed(folder.made):
            folder.remove_folder(made)
        if isinstance(error, OSError):
            raise BriefsError(told(folder.path / exchange.at, error)) from None
        raise
    exchange.clear()


def _remove_empty(folder: Folder, path: str) -> None:
    while path := path.rpartition("/")[0]:
        folder.remove_folder(path)


def _remove_dead_drafts(folder: Folder) -> None:
    """What killed runs left in the folder and in those of the languages and briefs, and empty folders there."""
    languages = [name for name in folder.names() if _LANGUAGE_FOLDER.fullmatch(name)]
    with suppress(OSError):
        _remove_drafts_in(folder, "")
    for language in languages:
        with suppress(OSError):  # no folder, or a link: nothing of ours is there
            for brief in folder.names(language):
                with suppress(OSError):
                    _remove_drafts_in(folder, f"{language}/{brief}")
            _remove_drafts_in(folder, language)


def _remove_drafts_in(folder: Folder, path: str) -> None:
    names = folder.names(path)
    dead = [name for name in names if is_dead_draft(name)]
    for name in dead:
        folder.remove(f"{path}/{name}" if path else name)
    if path and len(dead) == len(names):  # a run that was killed last of all leaves an empty folder
        _remove_empty(folder, f"{path}/")

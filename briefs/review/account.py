"""What a build means for whoever publishes it: what changed since the published editions, what is overdue, what failed,
and which files are other ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from briefs.build.feeds import Publication, read_publication
from briefs.build.manifest import Artifact, read_manifest
from briefs.build.sound import sound_project
from briefs.content.check import freshness
from briefs.content.model import Library
from briefs.edition.edition import context_at
from briefs.edition.news import news_of
from briefs.edition.sections.sources import source_entries
from briefs.errors import BriefsError, Problem, Severity, Where
from briefs.files import read_bytes
from briefs.html.render import printed_news
from briefs.meetings.reminders import papers_due

_MOST_CHANGES = 200

Compared = Literal["published", "nothing published", "nothing named", "unreadable"]
"""What a build is held against: "unreadable" where that, or the content, cannot be read."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change in one sentence, and the day from which it was known."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A file of the build that is published otherwise, or is not, or is no longer made."""

    path: str
    what: Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that is told of a build on a day; `title` is "" for a project that cannot be read, `since` the day of what is
    published, and `same` counts the files that are published as they are. Changes and files are told only of what was
    `compared`.
    """

    title: str
    day: date
    compared: Compared = "nothing named"
    since: date | None = None
    changes: tuple[ToldChange, ...] = ()
    overdue: tuple[Problem, ...] = ()
    failed: tuple[Problem, ...] = ()
    minded: tuple[Problem, ...] = ()
    files: tuple[FileDifference, ...] = ()
    same: int = 0


def account_of(project: Path, out: Path, day: date, published: Path | None, told: Iterable[Path]) -> Account:
    """The account of a project's build in `out`; `told` are problems that other commands gave as JSON.

    Whatever is wrong with the content or with what is published is part of it.
    """
    found = [problem for file in told for problem in _told_in(file)]
    built: tuple[Artifact, ...] = ()
    library, before = None, None
    compared: Compared = "unreadable" if published else "nothing named"
    try:
        built = read_manifest(out)
        sound = sound_project(project)
        library = sound.library
        found += (*sound.warnings, *(problem for unfit in sound.unfit.values() for problem in unfit))
        if published:
            before = read_publication(published, library)
            compared = "published" if before else "nothing published"
    except BriefsError as error:
        found += error.problems
    found += (Problem(Where(each.path), it.what, it.hint, "warning") for each in built for it in each.minded or ())
    is_held = compared in {"published", "nothing published"}
    files, same = _differences(before.artifacts if before else (), built) if is_held else ((), 0)
    once = tuple(dict.fromkeys(found))
    return Account(
        title=library.project.title.get(library.project.language) if library else "",
        day=day,
        compared=compared,
        since=before.known.as_of if before else None,
        changes=_changes(library, before, day, project.resolve()) if library and before else (),
        overdue=(*freshness(library, today=day), *papers_due(library, project, today=day)) if library else (),
        failed=tuple(problem for problem in once if problem.severity == "error"),
        minded=tuple(problem for problem in once if problem.severity != "error"),
        files=files,
        same=same,
    )


class _Told(BaseModel):
    """A problem as `--json` prints it."""

    model_config = ConfigDict(extra="ignore")
    file: str
    line: int = 1
    column: int = 1
    message: str
    hint: str = ""
    severity: Severity = "error"


_ALL_TOLD = TypeAdapter(list[_Told])


def _told_in(path: Path) -> tuple[Problem, ...]:
    """The problems in a file; that it is none is one too."""
    try:
        found = _ALL_TOLD.validate_python(json.loads(read_bytes(path, root=path.parent, name=str(path))))
    except BriefsError as error:
        return error.problems
    except (ValueError, RecursionError, ValidationError):
        hint = "It is what a command prints with --json"
        return (Problem(Where(str(path)), "this is no list of problems", hint),)
    return tuple(
        Problem(Where(each.file, each.line, each.column), each.message, each.hint, each.severity) for each in found
    )


def _changes(library: Library, published: Publication, day: date, root: Path) -> tuple[ToldChange, ...]:
    language = library.project.language
    items = news_of(library, language, max(day, published.known.as_of), since=published.known, most=_MOST_CHANGES)
    documents = {source.id: source for source in source_entries(context_at(library, language, day))}
    lines = printed_news(
        [(item.change, [documents[id] for id in item.sources if id in documents]) for item in items], language, root
    )
    return tuple(ToldChange(item.day, words) for item, (words, _) in zip(items, lines, strict=True))


def _differences(before: Iterable[Artifact], after: Iterable[Artifact]) -> tuple[tuple[FileDifference, ...], int]:
    """How the files of a build differ from those that are published, and how many are the same."""
    old = {each.path: each.sha256 for each in before}
    new = {each.path: each.sha256 for each in after}
    same = sum(old.get(path) == hash for path, hash in new.items())
    words: dict[str, Literal["new", "changed", "gone"]] = {
        **dict.fromkeys(new.keys() - old.keys(), "new"),
        **{path: "changed" for path, hash in new.items() if path in old and old[path] != hash},
        **dict.fromkeys(old.keys() - new.keys(), "gone"),
    }
    return tuple(FileDifference(path, words[path]) for path in sorted(words)), same

"""What was asked for on the command line: options that several commands share, and names that the project must have."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from briefs.assets import FOLDERS
from briefs.errors import BriefsError, closest

if TYPE_CHECKING:  # importing what content is takes as long as starting Python five times
    from concurrent.futures import Executor

    from briefs.build.sound import Sound
    from briefs.content.model import Library
    from briefs.edition.edition import Facts
    from briefs.language.tables import Language

Name = TypeVar("Name", bound=str)

ProjectFolder = Annotated[
    Path, typer.Option("--project", metavar="DIR", help="The folder with content/.", exists=True, file_okay=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the problems as JSON on standard output.")]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="A Dask cluster makes the files: tcp://HOST:8786 or tls://…"),
]
HERE = Path()
MANY, FEW = 20, 5  # names: a message that lists more than the first shows the second, and counts the others
LONGEST_FACT = 2_000  # characters; a box that is longer than a page is not set in reasonable time


def read_project(project: Path) -> Library:
    """The project's content, its records' shape being right, whatever is wrong with its translations."""
    from briefs.build.sound import language_of
    from briefs.content.load import load

    loaded = load(project.resolve())
    wrong = [problem for problem in loaded.problems if problem.severity == "error"]
    if loaded.library is None or any(language_of(problem) is None for problem in wrong):
        raise BriefsError(*wrong)
    return loaded.library


def sound_project(project: Path, *, against_lock: bool = True) -> Sound:
    """The project's content, held against all rules: `build.sound`, imported by whoever asks."""
    from briefs.build import sound

    return sound.sound_project(project, against_lock=against_lock)


def fit(sound: Sound, languages: Iterable[Language]) -> None:
    """BriefsError with all that is wrong where one of these languages cannot be printed."""
    from briefs.content.limits import first_of_each_file

    if problems := [problem for language in dict.fromkeys(languages) for problem in sound.unfit.get(language, ())]:
        raise BriefsError(*first_of_each_file(problems))


@contextmanager
def machines(scheduler: str | None, jobs: int | None) -> Iterator[tuple[Executor | None, int]]:
    """The executor that makes the files and how many at once: of a cluster, else none and the processes of this
    machine.
    """
    if scheduler is None:
        yield None, jobs or processors()
        return
    if jobs:
        refuse("--jobs", "a cluster has as many processes as it has workers")
    from briefs.build.cluster import cluster_of

    with cluster_of(scheduler) as cluster:
        yield cluster


def output_folder(out: Path, project: Path) -> Path:
    """The real folder of the output; wrong use of the command where it is one that the project is read from."""
    try:
        folder, root = out.resolve(), project.resolve()
        is_loop = folder.is_symlink()  # since Python 3.13 a link that leads to itself is left as it is
    except (OSError, RuntimeError):
        Path.cwd()  # unless it is this folder that is gone
        is_loop = True
    if is_loop:
        refuse("--out", f"{str(out)!r} is a symbolic link that leads nowhere")
    for name in FOLDERS:
        if folder.is_relative_to(root / name):
            refuse("--out", f"{str(out)!r} is in {name}/, which the briefs are made from")
    return folder


def known(option: str, name: str, available: Iterable[Name]) -> Name:
    """The name among those that are known; wrong use of the command where it is none of them."""
    names = tuple(available)
    if name not in names:
        refuse(option, f"there is no {name!r}. {closest(name, names) or f'There is {alternatives(names)}'}")
    return names[names.index(name)]


def language_tag(text: str, available: Iterable[Language]) -> str:
    """A language, or two that differ side by side (`nb+nn`); wrong use of the command where it is neither."""
    languages = [known("--lang", name, available) for name in text.split("+")]
    if len(languages) > 2 or len(set(languages)) < len(languages):
        refuse("--lang", f"{text!r} is neither a language nor two that differ, as in nb+nn")
    return "+".join(languages)


def day_of(option: str, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        refuse(option, f"{text!r} is no day. Write it as 2018-06-01")


def as_of_day(text: str | None) -> date | None:
    """The day of `--as-of`; `today` is the one word that asks for the clock."""
    return date.today() if text == "today" else day_of("--as-of", text)


def facts_of(pairs: Iterable[str]) -> Facts:
    """What `--set KEY=VALUE` says about the occasion, each key once."""
    from briefs.edition.edition import facts_from

    given: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            refuse("--set", f"{pair!r} sets nothing. Write KEY=VALUE, as in meeting.date=2022-12-15")
        if any("\ud800" <= letter <= "\udfff" for letter in pair):  # how Python holds bytes that are no UTF-8
            refuse("--set", f"{pair!r} is no UTF-8 text")
        if len(value) > LONGEST_FACT:
            refuse("--set", f"{key!r} is {len(value)} characters long, and may have {LONGEST_FACT}")
        if key in given:
            refuse("--set", f"{key!r} is set twice")
        given[key] = value
    try:
        return facts_from(given)
    except ValueError as error:
        refuse("--set", str(error))


def refuse(option: str, why: str) -> NoReturn:
    raise typer.BadParameter(why, param_hint=option)


def alternatives(names: Sequence[str]) -> str:
    """Names, one of which is meant; of many the first few, and how many more there are."""
    if len(names) > MANY:
        return f"{', '.join(names[:FEW])} or one of {len(names) - FEW} more"
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def processors() -> int:
    """The processors that this process may use, which may be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

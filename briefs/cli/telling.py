"""What several commands print: problems and the exit status that follows, what was built, and how far it has come."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.errors import BriefsError, Problem, Where, escaped

if TYPE_CHECKING:
    from briefs.build.pipeline import Built
    from briefs.build.workers import ReportProgress

MOST_LINES = 200  # nobody reads more, and a terminal keeps no more


@contextmanager
def problems_reported(as_json: bool = False) -> Iterator[None]:
    """The one place that turns problems into words and an exit status."""
    try:
        yield
    except BriefsError as error:
        report(error.problems, as_json)
        raise _exit() from None
    except PermissionError as error:
        report([Problem(Where(str(error.filename)), "this file may not be read")], as_json)
        raise _exit() from None


def report(problems: Iterable[Problem], as_json: bool) -> None:
    """Problems in the order of files and lines: one line each on standard error, or all as JSON on standard output."""
    ordered = sorted(problems, key=_place)
    if as_json:
        say(json.dumps([entry(problem) for problem in ordered], ensure_ascii=False, indent=2))
        return
    most_urgent = sorted(ordered, key=lambda problem: problem.severity != "error")[:MOST_LINES]
    shown = sorted(most_urgent, key=_place)
    for problem in shown:
        label = "" if problem.severity == "error" else f"{problem.severity}: "
        say(f"{problem.where}: {label}{_sentence(problem)}", err=True)
    if more := len(ordered) - len(shown):
        say(f"and {more:,} more".replace(",", " "), err=True)


def notice(words: str) -> None:
    """A line for a person who waits, on standard error."""
    say(escaped(words), err=True)


def say(line: str, *, err: bool = False) -> None:
    """A line on standard output or error, at once."""
    print(line, file=sys.stderr if err else sys.stdout, flush=True)


def _exit() -> Exception:
    """Status 1; here, because what a run tells again that finds nothing to do is told without Typer."""
    import typer

    return typer.Exit(1)


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.where.file, problem.where.line, problem.where.column


def _sentence(problem: Problem) -> str:
    """What is wrong and how to mend it, on one line whatever a library's message holds."""
    words = f"{problem.what}. {problem.hint}" if problem.hint else problem.what
    return escaped(" ".join(words.split()))


def entry(problem: Problem) -> dict[str, str | int]:
    where = problem.where
    return {
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "message": problem.what,
        "hint": problem.hint,
        "severity": problem.severity,
    }


def print_built(built: Built, out: Path, verbose: bool) -> None:
    """What was made, file by file if wanted, and where the list of all briefs is."""
    if verbose:
        rows = [
            (what, file.path, f"{file.pages} p." if file.pages else "", f"{file.bytes / 1000:.0f} kB")
            for what, files in (("made", built.made), ("current", built.current))
            for file in files
        ]
        for line in columns([*rows, *(("removed", path, "", "") for path in built.removed)]):
            say(line)
    print_counts(out, made=len(built.made), current=len(built.current), removed=len(built.removed))


def print_counts(out: Path, *, current: int, made: int = 0, removed: int = 0) -> None:
    """How many files were made, and where the list of all briefs is."""
    gone = f", {removed} removed" if removed else ""
    say(f"{counted(made, 'file')} made, {current} current{gone}: {escaped(str(out / 'index.html'))}")


@contextmanager
def progress() -> Iterator[ReportProgress]:
    """A bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total, path: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total, path: progress.update(task, completed=done, total=total, description=path)


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, their cells below one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")

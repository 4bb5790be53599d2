"""`briefs report`: what changed since what is published, what is overdue and what failed, for whoever publishes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefs.cli.asking import HERE, ProjectFolder, day_of, known
from briefs.cli.telling import counted, entry, problems_reported, say
from briefs.errors import Problem

if TYPE_CHECKING:
    from briefs.review.account import Account

_UNCHANGED = {
    "published": "Nothing since {since}.",
    "nothing published": "Nothing is published yet.",
    "nothing named": "Nothing that is published was named.",
    "unreadable": "Not known: what failed kept it from being compared.",
}
_FORMATS = ("md", "json")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def report(
    since: Annotated[
        Path | None, typer.Option(metavar="PATH", help="What is published now: its folder or its manifest.")
    ] = None,
    problems: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="What a command told with --json, as verify; may be repeated."),
    ] = None,
    format: Annotated[str, typer.Option(metavar="md|json", help="As Markdown, or as data.")] = "md",
    day: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="Another day than the clock's for what is overdue.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the build is; out/ in the project by default.")
    ] = None,
    project: ProjectFolder = HERE,
) -> None:
    """Tell what changed since the published editions, what is overdue, what failed, and which files are other ones.

    The status is 1 where something failed. Example: briefs report --since published/latest --format md
    """
    from briefs.language.tables import OWN, use
    from briefs.review.account import account_of

    shape = known("--format", format, _FORMATS)
    on = day_of("--today", day) or date.today()
    use(project / OWN)
    with problems_reported():
        account = account_of(project, out or project / "out", on, since, problems or ())
    if shape == "json":
        say(json.dumps(_plain(account), ensure_ascii=False, indent=2))
    else:
        for line in _markdown(account):
            say(line)
    raise typer.Exit(1 if account.failed else 0)


def _plain(account: Account) -> dict[str, Any]:
    return {
        "schema": 1,
        "title": account.title,
        "day": account.day.isoformat(),
        "compared": account.compared,
        "since": account.since.isoformat() if account.since else None,
        "changes": [{"day": each.day.isoformat(), "text": each.words} for each in account.changes],
        "overdue": [entry(problem) for problem in account.overdue],
        "failed": [entry(problem) for problem in account.failed],
        "warnings": [entry(problem) for problem in account.minded],
        "files": [{"path": each.path, "what": each.what} for each in account.files],
        "same": account.same,
    }


def _markdown(account: Account) -> Iterator[str]:
    title = f"{_escaped(account.title)}, {account.day}" if account.title else str(account.day)
    yield f"# {title}"
    yield from _listed("What failed", map(_line, account.failed), "Nothing failed.")
    since = f" since {account.since}" if account.since else ""
    nothing = _UNCHANGED[account.compared].format(since=account.since)
    changes = (f"{each.day}: {_escaped(each.words)}" for each in account.changes)
    yield from _listed(f"What changed{since}", changes, nothing)
    yield from _listed("What is overdue", map(_line, account.overdue), "Nothing.")
    yield from _listed("What a reader would mind", map(_line, account.minded), "")
    files = (f"{each.what}: `{each.path}`" for each in account.files)
    yield from _listed("Files", files, "")
    if account.compared == "published":
        yield ""
        yield f"{counted(account.same, 'file')} as published."


def _listed(heading: str, lines: Iterable[str], otherwise: str) -> Iterator[str]:
    """A section of a list; a sentence where there is nothing in it, or no section."""
    items = [f"- {line}" for line in lines]
    if items or otherwise:
        yield from ("", f"## {heading}", "", *(items or [otherwise]))


def _line(problem: Problem) -> str:
    words = f"{problem.what}. {problem.hint}" if problem.hint else problem.what
    return f"`{str(problem.where).replace('`', '')}`: {_escaped(words)}"


def _escaped(text: str) -> str:
    """Text of the content in Markdown, whose signs stand for themselves."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))

"""`briefs check`: what is wrong in content and templates, without building."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import HERE, AsJson, ProjectFolder, day_of, refuse, sound_project
from briefs.cli.telling import columns, counted, problems_reported, report
from briefs.content.limits import first_of_each_file
from briefs.errors import Problem

if TYPE_CHECKING:
    from briefs.content.model import Library
    from briefs.language.tables import Language
    from briefs.review.plain import Readability


def check(
    day: Annotated[
        str | None, typer.Argument(metavar="DATE", help="For --today: another day than the clock's.")
    ] = None,
    today: Annotated[
        bool, typer.Option("--today", help="Also tell what is overdue for review, passed or superseded today.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 on warnings too.")] = False,
    translations: Annotated[
        bool, typer.Option("--translations", help="Tell every translation that is missing or outdated, however many.")
    ] = False,
    spelling: Annotated[
        bool, typer.Option("--spelling", help="Also check each text against the dictionary of its language.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Also give advice on plain language.")] = False,
    dictionaries: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            envvar="BRIEFS_DICTIONARIES",
            exists=True,
            file_okay=False,
            help="For --spelling: where the Hunspell dictionaries are, if not where Debian has them.",
        ),
    ] = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Check the content and the templates, without building.

    Example: briefs check --strict --today
    """
    from briefs.build import pipeline
    from briefs.content import check as rules
    from briefs.edition.edition import Facts
    from briefs.meetings.packing import check_papers
    from briefs.meetings.reminders import papers_due

    if day and not today:
        refuse("DATE", f"{day!r} goes with --today")
    on = day_of("DATE", day) or date.today()
    with problems_reported(as_json):
        library, warnings, unfit = sound_project(project)
        whole = tuple(language for language in library.project.languages if language not in unfit)
        orders = pipeline.plan(library, pipeline.Wanted(languages=whole), library.newest, Facts())
        pipeline.check_pages(library, orders, pipeline.Run(project.resolve(), project / "out"))
        check_papers(library, project.resolve(), whole)
        lacking = [problem for found in unfit.values() for problem in found]
        asked = lacking if translations else list(first_of_each_file(lacking))
        if spelling:
            asked += _misspelt(library, project, dictionaries)
    stale = (*rules.freshness(library, today=on), *papers_due(library, project, today=on)) if today else ()
    advice, readings = _plainly(library, project, whole) if plain else ((), ())
    report([*warnings, *stale, *asked, *advice], as_json)
    wrong = any(problem.severity == "error" for problem in asked)
    if not as_json:
        if readings:
            _print_readings(readings)
        if not warnings and not wrong:
            typer.echo(
                f"No problems in {counted(len(library.sources), 'source')} and {counted(len(library.briefs), 'brief')}."
            )
        if today:
            typer.echo(f"On {on}: the sources go to {library.newest}, {counted(len(stale), 'thing')} to look at again.")
    if wrong or (strict and any(problem.severity == "warning" for problem in (*warnings, *stale))):
        raise typer.Exit(1)


def _misspelt(library: Library, project: Path, dictionaries: Path | None) -> tuple[Problem, ...]:
    """What the dictionaries say, those of the folder named before the machine's."""
    from briefs import machine
    from briefs.review.spelling import spelling

    folders = ([dictionaries.resolve()] if dictionaries else []) + list(machine.DICTIONARY_FOLDERS)
    return spelling(library, project.resolve(), folders)


def _plainly(
    library: Library, project: Path, whole: Sequence[Language]
) -> tuple[Sequence[Problem], Sequence[Readability]]:
    """Advice on plain language, and how hard each brief is to read in each of the languages that are whole."""
    from briefs.edition.edition import EVERYBODY, Facts, Order
    from briefs.review.plain import plain

    orders = [
        Order(brief.id, audience, language, library.newest, Facts())
        for brief in library.briefs.values()
        for audience in sorted(brief.audiences, key=lambda audience: audience != EVERYBODY)
        for language in library.languages_of(brief.id, audience)
        if language in whole
    ]
    return plain(library, project.resolve(), orders)


def _print_readings(readings: Sequence[Readability]) -> None:
    """LIX and the length of the sentences, brief by brief."""
    rows = [
        (each.brief, each.language, f"{each.lix:.0f}", f"{each.sentence:.0f}", str(each.words)) for each in readings
    ]
    for line in columns([("BRIEF", "LANGUAGE", "LIX", "WORDS A SENTENCE", "WORDS"), *rows]):
        typer.echo(line)

"""`briefs build`: the files that were asked for, made where they are not current."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import (
    HERE,
    AsJson,
    ProjectFolder,
    Scheduler,
    alternatives,
    as_of_day,
    facts_of,
    fit,
    known,
    language_tag,
    machines,
    output_folder,
    refuse,
    sound_project,
)
from briefs.cli.doorstep import Meaning, know, tell_again
from briefs.cli.telling import notice, print_built, problems_reported, progress, report

if TYPE_CHECKING:  # imported by the command itself, so that the light ones start at once
    from briefs.build.feeds import Publication
    from briefs.build.pipeline import Wanted
    from briefs.content.model import Library
    from briefs.edition.edition import Facts, Order
    from briefs.language.typography import Change


def build(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="BRIEF", help="The briefs to build; all where none is named.")
    ] = None,
    audience: Annotated[
        list[str] | None, typer.Option(metavar="A", help="For this audience only; may be repeated.")
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(metavar="nb|nn|en|nb+nn", help="In this language only, or in two side by side; may be repeated."),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(metavar="FORMAT", help="In this format only: html, pdf, docx, md or csv; may be repeated."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE|today", help="As known that day; the newest documented day by default."),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="What is published now, its folder or manifest: feeds go on from there."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the files go; out/ in the project by default.")
    ] = None,
    project: ProjectFolder = HERE,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many processes; one for each processor by default.")
    ] = None,
    scheduler: Scheduler = None,
    set: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="A fact of the occasion, as meeting.date=2022-12-15.")
    ] = None,
    one_page: Annotated[
        bool, typer.Option("--one-page", help="The opening alone, on one page, of the briefs that say what was found.")
    ] = False,
    proof: Annotated[bool, typer.Option("--proof/--no-proof", help="Check each PDF that was made.")] = True,
    force: Annotated[bool, typer.Option("--force", help="Make files again that are current.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="List every file, and what the typographic pass changed.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with status 1 on what a reader would mind in a layout too.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing, and exit with status 1 where a build would give other files."),
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say of each file why it was made, or was not.")] = False,
    as_json: AsJson = False,
) -> None:
    """Build briefs as HTML and PDF, or where `--format` asks for them as Word, Markdown or CSV, and list them all.

    'briefs build oppfolging' prints what meetings decided and asked for, and where it stands.

    A language that is not whole keeps its last files, and a brief over its budget is written; both are told, and the
    status is 1. With '--as-of today' a file stays in which only the day of the check would be another. Of all briefs
    together, out/feed.xml and out/feeds/ tell what changed.

    Example: briefs build kravliste --audience alle --format pdf
    """
    from briefs.build import door

    folder, whose = out or project / "out", project.resolve()
    day, keep_day = as_of_day(as_of), as_of == "today"
    options = repr(("build", names, audience, lang, format, day, keep_day, set, one_page, proof, strict))
    target = output_folder(folder, project)
    meaning = Meaning(str(project), str(folder), options, as_json)
    key = None if force or verbose or explain or since else door.key_of(whose, options)
    if key and (answer := door.answered(key, target)):
        know(None if day else context.obj, meaning)
        tell_again(answer, folder, as_json)
        raise typer.Exit(answer.status)

    from briefs.build import pipeline
    from briefs.build.formats import FORMATS, USUAL_FORMATS
    from briefs.build.rehearsal import rehearsed, unlike
    from briefs.content.limits import first_of_each_file
    from briefs.language.tables import OWN, languages, use

    formats = tuple(dict.fromkeys(known("--format", name, FORMATS) for name in format or USUAL_FORMATS))
    use(project / OWN)
    tags = tuple(language_tag(name, languages()) for name in lang or ())
    facts = facts_of(set or ())
    with problems_reported(as_json):
        sound = sound_project(project)
        library = _with_list(sound.library, project.resolve())
        planned, newest = _planned(library, names or (), sound.library)
        fit(sound, (language for tag in tags for language in tag.split("+")))
        whole = tuple(language for language in library.project.languages if language not in sound.unfit)
        wanted = pipeline.Wanted(tuple(names or ()), tuple(audience or ()), tags or whole, one_page)
        orders = _orders(planned, wanted, day or newest, facts)
        whole_project = not (names or audience or lang or one_page) and "html" in formats
        if since and not whole_project:
            refuse("--since", "feeds are of all briefs in HTML: name no brief, audience, language or other format")
        published = _published(since, library, day or newest) if since else None
        with (
            machines(scheduler, jobs) as (executor, workers),
            rehearsed(target) if check else nullcontext(target) as place,
            progress() as step,
        ):
            run = pipeline.Run(
                root=whose,
                out=place,
                formats=formats,
                workers=workers,
                proof=proof,
                force=force,
                whole_languages=not tags,
                explain=explain,
                feed=whole_project,
                published=published,
                keep_day=keep_day,
            )
            built = pipeline.build(library, orders, run, step, notice, executor)
            differing = unlike(target, place, folder) if check else ()
    left = () if tags else tuple(problem for found in sound.unfit.values() for problem in found) + built.untranslated
    problems = (*sound.warnings, *first_of_each_file(left), *built.over_budget, *built.minded, *differing)
    status = 1 if left or built.over_budget or differing or (strict and built.minded) else 0
    if key and not check and key == door.key_of(whose, options):  # nobody has written in the project meanwhile
        current = len(built.made) + len(built.current)
        door.remember(
            key, target, door.EarlierRun(problems=problems, status=status, current=current, files=built.standing)
        )
        know(None if day else context.obj, meaning)
    report(problems, as_json)
    if check and not as_json:
        typer.echo(f"{len(differing)} files of {folder} are not what a build gives.")
    elif not as_json:
        for path, why in built.reasons:
            typer.echo(f"{path}: {why}")
        print_built(built, folder, verbose)
        if verbose:
            _print_mended(pipeline.mended(library, orders, whose))
    raise typer.Exit(status)


def _published(path: Path, library: Library, day: date) -> Publication | None:
    """What is published, if anything is; wrong use of the command where that is of a later day than this build."""
    from briefs.build.feeds import read_publication

    published = read_publication(path, library)
    if published and published.known.as_of > day:
        refuse("--since", f"that edition is as of {published.known.as_of}, after {day}")
    return published


def _with_list(library: Library, root: Path) -> Library:
    """The library with the list of what meetings decided, where any has: a list that was built stays one of its briefs,
    though it is made only where it is named.
    """
    from briefs.edition import builtin

    return builtin.with_follow_up_brief(library, root) if builtin.has_outcomes(library) else library


def _planned(library: Library, names: Sequence[str], own: Library) -> tuple[Library, date]:
    """What editions are planned from, and the newest day that they document: for the list alone the last meeting that
    has an outcome.
    """
    from briefs.edition import builtin

    if builtin.FOLLOW_UP not in names:
        return own, own.newest
    return library, builtin.follow_up_day(library) if len(names) == 1 else library.newest


def _orders(library: Library, wanted: Wanted, day: date, facts: Facts) -> tuple[Order, ...]:
    """The editions that were asked for; a name that the project lacks is wrong use of the command."""
    from briefs.build import pipeline

    for name in wanted.briefs:
        known("BRIEF", name, library.briefs)
    for name in wanted.audiences:
        known("--audience", name, library.audiences)
    for name in wanted.languages:
        language_tag(name, library.project.languages)
    if wanted.one_page:
        _refuse_without_one_page(library, wanted)
    first = min(source.known for source in library.sources.values())
    if day < first:
        refuse("--as-of", f"nothing was known on {day}. The first source is from {first}")
    orders = pipeline.plan(library, wanted, day, facts)
    if not orders and wanted.one_page and not wanted.briefs and not wanted.audiences:
        refuse("--one-page", "no brief has 'headlines' that say what was found")
    if not orders and wanted.audiences:
        refuse("--audience", f"no brief that was named is for {alternatives(wanted.audiences)}")
    if not orders and wanted.languages:
        refuse("--lang", f"no brief that was named is made in {alternatives(wanted.languages)}")
    return orders


def _refuse_without_one_page(library: Library, wanted: Wanted) -> None:
    """A brief or an audience that was named has an edition of one page, in one language."""
    from briefs.edition.selection import has_one_page

    if several := next((tag for tag in wanted.languages if "+" in tag), None):
        refuse("--lang", f"{several!r} is two languages, and a one-page edition is in one")
    for name in wanted.audiences:
        if library.audiences[name].full:
            refuse("--audience", f"{name!r} is given everything, and so has no one-page edition")
    for name in wanted.briefs:
        brief = library.briefs[name]
        among = (audience for audience in brief.audiences if not wanted.audiences or audience in wanted.audiences)
        if not any(has_one_page(brief, library.audiences[audience]) for audience in among):
            refuse("BRIEF", f"{name!r} has no one-page edition: it has no 'headlines' that say what was found")


def _print_mended(changes: Iterable[tuple[str, Change]]) -> None:
    """What the typographic pass changed, each change once, with the first edition that has it; no-break spaces show as
    «_».
    """
    seen: dict[tuple[str, str, str], str] = {}
    for path, change in changes:
        seen.setdefault((change.rule, change.before, change.after), path)
    for (rule, before, after), path in seen.items():
        typer.echo(f"{path}: {rule}: «{before}» → «{after}»".replace("\u00a0", "_").replace("\u2060", "~"))

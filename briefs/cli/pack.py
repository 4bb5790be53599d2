"""`briefs pack`: the papers of a meeting in one file, for everybody and for its members."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import (
    HERE,
    AsJson,
    ProjectFolder,
    Scheduler,
    fit,
    known,
    machines,
    output_folder,
    refuse,
    sound_project,
)
from briefs.cli.telling import columns, counted, notice, problems_reported, progress, report
from briefs.errors import escaped

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from briefs.build.workers import ReportProgress
    from briefs.content.model import Library, Meeting
    from briefs.meetings.packing import Packed, PackRun


def pack(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="MEETING", help="The meetings, by the names of their files; all where none is named."),
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(metavar="nb|nn|en", help="In this language; all that the meeting names by default."),
    ] = None,
    duplex: Annotated[
        bool, typer.Option("--duplex", help="Each item begins on a right-hand page, to be printed on both sides.")
    ] = False,
    minutes: Annotated[
        bool, typer.Option("--minutes", help="The frame of the minutes instead: outcomes, votes and lines to write on.")
    ] = False,
    recipients: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Instead a copy for each recipient of a list: YAML or CSV with id, name, salutation, language …",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where MEETING/ goes; packs/ in the project by default.")
    ] = None,
    project: ProjectFolder = HERE,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many processes; one for each processor by default.")
    ] = None,
    scheduler: Scheduler = None,
    proof: Annotated[bool, typer.Option("--proof/--no-proof", help="Check each PDF that was made.")] = True,
    force: Annotated[bool, typer.Option("--force", help="Make files again that are current.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="List every file.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put the papers of meetings into packs/MEETING/: summons, items, briefs and sources as one PDF and one HTML page.

    Where an item is closed there are two editions, with the same pages; attachments come in a file and an archive of
    their own. For example: briefs pack kommunestyret-2022-12-15 --duplex
    """
    from briefs.build.manifest import MANIFEST
    from briefs.language.tables import OWN, languages, use
    from briefs.meetings.packing import PACKS, PackRun, make_pack

    use(project / OWN)
    wanted = tuple(dict.fromkeys(known("--lang", name, languages()) for name in lang or ()))
    folder = output_folder(out or project / PACKS, project)
    if folder.is_relative_to((project / "out").resolve()):
        refuse("--out", f"{str(out)!r} is in out/, which holds what everybody may read")
    if recipients and (minutes or wanted):
        refuse("--recipients", "each recipient has a language of its own, and gets the papers alone")
    with problems_reported(as_json):
        sound = sound_project(project)
        library = sound.library
        if not library.meetings:
            refuse("MEETING", "there is none in content/meetings/")
        wished = dict.fromkeys(names or library.meetings)
        meetings = tuple(library.meetings[known("MEETING", name, library.meetings)] for name in wished)
        for meeting in meetings:
            fit(sound, _languages_in(meeting, wanted))
        for meeting in meetings:
            _refuse_link(folder / meeting.id)
        done = []
        with machines(scheduler, jobs) as (executor, workers):
            for meeting in meetings:
                run = PackRun(
                    root=project.resolve(),
                    out=folder / meeting.id,
                    duplex=duplex,
                    workers=workers,
                    proof=proof,
                    force=force,
                    minutes=minutes,
                )
                with progress() as step:
                    if recipients is None:
                        spoken = wanted or meeting.languages
                        done.append(make_pack(library, meeting, spoken, run, step, notice, executor))
                    else:
                        done.append(_copies(library, meeting, recipients, run, step, executor))
    report([*sound.warnings, *(problem for each in done for problem in each.minded)], as_json)
    if not as_json:
        for meeting, packed in zip(meetings, done, strict=True):
            _print_packed(packed, (out or project / PACKS) / meeting.id / MANIFEST, verbose)


def _refuse_link(papers: Path) -> None:
    """A project may bring a link in the place of a folder of papers; nothing is written where it leads."""
    from briefs.errors import BriefsError, Problem, Where

    if papers.is_symlink():
        what = "a link stands where the folder of the papers goes"
        raise BriefsError(Problem(Where(f"{papers.parent.name}/{papers.name}"), what, "Take it away"))


def _languages_in(meeting: Meeting, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that the papers need; wrong use of the command where they are not made in one that is wanted."""
    for language in wanted:
        known("--lang", language, meeting.languages)
    briefs = (brief.language for item in meeting.items for brief in item.briefs if brief.language)
    return (*(wanted or meeting.languages), *briefs)


def _print_packed(packed: Packed, manifest: Path, verbose: bool) -> None:
    if verbose:
        rows = [
            (what, paper.path, f"{paper.pages} p." if paper.pages else "", f"{paper.bytes / 1000:.0f} kB")
            for what, papers in (("made", packed.made), ("current", packed.current))
            for paper in papers
        ]
        for line in columns([*rows, *(("removed", path, "", "") for path in packed.removed)]):
            typer.echo(line)
    removed = f", {len(packed.removed)} removed" if packed.removed else ""
    folder = escaped(str(manifest.parent))
    typer.echo(f"{counted(len(packed.made), 'file')} made, {len(packed.current)} current{removed}: {folder}")


def _copies(
    library: Library, meeting: Meeting, file: Path, run: PackRun, step: ReportProgress, executor: Executor | None
) -> Packed:
    """A copy for each recipient of a list, whose own local figures are checked as all others are."""
    from briefs.content.check import check
    from briefs.content.load import read_record
    from briefs.content.localities import with_locality
    from briefs.content.model import Locality
    from briefs.content.recipients import read_recipients
    from briefs.edition.sections import limited_kinds, needed_fields
    from briefs.errors import BriefsError
    from briefs.meetings.copies import make_copies

    found = read_recipients(file)
    with_local: dict[str | None, Library] = {}
    for local in dict.fromkeys(each.local for each in found if each.local):
        own = with_locality(library, read_record(file.parent / local, local, Locality, root=file.parent))
        problems = check(own, sections=needed_fields(), limited=limited_kinds(), partial=False)
        if wrong := [problem for problem in problems if problem.severity == "error"]:
            raise BriefsError(*wrong)
        with_local[local] = own
    libraries = {None: library, **with_local}
    return make_copies(lambda each: libraries[each.local], meeting, found, run, step, notice, executor)

"""`briefs diff`: what changed between two days, or since an edition that was given out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import (
    HERE,
    AsJson,
    ProjectFolder,
    alternatives,
    day_of,
    fit,
    known,
    output_folder,
    refuse,
    sound_project,
)
from briefs.cli.telling import notice, print_built, problems_reported, progress, report
from briefs.errors import BriefsError, Problem, Where

if TYPE_CHECKING:
    from briefs.content.model import Library
    from briefs.edition.changes import Changes
    from briefs.edition.snapshot import Snapshot
    from briefs.language.tables import Language


def diff(
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="What has changed since that day.")
    ] = None,
    edition: Annotated[
        Path | None,
        typer.Option(
            "--from-edition", metavar="MANIFEST", dir_okay=False, help="Since the editions that a manifest lists."
        ),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Up to that day; the newest documented day by default.")
    ] = None,
    brief: Annotated[
        str | None, typer.Option(metavar="BRIEF", help="For --from-edition: which of its briefs to start from.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="nb|nn|en", help="The language; the project's first by default.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Also print the changes there as a brief, HTML and PDF.")
    ] = None,
    format: Annotated[
        list[str] | None, typer.Option(metavar="FORMAT", help="With --out: in this format only, as pdf.")
    ] = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Tell what changed between two days, or since an edition that was given out.

    Example: briefs diff --from 2018-06-01
    """
    from briefs.build import pipeline
    from briefs.build.formats import FORMATS, USUAL_FORMATS
    from briefs.edition import builtin
    from briefs.edition.edition import EVERYBODY, Order, assemble
    from briefs.html.render import render_changes, sentences

    if (start is None) == (edition is None):
        refuse("--from", "name a day with --from DATE, or an earlier manifest with --from-edition")
    formats = tuple(dict.fromkeys(known("--format", name, FORMATS) for name in format or USUAL_FORMATS))
    first, last = day_of("--from", start), day_of("--to", end)
    target = output_folder(out, project) if out else HERE
    with problems_reported(as_json):
        sound = sound_project(project)
        library = sound.library
        language = known("--lang", lang, library.project.languages) if lang else library.project.language
        fit(sound, [language])
        library = builtin.with_changes_brief(library, project.resolve(), from_edition=edition is not None)
        until = last or library.newest
        since = _snapshot_in(edition, brief, language) if edition else first
        _refuse_disorder(since, until, library)
        if edition and since and not isinstance(since, date) and not since.has_texts:
            notice(
                f"{edition}: that edition did not keep the texts of its records: what was reworded since is not told"
            )
        order = Order(builtin.CHANGES, EVERYBODY, language, until, since=since)
        assembled = assemble(library, order)
        changes = assembled.listed_changes
        assert changes is not None  # the brief of changes has a section of them
        root = project.resolve()
        if as_json:
            entry = _changes_entry(changes, sentences(changes, language, root))
            typer.echo(json.dumps(entry, ensure_ascii=False, indent=2))
        else:
            typer.echo(render_changes(changes, assembled.sources, language, root), nl=False)
        if out:
            with progress() as step:
                built = pipeline.build(library, (order,), pipeline.Run(root, target, formats), step, notice)
            if not as_json:
                typer.echo()
                print_built(built, out, verbose=False)
    if not as_json:
        report(sound.warnings, as_json)


def _snapshot_in(manifest: Path, brief: str | None, language: Language) -> Snapshot:
    """What an edition knew that a manifest lists: of the brief that is named, else of the first, which must all be of
    one day.
    """
    from briefs.build.folder import opened
    from briefs.build.manifest import MANIFEST, MAX_BYTES, read_manifest
    from briefs.edition.data import known_in

    hint = "Name the manifest.json of an earlier build"
    if not manifest.is_file():
        raise BriefsError(Problem(Where(str(manifest)), "there is no such file", hint))
    listed = [entry for entry in read_manifest(manifest.parent) if entry.lang == language]
    if not listed or manifest.name != MANIFEST:
        raise BriefsError(Problem(Where(str(manifest)), f"no edition in {language!r} is listed here", hint))
    briefs = sorted({entry.brief for entry in listed})
    if brief:
        listed = [entry for entry in listed if entry.brief == known("--brief", brief, briefs)]
    days = sorted({entry.as_of for entry in listed})
    if len(days) > 1:
        refuse("--brief", f"the editions are of {alternatives(days)}. Name one of {alternatives(briefs)}")
    record = (manifest.parent / listed[0].path).with_suffix(".json")
    try:
        with opened(manifest.parent) as folder:
            return known_in(folder.read(record.relative_to(manifest.parent).as_posix(), limit=MAX_BYTES))
    except OSError:
        hint = "It stands beside the HTML and the PDF"
        raise BriefsError(Problem(Where(str(record)), "the record of that edition is missing", hint)) from None
    except RecursionError:
        raise BriefsError(Problem(Where(str(record)), "this record cannot be read: it is nested too deeply")) from None
    except ValueError as error:
        raise BriefsError(Problem(Where(str(record)), f"this record cannot be read: {error}")) from None


def _refuse_disorder(since: date | Snapshot | None, until: date, library: Library) -> None:
    """Changes run from a day to a later one, and on the later one something is known."""
    first = min(source.known for source in library.sources.values())
    if until < first:
        refuse("--to", f"nothing was known on {until}. The first source is from {first}")
    if isinstance(since, date) and since >= until:
        refuse("--from", f"{since} is not before {until}")
    if since is not None and not isinstance(since, date) and since.as_of > until:
        refuse("--from-edition", f"that edition is as of {since.as_of}, after {until}")


def _changes_entry(changes: Changes, words: Sequence[str]) -> dict[str, object]:
    """Changes for a program: each with its keys, what it says in words, and the claims that it stands on."""
    listed = [
        {
            "group": group.name,
            "kind": change.kind,
            "id": change.id,
            "label": change.label,
            "title": change.title,
            "before": change.before or None,
            "after": change.after or None,
            "was": change.was.text if change.was else None,
            "date": change.date.text if change.date else None,
            "answered_by": [measure.id for measure in change.by],
            "note": change.note or None,
            "cites": list(change.cites),
        }
        for group in changes.groups
        for change in group.changes
    ]
    entries = [{**entry, "text": text} for entry, text in zip(listed, words, strict=True)]
    return {
        "schema": 1,
        "from": changes.since.isoformat(),
        "to": changes.until.isoformat(),
        "from_edition": changes.from_edition,
        "changes": entries,
    }

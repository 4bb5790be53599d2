"""`briefs verify FILE.html|FILE.pdf`: a brief that somebody was sent, held against the receipt that it carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefs.cli.asking import refuse, sound_project
from briefs.cli.telling import counted, entry, problems_reported, report
from briefs.files import LARGEST_DOCUMENT, read_bytes

if TYPE_CHECKING:
    from briefs.review.received import Received

SUFFIXES = (".html", ".htm", ".pdf")


def are_files(names: Sequence[str], *, any_name: bool) -> bool:
    """Whether what `verify` is given are files that it was sent, and no findings; with `any_name` also those whose
    name no longer says so.
    """
    return bool(names) and all(name.lower().endswith(SUFFIXES) or (any_name and Path(name).is_file()) for name in names)


def verify_files(names: Sequence[str], *, project: Path | None, sources: Path | None, as_json: bool) -> None:
    """Tells whether each file is what was made and, with a project, what has changed since; exit status 1 where one is
    not, or something has.
    """
    from briefs.review.received import changed_since, edited, read_received
    from briefs.review.verify import read_documents

    for name in names:
        if not Path(name).is_file():
            refuse("FILE", f"{name!r} is a folder" if Path(name).is_dir() else f"there is no file {name!r}")
    with problems_reported(as_json):
        library = sound_project(project, against_lock=False).library if project else None
        documents = read_documents(sources, library) if library and sources else None
        files = [
            read_received(read_bytes(path, root=path.resolve().parent, name=name, largest=LARGEST_DOCUMENT), name)
            for name in names
            for path in [Path(name)]
        ]
        found = [
            (file, (*edited(file), *(changed_since(file, library, documents) if library else ()))) for file in files
        ]
    findings = [each for _, own in found for each in own]
    if as_json:
        told = [{**entry(each.problem), "kind": each.kind} for each in findings]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        report([each.problem for each in findings], as_json)
        for file, own in found:
            kinds = [each.kind for each in own]
            typer.echo(_verdict(file, kinds.count("edited"), against_project=library is not None))
            if library is not None:
                typer.echo(f"  since then: {counted(kinds.count('source'), 'source finding')}, {_other(kinds)}.")
    if any(each.problem.severity == "error" for each in findings):
        raise typer.Exit(1)


def _verdict(file: Received, differences: int, *, against_project: bool) -> str:
    origin = file.receipt.origin
    if differences:
        return f"{file.name} has been edited: {counted(differences, 'difference')} from {origin.what}."
    passages = counted(len(file.passages), "passage")
    return f"{file.name} is what was made: {origin.what}; {passages}, {counted(len(origin.claims), 'claim')}."


def _other(kinds: Sequence[str]) -> str:
    older = "an older edition" if "older" in kinds else "the newest day"
    return f"{counted(kinds.count('counts'), 'count')} changed, {older}"

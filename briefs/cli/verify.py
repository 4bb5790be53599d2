"""`briefs verify`: the content held against the documents that it summarises."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefs.cli.asking import HERE, AsJson, ProjectFolder, known, refuse, sound_project
from briefs.cli.received import are_files, verify_files
from briefs.cli.telling import counted, entry, notice, problems_reported, report
from briefs.cli.trace import built_pages
from briefs.errors import BriefsError, Problem, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefs.content.model import Library
    from briefs.review.verify import Document, Lock, Report, ReviewedClaims


def verify(
    context: typer.Context,
    findings: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FINDING|FILE",
            help="For --accept: let these alone stand, by record (ks-2017/3) or id. Or briefs that you were sent, "
            "HTML or PDF: are they what was made? With --project also: has anything changed since?",
        ),
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The documents; else those that `documents:` of project.yaml names, or the lock alone is compared.",
        ),
    ] = None,
    project: ProjectFolder = HERE,
    accept: Annotated[bool, typer.Option("--accept", help="Record the documents, and let the findings stand.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who looked at the findings, for --accept.")] = None,
    relocate: Annotated[
        bool, typer.Option("--relocate", help="Where do passages stand now that the documents have changed?")
    ] = False,
    apply: Annotated[
        bool, typer.Option("--apply", help="For --relocate: write the new numbers of the passages that moved.")
    ] = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Mark the claims or sources named as read against their paragraphs.")
    ] = False,
    as_json: AsJson = False,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or sarif (2.1.0).")] = "text",
) -> None:
    """Hold the content against the documents that it summarises.

    Example: briefs verify --sources documents
    """
    from briefs.build.output import write
    from briefs.review import verify as evidence

    as_json = as_json or known("--format", form, ("text", "json", "sarif")) == "json"
    if findings and are_files(findings, any_name=not (accept or reviewed)):
        if accept or reviewed or relocate or apply or by or form == "sarif":
            refuse("FILE", "a file is held against its receipt; --project, --sources and --json alone go with it")
        origin = context.get_parameter_source("project")
        given = sources is not None or (origin is not None and origin.name != "DEFAULT")
        verify_files(findings, project=project if given else None, sources=sources, as_json=as_json)
        return
    if (accept or reviewed) and not (by and by.strip()):
        refuse("--accept" if accept else "--reviewed", "say who looked at the findings, with --by NAME")
    if by and not by.isprintable():
        refuse("--by", f"{by!r} is no name: it holds a line break or what is no text")
    if reviewed and (accept or relocate or not findings):
        refuse("--reviewed", "name claims or sources, and neither --accept nor --relocate")
    if findings and not (accept or reviewed):
        refuse("FINDING", "a finding is named to let it stand, with --accept")
    if sources is not None and not sources.is_dir():
        refuse("--sources", f"{str(sources)!r} is no folder")
    if apply and not relocate:
        refuse("--apply", "it is --relocate that finds what to write")
    if relocate and accept:
        refuse("--relocate", "follow the passages first, look at the rest, and then accept")
    with problems_reported(as_json):
        library = sound_project(project, against_lock=False).library  # their agreement is a finding of its own
        sources = sources or _named_folder(project, library)
        if sources is None and (accept or relocate or reviewed):
            refuse("--sources", "name the folder with the documents")
        documents = None if sources is None else evidence.read_documents(sources, library)
        lock = evidence.read_lock(project)
        if documents is None and lock is None:
            raise BriefsError(
                Problem(
                    Where(evidence.LOCK), "there is no lock to compare with", "Name the documents with --sources DIR"
                )
            )
        if relocate and documents is not None:
            _relocate(project, library, documents, lock, apply=apply, as_json=as_json)
            return
        if reviewed and by and findings and documents is not None:
            try:
                lock = evidence.marked(library, documents, lock, findings, by=by.strip(), on=date.today())
            except KeyError as error:
                refuse("FINDING", f"there is no claim {error.args[0]!r} whose paragraph is at hand")
            write(project / evidence.LOCK, evidence.lock_text(lock).encode())
        result = evidence.verify(library, documents, lock)
        if accept and by and documents is not None:
            try:
                taken = evidence.chosen(result, findings) if findings else result
            except KeyError as error:
                refuse("FINDING", f"there is no finding about {error.args[0]!r}; --json tells record and id of each")
            text = evidence.accepted(library, documents, lock, taken, by=by.strip(), on=date.today())
            write(project / evidence.LOCK, text.encode())
            if not as_json:
                stood = sum(each.kind not in evidence.NEVER_WAIVED for each in taken.errors)
                words = f"{counted(len(documents), 'document')} and {counted(stood, 'finding')}"
                notice(f"{evidence.LOCK} is written: {words} accepted by {by.strip()}.")
            library = sound_project(project, against_lock=False).library  # the lock fills in what sources leave out
            lock = evidence.read_lock(project)
            result = evidence.verify(library, documents, lock)
    with problems_reported(as_json):
        result = evidence.with_printings(
            result, library, {} if result.is_clean else built_pages(project / "out", library)
        )
    if form == "sarif":
        typer.echo(json.dumps(evidence.sarif(result), ensure_ascii=False, indent=2))
    else:
        _print_report(result, as_json)
    if form != "sarif" and not as_json:
        _print_reading(evidence.reviewed(library, documents, lock))
        numbers = evidence.printed_numbers(library, documents, result)
        typer.echo(
            f"printed numbers: {numbers.carried} carried, {numbers.uncarried} not, "
            f"{numbers.unchecked} could not be checked"
        )
    if not result.is_clean:
        raise typer.Exit(1)


def _named_folder(project: Path, library: Library) -> Path | None:
    """The folder that `documents:` of the project names, or None; BriefsError where it is not there."""
    named = library.project.documents
    if named is None:
        return None
    if not (project / named).is_dir():
        hint = "Name another with --sources DIR, or leave the key out"
        raise BriefsError(Problem(library.project.where.at("documents"), f"there is no folder {named!r}", hint))
    return project / named


def _print_reading(found: ReviewedClaims) -> None:
    """How many claims a person has read against their paragraphs, and which are left."""
    people = f" by {len(found.readers)} {'person' if len(found.readers) == 1 else 'people'}" if found.readers else ""
    some = f"; {len(found.unread)} not: {', '.join(found.unread[:10])}" if found.readers and found.unread else ""
    more = ", …" if some and len(found.unread) > 10 else ""
    typer.echo(f"{found.claims - len(found.unread)} of {counted(found.claims, 'claim')} reviewed{people}{some}{more}.")


def _relocate(
    project: Path,
    library: Library,
    documents: Mapping[str, Document],
    lock: Lock | None,
    *,
    apply: bool,
    as_json: bool,
) -> None:
    """Tells where passages went and, if asked, writes the numbers of those that moved; exit status 1 where anything is
    left to do.
    """
    from briefs.build.output import write_together
    from briefs.files import read_bytes
    from briefs.review import verify as evidence

    if lock is None:
        hint = "Accept the documents first: briefs verify --sources DIR --accept --by NAME"
        raise BriefsError(Problem(Where(evidence.LOCK), "there is no lock that tells what stood where", hint))
    found = evidence.relocations(library, documents, lock)
    moved = [each for each in found if each.how == "moved"]
    if apply and moved:
        names = {each.reference.where.file for each in moved}
        texts = {name: read_bytes(project / name, root=project, name=name).decode() for name in names}
        written, followed = evidence.applied(library, documents, lock, found, texts)
        written[evidence.LOCK] = evidence.lock_text(followed)
        write_together(project, {name: text.encode() for name, text in written.items()})
    if as_json:
        told = [{**entry(each.problem), "how": each.how, "paragraphs": list(each.places)} for each in found]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        report([each.problem for each in found], as_json)
        done = "moved and written" if apply else "moved"
        typer.echo(f"{counted(len(moved), 'number')} {done}, {len(found) - len(moved)} left to a person.")
    if apply and moved:
        sound_project(project, against_lock=False)  # what is new in the documents is covered by nothing yet
    if len(found) > (len(moved) if apply else 0):
        raise typer.Exit(1)


def _print_report(result: Report, as_json: bool) -> None:
    """The findings and the gaps in the coverage, and what was held against what."""
    gaps = result.coverage.advice
    if as_json:
        found = [{**entry(finding.problem), **finding.details} for finding in result.findings]
        typer.echo(json.dumps([*found, *map(entry, gaps)], ensure_ascii=False, indent=2))
        return
    report([*result.told, *gaps], as_json)
    if follow := len({each.id for each in result.findings} & result.following):
        notice(f"{counted(follow, 'finding')} more only because passages moved; --relocate --apply mends that.")
    coverage = result.coverage
    held = f"{counted(coverage.claims, 'claim')} on {counted(coverage.paragraphs, 'paragraph')}"
    errors = len(result.errors)
    advice = f" and {counted(warned, 'warning')}" if (warned := len(result.findings) - errors) else ""
    typer.echo(
        f"{counted(errors, 'finding')}{advice} in {held}; {len(result.inferred)} inferred, "
        f"{len(result.waived)} accepted."
    )

"""`briefs add`: a document as a draft source, or a record to be filled in, in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from briefs.cli.asking import HERE, ProjectFolder, known, refuse
from briefs.cli.telling import counted, notice, problems_reported
from briefs.errors import BriefsError, Problem, Where

if TYPE_CHECKING:
    from briefs.content.documents import Document, WayToRead
    from briefs.content.kinds import Kind
    from briefs.content.model import Library

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def add(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="source, demand, measure, event, figure, actor and so on.")
    ],
    names: Annotated[
        list[str], typer.Argument(metavar="FILE|ID", help="Documents of the project; or ids of the new records.")
    ],
    project: ProjectFolder = HERE,
    sources: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="For a source: where the documents are, if project.yaml does not name it."),
    ] = None,
) -> None:
    """Begin a record: a draft with all that it needs, to be filled in, where records of its kind stand.

    A source is begun from its document: a stub for each paragraph, with the numbers, dates and names that stand in it.
    Drafts are not printed; 'briefs check' says what is left to decide. Examples: briefs add source documents/brev.pdf;
    briefs add demand lengre-apent
    """
    from briefs.build.output import write_together
    from briefs.content.kinds import KINDS

    kinds = {each.name: each for each in KINDS}
    wanted = kinds[known("KIND", kind, kinds)]
    root = project.resolve()
    with problems_reported():
        library = _library(root)
        if wanted.name == "source":
            made = _sources(root, library, names, sources)
        else:
            made = _records(root, library, wanted, names)
        write_together(root, {path: text.encode() for path, text in made.files.items()})
    for line in made.told:
        typer.echo(line)


class _Made(NamedTuple):
    """The new texts of files by path, and what there is to tell of them."""

    files: dict[str, str]
    told: list[str]


def _library(root: Path) -> Library:
    """The content as far as it could be read: a record may be begun while another is wrong."""
    from briefs.content.load import load

    loaded = load(root)
    if loaded.library is None:
        raise BriefsError(*(problem for problem in loaded.problems if problem.severity == "error"))
    return loaded.library


# --- records ----------------------------------------------------------------------------------------------------------


def _records(root: Path, library: Library, kind: Kind, ids: Sequence[str]) -> _Made:
    """The files with the new records, and where each stands."""
    from briefs.content.adding import record_lines, with_record
    from briefs.content.skeleton import schema_line

    files, told = _Made({}, [])
    for id in dict.fromkeys(ids):
        if not _ID.fullmatch(id):
            refuse("ID", f"{id!r} is no id. It is made of a–z, 0–9 and single hyphens, and begins with a letter")
        _refuse_taken(library, kind, id)
        lines = record_lines(kind, id)
        path = f"content/{kind.file_of(id)}"
        if kind.is_whole_file:
            line = 2
            _refuse_standing(root, path)
            if path in files:
                refuse("ID", f"there is one {kind.name} alone, in {path}")
            files[path] = schema_line(path) + "".join(f"{each}\n" for each in lines)
        else:
            text = files.get(path) or _text(root, path) or schema_line(path)
            files[path], line = with_record(text, path, kind, lines)
        told.append(f"{path}:{line}: {kind.name} {id}")
    return _Made(files, told)


def _text(root: Path, path: str) -> str:
    """The text of a file of the project; "" where there is none."""
    from briefs.files import read_text

    return read_text(root / path, root=root, name=path) if (root / path).exists() else ""


def _refuse_taken(library: Library, kind: Kind, id: str) -> None:
    """BriefsError where the content has a record, whole, broken or a draft, of that id."""
    from briefs.content.kinds import KINDS, records

    scope = [kind] if kind.editorial else [each for each in KINDS if not each.editorial]
    found = {record.id: record.where for _, record in records(library, tuple(scope))}
    found |= {name: draft.where for name, draft in library.drafts.items()}
    if id in found or id in library.broken:
        where = found.get(id, Where(f"content/{kind.place}"))
        raise BriefsError(Problem(where, f"the id {id!r} is taken", "Choose another, or finish what stands here"))


def _refuse_standing(root: Path, path: str) -> None:
    if (root / path).exists() or (root / path).is_symlink():
        raise BriefsError(Problem(Where(path), "this file is there already", "It is left as it is"))


# --- sources ----------------------------------------------------------------------------------------------------------


def _sources(root: Path, library: Library, paths: Sequence[str], folder: Path | None) -> _Made:
    """The files of the new sources, the lock with their fingerprints, and where each stands."""
    from briefs.content.kinds import KINDS
    from briefs.content.skeleton import schema_line
    from briefs.review import verify as evidence
    from briefs.review.stubs import source_id, source_lines

    kind = next(each for each in KINDS if each.name == "source")
    lock = evidence.read_lock(root)
    in_lock = lock is not None or not library.sources
    files, told = _Made({}, [])
    added: dict[str, Document] = {}
    for path, document, reading in _documents(root, library, paths, folder):
        id = source_id(path.name)
        name = f"content/{kind.place}/{id}.yaml"
        _refuse_taken(library, kind, id)
        _refuse_standing(root, name)
        if name in files:
            refuse("FILE", f"{str(path)!r} would be the source {id!r} too: give it another name")
        added[id] = document
        files[name] = schema_line(name) + "".join(
            f"{line}\n" for line in source_lines(id, document, library, in_lock=in_lock, reading=reading)
        )
        told.append(f"{name}:2: source {id}, {counted(len(document.paragraphs), 'paragraph')}")
        for warning in document.warnings:
            notice(f"{path.name} {warning}")
    if in_lock:
        files[evidence.LOCK] = evidence.begun(lock, added, on=date.today())
    return _Made(files, told)


def _documents(
    root: Path, library: Library, names: Sequence[str], folder: Path | None
) -> Iterator[tuple[Path, Document, WayToRead]]:
    """The documents named, read, and how; wrong use of the command where one is missing, or not among the project's."""
    from briefs.content.documents import first_read

    named = library.project.documents
    where = folder or (root / named if named else None)
    known_files = {source.file: source.id for source in library.sources.values()}
    for path in dict.fromkeys(map(_path_of, names)):
        if where is not None and path.resolve().parent != where.resolve():
            refuse(
                "FILE", f"{str(path)!r} is not in {str(named or folder)!r}, where the documents are: put it there first"
            )
        if path.name in known_files:
            refuse("FILE", f"{path.name!r} is the document of the source {known_files[path.name]!r} already")
        document, reading = first_read(path)
        yield path, document, reading


def _path_of(name: str) -> Path:
    """The file of that name; wrong use of the command where there is none."""
    path = Path(name)
    if "://" in name:
        refuse("FILE", f"{name!r} is an address: save the page or the file among the documents, and name that")
    if path.is_dir():
        refuse("FILE", f"{name!r} is a folder: name the documents in it, as in {name.rstrip('/')}/*.txt")
    if not path.is_file():
        refuse("FILE", f"there is no file {name!r}")
    return path

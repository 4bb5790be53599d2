"""The way through the house: editions are ordered, printed, made where they are not current, and only then written.

    order → assemble → render → (unchanged? skip) → typeset → finish → proof → write

Everything of a run is made before its first file is touched, so a problem anywhere leaves the output folder as it was.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar, cast

from briefs import assets, limits
from briefs.build import fingerprint, output
from briefs.build.output import Artifact
from briefs.content.model import Language, Library
from briefs.edition.citations import bibtex, csl_json
from briefs.edition.data import edition_json
from briefs.edition.edition import Edition, Facts, Order, assemble, context_at
from briefs.edition.prose import set_prose
from briefs.errors import BriefsError, Problem, Where
from briefs.html.index import index_of
from briefs.html.parallel import side_by_side
from briefs.html.render import polished, render, render_index
from briefs.language.typography import Change
from briefs.pdf.description import Record

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")
INDEX = "index.html"
Step = Callable[[int, int, str], None]
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which editions a run is asked for; an empty tuple means all there are."""

    briefs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """How a run goes: from which project to which folder, with how many processes, and whether current files are made
    again.
    """

    root: Path
    out: Path
    formats: tuple[Format, ...] = FORMATS
    workers: int = 1
    proof: bool = True
    force: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make, with all that decides its bytes: it can be made in another process or on another machine."""

    order: Order
    format: Format
    page: str
    record: Record
    root: Path
    proof: bool = True

    @property
    def path(self) -> str:
        """Where the file goes, from the output folder."""
        return f"{_stem(self.order)}.{self.format}"

    @property
    def inputs(self) -> str:
        """SHA-256 over everything that decides the file's bytes: the same inputs need not be made again."""
        pictures = [output.sha256(path.read_bytes()) for path in assets.referred(self.page, self.root)]
        parts = [fingerprint.fingerprint(), self.format, self.page, repr(self.record), f"proof {self.proof}", *pictures]
        return output.sha256("\0".join(parts).encode())


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file; `pages` for a PDF."""

    content: bytes
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the artifacts that it made, those that were current, and the paths that it removed."""

    made: tuple[Artifact, ...]
    current: tuple[Artifact, ...]
    removed: tuple[str, ...]


def plan(library: Library, wanted: Wanted, as_of: date, facts: Facts) -> tuple[Order, ...]:
    """The editions of a run, in the order of the content: each brief for its own audiences, in the project's languages."""
    return tuple(
        order_in(tag, Order(brief.id, audience, library.project.languages[0], as_of, facts))
        for brief in library.briefs.values()
        for audience in brief.audiences
        for tag in wanted.languages or library.project.languages
        if _among(brief.id, wanted.briefs)
        and _among(audience, wanted.audiences)
        and set(tag.split("+")) <= set(library.project.languages)
    )


def order_in(tag: str, order: Order) -> Order:
    """The same order in the languages of a tag: `nn`, or `nb+nn` for both side by side."""
    language, _, beside = tag.partition("+")
    return replace(order, language=cast(Language, language), beside=cast(Language, beside) if beside else None)


def build(library: Library, orders: Sequence[Order], run: Run, step: Step) -> Built:
    """Brings the output folder up to date with the orders; BriefsError with the problems of all files, and then nothing
    is written.

    `step` is told how many files of how many are made, and the path of the last, from 0 on. What earlier runs made
    stays listed as long as the library has it.
    """
    earlier = {artifact.path: artifact for artifact in output.read_manifest(run.out)}
    editions = tuple(assemble(library, order) for order in orders)
    jobs = _jobs(library, editions, run)
    current = {} if run.force else {job.path: known for job in jobs if (known := _current(job, earlier, run.out))}
    files = make_all([job for job in jobs if job.path not in current], run.workers, step)
    made = {job.path: _artifact(job, files[job.path]) for job in jobs if job.path in files}
    listed = {path: artifact for path, artifact in earlier.items() if _is_in(library, artifact)} | made
    pages = (
        {path: file.content for path, file in files.items()}
        | _beside(library, editions)
        | _index(library, listed.values(), run)
    )
    removed = output.publish(run.out, pages, listed.values())
    return Built(tuple(made.values()), tuple(current.values()), removed)


def print_all(library: Library, orders: Iterable[Order], run: Run) -> tuple[Job, ...]:
    """Every file of the run as a job, its page rendered; BriefsError with what is wrong in any template."""
    return _jobs(library, [assemble(library, order) for order in orders], run)


def _jobs(library: Library, editions: Iterable[Edition], run: Run) -> tuple[Job, ...]:
    def print_one(edition: Edition) -> list[Job]:
        record = record_of(edition)
        pages = {format: _page(library, edition, run.root, format) for format in run.formats}
        return [Job(edition.order, format, page, record, run.root, run.proof) for format, page in pages.items()]

    return tuple(job for jobs in all_of(partial(print_one, edition) for edition in editions) for job in jobs)


def mended(library: Library, orders: Iterable[Order], root: Path) -> tuple[tuple[str, Change], ...]:
    """What the typographic pass changes in each edition's text, with the edition's path; what was written right is not
    there.
    """
    return tuple(
        (_stem(order), change) for order in orders for change in polished(assemble(library, order), root, "html")[1]
    )


def _page(library: Library, edition: Edition, root: Path, format: Format) -> str:
    """The page of an edition; a parallel one has both languages, statement by statement."""
    page = render(edition, root, format)
    if (other := edition.order.other_half) is None:
        return page
    beside = render(assemble(library, other), root, format)
    return side_by_side(page, beside, (edition.language, other.language), name=f"templates/{edition.template}")


def _beside(library: Library, editions: Sequence[Edition]) -> dict[str, bytes]:
    """What stands beside the pages, by its path: each edition as data, and for each language the sources as citations."""
    files = {f"{_stem(edition.order)}.json": edition_json(edition) for edition in editions}
    for tag, edition in {edition.order.tag: edition for edition in editions}.items():
        context = context_at(library, edition.language, edition.as_of)
        files |= {f"{tag}/{output.CITATIONS[0]}": csl_json(context), f"{tag}/{output.CITATIONS[1]}": bibtex(context)}
    return files


def make(job: Job) -> Made:
    """The finished file; BriefsError where the typesetter warns, the proof fails, or the brief has no end."""
    try:
        with limits.limited(limits.TYPESETTING, job.path):
            return _made(job)
    except limits.LimitReached as error:
        hint = "Is a section, a table or a picture far too large?"
        raise BriefsError(Problem(Where(job.path), str(error), hint)) from None


def _made(job: Job) -> Made:
    page = with_faces(job.page, job.format)
    if job.format == "html":
        return Made(page.encode())
    # here, because only a PDF that is really made is worth the second that importing takes
    from briefs.pdf.finish import (
        finish,
        proof,
    )
    from briefs.pdf.typeset import typeset

    sheets = typeset(page, name=job.path, root=job.root, record=job.record)
    pdf = finish(sheets, job.record)
    if job.proof and (problems := proof(pdf, job.record, name=job.path, pages=sheets.pages)):
        raise BriefsError(*problems)
    return Made(pdf, sheets.pages)


def make_all(jobs: Sequence[Job], workers: int, step: Step) -> dict[str, Made]:
    """Every job's file by its path, PDFs in as many processes as are asked for; BriefsError with the problems of all.

    HTML is made in this process meanwhile, so that the fonts are cut down once.
    """
    pdfs = [job for job in jobs if job.format == "pdf"]
    ordered = [*(job for job in jobs if job.format != "pdf"), *pdfs]
    with ExitStack() as stack:
        files: list[Callable[[], Made]] = [partial(make, job) for job in ordered]
        if (count := min(workers, len(pdfs))) > 1:
            # spawned, because a fork would copy whatever locks this process holds
            pool = stack.enter_context(
                ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _leave_interrupts)
            )
            stack.callback(pool.shutdown, wait=False, cancel_futures=True)
            stack.push(partial(_end_workers, pool))
            with _interrupts_held():  # until the workers, which inherit this, leave interrupts to this process
                files[-len(pdfs) :] = [partial(_result, pool.submit(make, job), job) for job in pdfs]
            # the workers alone read it: with a reader here, an interrupted run waits for ever on a full pipe (CPython
            # before 3.11.5)
            pool._call_queue._reader.close()  # type: ignore[attr-defined]  # there is no public way
        paths = [job.path for job in ordered]
        step(0, len(paths), "")
        told = [
            partial(_told, file, partial(step, index + 1, len(paths), paths[index])) for index, file in enumerate(files)
        ]
        return dict(zip(paths, all_of(told), strict=True))


def all_of(makers: Iterable[Callable[[], R]]) -> tuple[R, ...]:
    """What each of them gives; the problems of all that fail come as one BriefsError, each once."""
    made: list[R] = []
    problems: list[Problem] = []
    for make_one in makers:
        try:
            made.append(make_one())
        except BriefsError as error:
            problems.extend(error.problems)
    if problems:
        raise BriefsError(*dict.fromkeys(problems))
    return tuple(made)


def record_of(edition: Edition) -> Record:
    """What the edition's PDF says about itself."""
    words = partial(set_prose, group=edition.group_thousands)
    return Record(
        title=words(edition.title),
        publisher=edition.publisher if isinstance(edition.publisher, str) else words(edition.publisher),
        language=edition.language,
        summary=words(edition.summary),
        keywords=tuple(map(words, edition.keywords)),
        created=edition.as_of,
        case_number=edition.order.facts.case_number,
        conformance=edition.conformance,
        attachment=edition_json(edition) if edition.conformance == "a-3a" else None,
        hyphenation=edition.hyphenation,
    )


def with_faces(page: str, medium: Format) -> str:
    """A page with the rules of the faces in their place."""
    from briefs.fonts import face_css  # here, because importing fontTools is slow and current pages do without

    return page.replace(assets.FACES, face_css(medium), 1)


def _stem(order: Order) -> str:
    return f"{order.tag}/{order.brief}/{order.audience}"


def _told(make_one: Callable[[], R], tell: Callable[[], None]) -> R:
    try:
        return make_one()
    finally:
        tell()


def _among(name: str, wanted: Sequence[str]) -> bool:
    return not wanted or name in wanted


def _current(job: Job, earlier: dict[str, Artifact], out: Path) -> Artifact | None:
    known = earlier.get(job.path)
    return known if known and known.inputs == job.inputs and output.is_current(out, known) else None


def _artifact(job: Job, made: Made) -> Artifact:
    order = job.order
    return Artifact(
        brief=order.brief,
        audience=order.audience,
        lang=order.tag,
        as_of=order.as_of.isoformat(),
        format=job.format,
        path=job.path,
        sha256=output.sha256(made.content),
        bytes=len(made.content),
        pages=made.pages,
        inputs=job.inputs,
    )


def _is_in(library: Library, artifact: Artifact) -> bool:
    """Whether the library still has the edition of an artifact that an earlier run made."""
    brief = library.briefs.get(artifact.brief)
    audiences = brief.audiences if brief else ()
    return (
        artifact.audience in audiences
        and set(artifact.lang.split("+")) <= set(library.project.languages)
        and artifact.format in FORMATS
    )


def _index(library: Library, artifacts: Iterable[Artifact], run: Run) -> dict[str, bytes]:
    """The list of all briefs by its path, or nothing where the one that stands there says the same and was made with
    the same program.
    """
    page = render_index(index_of(library, artifacts), run.root).replace(
        assets.FACES, f"/* {fingerprint.fingerprint()} */\n{assets.FACES}", 1
    )
    before, _, after = page.partition(assets.FACES)
    there = output.read_text(run.out / INDEX)
    if there.startswith(before) and there.endswith(after) and not run.force:
        return {}
    return {INDEX: with_faces(page, "html").encode()}


@contextmanager
def _interrupts_held() -> Iterator[None]:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _leave_interrupts() -> None:
    """A worker leaves interrupts to the command, which ends it: one that ended by itself would look like a worker that
    was killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _end_workers(pool: ProcessPoolExecutor, kind: type[BaseException] | None, *_: object) -> None:
    """Nobody waits for pages that are no longer wanted."""
    if kind is not None and not issubclass(kind, BriefsError):
        for worker in list(pool._processes.values()):
            worker.terminate()


def _result(future: Future[Made], job: Job) -> Made:
    try:
        return future.result()
    except BrokenProcessPool:
        hint = "Is there memory enough? --jobs 1 needs least"
        raise BriefsError(
            Problem(Where(job.path), "the process that made this file was ended from outside", hint)
        ) from None

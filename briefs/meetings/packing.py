"""From a meeting to the files of its papers: all its items and briefs in one piece, for everybody and, where something
is closed, for its members; the same with the attachments; and these as they are.

    order → assemble → render → (unchanged? skip) → make → compare the editions' pages → write
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefs import assets
from briefs.build.formats import Made
from briefs.build.lock import Notice, locked
from briefs.build.manifest import MANIFEST, Minded, sha256
from briefs.build.output import write_together
from briefs.build.workers import ReportProgress, all_of, given_or_spawned, tidied
from briefs.content.meetings import with_history
from briefs.content.model import Library, Meeting
from briefs.edition.packs import Pack, PackFile, PackOrder, assemble_pack
from briefs.edition.prose import set_prose
from briefs.edition.receipt import origin_of_pack, origin_text
from briefs.errors import BriefsError, Problem, Where
from briefs.files import LARGEST_DOCUMENT, read_bytes
from briefs.html.render import render_enclosed, render_pack
from briefs.language.tables import Language
from briefs.meetings.listed import ListedPaper, PackKind, Readers, listed, read_papers, still_there
from briefs.meetings.papers import AttachedFile, PaperJob, make_paper, title_and_summary
from briefs.pdf.description import Record

PACKS = "packs"
_MEMBERS, _WITH_FILES, _FILES, _MINUTES = "-medlemmer", "-med-vedlegg", "-vedlegg", "-protokoll"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRun:
    """How the papers of a meeting are made: from which project to which folder, with how many processes, whether each
    item begins on a right-hand page, and whether current files are made again. `minutes` asks for their frame instead.
    """

    root: Path
    out: Path
    duplex: bool = False
    workers: int = 1
    proof: bool = True
    force: bool = False
    minutes: bool = False

    @property
    def document(self) -> PackKind:
        """What is made of the meeting."""
        return "minutes" if self.minutes else "papers"


@dataclass(frozen=True, slots=True)
class Packed:
    """What a run did: the files that it made, those that were current, those that it removed, and what a reader would
    mind in the layout of any.
    """

    made: tuple[ListedPaper, ...]
    current: tuple[ListedPaper, ...]
    removed: tuple[str, ...]
    minded: tuple[Problem, ...] = ()


def make_pack(
    library: Library,
    meeting: Meeting,
    languages: Sequence[Language],
    run: PackRun,
    step: ReportProgress,
    notice: Notice,
    executor: Executor | None = None,
) -> Packed:
    """Brings the folder of a meeting's papers up to date; BriefsError with all that is wrong, and then nothing is
    written. What earlier runs made in other languages of the meeting stays, and so do its papers beside its minutes.
    """
    if problems := tuple(unfit_for_everybody(library, meeting)):
        raise BriefsError(*problems)
    jobs = tuple(job for language in languages for job in _jobs(library, meeting, language, run))
    with locked(run.out, notice):
        earlier = {paper.path: paper for paper in read_papers(run.out, meeting.id)}
        held = {} if run.force else _held(jobs, earlier, run.out)
        files = _made([job for job in jobs if job.name not in held], run, step, executor)
        _same_pages(jobs, held | {name: file.content for name, file in files.items()})
        made = tuple(paper_of(job, files[job.name], meeting) for job in jobs if job.name in files)
        current = tuple(earlier[job.name] for job in jobs if job.name in held)
        others = set(meeting.languages) - set(languages)
        apart = (each for each in earlier.values() if each.lang in others or each.document != run.document)
        papers = (*made, *current, *apart)
        gone = tuple(sorted(earlier.keys() - {paper.path for paper in papers}))
        new = {name: file.content for name, file in files.items()}
        write_together(run.out, new | {MANIFEST: listed(meeting.id, papers)}, gone=gone)
    return Packed(made, current, gone, tuple(_told(made + current)))


def unfit_for_everybody(library: Library, meeting: Meeting) -> Iterator[Problem]:
    """What cannot be printed for everybody: a brief that knows what is internal, a day on which nothing was known."""
    first = min(source.known for source in library.sources.values())
    if meeting.date < first:
        what = f"nothing was known on {meeting.date}: the first source is from {first}"
        yield Problem(meeting.where.at("date"), what)
    for item in meeting.items:
        for attached in () if item.closed else item.briefs:
            if library.audiences[attached.audience].sees_internal:
                what = f"{attached.audience!r} sees what is internal, and {item.number} is open to everybody"
                hint = "Choose another audience, or write 'closed: true' with its legal basis"
                yield Problem(attached.where.at("audience"), what, hint)


def _jobs(library: Library, meeting: Meeting, language: Language, run: PackRun) -> Iterator[PaperJob]:
    """The files of a meeting in a language: of the edition for everybody, and of that for members if there is one."""
    for members in (False, True):
        order = PackOrder(
            meeting=meeting.id, language=language, members=members, duplex=run.duplex, minutes=run.minutes
        )
        pack = assemble_pack(library, order)
        if members and not pack.has_closed:
            return
        yield from _of_edition(pack, meeting, library, run)


def _of_edition(pack: Pack, meeting: Meeting, library: Library, run: PackRun) -> Iterator[PaperJob]:
    order = pack.order
    stem = _stem(meeting, order)
    origin = origin_text(origin_of_pack(library, pack))
    common = PaperJob(
        name=f"{stem}.html",
        kind="html",
        page=render_pack(pack, run.root, "html"),
        record=record_of(pack, "", origin),
        lang=order.language,
        document=run.document,
        readers="members" if order.members else "public",
        proof=run.proof,
    )
    yield common
    yield _on_paper(pack, common, f"{stem}.pdf", run.root, origin)
    attached = () if order.minutes else tuple(_attached(pack, library, run.root))
    if any(each.is_pdf for each in attached):
        behind = replace(pack, order=replace(order, with_files=True))
        with_files = _on_paper(behind, common, f"{stem}{_WITH_FILES}.pdf", run.root, origin)
        yield replace(with_files, kind="pdf-with-files", attached=attached)
    if attached:
        yield replace(common, name=f"{stem}{_FILES}.zip", kind="zip", page="", attached=attached)


def _on_paper(pack: Pack, common: PaperJob, name: str, root: Path, origin: str) -> PaperJob:
    page = render_pack(pack, root, "pdf")
    record = record_of(pack, page, origin)
    return replace(common, name=name, kind="pdf", page=page, record=record, files=assets.referred(page, root))


def record_of(pack: Pack, page: str, origin: str) -> Record:
    """What a file says about itself: its title and its summary are those that its templates give the page, and `origin`
    is what it stands on.
    """
    title, summary = title_and_summary(page)
    return Record(
        title=title,
        publisher=set_prose(pack.agenda.organisation),
        language=pack.language,
        summary=summary,
        keywords=(),
        created=pack.agenda.date,
        hyphenation=pack.hyphenation,
        origin=origin,
    )


def _stem(meeting: Meeting, order: PackOrder) -> str:
    """The name of the papers without an end: that of the meeting is for everybody, in its first language."""
    language = "" if order.language == meeting.languages[0] else f".{order.language}"
    return f"{meeting.id}{language}{_MINUTES if order.minutes else ''}{_MEMBERS if order.members else ''}"


def _attached(pack: Pack, library: Library, root: Path) -> Iterator[AttachedFile]:
    """The originals of the attachments; BriefsError, at the place that names it, for each that cannot be read."""
    titles = iter(render_enclosed(pack, root))
    whole = with_history(library.meetings[pack.order.meeting], library.meetings)
    places = {(item.number, each.file): each.where.at("file") for item in whole.items for each in item.attachments}
    named = [(item.entry.number, file) for item in (*pack.items, *pack.closed_items) for file in item.files]
    yield from all_of(
        partial(_original, number, file, next(titles), places[number, file.file], root) for number, file in named
    )


def _original(number: str, file: PackFile, title: str, where: Where, root: Path) -> AttachedFile:
    try:
        content = read_bytes(root / file.file, root=root, name=file.file, largest=LARGEST_DOCUMENT)
    except BriefsError as error:
        raise BriefsError(
            *(replace(each, where=where, what=f"{file.file}: {each.what}") for each in error.problems)
        ) from None
    return AttachedFile(item=number, number=file.number, name=file.name, title=title, content=content, where=where)


def _held(jobs: Iterable[PaperJob], earlier: Mapping[str, ListedPaper], out: Path) -> dict[str, bytes]:
    """What need not be made: listed with the same inputs, and there with the bytes that are listed."""
    found = {}
    for job in jobs:
        known = earlier.get(job.name)
        if known and known.inputs == job.inputs and (content := still_there(out, known)) is not None:
            found[job.name] = content
    return found


def _made(jobs: Sequence[PaperJob], run: PackRun, step: ReportProgress, executor: Executor | None) -> dict[str, Made]:
    """Every file by its name; BriefsError with the problems of all."""
    on_paper = sum(job.kind.startswith("pdf") for job in jobs)
    with given_or_spawned(executor, min(run.workers, on_paper)) as pool:
        makers = [maker(job, pool if job.kind.startswith("pdf") else None) for job in jobs]
        step(0, len(jobs), "")
        done = all_of(
            partial(_stepped, make_one, partial(step, number, len(jobs), job.name))
            for number, (make_one, job) in enumerate(zip(makers, jobs, strict=True), 1)
        )
    return dict(zip((job.name for job in jobs), done, strict=True))


def maker(job: PaperJob, pool: Executor | None) -> Callable[[], Made]:
    """What gives the finished file when it is asked: a process of the pool has begun with it, if there is one."""
    if pool is None:
        return partial(tidied, make_paper, job)
    return partial(_result, pool.submit(make_paper, job), job)


def _result(future: Future[Made], job: PaperJob) -> Made:
    try:
        return future.result()
    except BrokenExecutor:
        hint = "Is there memory enough? --jobs 1 needs least"
        raise BriefsError(
            Problem(Where(job.name), "the process that made this file was ended from outside", hint)
        ) from None


def _stepped(make_one: Callable[[], Made], step: Callable[[], None]) -> Made:
    made = make_one()
    step()
    return made


def _same_pages(jobs: Iterable[PaperJob], contents: Mapping[str, bytes]) -> None:
    """Refuses editions of which whoever has the one cannot follow whoever reads pages from the other."""
    from briefs.pdf.finish.places import places

    pairs: dict[Language, dict[Readers, str]] = {}
    for job in jobs:
        if job.kind == "pdf":
            pairs.setdefault(job.lang, {})[job.readers] = job.name
    for names in (pair for pair in pairs.values() if len(pair) > 1):
        public, members = (places(contents[names[readers]]) for readers in ("public", "members"))
        apart = sorted(name for name, page in public.items() if members.get(name) != page)
        for name in apart[:1]:
            one, other = public[name], members.get(name, "none")
            what = f"{name!r} stands on page {other} of this, and on page {one} of the edition for everybody"
            hint = "A template may tell them apart in nothing that takes more room, before the closed part"
            raise BriefsError(Problem(Where(names["members"]), what, hint))


def paper_of(job: PaperJob, made: Made, meeting: Meeting) -> ListedPaper:
    """A finished file as its manifest lists it."""
    return ListedPaper(
        document=job.document,
        edition=job.readers,
        lang=job.lang,
        as_of=meeting.date,
        format=job.kind,
        path=job.name.rpartition("/")[2],
        sha256=sha256(made.content),
        bytes=len(made.content),
        pages=made.pages,
        inputs=job.inputs,
        minded=tuple(Minded(what=each.what, hint=each.hint) for each in made.warnings) or None,
    )


def _told(papers: Iterable[ListedPaper]) -> Iterator[Problem]:
    for paper in papers:
        for each in paper.minded or () if paper.format == "pdf" else ():
            yield Problem(Where(paper.path), each.what, each.hint, "warning")

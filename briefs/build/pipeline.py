"""The way through the stages: editions are ordered, printed, made where they are not current, and only then written.

    order → assemble → render → (unchanged? skip) → typeset → finish → proof → write

Everything of a run is made before its first file is touched, so a problem anywhere leaves the output folder as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from briefs import assets
from briefs.assets import Medium
from briefs.build import fingerprint
from briefs.build.folder import opened
from briefs.build.formats import FORMATS, USUAL_FORMATS, Job, Made, path_of, with_faces
from briefs.build.lock import Notice, locked
from briefs.build.manifest import CITATIONS, Artifact, Minded, is_current, read_manifest, sha256
from briefs.build.output import publish
from briefs.build.workers import ReportProgress, all_of, make_all, parallel, spawn_pool
from briefs.content.model import Library
from briefs.edition.budget import over_budget
from briefs.edition.citations import bibtex, csl_json
from briefs.edition.data import edition_json
from briefs.edition.edition import Edition, Facts, Order, assemble, context_at
from briefs.edition.prose import set_prose
from briefs.edition.receipt import origin_of, origin_text
from briefs.edition.selection import has_one_page
from briefs.errors import Problem, UntranslatedError, Where
from briefs.html.index import index_of
from briefs.html.length import printed_words
from briefs.html.parallel import side_by_side
from briefs.html.policy import without_policy
from briefs.html.render import polished, render, render_index
from briefs.language.tables import Language
from briefs.language.typography import Change
from briefs.pdf.description import Record

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which editions a run is asked for; an empty tuple means all there are. `one_page` asks for those of one page, of
    the briefs that have one, and for no others.
    """

    briefs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    one_page: bool = False


Lacking = dict[Language, dict[Problem, None]]
"""By language the problems of its words, each once."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run goes: from which project to which folder, with how many processes, and whether current files are made
    again; with `whole_languages`, a language whose words are not all translated is left out and stops no other.
    """

    root: Path
    out: Path
    formats: tuple[str, ...] = USUAL_FORMATS
    workers: int = 1
    proof: bool = True
    force: bool = False
    whole_languages: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the artifacts that it made, those that were current, the paths that it removed, and what the
    languages lack that it left out, which editions are longer than they may be, and what a reader would mind in the
    layout, of files that were made or current. `standing` are the hashes of all files that the run stands for.
    """

    made: tuple[Artifact, ...]
    current: tuple[Artifact, ...]
    removed: tuple[str, ...]
    untranslated: tuple[Problem, ...] = ()
    over_budget: tuple[Problem, ...] = ()
    minded: tuple[Problem, ...] = ()
    standing: Mapping[str, str] = field(default_factory=dict)


def plan(library: Library, wanted: Wanted, as_of: date, facts: Facts) -> tuple[Order, ...]:
    """The editions of a run in the content's order: each brief for its own audiences, in the project's languages."""
    return tuple(
        order_in(tag, Order(brief.id, audience, library.project.languages[0], as_of, facts, one_page=wanted.one_page))
        for brief in library.briefs.values()
        for audience in brief.audiences
        for tag in wanted.languages or library.project.languages
        if _among(brief.id, wanted.briefs)
        and _among(audience, wanted.audiences)
        and set(tag.split("+")) <= set(library.languages_of(brief.id, audience))
        and (not wanted.one_page or has_one_page(brief, library.audiences[audience]))
    )


def order_in(tag: str, order: Order) -> Order:
    """The same order in the languages of a tag: `nn`, or `nb+nn` for both side by side."""
    language, _, beside = tag.partition("+")
    return replace(order, language=language, beside=beside or None)


def build(
    library: Library,
    orders: Sequence[Order],
    run: Run,
    step: ReportProgress,
    notice: Notice,
    executor: Executor | None = None,
) -> Built:
    """Brings the output folder up to date with the orders; BriefsError with the problems of all files, and then nothing
    is written.

    `step` is given how many files of how many are made, and the path of the last, from 0 on; `notice` what a person who
    waits should know. An edition over its budget is written, and told in what is given back. What earlier runs made
    stays listed as long as the library has it. The files that take long are made by the executor, whose processes need
    nothing of the project's folder; without one, by `run.workers` processes of this machine.
    """
    editions = tuple(assemble(library, order) for order in orders)
    untranslated: Lacking = {}
    jobs = _jobs(library, editions, run, untranslated if run.whole_languages else None)
    jobs = tuple(job for job in jobs if untranslated.keys().isdisjoint(job.order.languages))
    editions = tuple(edition for edition in editions if untranslated.keys().isdisjoint(edition.order.languages))
    with locked(run.out, notice):
        earlier = {artifact.path: artifact for artifact in read_manifest(run.out)}
        current = {} if run.force else _current(jobs, earlier, run.out)
        files = _made([job for job in jobs if job.path not in current], run.workers, step, executor)
        made = {job.path: _artifact(job, files[job.path]) for job in jobs if job.path in files}
        listed = {path: artifact for path, artifact in earlier.items() if _is_in(library, artifact)} | made
        beside = _beside(library, editions)
        pages = {path: file.content for path, file in files.items()} | beside
        removed = publish(run.out, pages | _index(library, listed.values(), run), listed.values())
        standing = _standing(run.out, {**current, **made}, beside)
    left_out = tuple(problem for problems in untranslated.values() for problem in problems)
    too_long = tuple(_over_budget(library, editions, jobs, {**current, **made}, run.root))
    minded = tuple(problem for files in (made, current) for file in files.values() for problem in _minded(file))
    return Built(tuple(made.values()), tuple(current.values()), removed, left_out, too_long, minded, standing)


def _standing(out: Path, files: Mapping[str, Artifact], beside: Mapping[str, bytes]) -> dict[str, str]:
    """The hash of each file that a run made or found current, of what goes with it, and of the list of all briefs."""
    with opened(out) as folder:
        index = sha256(folder.held(INDEX) or b"")
    hashes = {path: sha256(content) for path, content in beside.items()}
    return {path: artifact.sha256 for path, artifact in files.items()} | hashes | {INDEX: index}


def _minded(artifact: Artifact) -> Iterator[Problem]:
    for each in artifact.minded or ():
        yield Problem(Where(artifact.path), each.what, each.hint, "warning")


def _over_budget(
    library: Library, editions: Iterable[Edition], jobs: Iterable[Job], files: Mapping[str, Artifact], root: Path
) -> Iterator[Problem]:
    """What is longer than the content allows; the pages of a current PDF are those that the manifest lists, and words
    are those of the page for paper, whatever formats were asked for.
    """
    for_paper = {job.path: job.page for job in jobs if FORMATS[job.format].medium == "pdf"}
    for edition in editions:
        if edition.allowed.is_limited:
            path = path_of(edition.order.stem, "pdf")
            words = printed_words(for_paper.get(path) or _page(library, edition, root, "pdf"))
            pages = files[path].pages if path in files else None
            yield from over_budget(edition.order.stem, edition.allowed, edition.items, pages=pages, words=words)


def print_all(library: Library, orders: Iterable[Order], run: Run) -> tuple[Job, ...]:
    """Every file of the run as a job, its page rendered; BriefsError with what is wrong in any template."""
    return _jobs(library, [assemble(library, order) for order in orders], run)


def _jobs(
    library: Library, editions: Iterable[Edition], run: Run, untranslated: Lacking | None = None
) -> tuple[Job, ...]:
    """The files of the editions; what a language lacks of the templates' words is gathered in `untranslated`, and a
    problem of the run where that is None.
    """

    def print_one(edition: Edition) -> list[Job]:
        record = replace(record_of(edition), origin=origin_text(origin_of(library, edition)))
        pages = {format: _page(library, edition, run.root, FORMATS[format].medium) for format in run.formats}
        return [
            Job(
                order=edition.order,
                format=format,
                page=page,
                record=record,
                files=assets.referred(page, run.root) | assets.own_styles(run.root, FORMATS[format].styles),
                proof=run.proof,
            )
            for format, page in pages.items()
        ]

    def print_if_translated(edition: Edition) -> list[Job]:
        try:
            return print_one(edition)
        except UntranslatedError as error:
            if untranslated is None:
                raise
            untranslated.setdefault(error.language, {}).update(dict.fromkeys(error.problems))
            return []

    makers = (partial(print_if_translated, edition) for edition in editions)
    return tuple(job for jobs in all_of(makers) for job in jobs)


def mended(library: Library, orders: Iterable[Order], root: Path) -> tuple[tuple[str, Change], ...]:
    """What the typographic pass changes in each edition's text, with the edition's path; what was written right is not
    there.
    """
    return tuple(
        (order.stem, change) for order in orders for change in polished(assemble(library, order), root, "html")[1]
    )


def _page(library: Library, edition: Edition, root: Path, medium: Medium) -> str:
    """The page of an edition; a parallel one has both languages, statement by statement."""
    page = render(edition, root, medium)
    if (other := edition.order.other_half) is None:
        return page
    beside = render(assemble(library, other), root, medium)
    return side_by_side(page, beside, (edition.language, other.language), name=f"templates/{edition.template}")


def _beside(library: Library, editions: Sequence[Edition]) -> dict[str, bytes]:
    """What stands beside the pages, by its path: each edition as data, and each language's sources as citations."""
    files = {f"{edition.order.stem}.json": edition_json(edition) for edition in editions}
    for tag, edition in {edition.order.tag: edition for edition in editions}.items():
        context = context_at(library, edition.language, edition.as_of)
        files |= {f"{tag}/{CITATIONS[0]}": csl_json(context), f"{tag}/{CITATIONS[1]}": bibtex(context)}
    return files


def _made(jobs: Sequence[Job], workers: int, step: ReportProgress, executor: Executor | None) -> dict[str, Made]:
    if executor:
        return make_all(jobs, executor, step)
    with spawn_pool(min(workers, parallel(jobs))) as pool:
        return make_all(jobs, pool, step)


def record_of(edition: Edition) -> Record:
    """What the edition's PDF says about itself."""
    return Record(
        title=set_prose(edition.title),
        publisher=edition.publisher if isinstance(edition.publisher, str) else set_prose(edition.publisher),
        language=edition.language,
        summary=set_prose(edition.summary),
        keywords=tuple(map(set_prose, edition.keywords)),
        created=edition.as_of,
        case_number=edition.order.facts.case_number,
        conformance=edition.conformance,
        attachment=edition_json(edition) if edition.conformance == "a-3a" else None,
        hyphenation=edition.hyphenation,
        number=edition.colophon.number,
        dated=edition.colophon.date,
        approved_by=edition.colophon.approved_by,
    )


def _among(name: str, wanted: Sequence[str]) -> bool:
    return not wanted or name in wanted


def _current(jobs: Iterable[Job], earlier: Mapping[str, Artifact], out: Path) -> dict[str, Artifact]:
    """What need not be made: listed with the same inputs, and there with the bytes that are listed."""
    with opened(out) as folder:
        return {
            job.path: known
            for job in jobs
            if (known := earlier.get(job.path)) and known.inputs == job.inputs and is_current(folder, known)
        }


def _artifact(job: Job, made: Made) -> Artifact:
    order = job.order
    return Artifact(
        brief=order.brief,
        audience=order.audience,
        one_page=True if order.one_page else None,
        lang=order.tag,
        as_of=order.as_of.isoformat(),
        format=job.format,
        path=job.path,
        sha256=sha256(made.content),
        bytes=len(made.content),
        pages=made.pages,
        minded=tuple(Minded(what=each.what, hint=each.hint) for each in made.warnings) or None,
        inputs=job.inputs,
    )


def _is_in(library: Library, artifact: Artifact) -> bool:
    """Whether the library still has the edition of an artifact that an earlier run made."""
    brief = library.briefs.get(artifact.brief)
    audience = library.audiences.get(artifact.audience)
    if not brief or not audience or audience.id not in brief.audiences:
        return False
    if artifact.one_page and not has_one_page(brief, audience):
        return False
    languages = library.languages_of(artifact.brief, artifact.audience)
    return set(artifact.lang.split("+")) <= set(languages)


def _index(library: Library, artifacts: Iterable[Artifact], run: Run) -> dict[str, bytes]:
    """The list of all briefs by its path, or nothing where the one that stands there says the same and was made with
    the same program.
    """
    page = render_index(index_of(library, artifacts, tuple(FORMATS)), run.root).replace(
        assets.FACES_PLACE, f"/* {fingerprint.fingerprint()} */\n{assets.FACES_PLACE}", 1
    )
    before, _, after = page.partition(assets.FACES_PLACE)
    with opened(run.out) as folder:
        there = without_policy((folder.held(INDEX) or b"").decode(errors="replace"))
    if there.startswith(before) and there.endswith(after) and not run.force:
        return {}
    return {INDEX: with_faces(page, "html").encode()}

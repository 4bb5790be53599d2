"""The way through the stages: editions are ordered, printed, made where they are not current, and only then written.

    order → assemble → render → (unchanged? skip) → typeset → finish → proof → write

Everything of a run is made before its first file is touched, so a problem anywhere leaves the output folder as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from briefs import assets
from briefs.build import fingerprint
from briefs.build.feeds import Publication, feeds_listed, feeds_of
from briefs.build.folder import opened
from briefs.build.formats import FORMATS, USUAL_FORMATS, Job, Made, path_of, with_faces
from briefs.build.lock import Notice, locked
from briefs.build.manifest import CITATIONS, Artifact, Minded, is_current, read_manifest, sha256
from briefs.build.output import publish
from briefs.build.pages import Files, keep_record, prune_pages, record_if_known, what_changed
from briefs.build.printing import Printing, RenderedFile, keep_printed, printed, printings_of
from briefs.build.workers import (
    ReportProgress,
    ahead_with,
    all_of,
    given_or_spawned,
    make_all,
    parallel,
    rarely_collected,
)
from briefs.content.model import Library
from briefs.edition.budget import over_budget
from briefs.edition.citations import bibtex, csl_json
from briefs.edition.data import differs_by_day_alone, edition_json
from briefs.edition.edition import Edition, Facts, Order, assemble, context_at
from briefs.edition.selection import has_one_page
from briefs.errors import Problem, UntranslatedError, Where
from briefs.html.feed import FEED
from briefs.html.index import index_of
from briefs.html.policy import without_policy
from briefs.html.render import polished, render_index
from briefs.language.tables import Language
from briefs.language.typography import Change

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

    With `feed` the run also makes the feeds of what changed, since what is `published` where that is known. With
    `keep_day` an edition in which nothing but its day would be another keeps the day that it stands there with.
    """

    root: Path
    out: Path
    formats: tuple[str, ...] = USUAL_FORMATS
    workers: int = 1
    proof: bool = True
    force: bool = False
    whole_languages: bool = False
    explain: bool = False
    feed: bool = False
    published: Publication | None = None
    keep_day: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the artifacts that it made, those that were current, the paths that it removed, and what the
    languages lack that it left out, which editions are longer than they may be, and what a reader would mind in the
    layout, of files that were made or current. `standing` are the hashes of all files that the run stands
    for, and `reasons` why each was made or was not, by its path, where the run was to say so.
    """

    made: tuple[Artifact, ...]
    current: tuple[Artifact, ...]
    removed: tuple[str, ...]
    untranslated: tuple[Problem, ...] = ()
    over_budget: tuple[Problem, ...] = ()
    minded: tuple[Problem, ...] = ()
    standing: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[tuple[str, str], ...] = ()


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


@rarely_collected()
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
    files = Files(run.root)
    with locked(run.out, notice):
        earlier = {artifact.path: artifact for artifact in read_manifest(run.out)}
        if run.keep_day and not run.force:
            editions = tuple(_of_their_days(library, editions, earlier, files, run))
        sheets = tuple(printings_of(library, editions, files, run.formats, proof=run.proof, force=run.force))
        known = {} if run.force else _current(_inputs_known(sheets), earlier, run.out)
        to_print = [sheet for sheet in sheets if sheet.path not in known]
        most = min(run.workers, parallel(sheet.format for sheet in to_print))
        with given_or_spawned(executor, most) as pool, ahead_with(pool) as ahead:

            def begin(job: Job) -> None:
                if run.force or not _current({job.path: job.inputs}, earlier, run.out):
                    ahead.begin(job)

            jobs, words, untranslated = _printed(to_print, files, gather=run.whole_languages, begin=begin)
            editions = tuple(each for each in editions if untranslated.keys().isdisjoint(each.order.languages))
            sheets = tuple(each for each in sheets if untranslated.keys().isdisjoint(each.edition.order.languages))
            jobs = tuple(job for job in jobs if untranslated.keys().isdisjoint(job.order.languages))
            found = {} if run.force else _current({job.path: job.inputs for job in jobs}, earlier, run.out)
            current = {sheet.path: each for sheet in sheets if (each := known.get(sheet.path) or found.get(sheet.path))}
            beside, standing = _beside(library, editions, sheets, run)
            contents = make_all([job for job in jobs if job.path not in current], ahead, step)
        made = {job.path: _artifact(job, contents[job.path]) for job in jobs if job.path in contents}
        listed = {path: artifact for path, artifact in earlier.items() if _is_in(library, artifact)} | made
        pages = {path: file.content for path, file in contents.items()} | beside
        reasons = tuple(_reasons(sheets, files, run, earlier=earlier, known=known, current=current))
        feeds, no_feeds = _feeds(library, editions, orders, pages, run) if run.feed else ({}, ())
        pages |= feeds | _index(library, listed.values(), run, feeds)
        removed = publish(run.out, pages, listed.values(), gone=no_feeds)
        standing |= _standing(run.out, {**current, **made}, beside | feeds)
    prune_pages()
    left_out = tuple(problem for problems in untranslated.values() for problem in problems)
    words |= {sheet.path: sheet.known.words for sheet in sheets if sheet.path in known and sheet.known}
    too_long = tuple(_over_budget(library, editions, words, {**current, **made}, files))
    minded = tuple(problem for each in (made, current) for file in each.values() for problem in _minded(file))
    return Built(tuple(made.values()), tuple(current.values()), removed, left_out, too_long, minded, standing, reasons)


def _of_their_days(
    library: Library, editions: Iterable[Edition], earlier: Mapping[str, Artifact], files: Files, run: Run
) -> Iterator[Edition]:
    """The editions, those of the day that they stand there with in which nothing but the day would be another."""
    for edition in editions:
        paths = [path_of(edition.order.stem, format) for format in run.formats if FORMATS[format].medium]
        days = {earlier[path].as_of if path in earlier else "" for path in paths}
        day = date.fromisoformat(days.pop()) if len(days) == 1 and "" not in days else edition.as_of
        before = assemble(library, replace(edition.order, as_of=day)) if day < edition.as_of else edition
        same = before is not edition and differs_by_day_alone(before, edition)
        yield before if same and _all_current(library, before, earlier, files, run) else edition


def _all_current(library: Library, edition: Edition, earlier: Mapping[str, Artifact], files: Files, run: Run) -> bool:
    """Whether no file of an edition need be made."""
    sheets = tuple(printings_of(library, [edition], files, run.formats, proof=run.proof, force=False))
    inputs = {sheet.path: sheet.known.inputs if sheet.known else printed(sheet, files).job.inputs for sheet in sheets}
    return len(_current(inputs, earlier, run.out)) == len(sheets)


def _feeds(
    library: Library, editions: Sequence[Edition], orders: Iterable[Order], pages: Mapping[str, bytes], run: Run
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The feeds of a run by their paths, and the paths of those of earlier runs that go."""
    until = max(order.as_of for order in orders)
    with opened(run.out) as folder:
        feeds = feeds_of(
            library,
            editions,
            until,
            run.published,
            lambda path: (pages.get(path) or folder.held(path) or b"").decode(errors="replace"),
            run.root,
        )
        earlier = feeds_listed(folder.held(FEED), library.project.site or "")
    return feeds, tuple(path for path in (*earlier, FEED) if path not in feeds)


def _inputs_known(sheets: Iterable[Printing]) -> dict[str, str]:
    return {sheet.path: sheet.known.inputs for sheet in sheets if sheet.known}


def _printed(
    sheets: Iterable[Printing], files: Files, *, gather: bool, begin: Callable[[Job], None] = lambda job: None
) -> tuple[tuple[Job, ...], dict[str, int | None], Lacking]:
    """The jobs of files whose pages are not known, the words of those that are limited, by their paths, and where
    `gather` asks for it what languages lack of the templates' words; where not, that is a problem like any other.
    `begin` is given each job as soon as its page is rendered.
    """
    untranslated: Lacking = {}

    pages: list[RenderedFile] = []

    def print_one(sheet: Printing) -> None:
        try:
            pages.append(printed(sheet, files))
            begin(pages[-1].job)
        except UntranslatedError as error:
            if not gather:
                raise
            untranslated.setdefault(error.language, {}).update(dict.fromkeys(error.problems))

    try:
        all_of(partial(print_one, sheet) for sheet in sheets)
    finally:
        keep_printed(pages, files.root)
    return tuple(each.job for each in pages), {each.job.path: each.words for each in pages}, untranslated


def _reasons(
    sheets: Iterable[Printing],
    files: Files,
    run: Run,
    *,
    earlier: Mapping[str, Artifact],
    known: Container[str],
    current: Container[str],
) -> Iterator[tuple[str, str]]:
    """Why each file was made or was current, with its path, where the run is to say so."""
    for sheet in sheets if run.explain else ():
        before = earlier.get(sheet.path)
        if sheet.path in known:
            why = "current: nothing that it is made of has changed"
        elif sheet.path in current:
            why = "current: nothing that has changed is printed in it"
        elif run.force:
            why = "made: --force"
        elif before is None:
            why = "made: there was none"
        elif sheet.known and sheet.known.inputs == before.inputs:
            why = "made: the file that stands there is not what was made"
        else:
            found = what_changed(before.inputs, sheet.made_of, files) if sheet.made_of else ()
            why = f"made: {', '.join(found) or 'the file that stands there is not what was made'}"
        yield sheet.path, why


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
    library: Library,
    editions: Iterable[Edition],
    words: Mapping[str, int | None],
    artifacts: Mapping[str, Artifact],
    files: Files,
) -> Iterator[Problem]:
    """What is longer than the content allows; the pages of a current PDF are those that the manifest lists, and words
    are those of the page for paper, whatever formats were asked for.
    """
    for edition in editions:
        if edition.allowed.is_limited:
            path = path_of(edition.order.stem, "pdf")
            number = words.get(path)
            number = _words(library, edition, files) if number is None else number
            pages = artifacts[path].pages if path in artifacts else None
            yield from over_budget(edition.order.stem, edition.allowed, edition.items, pages=pages, words=number)


def _words(library: Library, edition: Edition, files: Files) -> int:
    """The words of an edition on paper, which no job of the run has counted."""
    (sheet,) = printings_of(library, [edition], files, ["pdf"], proof=True, force=False)
    return (sheet.known.words if sheet.known else printed(sheet, files).words) or 0


def print_all(library: Library, orders: Iterable[Order], run: Run) -> tuple[Job, ...]:
    """Every file of the run as a job, its page rendered; BriefsError with what is wrong in any template."""
    files = Files(run.root)
    editions = [assemble(library, order) for order in orders]
    sheets = printings_of(library, editions, files, run.formats, proof=run.proof, force=True)
    return _printed(sheets, files, gather=False)[0]


def check_pages(library: Library, orders: Iterable[Order], run: Run) -> None:
    """BriefsError with what is wrong in any template; a page that is known to have been rendered is not rendered
    again.
    """
    files = Files(run.root)
    editions = [assemble(library, order) for order in orders]
    sheets = printings_of(library, editions, files, run.formats, proof=run.proof, force=run.force)
    _printed([sheet for sheet in sheets if sheet.known is None], files, gather=False)
    prune_pages()


def mended(library: Library, orders: Iterable[Order], root: Path) -> tuple[tuple[str, Change], ...]:
    """What the typographic pass changes in each edition's text, with the edition's path; what was written right is not
    there.
    """
    return tuple(
        (order.stem, change) for order in orders for change in polished(assemble(library, order), root, "html")[1]
    )


def _beside(
    library: Library, editions: Sequence[Edition], sheets: Iterable[Printing], run: Run
) -> tuple[dict[str, bytes], dict[str, str]]:
    """What stands beside the pages, by its path: each edition as data, and each language's sources as citations; of
    data that is known to stand there already only the hash.
    """
    made_of = {sheet.edition.order.stem: sheet.made_of for sheet in sheets}
    files: dict[str, bytes] = {}
    standing: dict[str, str] = {}
    with opened(run.out) as folder:
        for edition in editions:
            stem = edition.order.stem
            path, own = f"{stem}.json", made_of.get(stem)
            if not run.force and (known := record_if_known(edition, own, folder, path)):
                standing[path] = known
            else:
                files[path] = edition_json(edition)
                keep_record(edition, own, files[path])
    for tag, edition in {edition.order.tag: edition for edition in editions}.items():
        context = context_at(library, edition.language, edition.as_of)
        files |= {f"{tag}/{CITATIONS[0]}": csl_json(context), f"{tag}/{CITATIONS[1]}": bibtex(context)}
    return files, standing


def _among(name: str, wanted: Sequence[str]) -> bool:
    return not wanted or name in wanted


def _current(inputs: Mapping[str, str], earlier: Mapping[str, Artifact], out: Path) -> dict[str, Artifact]:
    """What need not be made, of files by the hash of their inputs: listed with the same, and there with the bytes that
    are listed.
    """
    with opened(out) as folder:
        return {
            path: known
            for path, own in inputs.items()
            if (known := earlier.get(path)) and known.inputs == own and is_current(folder, known)
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


def _index(library: Library, artifacts: Iterable[Artifact], run: Run, feeds: Container[str]) -> dict[str, bytes]:
    """The list of all briefs by its path, or nothing where the one that stands there says the same and was made with
    the same program.
    """
    with opened(run.out) as folder:
        feed = FEED if FEED in feeds or (not run.feed and folder.has(FEED)) else None
        there = without_policy((folder.held(INDEX) or b"").decode(errors="replace"))
    page = render_index(index_of(library, artifacts, tuple(FORMATS), feed), run.root).replace(
        assets.FACES_PLACE, f"/* {fingerprint.fingerprint()} */\n{assets.FACES_PLACE}", 1
    )
    before, _, after = page.partition(assets.FACES_PLACE)
    if there.startswith(before) and there.endswith(after) and not run.force:
        return {}
    return {INDEX: with_faces(page, "html").encode()}

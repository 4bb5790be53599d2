"""Editions become pages, and pages jobs; a page that is known from an earlier run is not rendered again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefs import assets
from briefs.assets import Medium
from briefs.build.fingerprint import release
from briefs.build.formats import FORMATS, Job, path_of
from briefs.build.pages import Files, Ingredients, KnownPage, ingredients_of, keep_page, known_page
from briefs.content.model import Library
from briefs.edition.data import edition_json
from briefs.edition.digest import ALL_CLAIMS
from briefs.edition.edition import Edition, assemble
from briefs.edition.prose import set_prose
from briefs.edition.receipt import origin_of, origin_text
from briefs.edition.rows import tabled
from briefs.html.length import printed_words
from briefs.html.parallel import side_by_side
from briefs.html.render import render, render_rows
from briefs.pdf.description import Record
from briefs.reading import noted


@dataclass(frozen=True, kw_only=True, slots=True)
class Printing:
    """One file of an edition before its page is rendered: what decides the page, where that can be told, and what is
    known of it from an earlier run.
    """

    library: Library
    edition: Edition
    format: str
    record: Record
    proof: bool
    made_of: Ingredients | None
    known: KnownPage | None

    @property
    def path(self) -> str:
        """Where the file goes, from the output folder."""
        return path_of(self.edition.order.stem, self.format)

    @property
    def what(self) -> str:
        """What beside its ingredients decides the job of a page."""
        return ", ".join([self.format, f"proof {self.proof}", *map(release, FORMATS[self.format].extra)])


def printings_of(
    library: Library, editions: Iterable[Edition], files: Files, formats: Iterable[str], *, proof: bool, force: bool
) -> Iterator[Printing]:
    """The files of the editions in their order, one of rows where there are any; with `force` nothing is known."""
    for edition in editions:
        record = replace(record_of(edition), origin=origin_text(origin_of(library, edition)))
        other = edition.order.other_half
        beside = assemble(library, other) if other else None
        made_of = ingredients_of(edition, beside, repr(record), files.root)
        for format in formats:
            if FORMATS[format].medium is None and not tabled(edition).has_rows:
                continue
            bare = Printing(
                library=library, edition=edition, format=format, record=record, proof=proof, made_of=made_of, known=None
            )
            known = known_page(made_of, files, what=bare.what) if made_of and not force else None
            yield replace(bare, known=known)


class RenderedFile(NamedTuple):
    """The job of a file whose page was rendered, its words where somebody limits them, and what to keep of it for later
    runs.
    """

    job: Job
    words: int | None
    page: KnownPage | None
    what: str


def printed(printing: Printing, files: Files) -> RenderedFile:
    """The page of a file, rendered; BriefsError with what is wrong in a template."""
    edition, medium = printing.edition, FORMATS[printing.format].medium
    with noted() as readings:
        page = page_of(printing.library, edition, files.root, medium)
        job = Job(
            order=edition.order,
            format=printing.format,
            page=page,
            record=printing.record,
            files=assets.referred(page, files.root) | assets.own_styles(files.root, FORMATS[printing.format].styles),
            proof=printing.proof,
        )
    words = printed_words(page) if edition.allowed.is_limited and medium == "pdf" else None
    known = None
    if printing.made_of:
        read_claims = readings.pop(ALL_CLAIMS, None) is not None
        known = KnownPage(
            inputs=job.inputs,
            words=words,
            ingredients=printing.made_of,
            reads=dict(files.named(readings)),
            read_claims=read_claims,
        )
    return RenderedFile(job, words, known, printing.what)


def keep_printed(printings: Iterable[RenderedFile], root: Path) -> None:
    """Keeps what pages were made of, those that no file has changed under since."""
    now = Files(root)
    for each in printings:
        if each.page:
            keep_page(each.page, now, what=each.what)


def page_of(library: Library, edition: Edition, root: Path, medium: Medium | None) -> str:
    """The page of an edition, or for no medium its rows; a parallel one has both languages, statement by statement, or
    one behind the other.
    """
    one: Callable[[Edition], str] = (
        partial(render, root=root, medium=medium) if medium else partial(render_rows, root=root)
    )
    page = one(edition)
    if (other := edition.order.other_half) is None:
        return page
    beside = one(assemble(library, other))
    if not medium:
        return f"{page}\n\n{beside}"
    return side_by_side(page, beside, (edition.language, other.language), name=f"templates/{edition.template}")


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

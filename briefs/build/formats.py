"""What an edition can become: one entry for each format, and a job that makes one file from the bytes it carries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefs import assets, limits
from briefs.assets import Medium
from briefs.build import fingerprint
from briefs.edition.edition import Order
from briefs.errors import BriefsError, Problem, Where
from briefs.fonts import face_css
from briefs.html.policy import with_policy
from briefs.html.receipt import with_receipt
from briefs.language.tables import languages, locale
from briefs.pdf.description import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One file to make, with all that decides its bytes: it can be made in another process or on another machine.

    `files` holds what the page refers to, by its path from the project's root.
    """

    order: Order
    format: str
    page: str
    record: Record
    files: Mapping[str, bytes] = field(default_factory=dict)
    proof: bool = True

    @property
    def path(self) -> str:
        """Where the file goes, from the output folder."""
        return path_of(self.order.stem, self.format)

    @property
    def inputs(self) -> str:
        """SHA-256 over everything that decides the file's bytes: the same inputs need not be made again."""
        files = [_sha256(content) for content in self.files.values()]
        program = [fingerprint.fingerprint(), *map(fingerprint.release, FORMATS[self.format].extra)]
        parts = [*program, self.format, self.page, repr(self.record), f"proof {self.proof}", *files]
        return _sha256("\0".join(parts).encode())


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file; `pages` where the format has them, and what a reader of them would mind."""

    content: bytes
    pages: int | None = None
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """How a file of one kind is made: from the page for which medium, by which function, with which files of `styles/`
    and which distributions of an extra, and whether it takes so long that a process of its own is worth it.

    One that is not `usual` is made only where it is asked for; one for no medium is made from the rows of an edition,
    where it has any.
    """

    suffix: str
    medium: Medium | None
    make: Callable[[Job], Made]
    styles: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    parallel: bool = False
    usual: bool = True


def make(job: Job) -> Made:
    """The finished file; BriefsError where the typesetter warns, the proof fails, or the brief has no end."""
    try:
        with limits.limited(limits.TYPESETTING, job.path):
            return FORMATS[job.format].make(job)
    except limits.LimitReached as error:
        hint = "Is a section, a table or a picture far too large?"
        raise BriefsError(Problem(Where(job.path), str(error), hint)) from None


def path_of(stem: str, format: str) -> str:
    """Where an edition's file of a format goes, from the output folder; KeyError where there is no such format."""
    return f"{stem}.{FORMATS[format].suffix}"


def with_faces(page: str, medium: Medium) -> str:
    """A page with the rules of the faces in their place, and for a screen with its policy, which tells them too."""
    page = page.replace(assets.FACES_PLACE, face_css(medium, page), 1)
    return with_policy(page) if medium == "html" else page


def _html(job: Job) -> Made:
    return html_of(job.page, job.record)


def html_of(page: str, record: Record) -> Made:
    """A page for a screen as a finished file, with its receipt where the record says what it stands on."""
    page = with_faces(page, "html")
    return Made((with_receipt(page, record.origin) if record.origin else page).encode())


def _pdf(job: Job) -> Made:
    return pdf_of(job.page, name=job.path, files=job.files, record=job.record, proven=job.proof)


def pdf_of(page: str, *, name: str, files: Mapping[str, bytes], record: Record, proven: bool = True) -> Made:
    """A page for paper as a finished PDF, proven where that is asked for; BriefsError, at the name, as for `make`."""
    # here, because only a PDF that is really made is worth the second that importing takes
    from briefs.pdf.finish import finish, proof
    from briefs.pdf.typeset import typeset

    sheets = typeset(with_faces(page, "pdf"), name=name, files=files, record=record)
    pdf = finish(sheets, record)
    if proven and (problems := proof(pdf, record, name=name, pages=sheets.pages, structure=sheets.structure)):
        raise BriefsError(*problems)
    return Made(pdf, sheets.pages, sheets.warnings)


def _word(job: Job) -> Made:
    from briefs.office.word import word

    tags = {language: str(locale(language)).replace("_", "-") for language in languages()}
    return Made(word(job.page, job.record, job.files, tags, name=job.path))


def _markdown(job: Job) -> Made:
    from briefs.office.markdown import markdown

    return Made(markdown(job.page, job.record, name=job.path))


def _sheet(job: Job) -> Made:
    from briefs.office.sheet import sheet

    return Made(sheet(job.page))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_PANDOC = ("pypandoc_binary",)
_DRAWING = ("pypdfium2", "pillow")
FORMATS: Mapping[str, Format] = {
    "html": Format(suffix="html", medium="html", make=_html),
    "pdf": Format(suffix="pdf", medium="pdf", make=_pdf, parallel=True),
    "docx": Format(
        suffix="docx",
        medium="word",
        make=_word,
        styles=("reference.docx",),
        extra=_PANDOC + _DRAWING,
        parallel=True,
        usual=False,
    ),
    "md": Format(suffix="md", medium="word", make=_markdown, extra=_PANDOC, usual=False),
    "csv": Format(suffix="csv", medium=None, make=_sheet, usual=False),
}
USUAL_FORMATS = tuple(name for name, format in FORMATS.items() if format.usual)

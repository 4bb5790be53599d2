"""One file of a meeting's papers: all that decides its bytes, and how it is made from that, in any process."""

from __future__ import annotations

import functools
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from briefs import limits
from briefs.build import fingerprint
from briefs.build.formats import Made, html_of, pdf_of
from briefs.errors import BriefsError, Problem, Where
from briefs.language.tables import Language
from briefs.meetings.listed import PackKind, PaperKind, Readers
from briefs.pdf.description import Record

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_READABLE = 0o644 << 16
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')  # on Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """The original of an attachment: the number of its item, its own there, its name, and its bytes.

    `title` is its bookmark, and `where` its place in the content.
    """

    item: str
    number: int
    name: str
    title: str
    content: bytes
    where: Where

    @property
    def is_pdf(self) -> bool:
        """Whether its pages can stand behind those of the papers."""
        return b"%PDF-" in self.content[:1024]

    @property
    def place(self) -> str:
        """Its path in the archive: the folder of its item, and its number before its name, on any system."""
        folder = re.sub(r"[^\w.-]+", "-", self.item).strip(".") or "-"
        return f"{folder}/{self.number}-{_NOT_IN_NAMES.sub('-', self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperJob:
    """One file to make. `files` holds what the page refers to by its path, `attached` what goes behind or into it."""

    name: str
    kind: PaperKind
    page: str
    record: Record
    lang: Language
    document: PackKind
    readers: Readers
    files: Mapping[str, bytes] = field(default_factory=dict)
    attached: tuple[AttachedFile, ...] = ()
    proof: bool = True

    @property
    def inputs(self) -> str:
        """SHA-256 over everything that decides the file's bytes."""
        carried = [*self.files.values(), *(each.content for each in self.attached)]
        named = [f"{each.place} {each.title}" for each in self.attached]
        made_with = (fingerprint.fingerprint(), _own_code(), f"proof {self.proof}")
        parts = (*made_with, self.kind, self.page, repr(self.record), *named, *map(_hash, carried))
        return _hash("\0".join(parts).encode())


def make_paper(job: PaperJob) -> Made:
    """The finished file; BriefsError as for a brief, and for attachments that cannot be opened."""
    if job.kind == "html":
        return html_of(job.page, job.record)
    if job.kind == "zip":
        return Made(archive((each.place, each.content) for each in job.attached))
    try:
        with limits.limited(limits.TYPESETTING, job.name):
            made = pdf_of(job.page, name=job.name, files=job.files, record=job.record, proven=job.proof)
    except limits.LimitReached as error:
        raise BriefsError(
            Problem(Where(job.name), str(error), "Is a section, a table or a picture far too large?")
        ) from None
    return made if job.kind == "pdf" else _with_attached(made, job)


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of files by their path, in the order of the paths; equal files give equal bytes, since nothing is pressed
    and nothing tells when or by whom. A path that is taken, as two item numbers may give it, has another folder.
    """
    written = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as zipped:
        for path, content in sorted(files):
            while path.casefold() in taken:
                path = path.replace("/", "-2/", 1)
            taken.add(path.casefold())
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.external_attr, entry.create_system = _READABLE, 3
            zipped.writestr(entry, content)
    return written.getvalue()


def title_and_summary(page: str) -> tuple[str, str]:
    """What a page says that it is called, and what it holds, in the words of its templates."""
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    summary = re.search(r'<meta name="description" content="([^"]*)"', page)
    return _plain(title), _plain(summary)


def _with_attached(made: Made, job: PaperJob) -> Made:
    from briefs.pdf.finish import Enclosure, with_enclosures

    enclosures = [
        Enclosure(title=each.title, content=each.content, where=each.where) for each in job.attached if each.is_pdf
    ]
    return Made(with_enclosures(made.content, enclosures, job.record), None, made.warnings)


@functools.cache
def _own_code() -> str:
    """SHA-256 over the code of this stage, which decides what goes into an archive and in which order."""
    return _hash(b"\0".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))))


def _plain(found: re.Match[str] | None) -> str:
    return " ".join(unescape(found[1]).split()) if found else ""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

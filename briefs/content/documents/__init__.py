"""The documents themselves: their paragraphs, and fingerprints by which a changed paragraph is known without keeping
its text.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from briefs.content.documents.blocks import WRAPPED, in_blocks, in_lines
from briefs.content.documents.docx import of_word
from briefs.content.documents.html import of_page
from briefs.content.documents.pdf import of_pdf
from briefs.content.documents.reading import WESTERN, Read, UnreadableError, decoded
from briefs.content.model import Encoding, Library, ReadAs
from briefs.errors import BriefsError, Problem, Where
from briefs.files import LARGEST_DOCUMENT, read_bytes
from briefs.limits import DOCUMENT, LimitReached, limited

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’‚‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", None),
    }
)
_WAYS: Mapping[str, ReadAs] = {".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf"}


@dataclass(frozen=True)
class Document:
    """One document: its file's name and SHA-256, its paragraphs, counted from 1, and what was assumed to read them."""

    file: str
    sha256: str
    paragraphs: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """SHA-256 of each paragraph's normalised text."""
        return tuple(map(fingerprint, self.paragraphs))

    def paragraph(self, number: int) -> str | None:
        """The paragraph with that number, or None."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None


def document(file: str, content: bytes, how: ReadAs | None = None, *, encoding: Encoding | None = None) -> Document:
    """A document from its bytes, read as `how` or as the end of its name says; BriefsError where it cannot be."""
    try:
        with limited(DOCUMENT, file):
            found = _read(how or way_of(file), content, encoding)
    except UnreadableError as error:
        raise BriefsError(Problem(Where(file), f"{file} {error.what}", error.hint)) from None
    except LimitReached as error:
        raise BriefsError(Problem(Where(file), str(error), "Give its text as a .txt")) from None
    return Document(file, hashlib.sha256(content).hexdigest(), found.paragraphs, found.warnings)


def way_of(file: str) -> ReadAs:
    """How a document is read where nobody says it: by the end of its name, or else as lines."""
    return _WAYS.get(Path(file).suffix.lower(), "lines")


def read_document(
    path: Path, how: ReadAs | None = None, *, encoding: Encoding | None = None, root: Path | None = None
) -> Document:
    """A document from its file, with warnings of what had to be assumed; BriefsError where it is missing, lies outside
    `root` (its own folder where nothing is said) or cannot be read.
    """
    content = read_bytes(path, root=root or path.parent, name=path.name, largest=LARGEST_DOCUMENT)
    return document(path.name, content, how, encoding=encoding)


class WayToRead(NamedTuple):
    """How a document is to be read, as its source says it; None where its name and its bytes tell."""

    read: ReadAs | None = None
    encoding: Encoding | None = None


def first_read(path: Path) -> tuple[Document, WayToRead]:
    """A document that no source describes yet, and what its source is to say so that it is always read like this: lines
    wrapped at a width are blocks, and an encoding that shows is named. BriefsError where it cannot be read.
    """
    told = read_document(path).warnings
    reading = WayToRead("blocks" if WRAPPED in told else None, "cp1252" if WESTERN in told else None)
    return read_document(path, reading.read, encoding=reading.encoding), reading


def read_documents(folder: Path, library: Library) -> dict[str, Document]:
    """The documents of the library's sources by source id; those that are not in the folder are left out.

    BriefsError where the folder is none, or a document cannot be read.
    """
    found: dict[str, Document] = {}
    problems: list[Problem] = []
    for source in library.sources.values():
        path = folder / source.file
        if not os.path.lexists(path):
            continue
        try:
            content = read_bytes(path, root=folder, name=source.file, largest=LARGEST_DOCUMENT)
            found[source.id] = document(source.file, content, source.read, encoding=source.encoding)
        except BriefsError as error:
            problems.extend(Problem(source.where.at("file"), problem.what, problem.hint) for problem in error.problems)
    if problems:
        raise BriefsError(*problems)
    return found


def _read(how: ReadAs, content: bytes, encoding: Encoding | None) -> Read:
    """The paragraphs; a library is loaded where a document needs it."""
    if how == "docx":
        return of_word(content)
    if how == "pdf":
        return of_pdf(content)
    if how == "html":
        return of_page(content, encoding)
    text, warnings = decoded(content, encoding)
    if not text.strip():
        raise UnreadableError("is a file without text", "Has it been saved?")
    paragraphs, more = in_blocks(text) if how == "blocks" else in_lines(text)
    return Read(paragraphs, (*warnings, *more))


def normalised(text: str) -> str:
    """The text as its fingerprint sees it: composed letters, single spaces, plain quotation marks and dashes."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_ALIKE)).strip()


def fingerprint(text: str) -> str:
    """SHA-256 of the normalised text, in hexadecimal."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


def paragraphs_of(documents: Mapping[str, Document]) -> list[tuple[str, int, str]]:
    """Every paragraph with its source's id and its number."""
    return [
        (id, number, text) for id, found in documents.items() for number, text in enumerate(found.paragraphs, start=1)
    ]

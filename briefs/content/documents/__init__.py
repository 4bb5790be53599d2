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

from briefs.content.model import Library
from briefs.errors import BriefsError, Problem
from briefs.files import read_bytes

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’‚‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", None),
    }
)


@dataclass(frozen=True)
class Document:
    """One document: its file's name and SHA-256, and its paragraphs, which are its non-empty lines, from 1."""

    file: str
    sha256: str
    paragraphs: tuple[str, ...]

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """SHA-256 of each paragraph's normalised text."""
        return tuple(map(fingerprint, self.paragraphs))

    def paragraph(self, number: int) -> str | None:
        """The paragraph with that number, or None."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None


def document(file: str, content: bytes) -> Document:
    """A document from its bytes; UnicodeDecodeError where they are no UTF-8."""
    lines = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(
        file, hashlib.sha256(content).hexdigest(), tuple(stripped for line in lines if (stripped := line.strip()))
    )


def read_documents(folder: Path, library: Library) -> dict[str, Document]:
    """The documents of the library's sources by source id; those that are not in the folder are left out.

    BriefsError where the folder is none, or a document is no UTF-8 text.
    """
    found: dict[str, Document] = {}
    problems: list[Problem] = []
    for source in library.sources.values():
        path = folder / source.file
        if not os.path.lexists(path):
            continue
        try:
            found[source.id] = document(source.file, read_bytes(path, root=folder, name=source.file))
        except BriefsError as error:
            problems.extend(Problem(source.where.at("file"), problem.what, problem.hint) for problem in error.problems)
        except UnicodeDecodeError as error:
            problems.append(
                Problem(source.where.at("file"), f"{source.file} is no UTF-8 text: byte {error.start} cannot be read")
            )
    if problems:
        raise BriefsError(*problems)
    return found


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

"""Foreign PDFs behind a finished one, in one file for whoever prints or annotates all of it; it claims no conformance,
since nobody here can answer for foreign pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf

from briefs.errors import BriefsError, Problem, Where
from briefs.pdf.description import Record
from briefs.pdf.finish.metadata import write_packet

_HARMLESS = frozenset({"/URI", "/GoTo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A foreign file: its bookmark, its bytes, and where it is named, for problems."""

    title: str
    content: bytes
    where: Where


def with_enclosures(pdf: bytes, enclosures: Iterable[Enclosure], record: Record) -> bytes:
    """The pages of a finished PDF and of the files, each with its bookmark; equal input gives equal bytes. BriefsError
    for every file that cannot be opened.

    What a foreign page would run, send or open is taken out; its annotations and filled-in forms stay to be read.
    """
    problems = []
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        marks = []
        for enclosure in enclosures:
            try:
                with pikepdf.open(io.BytesIO(enclosure.content)) as foreign:
                    marks.append((enclosure.title, len(whole.pages)))
                    whole.pages.extend(foreign.pages)
            except pikepdf.PasswordError:
                problems.append(Problem(enclosure.where, "this PDF is encrypted", "Attach a copy without a password"))
            except pikepdf.PdfError:
                hint = "Open it and save it anew, or attach another copy"
                problems.append(Problem(enclosure.where, "this PDF is broken and cannot be read", hint))
        if problems:
            raise BriefsError(*problems)
        first = marks[0][1] if marks else len(whole.pages)
        for page in whole.pages[first:]:
            _disarm(page.obj)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in marks)
        write_packet(whole, record, claims=False)
        finished = io.BytesIO()
        whole.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=True,
            fix_metadata_version=False,
        )
    return finished.getvalue()


def _disarm(page: Any) -> None:
    """Takes actions away, and the numbers by which the page is found in a tag tree that is not here."""
    for key in ("/AA", "/StructParents"):
        if key in page:
            del page[key]
    for annotation in page.get("/Annots", pikepdf.Array()):
        if "/A" in annotation and str(annotation.A.get("/S", "")) not in _HARMLESS:
            del annotation["/A"]
        for key in ("/AA", "/StructParent"):
            if key in annotation:
                del annotation[key]

"""Foreign PDFs behind a finished one, in one file for whoever prints or annotates all of it; it claims no conformance,
since nobody here can answer for foreign pages.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf

from briefs.errors import BriefsError, Problem, Where
from briefs.pdf.description import Record
from briefs.pdf.finish.metadata import write_packet
from briefs.pdf.finish.saving import saved

_HARMLESS = frozenset({"/URI", "/GoTo"})
_CARRIERS = frozenset({"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"})
"""Annotations that carry files or play them: nobody sees on paper what they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A foreign file: its bookmark, its bytes, and where it is named, for problems."""

    title: str
    content: bytes
    where: Where


def with_enclosures(pdf: bytes, enclosures: Iterable[Enclosure], record: Record) -> bytes:
    """The pages of a finished PDF and of the files, each with its bookmark; equal input gives equal bytes. BriefsError
    for every file that cannot be opened.

    What a foreign page would run, send, play or open is taken out, with the files that it carries; its other
    annotations and filled-in forms stay to be read.
    """
    problems = []
    no_forms = warnings.catch_warnings(action="ignore", category=pikepdf.PageCopyWarning)  # they are to be read only
    with no_forms, pikepdf.open(io.BytesIO(pdf)) as whole:
        marks = []
        for enclosure in enclosures:
            try:
                with pikepdf.open(io.BytesIO(enclosure.content)) as foreign:
                    first = len(whole.pages)
                    whole.pages.extend(foreign.pages)
                if len(whole.pages) > first:
                    marks.append((enclosure.title, first))
                else:
                    problems.append(Problem(enclosure.where, "this PDF has no pages", "Attach another copy"))
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
        return saved(whole)


def _disarm(page: Any) -> None:
    """Takes actions away, and the numbers by which the page is found in a tag tree that is not here."""
    _take(page, "/AA", "/AF", "/StructParents")
    annotations = page.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        page.Annots = annotations = pikepdf.Array([each for each in annotations if not _carries(each)])
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        action = annotation.get("/A")
        if not isinstance(action, pikepdf.Dictionary) or str(action.get("/S", "")) not in _HARMLESS:
            _take(annotation, "/A")
        else:
            _take(action, "/Next")
        _take(annotation, "/AA", "/AF", "/StructParent")
        _disarm_fields(annotation.get("/Parent"))


def _carries(annotation: Any) -> bool:
    """Whether an annotation holds a file, or is the window of one that does, or an answer to it."""
    if not isinstance(annotation, pikepdf.Dictionary):
        return False
    of = (annotation, annotation.get("/Parent"), annotation.get("/IRT"))
    return any(isinstance(each, pikepdf.Dictionary) and str(each.get("/Subtype", "")) in _CARRIERS for each in of)


def _disarm_fields(field: Any) -> None:
    """Takes actions from the fields that the widget of a form belongs to, however they lead to each other."""
    seen = set()
    while isinstance(field, pikepdf.Dictionary) and field.objgen not in seen:
        seen.add(field.objgen)
        _take(field, "/A", "/AA")
        field = field.get("/Parent")


def _take(dictionary: Any, *keys: str) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]

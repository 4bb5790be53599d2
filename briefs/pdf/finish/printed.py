"""What a finished PDF says to its reader, passage by passage, and the receipt that it carries of it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pikepdf

from briefs.edition.receipt import PrintedPassage
from briefs.pdf.finish.lettering import even
from briefs.pdf.finish.metadata import ATTACHMENT, RECEIPT_NAMESPACE
from briefs.pdf.finish.sheets import Sheets, StructureTag, several

_STREAM = re.compile(
    r"^(?:stream )?<?(?:_io\.)?BytesIO object(?: at 0x[0-9a-f]+>)?: "
)  # as pikepdf names what it reads
_RUNNING_ON = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong"})
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
_DESCRIPTION = ("/Title", "/Author", "/Subject", "/Keywords")


def receipt_and_passages(content: bytes) -> tuple[str | None, tuple[PrintedPassage, ...]]:
    """The receipt in a PDF, None where it carries none, and the passages that it has; ValueError where the bytes are no
    PDF that can be read.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            receipt = _receipt(pdf)
            return receipt, passages(pdf) if receipt is not None else ()
    except pikepdf.PasswordError:
        raise ValueError("it is encrypted") from None
    except (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise ValueError(_STREAM.sub("", str(error)) or "it is broken") from None


def passages(pdf: pikepdf.Pdf) -> tuple[PrintedPassage, ...]:
    """The blocks of the tag tree in reading order, then what each page paints, and last what the file says of itself
    and carries.
    """
    sheets = Sheets(pdf)
    return (*_blocks(sheets), *_pages(sheets), *_description(pdf))


def _blocks(sheets: Sheets) -> Iterator[PrintedPassage]:
    heading = ""
    for tag in sheets.tags:
        if tag.kind in _RUNNING_ON and tag.parent is not None and tag.parent.kind:
            continue
        marks = sorted(_marks(tag))
        spelt = [sheets.spelt(page, mcid) for page, mcid in marks]
        said = [str(each.entry[key]) for each in _inside(tag) for key in ("/Alt", "/E") if key in each.entry]
        if not spelt and not said:
            continue
        words = " ".join(" ".join([*spelt, *said]).split())
        heading = words if tag.kind in _HEADINGS else heading
        yield PrintedPassage(content=f"{tag.kind} {even(''.join(spelt))} {' '.join(said)}", words=words, under=heading)


def _inside(tag: StructureTag) -> Iterator[StructureTag]:
    """The element and what runs on in its lines."""
    yield tag
    for kid in tag.kids:
        if kid.kind in _RUNNING_ON:
            yield from _inside(kid)


def _marks(tag: StructureTag) -> Iterator[tuple[int, int]]:
    return (mark for each in _inside(tag) for mark in each.marks)


def _pages(sheets: Sheets) -> Iterator[PrintedPassage]:
    """What each page paints, byte by byte, with what lies upon it: links, comments, forms."""
    for number, page in enumerate(sheets.pages, 1):
        painted = hashlib.sha256(b"\n".join(part.read_bytes() for part in several(page.get("/Contents"))))
        upon = [_annotation(each) for each in several(page.get("/Annots"))]
        content = f"page {number} {painted.hexdigest()} {' '.join(upon)}"
        yield PrintedPassage(content=content, words="", under=f"page {number}")


def _annotation(annotation: Any) -> str:
    action = annotation.get("/A", pikepdf.Dictionary())
    where = annotation.get("/Dest", action.get("/D", action.get("/URI", "")))
    target = where if isinstance(where, pikepdf.String) else ""
    return f"{annotation.get('/Subtype', '')} {annotation.get('/Contents', '')} {target}"


def _description(pdf: pikepdf.Pdf) -> Iterator[PrintedPassage]:
    information = pdf.trailer.get("/Info", pikepdf.Dictionary())
    words = " ".join(str(information[key]) for key in _DESCRIPTION if key in information)
    yield PrintedPassage(content=f"description {words}", words="", under="the description of the file")
    for file in several(pdf.Root.get("/AF")):
        digest = hashlib.sha256(file.EF.F.read_bytes()).hexdigest()
        yield PrintedPassage(content=f"attachment {digest}", words="", under=ATTACHMENT)


def _receipt(pdf: pikepdf.Pdf) -> str | None:
    metadata = pdf.Root.get("/Metadata")
    try:
        packet = None if metadata is None else ElementTree.fromstring(metadata.read_bytes())
    except ElementTree.ParseError:
        return None
    return None if packet is None else packet.findtext(f".//{{{RECEIPT_NAMESPACE}}}receipt")

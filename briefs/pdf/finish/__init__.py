"""Typeset pages become an archivable, accessible PDF (PDF/A-2a or -3a with PDF/UA-1, or PDF/A-4 with PDF/UA-2), and are
checked: the only folder with pikepdf.

`finish` gives the bytes to write; `proof` reads such bytes again, knowing nothing of how they were made.
"""

from __future__ import annotations

import io

import pikepdf

from briefs.edition.receipt import receipt_text
from briefs.pdf.description import Record
from briefs.pdf.finish.enclosed import Enclosure, with_enclosures
from briefs.pdf.finish.metadata import describe, write_packet
from briefs.pdf.finish.printed import passages, receipt_and_passages
from briefs.pdf.finish.proofs import claimed, proof
from briefs.pdf.finish.saving import saved
from briefs.pdf.finish.second import as_second
from briefs.pdf.finish.tags import write_tags
from briefs.pdf.tagtree import Typeset

__all__ = ["Enclosure", "claimed", "finish", "proof", "receipt_and_passages", "with_enclosures"]


def finish(typeset: Typeset, record: Record) -> bytes:
    """The finished PDF: tag tree, attachment, one XMP packet with the receipt of all else; equal input gives equal
    bytes.
    """
    with pikepdf.open(io.BytesIO(typeset.pdf)) as pdf:
        anchors = write_tags(pdf, typeset.structure, record.language)
        describe(pdf, record)
        if record.conformance == "a-4":
            as_second(pdf, anchors)
        write_packet(pdf, record, receipt_text(record.origin, passages(pdf)) if record.origin else None)
        return saved(pdf, "2.0" if record.conformance == "a-4" else "")

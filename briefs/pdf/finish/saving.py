"""How a PDF becomes bytes: the same objects give the same bytes."""

from __future__ import annotations

import io

import pikepdf


def saved(pdf: pikepdf.Pdf, version: str = "") -> bytes:
    """The bytes of a PDF, of a version if one is given; the identifier follows from the content."""
    finished = io.BytesIO()
    pdf.save(
        finished,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=True,
        fix_metadata_version=False,
        force_version=version,
    )
    return finished.getvalue()

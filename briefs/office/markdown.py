"""A page as Markdown: CommonMark with tables, footnotes and a head of metadata, and no HTML in it."""

from __future__ import annotations

from typing import Any

from briefs.office.pandoc import tree_of, written
from briefs.office.tree import Dialect, plain
from briefs.pdf.description import Record

_FLAVOUR = "--to=gfm-raw_html-tex_math_dollars+footnotes+yaml_metadata_block"


def markdown(page: str, record: Record, *, name: str) -> bytes:
    """The Markdown of a page, in UTF-8; BriefsError where pandoc is not there."""
    tree = tree_of(page, name)
    tree["blocks"] = plain(tree["blocks"], Dialect(flat=True))
    tree["meta"] = _metadata(record)
    return written(tree, name, _FLAVOUR, "--standalone", "--wrap=none")


def _metadata(record: Record) -> dict[str, Any]:
    """What stands at the head, for the programs that read it there."""
    said = {
        "title": record.title,
        "lang": record.language,
        "date": record.created.isoformat(),
        "author": record.publisher,
        "description": record.summary,
    }
    words: dict[str, Any] = {key: _string(value) for key, value in said.items() if value}
    return words | {"keywords": {"t": "MetaList", "c": [_string(each) for each in record.keywords]}}


def _string(text: str) -> dict[str, str]:
    return {"t": "MetaString", "c": text}

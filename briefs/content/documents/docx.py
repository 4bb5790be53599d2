"""The only module with python-docx: a Word document becomes paragraphs, as it reads with all changes accepted."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from briefs.content.documents.html import CELLS
from briefs.content.documents.reading import Read, UnreadableError, filled

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {_FALLBACK, *(_WORD + name for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "sectPr", "sdtPr"))}
_SPACES = {_WORD + name for name in ("tab", "br", "cr")}
_FOOTNOTES = ("footnotes", "endnotes")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_UNPACKED = 200_000_000  # bytes; a report of a thousand pages has five million
_OLD = b"\xd0\xcf\x11\xe0"
_SAVE = "Open it in a word processor and save it as .docx anew"
_Node = Any  # lxml carries no types


def of_word(content: bytes) -> Read:
    """Its paragraphs, items, rows of tables and text boxes, then its footnotes; what was deleted is left out."""
    docx = _library()
    _refuse_bad_archives(content)
    try:
        opened = docx.Document(BytesIO(content))
        roots = [opened.element.body, *_notes(opened.part)]
    except (KeyError, ValueError, TypeError, SyntaxError, AttributeError, OSError, zlib.error, zipfile.BadZipFile):
        raise UnreadableError("is a broken Word document", _SAVE) from None
    found = filled(text for root in roots if root is not None for text in _texts(root))
    if not found:
        raise UnreadableError("is a Word document without text", "Are its pages pictures? Give their text as a .txt")
    return Read(found)


def _library() -> Any:
    try:
        import docx  # here, because it is an extra
    except ModuleNotFoundError:
        raise UnreadableError(
            "is a Word document, for which python-docx is needed", "pip install 'policy-briefs[documents]'"
        ) from None
    return docx


def _refuse_bad_archives(content: bytes) -> None:
    if content.startswith(_OLD):
        raise UnreadableError("is an old or encrypted Word document", _SAVE + ", without a password")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _UNPACKED:
                what = f"is a Word document of more than {_UNPACKED // 1_000_000} MB unpacked"
                raise UnreadableError(what, "Take its pictures out, or give its text as a .txt")
            if "word/document.xml" in archive.namelist() and b"<!" in archive.read("word/document.xml")[:1000]:
                raise UnreadableError("is a Word document that declares entities, which none does", _SAVE)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
        raise UnreadableError("is no Word document, or a broken one", _SAVE) from None


def _notes(part: Any) -> Iterator[_Node]:
    """Footnotes and endnotes, without the lines that part them from the text."""
    from docx.oxml import parse_xml

    for kind in _FOOTNOTES:
        for relation in part.rels.values():
            if relation.reltype == _RELATION + kind:
                yield from (note for note in parse_xml(relation.target_part.blob) if not note.get(_WORD + "type"))


def _texts(node: _Node) -> Iterator[str]:
    """The text of each paragraph and row below a node; one whose mark was deleted goes on in the next."""
    begun = ""
    for child in node:
        if child.tag == _WORD + "p":
            begun += _text(child)
            if child.find(f"{_WORD}pPr/{_WORD}rPr/{_WORD}del") is None:
                yield begun
                begun = ""
                for box in _outermost(child, _WORD + "txbxContent"):
                    yield from _texts(box)
        elif child.tag == _WORD + "tr":
            yield CELLS.join(filter(None, (" ".join(filled(_texts(cell))) for cell in _outermost(child, _WORD + "tc"))))
        elif child.tag not in _LEFT_OUT:
            yield from _texts(child)
    yield begun


def _outermost(node: _Node, tag: str) -> Iterator[_Node]:
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _outermost(child, tag)


def _text(node: _Node) -> str:
    """What is seen of a paragraph; text boxes are paragraphs of their own."""
    parts = []
    for child in node:
        if child.tag == _WORD + "t":
            parts.append(child.text or "")
        elif child.tag in _SPACES:
            parts.append(" ")
        elif child.tag == _WORD + "noBreakHyphen":
            parts.append("-")
        elif child.tag not in _LEFT_OUT and child.tag != _WORD + "txbxContent" and not _is_hidden(child):
            parts.append(_text(child))
    return "".join(parts)


def _is_hidden(node: _Node) -> bool:
    mark = node.find(f"{_WORD}rPr/{_WORD}vanish") if node.tag == _WORD + "r" else None
    return mark is not None and mark.get(_WORD + "val") not in {"0", "false", "off"}

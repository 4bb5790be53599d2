"""The bytes of a document become text: its encoding, and letters written one way only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from briefs.content.model import Encoding

_MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# What a Western text has beside ASCII. Whatever else comes out of its bytes tells that they are of another encoding:
# «å» of an old Mac is «Œ», that of DOS «†».
_WESTERN = frozenset("æøåÆØÅäöüÄÖÜßéèêëÉÈÊàáâÀÁóòôÓíïçÇñÑúùûýðÐþÞšŠžŽ–—‘’“”«»…•§°·½¼¾×€£©®²³\u00a0\u00ad")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SHAPES = {**_UNSEEN, **_LIGATURES}
WESTERN = "is no UTF-8 text, and was read as Western European (cp1252); 'encoding: cp1252' says so"
_RICH_TEXT = "{\\rtf"
_SAY = "Save it as UTF-8, or say what it is in the source's YAML, as in 'encoding: cp1252'"


class UnreadableError(Exception):
    """Why a document cannot be read, and what to do; whoever knows its place makes it a problem."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)  # all init arguments, or the exception cannot cross processes
        self.what, self.hint = what, hint


class Read(NamedTuple):
    """What stands in a document, and what had to be assumed to read it."""

    paragraphs: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def cleaned(text: str) -> str:
    """The text with composed letters, single plain spaces, no unseen characters, and ligatures as their letters."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_SHAPES).split())


def filled(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts cleaned, those in which nothing stands left out."""
    return tuple(clean for text in texts if (clean := cleaned(text)))


def decoded(content: bytes, encoding: Encoding | None) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what was assumed of its encoding; UnreadableError where that cannot be told."""
    if encoding is not None:
        return _as_said(content, encoding), ()
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _as_said(content, marked), ()
    try:
        return _printable(content.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        place = error.start
    try:
        text = _printable(content.decode("cp1252"))
    except UnicodeDecodeError:
        text = "\ufffd"
    if {letter for letter in text if not letter.isascii()} - _WESTERN:
        raise UnreadableError(f"is no UTF-8 text: byte {place} cannot be read", _SAY)
    return text, (WESTERN,)


def _as_said(content: bytes, encoding: Encoding) -> str:
    try:
        return _printable(content.decode(encoding)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is no {encoding} text: byte {error.start} cannot be read", _SAY) from None


def _printable(text: str) -> str:
    if text.startswith(_RICH_TEXT):
        raise UnreadableError("is no plain text but RTF", "Open it in a word processor and save it as .docx")
    if found := _CONTROLS.search(text):
        what = f"is no text: it has the character U+{ord(found[0]):04X}"
        of_what = "Is it a PDF or Word document under another name, or of a program that is not read (.odt, .doc)?"
        raise UnreadableError(what, f"{of_what} Save it as .docx. Otherwise: {_SAY[0].lower()}{_SAY[1:]}")
    return text.replace("\r\n", "\n").replace("\r", "\n")

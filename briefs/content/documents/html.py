"""The only module with tinyhtml5: a web page becomes paragraphs, without what nobody reads on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

import tinyhtml5

from briefs.content.documents.reading import Read, UnreadableError, decoded, filled
from briefs.content.model import ENCODINGS, Encoding

CELLS = " | "  # between the cells of a row, so that «12» and «300» beside each other are not 12 300
_INLINE = """
a abbr acronym b bdi bdo big br cite code data dfn em font i img ins kbd label mark q rt ruby samp small span strong sub
sup time tt u var wbr
"""
_LEFT_OUT = """
audio button canvas del head iframe input nav noscript object rp rt s script select strike style svg template textarea
video
"""
_INLINE_TAGS, _LEFT_OUT_TAGS = frozenset(_INLINE.split()), frozenset(_LEFT_OUT.split())
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_PARTED = re.compile(r"\n\s*\n")
_Step = tuple[Literal["open", "close", "text"], Element, str]


def of_page(content: bytes, encoding: Encoding | None) -> Read:
    """Its paragraphs, headings, items and rows of tables; UnreadableError where it has no text."""
    text, warnings = decoded(content, encoding or _declared(content))
    found = filled(_texts(tinyhtml5.parse(text, namespace_html_elements=False)))
    if not found:
        hint = "Its text may be made by a script: save it from the browser, or copy it into a .txt"
        raise UnreadableError("is a web page without text", hint)
    return Read(found, warnings)


def _declared(content: bytes) -> Encoding | None:
    """What the page says of its encoding; browsers read «latin-1» as cp1252."""
    found = _CHARSET.search(content[:2048])
    if found is None or content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return None
    name = found[1].decode("ascii", "replace").lower()
    if name in {"iso-8859-1", "latin1", "windows-1252", "us-ascii"}:
        return "cp1252"
    return next((known for known in ENCODINGS if known == name and not known.startswith("utf")), None)


def _texts(page: Element) -> Iterator[str]:
    """The text of each block; a line break after another parts it, and a row of a table is one."""
    gathered: list[str] = []
    rows = 0
    for what, element, text in _steps(page):
        if what == "text":
            gathered.append(text)
        elif element.tag == "br":
            gathered.append("\n" if what == "open" else "")
        elif element.tag == "tr" and (rows := rows + (1 if what == "open" else -1)) > 0 and what == "close":
            gathered.append(" ")
        elif element.tag in {"td", "th"} and rows:
            gathered.append(CELLS if what == "open" and "".join(gathered).strip() else "")
        elif element.tag in _INLINE_TAGS:
            continue
        elif rows and element.tag != "tr":
            gathered.append(" ")
        elif rows < 2:
            yield from _PARTED.split("".join(gathered))
            gathered.clear()
    yield from _PARTED.split("".join(gathered))


def _steps(page: Element) -> Iterator[_Step]:
    """Everything on a page in its order; without recursion, because nothing bounds how deep a page is."""
    todo: list[_Step] = [("open", page, "")]
    while todo:
        step = what, element, _ = todo.pop()
        if what != "open":
            yield step
            continue
        if not isinstance(element.tag, str) or _is_left_out(element):
            continue
        yield step
        yield "text", element, _plain(element, element.text)
        todo.append(("close", element, ""))
        for child in reversed(element):
            todo += [("text", element, _plain(element, child.tail)), ("open", child, "")]


def _is_left_out(element: Element) -> bool:
    return (
        element.tag in _LEFT_OUT_TAGS
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_UNSEEN_STYLE.search(element.get("style", "")))
    )


def _plain(element: Element, text: str | None) -> str:
    """A text without the line ends of its source, which mean nothing outside `pre`."""
    return (text or "") if element.tag == "pre" else re.sub(r"\s+", " ", text or "")

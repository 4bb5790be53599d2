"""The receipt in a page: where it stands, and the passages that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TypeAlias

import lxml.html
from lxml import etree

from briefs.edition.receipt import PrintedPassage, receipt_text
from briefs.html.length import INLINE

_Element: TypeAlias = "etree._Element"  # what lxml calls an element; it has no public name
_NAME = "policy-briefs-receipt"
_META = re.compile(rf"<meta name=\"{_NAME}\" content='[^']*'>\n?")
_DECIDING = frozenset({"base", "link", "script", "style", "title"})  # what of a page's head decides what is seen
_ADDED = frozenset({"tbody"})  # by browsers that save what they show
_RUNNING_ON = INLINE | {"button", "input", "img", "br"}
_ADDRESSES = frozenset({"href", "src"})
_LASTING = re.compile(r"\s*(?:\#|[/\\]{2}|(?!file:)[a-z][a-z0-9+.\s-]*:)", re.IGNORECASE)  # wherever the page lies


def with_receipt(page: str, origin: str) -> str:
    """The finished page with its receipt, before the style sheets of its head."""
    receipt = escape(receipt_text(origin, passages(page)), quote=False).replace("'", "&#39;")
    head, style, rest = page.partition("<style")
    return f"{head}<meta name=\"{_NAME}\" content='{receipt}'>\n{style}{rest}"


def receipt_and_passages(page: str) -> tuple[str | None, tuple[PrintedPassage, ...]]:
    """The receipt in a page, None where it has none, and the passages that it has; ValueError where it is no page."""
    try:
        root = lxml.html.document_fromstring(page, parser=_parser())
    except (etree.LxmlError, ValueError) as error:
        raise ValueError(str(error)) from None
    found = root.xpath("//meta[@name=$name]/@content", name=_NAME)
    return (str(found[0]), tuple(_passages(root))) if found else (None, ())


def passages(page: str) -> tuple[PrintedPassage, ...]:
    """The passages of a page in their order: what of its head decides what is seen, then block by block the words,
    tags and attributes; addresses of files elsewhere, which change when a page is moved, are left out.
    """
    return tuple(_passages(lxml.html.document_fromstring(page, parser=_parser())))


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding=None, remove_comments=True, remove_pis=True, huge_tree=True)


def _passages(root: _Element) -> Iterator[PrintedPassage]:
    head = root.find("head")
    for element in head if head is not None else ():
        if element.tag in _DECIDING:
            words = " ".join((element.text or "").split())
            yield PrintedPassage(
                content=f"{_tag(element)}{words}", words="", under=f"<{element.tag}> of the page's head"
            )
    body = root.find("body")
    if body is not None:
        yield from _Reader(body).passages()


class _Reader:
    """Goes through a body once, and parts it at its blocks."""

    def __init__(self, body: _Element) -> None:
        self.body = body
        self.pieces: list[str] = []
        self.words: list[str] = []
        self.cites: list[str] = []
        self.heading, self.claim = "", ""
        self.claims: Iterator[str] = iter(())
        self.opened = {
            each.get("id", ""): tuple(each.get("data-claims", "").split())
            for each in body.iter()
            if "popover" in each.attrib
        }

    def passages(self) -> Iterator[PrintedPassage]:
        yield from self._element(self.body)
        yield from self._passage(whatever=True)

    def _element(self, element: _Element) -> Iterator[PrintedPassage]:
        is_block = element.tag not in _RUNNING_ON and not _is_drawn(element)
        if is_block:
            yield from self._passage()
        if "popover" in element.attrib:
            self.claims = iter(self.opened[element.get("id", "")])
        self.pieces.append(_tag(element))
        self.cites += self.opened.get(element.get("popovertarget", ""), ())
        self._text(element.text)
        if element.tag == "dd":
            self.claim = next(self.claims, "")
        for child in element:
            yield from self._element(child)
            self._text(child.tail)
        if is_block:
            yield from self._passage(heading=element.tag in ("h1", "h2", "h3", "h4"))
            self.claim = ""

    def _text(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.words.append(text)

    def _passage(self, *, heading: bool = False, whatever: bool = False) -> Iterator[PrintedPassage]:
        """What stands before here since the last passage; tags without words go with the words that follow."""
        words = " ".join("".join(self.words).split())
        if not words and not (whatever and self.pieces):
            return
        self.heading = words if heading else self.heading
        content = " ".join("".join(self.pieces).split())
        yield PrintedPassage(
            content=content, words=words, under=self.heading, claim=self.claim, cites=tuple(dict.fromkeys(self.cites))
        )
        self.pieces, self.words, self.cites = [], [], []


def _is_drawn(element: _Element) -> bool:
    return element.tag == "svg" or any(each.tag == "svg" for each in element.iterancestors())


def _tag(element: _Element) -> str:
    """The tag with the attributes that decide what is seen."""
    if element.tag in _ADDED:
        return ""
    kept = (
        f' {name}="{value}"'
        for name, value in sorted(element.attrib.items())
        if name not in _ADDRESSES or _LASTING.match(value)
    )
    return f"<{element.tag}{''.join(kept)}>"

"""Where in a brief something stands: the section and the entry that hold an element, by the ids in its HTML, or the
field of a fact.

The layout knows only pages and boxes; whoever mends a text looks for the record, whose id is part of the entry's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

_MOST = 3  # places that a message names
_UNREAD = {"style", "script", "title"}
_PICTURE_NOT_LOADED = re.compile(r"Failed to load \w+ at '([^']*)'")
_ANCHOR = re.compile(r"No anchor #(\S+) for")
_GLYPH = re.compile(r"\.notdef glyph .*?: \"(.+?)\" \(U\+")


class Places:
    """The ids of a page, read once when something is wrong."""

    def __init__(self, page: Any, base_url: str) -> None:
        self._page = page
        self._base_url = base_url
        self._parents = {child: parent for parent in page.iter() for child in parent}

    def of(self, elements: Iterable[Any]) -> str:
        """«section 'krav', entry 'krav-k7'» for each element, or nothing where no id is near any of them."""
        found = list(dict.fromkeys(filter(None, map(self._place, elements))))
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        return "; ".join(found[:_MOST]) + more

    def of_complaint(self, complaint: str) -> str:
        """The places of what a line of WeasyPrint's log is about: a picture, an anchor or a character."""
        if picture := _PICTURE_NOT_LOADED.search(complaint):
            addresses = {unquote(picture[1]), unquote(picture[1].removeprefix(self._base_url))}
            return self.of(self._with_attribute({"src", "href", "data"}, addresses))
        if anchor := _ANCHOR.search(complaint):
            return self.of(self._with_attribute({"href"}, {f"#{anchor[1]}"}))
        if glyph := _GLYPH.search(complaint):
            return self.of(self._with_text(glyph[1]))
        return ""

    def _place(self, element: Any) -> str:
        if element is None or isinstance(element, str):  # the page itself, or one of its margins
            return ""
        holders = [each for each in self._around(element) if _id(each)]
        section = next((_id(each) for each in holders if each.tag in {"section", "aside"}), "")
        entry = next(map(_id, holders), "")
        field = next((each.get("data-field") for each in self._around(element) if each.get("data-field")), "")
        words = [
            f"section {section!r}" if section else "",
            f"entry {entry!r}" if entry != section else "",
            f"field {field!r}" if field else "",
        ]
        return ", ".join(filter(None, words))

    def _around(self, element: Any) -> Iterator[Any]:
        while element is not None:
            yield element
            element = self._parents.get(element)

    def _with_attribute(self, names: set[str], values: set[str]) -> Iterator[Any]:
        for element in self._page.iter():
            for name, value in element.attrib.items():
                if name.rpartition("}")[2] in names and unquote(value).lstrip("/") in values:
                    yield element

    def _with_text(self, words: str) -> Iterator[Any]:
        for element in self._page.iter():
            if isinstance(element.tag, str) and element.tag not in _UNREAD and words in (element.text or ""):
                yield element
            if words in (element.tail or ""):
                yield self._parents.get(element)


def _id(element: Any) -> str:
    return str(element.get("id") or element.get("aria-labelledby") or "")

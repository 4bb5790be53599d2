"""What a typeset document says, in reading order: the values that the layout hands to the finisher.

Nothing here knows WeasyPrint or pikepdf. Pages count from 0, as in the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefs.errors import Problem

Attributes = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Content:
    """A marked piece of a page: one line of text, or one picture. `text` is what the page has in that line."""

    page: int
    mcid: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link annotation of a page, by its object number in the typeset PDF; there is one for each line of a link.

    `rectangle` is its area in points: left, bottom, right, top.
    """

    page: int
    number: int
    rectangle: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element of the tag tree, with everything it holds over all pages.

    `kind` is a standard structure type of PDF 1.7 (14.8.4). `attributes` maps an owner ("Table", "List", "Layout") to
    its attributes; `text` is what a link's annotations are called, and `anchor` the id in the page that leads to it.
    """

    kind: str
    kids: tuple[Element | Content | LinkArea, ...] = ()
    lang: str | None = None
    alt: str | None = None
    expansion: str | None = None
    id: str | None = None
    attributes: Mapping[str, Attributes] = field(default_factory=dict)
    text: str = ""
    anchor: str | None = None

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF as it leaves the layout, not yet finished, with what the finisher needs to know.

    `anchors` gives the page, from 1, on which each named element begins; `warnings` is what a reader would mind, and
    stops nothing.
    """

    pdf: bytes
    structure: Element
    pages: int
    anchors: Mapping[str, int]
    warnings: tuple[Problem, ...] = ()

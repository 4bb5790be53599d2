"""What PDF 2.0 asks beside what every PDF of ours has: PDF/A-4, PDF/UA-2 and Well-Tagged PDF in one file.

ISO 19005-4 (6.1.3: no information dictionary), ISO 14289-2 (8.2.5.2: the document in the namespace of PDF 2.0; 8.8:
every destination inside the file names a structure element), and the two declarations of WTPDF 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

NAMESPACE = "http://iso.org/pdf2/ssn"
_HEADINGS = frozenset({"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
_OF_THE_SECOND = {"/Document": Name.Document, "/Note": Name.FENote}


def as_second(pdf: pikepdf.Pdf, anchors: Mapping[str, pikepdf.Object]) -> None:
    """Make a tagged PDF one of PDF 2.0; `anchors` are the structure elements that ids of the page name."""
    root = pdf.Root.StructTreeRoot
    namespace = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(NAMESPACE)))
    root.Namespaces = Array([namespace])
    elements = list(_elements(root))
    for element in elements:
        if kind := _OF_THE_SECOND.get(str(element.S)):
            element.S = kind
            element.NS = namespace
    _Destinations(pdf, elements, anchors).write()
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def _elements(parent: Any) -> Iterator[Any]:
    """The structure elements below one, in reading order."""
    kids = parent.get("/K")
    for kid in kids if isinstance(kids, Array) else [] if kids is None else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


class _Destinations:
    """The places that links, bookmarks and names of a file lead to, each with the element that stands there."""

    def __init__(self, pdf: pikepdf.Pdf, elements: list[Any], anchors: Mapping[str, pikepdf.Object]) -> None:
        self.pdf, self.anchors = pdf, anchors
        self.headings = [element for element in elements if str(element.S) in _HEADINGS]
        self.first: dict[tuple[int, int], Any] = {}
        for element in elements:
            if "/Pg" in element:
                self.first.setdefault(element.Pg.objgen, element)
        self.document = elements[0]
        names = pdf.Root.get("/Names", Dictionary())
        self.named = {str(name): _place(it) for name, it in _tree(names)}

    def write(self) -> None:
        names = self.pdf.Root.get("/Names", Dictionary())
        if "/Dests" in names:
            tree = pikepdf.NameTree(names.Dests)
            for name, place in self.named.items():
                tree[name] = Dictionary(D=place, SD=self._structure(place, self.anchors.get(name)))
        for page in self.pdf.pages:
            for annotation in page.obj.get("/Annots", Array()):
                self._lead(annotation, None)
        items = list(self._bookmarks(self.pdf.Root.get("/Outlines")))
        owners = self.headings if len(items) == len(self.headings) else [None] * len(items)
        for item, heading in zip(items, owners, strict=True):
            self._lead(item, heading)

    def _lead(self, holder: Any, element: Any) -> None:
        """A link or bookmark that leads to a place in the file leads to its element."""
        action = holder.get("/A", Dictionary())
        target = holder.get("/Dest") if "/Dest" in holder else action.get("/D")
        if target is None or action.get("/S", Name.GoTo) != Name.GoTo:
            return
        name = None if isinstance(target, Array) else str(target).removeprefix("/")
        place = target if name is None else self.named[name]
        element = element or (self.anchors.get(name) if name else None)
        holder.A = Dictionary(S=Name.GoTo, D=place, SD=self._structure(place, element))
        if "/Dest" in holder:
            del holder["/Dest"]

    def _structure(self, place: Any, element: Any) -> Array:
        """A destination as PDF 2.0 has it: where nothing is tagged by its name, the first element of the page."""
        found = element if element is not None else self.first.get(place[0].objgen, self.document)
        return Array([found, *list(place)[1:]])

    def _bookmarks(self, parent: Any) -> Iterator[Any]:
        item = parent.get("/First") if parent is not None else None
        while item is not None:
            yield item
            yield from self._bookmarks(item)
            item = item.get("/Next")


def _tree(names: Any) -> Iterator[tuple[Any, Any]]:
    if "/Dests" in names:
        yield from pikepdf.NameTree(names.Dests).items()


def _place(target: Any) -> Any:
    return target.D if isinstance(target, Dictionary) else target

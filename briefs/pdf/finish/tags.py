"""The tag tree: the document's reading structure written as the PDF's structure tree (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefs.pdf.tagtree import Content, Element, LinkArea

_ANNOTATION_IS_PRINTED = 4


def write_tags(pdf: pikepdf.Pdf, structure: Element, language: str) -> dict[str, pikepdf.Object]:
    """Write the structure tree and its way back, the parent tree; drop the link annotations that it does not name.
    Gives the elements that ids of the page name.
    """
    writer = _Writer(pdf)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.element(structure, root, language)])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=writer.parent_tree()))
    root.ParentTreeNextKey = writer.next_key
    if writer.named:
        pairs = [item for name in sorted(writer.named) for item in (String(name), writer.named[name])]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(pairs)))
    pdf.Root.StructTreeRoot = root
    for number, page in enumerate(writer.pages):
        page.StructParents = number
        page.Tabs = Name.S
        kept = writer.annotations.get(number, [])
        if kept:
            page.Annots = Array(kept)
        elif "/Annots" in page:
            del page.Annots
    return writer.anchors


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.next_key = len(self.pages)
        self.named: dict[str, pikepdf.Object] = {}
        self.anchors: dict[str, pikepdf.Object] = {}
        self.annotations: dict[int, list[pikepdf.Object]] = defaultdict(list)
        self._marked: dict[int, dict[int, pikepdf.Object]] = defaultdict(dict)
        self._linked: list[pikepdf.Object] = []

    def element(self, element: Element, parent: pikepdf.Object, language: str) -> pikepdf.Object:
        pages = [kid.page for kid in element.kids if not isinstance(kid, Element)]
        tag = self.pdf.make_indirect(Dictionary(self._entries(element, language)))
        tag.P = parent
        if pages:
            tag.Pg = self.pages[pages[0]]
        inner = element.lang or language
        kids = [self._kid(kid, element, tag, pages[0] if pages else -1, inner) for kid in element.kids]
        if kids:
            tag.K = kids[0] if len(kids) == 1 else Array(kids)
        if element.id:
            self.named[element.id] = tag
        if element.anchor:
            self.anchors.setdefault(element.anchor, tag)
        return tag

    def _entries(self, element: Element, language: str) -> dict[str, Any]:
        entries: dict[str, Any] = {"/Type": Name.StructElem, "/S": Name("/" + element.kind)}
        if element.lang and element.lang != language:
            entries["/Lang"] = String(element.lang)
        if element.alt:
            entries["/Alt"] = String(element.alt)
        if element.expansion:
            entries["/E"] = String(element.expansion)
        if element.id:
            entries["/ID"] = String(element.id)
        attributes = [
            Dictionary({"/O": Name("/" + owner), **{"/" + name: _value(value) for name, value in values.items()}})
            for owner, values in element.attributes.items()
        ]
        if attributes:
            entries["/A"] = attributes[0] if len(attributes) == 1 else Array(attributes)
        return entries

    def _kid(
        self, kid: Element | Content | LinkArea, element: Element, tag: pikepdf.Object, page: int, language: str
    ) -> Any:
        if isinstance(kid, Element):
            return self.element(kid, tag, language)
        if isinstance(kid, LinkArea):
            return self._link(kid, element, tag)
        self._marked[kid.page][kid.mcid] = tag
        if kid.page == page:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.mcid)

    def _link(self, area: LinkArea, element: Element, tag: pikepdf.Object) -> pikepdf.Object:
        annotation = self.pdf.get_object(area.number, 0)
        annotation.Rect = Array([round(value, 3) for value in area.rectangle])
        annotation.Contents = String(element.text)
        annotation.F = _ANNOTATION_IS_PRINTED
        annotation.StructParent = self.next_key + len(self._linked)
        self._linked.append(tag)
        self.annotations[area.page].append(annotation)
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[area.page])

    def parent_tree(self) -> Array:
        """Page → its marked pieces' elements, by number; annotation → its element. Call once, when all is written."""
        numbers: list[Any] = []
        for number in range(len(self.pages)):
            marked = self._marked[number]
            owners = [marked.get(mcid) for mcid in range(max(marked, default=-1) + 1)]
            numbers += [number, self.pdf.make_indirect(Array(owners))]
        for tag in self._linked:
            numbers += [self.next_key, tag]
            self.next_key += 1
        return Array(numbers)


def _value(value: object) -> Any:
    """An attribute's value: `/Column` is a name, other text a byte string, a tuple an array."""
    if isinstance(value, str):
        return Name(value) if value.startswith("/") else String(value)
    return Array([_value(each) for each in value]) if isinstance(value, tuple) else value

"""A finished PDF as it is read again: its tag tree, what each page paints, and the letters of each mark.

Nothing here trusts how the file was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pikepdf

from briefs.pdf.finish.lettering import Shown, letters_of, spelt

# The operators that matter here, in a page's content; strings are matched so that nothing inside them is taken for one.
_OPERATORS = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|<(?P<hex>[0-9A-Fa-f]+)>(?!>)|/(?P<tag>[^\s/<>\[\]()]+)\s*(?P<properties><<.*?>>|/\S+)\s*BDC\b"
    rb"|/(?P<bare>[^\s/<>\[\]()]+)\s+BMC\b|/(?P<font>\S+)\s+\S+\s+Tf\b|/(?P<form>\S+)\s+Do\b"
    rb"|(?<![^\s\])>])(?:(?P<end>EMC)|(?P<paint>TJ|Tj|[fBbS]\*?|F|s|sh|BI))(?!\S)",
    re.DOTALL,
)
_MCID = re.compile(rb"/MCID\s+(\d+)")
_DIVIDES = b"/ActualText <feff00ad>"  # the hyphen at the end of a line is none of the word's
MAPPINGS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
CODE_MAPPING = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")


@dataclass(eq=False, slots=True)
class StructureTag:
    """A structure element as the file has it."""

    kind: str
    entry: Any
    parent: StructureTag | None
    kids: list[StructureTag] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator[StructureTag]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def pages(self) -> list[int]:
        return [page for tag in self.walk() for page, _ in tag.marks]

    def attribute(self, name: str) -> Any:
        attributes = self.entry.get("/A")
        for attribute in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            if attribute is not None and name in attribute:
                return attribute[name]
        return None


@dataclass(slots=True)
class Painted:
    """What a page paints: the marks in their order, the glyphs by font and by mark, and what stands outside marks or
    wrongly in them.
    """

    marks: list[int] = field(default_factory=list)
    shown: dict[int, list[Shown]] = field(default_factory=dict)
    glyphs: dict[str, set[bytes]] = field(default_factory=dict)
    loose: int = 0
    mixed: int = 0
    unbalanced: bool = False


class Sheets:
    """The file, read once for all rules."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root
        self.pages = [page.obj for page in pdf.pages]
        self.number = {page.objgen: number for number, page in enumerate(self.pages)}

    @cached_property
    def document(self) -> StructureTag:
        """The tag tree, below an element that stands for its root."""
        top = StructureTag("", self.root.get("/StructTreeRoot", pikepdf.Dictionary()), None)
        for kid in several(top.entry.get("/K")):
            self._read(kid, top)
        return top

    @cached_property
    def tags(self) -> list[StructureTag]:
        return [tag for tag in self.document.walk() if tag.parent is not None]

    def of(self, *kinds: str) -> list[StructureTag]:
        return [tag for tag in self.tags if tag.kind in kinds]

    def _read(self, entry: Any, parent: StructureTag) -> None:
        tag = StructureTag(str(entry.get("/S", "/"))[1:], entry, parent)
        parent.kids.append(tag)
        page = entry.get("/Pg")
        own = self.number.get(page.objgen, -1) if page is not None else -1
        for kid in several(entry.get("/K")):
            if isinstance(kid, int):
                tag.marks.append((own, kid))
            elif "/MCID" in kid:
                tag.marks.append((self.number.get(kid.Pg.objgen, -1) if "/Pg" in kid else own, int(kid.MCID)))
            elif "/Obj" in kid:
                tag.annotations.append(kid.Obj)
            else:
                self._read(kid, tag)

    @cached_property
    def painted(self) -> list[Painted]:
        return [_painted(_content(page)) for page in self.pages]

    @cached_property
    def _letters(self) -> list[dict[str, dict[bytes, str]]]:
        """What the glyphs are, by page and font."""
        tables: dict[Any, dict[bytes, str]] = {}
        of_pages = []
        for page in self.pages:
            known = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
            of_pages.append({key[1:]: _letters(font, tables) for key, font in known.items()})
        return of_pages

    def spelt(self, page: int, mcid: int) -> str:
        """The text of a mark, as the fonts say it."""
        if not 0 <= page < len(self.pages):
            return ""
        return spelt(self.painted[page].shown.get(mcid, ()), self._letters[page])

    def annotations(self) -> Iterator[tuple[int, Any]]:
        for number, page in enumerate(self.pages):
            for annotation in page.get("/Annots", pikepdf.Array()):
                yield number, annotation


def _letters(font: Any, known: dict[Any, dict[bytes, str]]) -> dict[bytes, str]:
    """A font's letters by glyph, read once for all the pages that use it."""
    if font.objgen not in known:
        table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        known[font.objgen] = letters_of(CODE_MAPPING.findall(b"".join(MAPPINGS.findall(table))))
    return known[font.objgen]


def several(kids: Any) -> list[Any]:
    return [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _content(page: Any) -> bytes:
    return b"\n".join(stream.read_bytes() for stream in several(page.get("/Contents")))


@lru_cache(maxsize=64)
def _painted(content: bytes) -> Painted:
    """Read a page's operators: what is painted stands either in an artifact or in one numbered mark. The same content
    is read once, for what the finisher writes and for the proof.
    """
    found = Painted()
    open_marks: list[str] = []
    glyphs: set[bytes] = set()
    font, shown = "", list[Shown]()  # of the mark that is open
    for match in _OPERATORS.finditer(content):
        kind, operator = match.lastgroup, match.group()
        if kind == "hex":
            digits = match["hex"]
            glyphs.update(digits[place : place + 4] for place in range(0, len(digits), 4))
            if open_marks[-1:] != ["actual"]:
                shown.append(Shown(font, digits))
        elif kind == "properties" or kind == "bare":
            mcid = _MCID.search(match["properties"]) if kind == "properties" else None
            mark = "mark" if mcid else "artifact" if (match["tag"] or match["bare"]) == b"Artifact" else "inner"
            if _DIVIDES in (match["properties"] or b""):
                mark = "actual"
            found.mixed += mark not in ("inner", "actual") and ("mark" in open_marks or "artifact" in open_marks)
            open_marks.append(mark)
            if mcid:
                found.marks.append(int(mcid[1]))
                shown = found.shown.setdefault(int(mcid[1]), [])
            elif mark == "artifact":
                shown = []
        elif kind == "end":
            found.unbalanced |= not open_marks
            open_marks = open_marks[:-1]
        elif kind == "font":
            font = match["font"].decode("latin-1")
            glyphs = found.glyphs.setdefault(font, set())
        elif operator:
            found.loose += kind in ("paint", "form") and "mark" not in open_marks and "artifact" not in open_marks
    found.unbalanced |= bool(open_marks)
    return found

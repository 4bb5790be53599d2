"""The proof: our own structural checks on a finished PDF, fast and without Java, so that every build makes them.

The referees (veraPDF) judge the same bytes more widely, but only where they are installed. Nothing here trusts how the
file was made.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

import pikepdf

from briefs.errors import Problem, Where
from briefs.fonts import FAMILIES
from briefs.pdf.description import Record
from briefs.pdf.finish.lettering import first_difference, is_same
from briefs.pdf.finish.metadata import ATTACHMENT, WELL_TAGGED
from briefs.pdf.finish.sheets import CODE_MAPPING, MAPPINGS, Sheets, StructureTag, several
from briefs.pdf.tagtree import Content, Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PDFA, _PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
_PDFD = "{http://pdfa.org/declarations/}"
_CLAIMS = {"a-2a": ("2", "A", "1"), "a-3a": ("3", "A", "1"), "a-4": ("4", None, "2")}
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def proof(
    pdf: bytes, record: Record, *, name: str, pages: int | None = None, structure: Element | None = None
) -> tuple[Problem, ...]:
    """All that is wrong with a finished PDF, as problems at `name`; none where it keeps its promises.

    `pages` is how many pages the layout made, and `structure` what stands on them, where that is known.
    """
    where = Where(name)
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            sheets = _Sheets(opened, record, pages, structure)
            return tuple(Problem(where, what) for rule in PDF_RULES for what in rule(sheets))
    except pikepdf.PdfError as error:
        return (Problem(where, f"the PDF cannot be read: {error}"),)


def claimed(pdf: bytes) -> tuple[str, ...]:
    """The flavours that a PDF claims, as veraPDF names them: ("2a", "ua1")."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        packet = ElementTree.fromstring(opened.Root.Metadata.read_bytes())
    part, conformance, accessible = (
        packet.findtext(f".//{key}") for key in (f"{_PDFA}part", f"{_PDFA}conformance", f"{_PDFUA}part")
    )
    declared = {each.text for each in packet.iter(f"{_PDFD}conformsTo")}
    return (
        *((f"{part}{(conformance or '').lower()}",) if part else ()),
        *((f"ua{accessible}",) if accessible else ()),
        *(flavour for flavour, name in zip(("wt1a", "wt1r"), WELL_TAGGED, strict=True) if name in declared),
    )


class _Sheets(Sheets):
    """The file, read once for all rules, and what it has to be."""

    def __init__(self, pdf: pikepdf.Pdf, record: Record, pages: int | None, structure: Element | None) -> None:
        super().__init__(pdf)
        self.record, self.expected_pages, self.structure = record, pages, structure

    @cached_property
    def xmp(self) -> ElementTree.Element | None:
        metadata = self.root.get("/Metadata")
        try:
            return None if metadata is None else ElementTree.fromstring(metadata.read_bytes())
        except ElementTree.ParseError:
            return None

    def says(self, entry: str, key: str) -> bool:
        """Whether the catalogue's dictionary of that name holds a plain true."""
        value: Any = self.root.get(entry, pikepdf.Dictionary()).get(key)
        return value is True


# --- rules: each yields what is wrong ---------------------------------------------------------------------------------


def claims(sheets: _Sheets) -> Iterator[str]:
    """PDF/A and PDF/UA are claimed together, in one packet."""
    if sheets.xmp is None:
        yield "it has no readable metadata packet"
        return
    if len(list(sheets.xmp.iter(f"{_RDF}RDF"))) != 1:
        yield "its metadata packet must hold exactly one rdf:RDF"
    claims = {key: sheets.xmp.findtext(f".//{key}") for key in (f"{_PDFA}part", f"{_PDFA}conformance", f"{_PDFUA}part")}
    expected = _CLAIMS[sheets.record.conformance]
    if tuple(claims.values()) != expected:
        yield f"it does not claim PDF/A-{sheets.record.conformance[2:]} and PDF/UA-{expected[2]}"
    if "/OutputIntents" not in sheets.root:
        yield "it has no output intent"


def description(sheets: _Sheets) -> Iterator[str]:
    """The packet, the information dictionary and the catalogue say what the record says."""
    if sheets.xmp is not None:
        for key, expected in (
            ("title", sheets.record.title),
            ("language", sheets.record.language),
            ("publisher", sheets.record.publisher),
        ):
            if sheets.xmp.findtext(f".//{_DC}{key}//{_RDF}li") != expected:
                yield f"its metadata lack the {key} {expected!r}"
    if sheets.record.conformance == "a-4":
        if "/Info" in sheets.pdf.trailer:
            yield "it has an information dictionary, which PDF/A-4 refuses"
    elif str(sheets.pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Title", "")) != sheets.record.title:
        yield "its information dictionary lacks the title"
    if str(sheets.root.get("/Lang", "")) != sheets.record.language:
        yield f"its language is not given as {sheets.record.language!r}"
    if not sheets.says("/ViewerPreferences", "/DisplayDocTitle"):
        yield "the window would not show its title"
    if not sheets.says("/MarkInfo", "/Marked"):
        yield "it is not marked as tagged"


def attachment(sheets: _Sheets) -> Iterator[str]:
    """PDF/A-3a carries its content as JSON, PDF/A-2a carries nothing."""
    held = [(str(file.get("/UF", "")), file) for file in several(sheets.root.get("/AF"))]
    expected = [ATTACHMENT] if sheets.record.attachment is not None else []
    if [name for name, _ in held] != expected:
        yield f"it carries the attachments {[name for name, _ in held]}, not {expected}"
    for name, file in held:
        if str(file.get("/AFRelationship", "")) != "/Source" or not str(file.get("/Desc", "")):
            yield f"the attachment {name!r} lacks its relationship or description"
        if file.EF.F.read_bytes() != sheets.record.attachment:
            yield f"the attachment {name!r} is not the brief's content"


def page_count(sheets: _Sheets) -> Iterator[str]:
    """The file has the pages that were laid out."""
    if not sheets.pages or (sheets.expected_pages is not None and len(sheets.pages) != sheets.expected_pages):
        yield f"it has {len(sheets.pages)} pages, not {sheets.expected_pages or 'any'}"


def painting(sheets: _Sheets) -> Iterator[str]:
    """Nothing is painted outside the marks."""
    for number, painted in enumerate(sheets.painted, 1):
        if painted.loose:
            yield f"page {number}: {painted.loose} things are painted that are neither tagged nor artifacts"
        if painted.mixed or painted.unbalanced:
            yield f"page {number}: tagged content and artifacts are mixed"
    for number, page in enumerate(sheets.pages, 1):
        for key, form in page.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary()).items():
            if form.get("/Subtype") == "/Form" and b"/MCID" in form.read_bytes():
                yield f"page {number}: {key} holds marks of its own (opacity?)"


def marks(sheets: _Sheets) -> Iterator[str]:
    """Each mark stands in the tree exactly once, and the parent tree finds the way back."""
    if "/StructTreeRoot" not in sheets.root:
        yield "it has no tag tree"
        return
    in_tree = Counter(mark for tag in sheets.tags for mark in tag.marks)
    owners = {mark: tag.entry.objgen for tag in sheets.tags for mark in tag.marks}
    on_pages = Counter((number, mcid) for number, painted in enumerate(sheets.painted) for mcid in painted.marks)
    back = _numbers(sheets.root.StructTreeRoot.get("/ParentTree"))
    for page, mcid in sorted(on_pages | in_tree):
        if on_pages[page, mcid] != 1 or in_tree[page, mcid] != 1:
            yield (
                f"page {page + 1}: mark {mcid} stands {on_pages[page, mcid]} times on the page and "
                f"{in_tree[page, mcid]} times in the tree"
            )
            continue
        found = back.get(int(sheets.pages[page].get("/StructParents", -1)))
        entry = found[mcid] if isinstance(found, pikepdf.Array) and mcid < len(found) else None
        if entry is None or entry.objgen != owners[page, mcid]:
            yield f"page {page + 1}: the parent tree does not lead from mark {mcid} to its element"


def _numbers(tree: Any) -> dict[int, Any]:
    """A number tree, flat."""
    if tree is None:
        return {}
    pairs = list(tree.get("/Nums", []))
    found = {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
    for kid in tree.get("/Kids", []):
        found |= _numbers(kid)
    return found


def headings(sheets: _Sheets) -> Iterator[str]:
    """The first heading is H1 and no level is skipped (ISO 14289-1, 7.4.2)."""
    level = 0
    for tag in sheets.of(*_HEADINGS):
        number = int(tag.kind[1])
        if number > level + 1:
            yield (
                f"a heading of level {number} follows one of level {level}"
                if level
                else f"the first heading is of level {number}, not 1"
            )
        level = number
    if not level:
        yield "it has no heading"


def figures(sheets: _Sheets) -> Iterator[str]:
    """Pictures have words, and a place on their page."""
    for tag in sheets.of("Figure"):
        page = tag.pages()[0] if tag.pages() else None
        at = "a picture" if page is None else f"a picture on page {page + 1}"
        if not str(tag.entry.get("/Alt", "")).strip():
            yield f"{at} has no text alternative (Alt)"
        box = tag.attribute("/BBox")
        if box is None or page is None:
            yield f"{at} has no bounding box"
            continue
        left, bottom, right, top = (float(value) for value in box)
        _, _, width, height = (float(value) for value in sheets.pages[page].MediaBox)
        if not (-1 <= left < right <= width + 1 and -1 <= bottom < top <= height + 1):
            yield f"{at} has a bounding box that is not on the page, in points: {left, bottom, right, top}"


def tables(sheets: _Sheets) -> Iterator[str]:
    """Header cells say what they head, and every row is as wide as the next."""
    for number, table in enumerate(sheets.of("Table"), 1):
        cells = [tag for tag in table.walk() if tag.kind in ("TH", "TD")]
        missing = sum(1 for cell in cells if cell.kind == "TH" and cell.attribute("/Scope") is None)
        if missing:
            yield f"table {number}: {missing} header cells have no Scope"
        if not any(cell.kind == "TH" for cell in cells):
            yield f"table {number} has no header cells"
        widths = _widths(table)
        if len(set(widths)) > 1:
            yield f"table {number}: its rows are {sorted(set(widths))} cells wide"
        if any(kid.kind not in ("Caption", "THead", "TBody", "TFoot", "TR") for kid in table.kids):
            yield f"table {number} holds something else than rows and a caption"
        if any(kid.kind == "Caption" for kid in table.kids[1:-1]):
            yield f"table {number}: its caption is neither first nor last"


def _widths(table: StructureTag) -> list[int]:
    """How many columns each row fills, cells that reach down from above counted too."""
    widths: list[int] = []
    reaching: Counter[int] = Counter()
    for number, row in enumerate(tag for tag in table.walk() if tag.kind == "TR"):
        width = reaching[number]
        for cell in row.kids:
            span = int(cell.attribute("/ColSpan") or 1)
            width += span
            for below in range(1, int(cell.attribute("/RowSpan") or 1)):
                reaching[number + below] += span
        widths.append(width)
    return widths


def lists(sheets: _Sheets) -> Iterator[str]:
    """Lists hold items, items a mark and a body, and each list says how it counts."""
    for tag in sheets.of("L"):
        if any(kid.kind not in ("LI", "Caption") for kid in tag.kids) or tag.marks:
            yield "a list holds something else than items"
        if tag.attribute("/ListNumbering") is None:
            yield "a list has no ListNumbering"
    for tag in sheets.of("LI"):
        if any(kid.kind not in ("Lbl", "LBody") for kid in tag.kids) or tag.marks:
            yield "a list item holds something else than its mark and its body"
    for tag in sheets.of("TOC"):
        if any(kid.kind not in ("TOC", "TOCI", "Caption") for kid in tag.kids) or tag.marks:
            yield "a table of contents holds something else than its entries"


def links(sheets: _Sheets) -> Iterator[str]:
    """Each link's areas are in the tree, under a Link, and say where they lead."""
    owners = {annotation.objgen: tag for tag in sheets.tags for annotation in tag.annotations}
    back = _numbers(sheets.root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/ParentTree"))
    for page, annotation in sheets.annotations():
        tag = owners.get(annotation.objgen)
        contents = str(annotation.get("/Contents", "")).strip()
        if not contents:
            yield f"page {page + 1}: a link has no words (Contents)"
        if tag is None or tag.kind != "Link":
            yield f"page {page + 1}: the link {contents!r} is not in the tag tree"
            continue
        entry = back.get(int(annotation.get("/StructParent", -1)))
        if entry is None or entry.objgen != tag.entry.objgen:
            yield f"page {page + 1}: the parent tree does not lead from the link {contents!r} to its element"
    for tag in sheets.of("Link"):
        if not tag.annotations:
            yield f"a link on page {min(tag.pages(), default=0) + 1} has no area"


def notes(sheets: _Sheets) -> Iterator[str]:
    """A note has an ID, follows its call and stands on the page of its call."""
    for tag in sheets.of("Note"):
        siblings = tag.parent.kids if tag.parent else []
        place = siblings.index(tag)
        call = siblings[place - 1] if place else None
        if not str(tag.entry.get("/ID", "")):
            yield "a note has no ID"
        if call is None or call.kind != "Reference":
            yield "a note does not follow its call"
        elif tag.pages() and call.pages() and min(tag.pages()) != call.pages()[0]:
            yield f"the note to page {call.pages()[0] + 1} stands on page {min(tag.pages()) + 1}"


def fonts(sheets: _Sheets) -> Iterator[str]:
    """Only the project's fonts, each embedded, cut down and readable; each glyph shown has its letter."""
    seen: dict[str, tuple[Any, set[bytes]]] = {}
    for page, painted in zip(sheets.pages, sheets.painted, strict=True):
        known = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        for key, glyphs in painted.glyphs.items():
            if "/" + key not in known:
                yield f"the font {key} is used but not in the file"
                continue
            seen.setdefault(key, (known["/" + key], set()))[1].update(glyphs)
    for font, glyphs in seen.values():
        yield from _font(font, glyphs)


def text(sheets: _Sheets) -> Iterator[str]:
    """The letters of each line are those of the page; of each heading the first line that differs is told."""
    heading, told = "", None
    for element in sheets.structure.walk() if sheets.structure is not None else ():
        lines = [kid for kid in element.kids if isinstance(kid, Content) and kid.text]
        if element.kind in _HEADINGS:
            heading = " ".join("".join(line.text for line in lines).split()) or heading
        for line in lines:
            pdf = sheets.spelt(line.page, line.mcid)
            if heading != told and not is_same(line.text, pdf):
                told = heading
                here, there = first_difference(line.text, pdf)
                section = f" under «{heading}»" if heading else ""
                yield f"page {line.page + 1}{section}: the page has «{here}», and the text of the PDF «{there}»"


def _font(font: Any, glyphs: set[bytes]) -> Iterator[str]:
    name = str(font.get("/BaseFont", "/"))[1:]
    family = re.sub(r"^[A-Z]{6}\+", "", name)
    if not family.startswith(tuple(known.replace(" ", "-") for known in FAMILIES)):
        yield f"the font {family} is none of the project's"
    if family == name:
        yield f"the font {family} is not cut down"
    inner = font.get("/DescendantFonts", pikepdf.Array([font]))[0]
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    if not any(file in descriptor for file in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"the font {family} is not embedded"
    if "/ToUnicode" not in font:
        yield f"the font {family} has no ToUnicode"
        return
    mappings = b"".join(MAPPINGS.findall(font.ToUnicode.read_bytes()))
    letters = {glyph.lower() for glyph, letter in CODE_MAPPING.findall(mappings) if letter}
    without = {glyph.lower() for glyph in glyphs} - letters
    if without or font.get("/Encoding") != pikepdf.Name("/Identity-H"):
        yield f"the font {family} shows glyphs that are missing or have no letter"


PDF_RULES: tuple[Callable[[_Sheets], Iterator[str]], ...] = (
    claims,
    description,
    attachment,
    page_count,
    painting,
    marks,
    headings,
    figures,
    tables,
    lists,
    links,
    notes,
    fonts,
    text,
)

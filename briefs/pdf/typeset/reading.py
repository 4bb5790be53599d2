"""From laid-out pages to the reading structure: which element says which piece of which page.

WeasyPrint's own tagger makes one structure element for each box and so breaks what runs over a page; here there is one
for each HTML element. **This module names every private part of WeasyPrint that the project leans on** (`PRIVATE`); the
version is pinned, and a test fails when it changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefs.fonts import space_glyph
from briefs.pdf.tagtree import Content, Element, LinkArea
from briefs.pdf.typeset.lines import runaway_lines

WEASYPRINT = "70.0"
PRIVATE = (
    "weasyprint.pdf.add_tags",  # replaced: the module that calls it looks the name up there
    "weasyprint.pdf.stream.Font",  # replaced there too: its letters are made of more than its name
    "weasyprint.pdf.stream.Stream._tags",  # box → {"mcid": n}, filled while a page is painted
    "weasyprint.pdf.stream.Stream.stream",  # the operators, one per item; BDC's property list is an item of its own
    "weasyprint.pdf.fonts.Font.to_unicode",
    "weasyprint.pdf.fonts.Font.widths",
    "weasyprint.document.Page._page_box",
    "weasyprint.formatting_structure.boxes",
    "weasyprint.layout.absolute.AbsolutePlaceholder._box",
    "weasyprint.css.find_stylesheets",  # replaced: stylesheets.py
    "weasyprint.layout.block.columns_layout",  # replaced: columns.py
    "weasyprint.layout.block.remove_placeholders",
    "weasyprint.layout.inline.split_inline_box",  # replaced, as is split_text_box: line_starts.py
    "weasyprint.stacking",  # paints late what is floated, positioned or clipped: painting.py changes such boxes
)
SVG = "{http://www.w3.org/2000/svg}"
POINTS = 0.75  # points in a CSS pixel

_TAG_KINDS = {
    "div": "Div",
    "header": "Div",
    "footer": "Div",
    "aside": "Div",
    "figure": "Div",
    "details": "Div",
    "fieldset": "Div",
    "section": "Sect",
    "nav": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "p": "P",
    "address": "P",
    "pre": "P",
    "summary": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    f"{SVG}svg": "Figure",
    "q": "Quote",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
}
_GROUPS = {
    "Document",
    "Sect",
    "Art",
    "Div",
    "BlockQuote",
}  # hold blocks: a line that stands in one of them gets a paragraph
_INLINE = {"Span", "Link", "Reference", "Note", "Quote", "Code"}
_RUNS = _INLINE - {"Note"}  # run on in the line of what holds them
_NUMBERING = {
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "none": "None",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
_ARTIFACT = b"/Artifact"
_DIVIDED = "\u2010"  # the hyphen that the layout puts where it divides a word; a written one is U+002D
_SOFT_HYPHEN = "\u00ad"
_LAST_GLYPH = re.compile(rb"\[(.*<[0-9a-f]*)([0-9a-f]{4})>([^<]*)\] TJ", re.DOTALL)


@dataclass(eq=False, slots=True)
class Draft:
    """A structure element while its pages are still being read."""

    kind: str
    parent: Draft | None = None
    source: Any = None
    kids: list[Draft | Content | LinkArea] = field(default_factory=list)
    lang: str | None = None
    alt: str | None = None
    expansion: str | None = None
    id: str | None = None
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    text: str = ""
    first_page: int = 0
    anonymous: bool = False

    def add(self, kind: str, source: Any = None, *, page: int = 0) -> Draft:
        kid = Draft(kind, self, source, first_page=page)
        self.kids.append(kid)
        return kid

    def below(self) -> Iterator[Draft]:
        return (kid for kid in self.kids if isinstance(kid, Draft))

    def inside(self, kind: str) -> Draft | None:
        """The nearest element of that kind that holds this one, itself included."""
        draft: Draft | None = self
        while draft is not None and draft.kind != kind:
            draft = draft.parent
        return draft

    def freeze(self) -> Element:
        kids = tuple(kid.freeze() if isinstance(kid, Draft) else kid for kid in self.kids)
        anchor = None if self.source is None else self.source.get("id")
        return Element(
            self.kind, kids, self.lang, self.alt, self.expansion, self.id, self.attributes, self.text, anchor
        )


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    height: float
    stream: Any
    marks: dict[Any, int]  # text or picture box → MCID
    places: dict[int, int]  # MCID → index of its property list in the stream's items


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text where it stands: its page and its line."""

    page: _Page
    box: Any
    line: Any


class Reader:
    """Reads page after page as they are painted; `structure` is the whole document once the last is read."""

    def __init__(self, page: Any, families: Iterable[str]) -> None:
        self._order = {element: place for place, element in enumerate(page.iter())}
        self.root = Draft("Document")
        self.complaints: dict[str, list[Any]] = {}  # each with the elements that it is about
        self._families = {family.lower() for family in families}
        self._drafts: dict[tuple[Any, str], Draft] = {}
        self._notes: dict[Any, Draft] = {}
        self._spaces: dict[str, int] = {}
        self._last: dict[Draft, _Piece] = {}  # paragraph, cell, item … → what was last read of it
        self._endings: dict[int, tuple[_Page, dict[Any, str]]] = {}

    # --- pages
    # ---------------------------------------------------------------------------------------------------------------

    def read(self, number: int, page: Any, stream: Any) -> None:
        """Read a painted page, and turn the marks of what repeats on every page, or only decorates, into artifacts."""
        marks = {box: mark["mcid"] for box, mark in stream._tags.items()}
        places = {
            item["MCID"]: index
            for index, item in enumerate(stream.stream)
            if isinstance(item, pydyf.Dictionary) and "MCID" in item
        }
        sheet = _Page(number, page.height, stream, marks, places)
        self._box(page._page_box, self.root, sheet, None)
        for words, element in runaway_lines(page._page_box):
            self.complain(f"a line runs out of its box on page {number + 1}: «{words}»", element)
        if len(marks) != len(places):
            self.complain(
                "text or a picture is drawn in a transparency group; use solid or rgba() colours instead of opacity"
            )

    def finish(self, fonts: Iterable[Any]) -> None:
        """Mend the ends of all lines; to be called when the last page is painted, before the fonts are cut down."""
        by_hash = {font.hash: font for font in fonts}
        for sheet, endings in self._endings.values():
            self._mend_line_ends(sheet, endings, by_hash)

    def complain(self, what: str, element: Any = None) -> None:
        self.complaints.setdefault(what, []).append(element)

    @property
    def structure(self) -> Element:
        """The reading structure of all pages read; call it once."""
        tables = [draft for draft in _walk(self.root) if draft.kind == "Table"]
        for count, table in enumerate(tables, 1):
            _settle_headers(table, prefix=f"table-{count}")
        _tidy(self.root, self._order)
        for draft in list(_walk(self.root)):
            if draft.kind == "L":
                _settle_numbering(draft)
            elif draft.kind == "Caption":
                _settle_caption(draft)
        return self.root.freeze()

    # --- boxes
    # ---------------------------------------------------------------------------------------------------------------

    def _box(self, box: Any, parent: Draft, page: _Page, line: Any) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            self._artifact(box, page, "Pagination")
            return
        if _hidden(box):
            self._artifact(box, page)
            return
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer) and self._repeated(box, page):
            self._artifact(box, page, "Pagination")
            return
        draft = parent if isinstance(box, boxes.PageBox) else self._draft(box, parent, page)
        if box.link_annotation:
            self._link_area(box, draft, page)
        if isinstance(box, boxes.TextBox):
            self._text(_Piece(page, box, line), draft)
        elif box in page.marks:
            _line_place(draft).kids.append(Content(page.number, page.marks[box]))
        if isinstance(box, boxes.LineBox) and not (line is not None and _is_one_line(box, parent_line=line)):
            line = box
        for child in box.children:
            self._box(child, draft, page, line)

    def _repeated(self, box: Any, page: _Page) -> bool:
        known = self._drafts.get((box.element, ""))
        return known is not None and known.first_page != page.number

    def _artifact(self, box: Any, page: _Page, kind: str | None = None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if box.link_annotation:
            self.complain(
                "a link stands in a running header or another part that is not read; take the link away", box.element
            )
        if (mcid := page.marks.get(box)) is not None and mcid in page.places:
            place = page.places[mcid]
            page.stream.stream[place - 1] = _ARTIFACT
            page.stream.stream[place] = pydyf.Dictionary({"Type": f"/{kind}"} if kind else {})
        for child in box.children:
            self._artifact(child, page, kind)

    def _text(self, piece: _Piece, draft: Draft) -> None:
        """A piece of text joins its element, with a space before it where the layout kept one, or broke the line."""
        box, page = piece.box, piece.page
        family = box.style["font_family"][0]
        if family.lower() not in self._families:
            self.complain(f"unknown font family {family!r}", box.element)
        if box not in page.marks:
            return
        place = _line_place(draft)
        block = _block(place)
        before = self._last.get(block)
        if not box.text.strip():  # white space is never painted
            self._artifact(box, page)
            if before is not None and before.line is piece.line:
                self._ending(before, " ")
            return
        if before is not None and before.line is not piece.line:
            self._ending(before, _between(before.box, box))
        self._last[block] = piece
        place.kids.append(Content(page.number, page.marks[box], box.text))

    def _ending(self, piece: _Piece, ending: str) -> None:
        if ending and not piece.box.text.endswith(" ") and piece.page.marks[piece.box] in piece.page.places:
            self._endings.setdefault(piece.page.number, (piece.page, {}))[1].setdefault(piece.box, ending)

    # --- elements
    # ------------------------------------------------------------------------------------------------------------

    def _draft(self, box: Any, parent: Draft, page: _Page) -> Draft:
        """The draft that the box's content belongs to: a new one for a new element, else the one it has."""
        if box.element is None or not isinstance(box.element_tag, str):
            return parent
        tag, _, pseudo = box.element_tag.partition("::")
        key = (box.element, "" if pseudo in ("before", "after", "first-line", "first-letter") else pseudo)
        if (known := self._drafts.get(key)) is not None:
            return known
        if pseudo in ("before", "after", "first-line", "first-letter"):
            return parent
        draft = self._new(box, tag, pseudo, parent, page)
        if draft is not parent:
            self._drafts[key] = draft
        return draft

    def _new(self, box: Any, tag: str, pseudo: str, parent: Draft, page: _Page) -> Draft:
        element = box.element
        if pseudo == "marker":
            item = parent if parent.kind in ("LI", "TOCI") else parent.parent or parent
            return item.add("Lbl", page=page.number)
        if pseudo in ("footnote-call", "note-call"):
            line = _line_place(parent)
            call = line.add("Reference", page=page.number)
            note = line.add("Note", element, page=page.number)
            note.id = f"note-{len(self._notes) + 1}"
            self._notes[element] = self._drafts[(element, "")] = note
            return call
        if pseudo in ("footnote-marker", "note-marker"):
            return parent.add("Lbl", page=page.number)
        if pseudo or tag in ("html", "body"):
            return parent
        kind = self._kind(box, tag, parent)
        lang = _language(element, parent) if (element.get("lang") or "") != "" else None
        if kind is None:
            if lang is None:
                return parent
            kind = "Span"
        return self._place(box, kind, lang, parent, page)

    def _kind(self, box: Any, tag: str, parent: Draft) -> str | None:
        element = box.element
        if element.get("role") == "img" and tag not in ("img", f"{SVG}svg"):
            return "Figure"
        if tag == "a":
            return "Link" if box.link or element.get("href") else None
        if tag == "abbr":
            return "Span" if element.get("title") else None
        if tag == "div" and parent.kind == "L":
            return None  # groups of dt and dd
        if tag in ("ol", "ul") and (toc := _toc(parent)) is not None and toc:
            return "TOC"
        if tag == "li" and parent.kind == "TOC":
            return "TOCI"
        if (level := element.get("aria-level", "")) and re.fullmatch("h[1-6]", tag) and re.fullmatch("[1-6]", level):
            return f"H{level}"
        if tag == "td" and parent.parent is not None and parent.parent.kind == "THead":
            return "TH"
        return _TAG_KINDS.get(tag)

    def _place(self, box: Any, kind: str, lang: str | None, parent: Draft, page: _Page) -> Draft:
        element = box.element
        if kind in ("Lbl", "LBody"):
            parent = _definition(parent, kind)
        elif kind in _INLINE:
            parent = _line_place(parent)
        elif parent.kind == "LI":
            parent = _body(parent)
        draft = parent.add(kind, element, page=page.number)
        draft.lang = lang
        if kind == "LI":
            pass
        elif kind == "L":
            draft.attributes["List"] = {"ListNumbering": "/" + _numbering(box)}
        elif kind == "Figure":
            self._picture(draft, box, page)
        elif kind == "Link":
            draft.text = _name(element)
        elif kind in ("TH", "TD"):
            _cell(draft, box)
        elif kind == "Span" and box.element_tag == "abbr":
            draft.expansion = element.get("title")
        return draft

    def _picture(self, draft: Draft, box: Any, page: _Page) -> None:
        draft.alt = _alternative(box.element)
        if not draft.alt:
            source = (
                box.element.get("src")
                or box.element.get("id")
                or box.element.get("class")
                or box.element.tag.removeprefix(SVG)
            )
            self.complain(
                f"the picture {source!r} has no text alternative; give it alt, <title> or aria-label, or "
                f'aria-hidden="true"',
                box.element,
            )
        x, y = box.content_box_x(), box.content_box_y()
        rectangle = (x, page.height - y - box.height, x + box.width, page.height - y)
        placement = {} if isinstance(box, boxes.InlineLevelBox) else {"Placement": "/Block"}
        draft.attributes["Layout"] = {"BBox": tuple(round(value * POINTS, 3) for value in rectangle), **placement}

    def _link_area(self, box: Any, draft: Draft, page: _Page) -> None:
        link = draft.inside("Link")
        if link is None:
            self.complain(f"a link on <{box.element_tag}> is no <a>; write it as one", box.element)
            return
        x1, y1, x2, y2 = (float(value) for value in box.link_annotation["Rect"])
        rectangle = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        area = LinkArea(page.number, box.link_annotation.number, rectangle)
        for index, other in enumerate(link.kids):
            if isinstance(other, LinkArea) and other.page == area.page and _same_line(other.rectangle, rectangle):
                link.kids[index] = LinkArea(other.page, other.number, _union(other.rectangle, rectangle))
                return
        if rectangle[2] - rectangle[0] > 0.01 and rectangle[3] - rectangle[1] > 0.01:
            link.kids.append(area)

    # --- line ends
    # -----------------------------------------------------------------------------------------------------------

    def _mend_line_ends(self, page: _Page, endings: dict[Any, str], fonts: dict[str, Any]) -> None:
        """Give each line the space that the layout took from its end, and mark the hyphens that it put there.

        A hyphen at a division is U+00AD in a tagged PDF (ISO 32000-1, 14.8.2.2.3), so it differs from one that is
        written.
        """
        items = page.stream.stream
        names = _fonts_in_use(items)
        for box, ending in sorted(endings.items(), key=lambda each: page.places[page.marks[each[0]]], reverse=True):
            show = _last_show(items, page.places[page.marks[box]])
            if show is None:
                continue
            font = fonts[names[show]]
            if ending == " ":
                space = b"%04x" % self._space(font)
                last = _LAST_GLYPH.fullmatch(items[show])
                if last is None or last[2] != space:  # now and then the layout leaves it there
                    items[show] = items[show][: -len(b"] TJ")] + b"<" + space + b">] TJ"
            elif (match := _LAST_GLYPH.fullmatch(items[show])) is not None:
                head, glyph, tail = match.groups()
                items[show : show + 1] = [
                    b"[" + head + b">] TJ",
                    b"/Span <</ActualText <feff00ad>>> BDC",
                    b"[<" + glyph + b">" + tail + b"] TJ",
                    b"EMC",
                ]
                if font.to_unicode.get(int(glyph, 16)) == _DIVIDED:
                    font.to_unicode[int(glyph, 16)] = "-"

    def _space(self, font: Any) -> int:
        if font.hash not in self._spaces:
            glyph, width = space_glyph(font.file_content)
            font.to_unicode.setdefault(glyph, " ")
            font.widths.setdefault(glyph, width)
            self._spaces[font.hash] = glyph
        return self._spaces[font.hash]


# --- what HTML says ---------------------------------------------------------------------------------------------------


def _hidden(box: Any) -> bool:
    element = box.element
    if element is None or isinstance(element, str):
        return False
    if element.get("aria-hidden") == "true":
        return True
    return element.tag in ("img", f"{SVG}svg") and (
        element.get("role") in ("presentation", "none") or element.get("alt") == ""
    )


def _alternative(element: Any) -> str:
    """A picture's text alternative; an SVG's description follows its title."""
    if element.tag == f"{SVG}svg":
        parts = [element.find(f"{SVG}title"), element.find(f"{SVG}desc")]
        words = [" ".join("".join(part.itertext()).split()) for part in parts if part is not None]
        if any(words):
            return ". ".join(word.rstrip(".") for word in words if word) + ("." if len(words) > 1 else "")
    return " ".join((element.get("aria-label") or element.get("alt") or element.get("title") or "").split())


def _name(element: Any) -> str:
    """What a link is called: its label, or else its text."""
    return " ".join((element.get("aria-label") or "".join(_visible_text(element))).split())


def _visible_text(element: Any) -> Iterator[str]:
    if element.get("aria-hidden") == "true":
        return
    if element.tag in ("img", f"{SVG}svg"):
        yield _alternative(element)
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _visible_text(child)
        yield child.tail or ""


def _language(element: Any, parent: Draft) -> str | None:
    """The element's language, where it is another than the one around it."""
    lang: str = element.get("lang")
    around: Draft | None = parent
    while around is not None and around.lang is None:
        around = around.parent
    return lang if around is None or around.lang != lang else None


def _toc(parent: Draft) -> bool:
    """Whether a list here is a table of contents, or part of one."""
    draft: Draft | None = parent
    while draft is not None:
        if draft.kind == "TOCI" or (draft.source is not None and draft.source.get("role") == "doc-toc"):
            return True
        draft = draft.parent
    return False


def _numbering(box: Any) -> str:
    style = box.style["list_style_type"]
    for child in box.children:  # the style is often set on the items
        if "list-item" in child.style["display"]:
            style = child.style["list_style_type"]
            break
    else:
        return "None"
    return _NUMBERING.get(style, "Disc" if box.element_tag == "ul" else "Decimal") if isinstance(style, str) else "Disc"


def _cell(draft: Draft, box: Any) -> None:
    table: dict[str, object] = {}
    if draft.kind == "TH":
        in_head = draft.inside("THead") is not None
        table["Scope"] = "/" + (_SCOPES.get(box.element.get("scope") or "") or ("Column" if in_head else "Row"))
    if box.colspan != 1:
        table["ColSpan"] = box.colspan
    if box.rowspan != 1:
        table["RowSpan"] = box.rowspan
    if table:
        draft.attributes["Table"] = table


# --- where things stand -----------------------------------------------------------------------------------------------


def _line_place(draft: Draft) -> Draft:
    """Where a line of text goes: into the element itself, or, where that may not hold lines, into a paragraph of its
    own.
    """
    if draft.kind == "LI":
        return _line_place(_body(draft))
    wrapper = "P" if draft.kind in _GROUPS else "Reference" if draft.kind == "TOCI" else None
    if wrapper is None:
        return draft
    last = draft.kids[-1] if draft.kids else None
    if isinstance(last, Draft) and last.anonymous:
        return last
    paragraph = draft.add(wrapper)
    paragraph.anonymous = True
    return paragraph


def _body(item: Draft) -> Draft:
    """A list item's LBody, which holds all but its mark."""
    for kid in item.below():
        if kid.kind == "LBody":
            return kid
    return item.add("LBody")


def _definition(parent: Draft, kind: str) -> Draft:
    """The list item for a term or its definition: a term after a definition begins a new one."""
    last = parent.kids[-1] if parent.kids else None
    if (
        isinstance(last, Draft)
        and last.kind == "LI"
        and (kind == "LBody" or all(kid.kind == "Lbl" for kid in last.below()))
    ):
        return last
    return parent.add("LI")


def _walk(draft: Draft) -> Iterator[Draft]:
    yield draft
    for kid in draft.below():
        yield from _walk(kid)


def _tidy(draft: Draft, order: Mapping[Any, int]) -> None:
    """Drop empty elements, put the others in the order of the HTML, and let a group of one loose paragraph be that
    paragraph.

    The layout moves what is positioned; the listener gets what was written (ISO 14289-1, 7.2).
    """
    for kid in list(draft.below()):
        _tidy(kid, order)
    draft.kids = [
        kid for kid in draft.kids if not isinstance(kid, Draft) or kid.kids or kid.kind in ("TD", "TH", "Figure")
    ]
    places = [order.get(kid.source) if isinstance(kid, Draft) else None for kid in draft.kids]
    if None not in places:
        draft.kids = [kid for _, kid in sorted(zip(places, draft.kids, strict=True), key=lambda each: each[0] or 0)]
    only = draft.kids[0] if len(draft.kids) == 1 else None
    if draft.kind == "Div" and isinstance(only, Draft) and only.anonymous:
        draft.kind, draft.kids = only.kind, only.kids


def _settle_numbering(listing: Draft) -> None:
    """A list whose items have labels counts in some way (ISO 14289-1, 7.6): terms do as bullets do."""
    labelled = any(kid.kind == "Lbl" for item in listing.below() for kid in item.below())
    if labelled and listing.attributes["List"]["ListNumbering"] == "/None":
        listing.attributes["List"] = {"ListNumbering": "/Disc"}


def _settle_caption(caption: Draft) -> None:
    """The caption of a figure that holds one picture stands inside that picture (ISO 32000-1, 14.8.4.5)."""
    figure = caption.parent
    if figure is None or figure.source is None or figure.source.tag != "figure":
        return
    pictures = [draft for draft in _walk(figure) if draft.kind == "Figure"]
    if len(pictures) == 1:
        figure.kids.remove(caption)
        pictures[0].kids.append(caption)
        caption.parent = pictures[0]


def _settle_headers(table: Draft, *, prefix: str) -> None:
    """In a table with cells that span, name each cell's headers: Scope alone is too little there (ISO 14289-1, 7.5)."""
    rows = [draft for draft in _walk(table) if draft.kind == "TR" and draft.inside("Table") is table]
    cells = [(row, cell) for row in rows for cell in row.below() if cell.kind in ("TH", "TD")]
    spans = [cell.attributes.get("Table", {}) for _, cell in cells]
    if not any("ColSpan" in span or "RowSpan" in span for span in spans):
        return
    # the grid: position → cell
    grid: dict[tuple[int, int], Draft] = {}
    extent: dict[Draft, tuple[range, range]] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.below():
            if cell.kind not in ("TH", "TD"):
                continue
            while (number, column) in grid:
                column += 1
            span = cell.attributes.get("Table", {})
            wide, high = int(str(span.get("ColSpan", 1))), int(str(span.get("RowSpan", 1)))
            extent[cell] = (range(number, min(number + high, len(rows))), range(column, column + wide))
            for place in ((line, col) for line in extent[cell][0] for col in extent[cell][1]):
                grid[place] = cell
    headers = [cell for cell in extent if cell.kind == "TH"]
    for count, header in enumerate(headers, 1):
        header.id = f"{prefix}-{count}"
    for cell, (lines, columns) in extent.items():
        heads = [
            header.id
            for header in headers
            if header is not cell and _heads(header.attributes["Table"]["Scope"], extent[header], lines, columns)
        ]
        if heads:
            cell.attributes.setdefault("Table", {})["Headers"] = tuple(heads)


def _heads(scope: object, header: tuple[range, range], lines: range, columns: range) -> bool:
    if scope == "/Column":
        return bool(set(header[1]) & set(columns)) and header[0].stop <= lines.start
    return bool(set(header[0]) & set(lines)) and header[1].stop <= columns.start


# --- lines ------------------------------------------------------------------------------------------------------------


def _is_one_line(box: Any, parent_line: Any) -> bool:
    """Whether a line stands alone in a block that is itself a word of another line, and so belongs to that one."""
    return any(
        isinstance(child, boxes.AtomicInlineLevelBox) and list(child.children) == [box]
        for child in _inline(parent_line)
    )


def _inline(box: Any) -> Iterator[Any]:
    for child in box.children:
        yield child
        if isinstance(child, boxes.InlineBox):
            yield from _inline(child)


def _block(draft: Draft) -> Draft:
    """The element whose lines run on: links and the like are part of it."""
    while draft.kind in _RUNS and draft.parent is not None:
        draft = draft.parent
    return draft


def _between(before: Any, after: Any) -> str:
    """What the layout took from the end of a line, or put there: a space, a hyphen that divides a word, or nothing.

    A line break stands for no space after a written hyphen, a slash, or a dash between figures.
    """
    hyphen = before.style["hyphenate_character"]
    if before.text.endswith(hyphen) and (hyphen == _DIVIDED or _is_one_word(before, after, hyphen)):
        return _SOFT_HYPHEN
    if before.text.endswith(("-", "/", _DIVIDED)) or (re.search(r"\d–$", before.text) and after.text[:1].isdigit()):
        return ""
    may_break_words = before.style["overflow_wrap"] != "normal" or before.style["word_break"] != "normal"
    return "" if may_break_words and _is_one_word(before, after, "") else " "


def _is_one_word(before: Any, after: Any, hyphen: str) -> bool:
    """Whether the source has in one what stands on two lines, and does not have it with the sign, or the space,
    between.
    """
    start, end = before.text.removesuffix(hyphen).split()[-1:], after.text.split()[:1]
    if not (start and end) or before.element is None:
        return False
    head, tail = start[0], end[0].removesuffix(hyphen)  # the rest may be divided again
    text = " ".join("".join(before.element.itertext()).split())
    return head + tail in text and head + (hyphen or " ") + tail not in text


def _fonts_in_use(items: list[Any]) -> dict[int, str]:
    """For each text-showing operator, by index, the resource name of its font."""
    current, names = "", {}
    for index, item in enumerate(items):
        if isinstance(item, bytes):
            if item.endswith(b" Tf"):
                current = item[1:].split(b" ", 1)[0].decode("ascii")
            elif item.endswith(b" TJ"):
                names[index] = current
    return names


def _last_show(items: list[Any], place: int) -> int | None:
    show = None
    for index in range(place + 1, len(items)):
        item = items[index]
        if item == b"EMC":
            return show
        if isinstance(item, bytes) and item.endswith(b" TJ"):
            show = index
    return show


def _same_line(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    apart = max(one[0], other[0]) - min(one[2], other[2])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1]) and apart < 1


def _union(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])

"""WeasyPrint sets an edition's HTML as the pages of a PDF, with the structure that the finisher writes into it.

WeasyPrint only logs what is wrong and sets something else instead; here every line of its log is a problem, and no PDF
comes out. Nothing is fetched from the network, and only the project's own fonts exist.
"""

from __future__ import annotations

import logging
import mimetypes
import os
import posixpath
import re
import threading
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from hashlib import md5
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from briefs.content.model import Conformance
from briefs.errors import BriefsError, Problem, Where
from briefs.fonts import FACES, FAMILIES, font_file
from briefs.language import typography
from briefs.language.tables import table
from briefs.pdf.description import Record
from briefs.pdf.tagtree import Typeset

os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parents[2] / "fonts.conf")  # before WeasyPrint loads fontconfig

with warnings.catch_warnings(action="ignore", category=UserWarning):  # that there are no fonts on the machine is meant
    import weasyprint
import pyphen
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefs.pdf.typeset.balance import PAIRED_SPECIMEN, SPECIMEN, LineMeasure, balance, measures
from briefs.pdf.typeset.columns import whole_entries_balanced
from briefs.pdf.typeset.faults import LayoutFault, faults
from briefs.pdf.typeset.line_numbers import LineNumbers
from briefs.pdf.typeset.line_starts import words_kept_whole
from briefs.pdf.typeset.lines import runaway_lines
from briefs.pdf.typeset.painting import paint_in_reading_order
from briefs.pdf.typeset.places import Places
from briefs.pdf.typeset.reading import Reader
from briefs.pdf.typeset.stylesheets import forget_stylesheets, stylesheets_kept

__all__ = ["BASE_URL", "ProjectFiles", "Typeset", "typeset", "weasyprint"]

_SETTINGS = 3  # times at most that a page is set: leaving one word to the patterns may make another too wide
MOST_PAGES = 1000  # of one PDF: more is no brief, and each takes a sixth of a second
_ONE_AT_A_TIME = (
    threading.Lock()
)  # WeasyPrint's tagger and pyphen's cache are changed for a while; processes run side by side
_VARIANTS: Mapping[Conformance, str] = {"a-2a": "pdf/a-2a", "a-3a": "pdf/a-3a", "a-4": "pdf/a-2a"}
"""What WeasyPrint is asked for; it has no plain PDF/A-4, and what that asks beside PDF/A-2a is written afterwards."""
BASE_URL = (
    "https://brief.invalid/"  # constant, since picture ids are made from it; `.invalid` never resolves (RFC 2606)
)


def typeset(html: str, *, name: str, files: Mapping[str, bytes], record: Record) -> Typeset:
    """Set the pages. `name` is what problems point at, `files` what the HTML may use, by the path that it names.

    Raises BriefsError with all that WeasyPrint warned of: missing pictures, unknown CSS, anchors, fonts and glyphs.
    """
    with _ONE_AT_A_TIME, _log() as log, _our_tags(), _layout_mended(), stylesheets_kept(log):
        document = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=ProjectFiles(files))
        told = len(log)
        _balance_titles(document.etree_element)
        if log[told:]:  # what is wrong in the style sheets is told of the page itself
            del log[told:]
            forget_stylesheets()
        reader = Reader(document.etree_element, FAMILIES)
        pages = _set(document, name, record)
        _refuse_too_many(len(pages.pages), name)
        found_faults, numbers = faults(pages.pages), LineNumbers()
        for number, page in enumerate(pages.pages):
            paint_in_reading_order(page._page_box)
            page.paint = _painter(reader, numbers, number, page, pages)
        with warnings.catch_warnings(
            action="ignore", category=ResourceWarning
        ):  # WeasyPrint leaves its colour profile's file open
            pdf = pages.write_pdf(pdf_variant=_VARIANTS[record.conformance])
    lang = document.etree_element.get("lang")
    wrong_language = (
        [] if lang == record.language else [f"the page's language is {lang!r}, the record's {record.language!r}"]
    )
    if log or reader.complaints or wrong_language:
        places = Places(document.etree_element, BASE_URL)
        found = {complaint: places.of_complaint(complaint) for complaint in (*log, *wrong_language)}
        found |= {complaint: places.of(elements) for complaint, elements in reader.complaints.items()}
        raise BriefsError(*(_problem(name, complaint, place) for complaint, place in found.items()))
    anchors = {anchor: number for number, page in reversed(list(enumerate(pages.pages, 1))) for anchor in page.anchors}
    minded = tuple(_fault_problems(name, found_faults, document.etree_element))
    return Typeset(pdf, reader.structure, len(pages.pages), dict(sorted(anchors.items())), minded)


def _set(document: Any, name: str, record: Record) -> Any:
    """The pages. Where a long word without a seam is wider than its column, all is set again with that word left to the
    patterns: better a bad division than none.
    """
    text, by_patterns = " ".join(document.etree_element.itertext()), frozenset[str]()
    for _ in range(_SETTINGS):
        with _hyphenation(record, text, by_patterns):
            pages = document.render(font_config=_Fonts(name), pdf_variant=_VARIANTS[record.conformance])
        lines = (words for page in pages.pages for words, _ in runaway_lines(page._page_box))
        too_wide = {word.lower() for words in lines for word in typography.LONG_LETTERS.findall(words)}
        if too_wide <= by_patterns:
            break
        by_patterns |= too_wide
    return pages


def _painter(reader: Reader, numbers: LineNumbers, number: int, page: Any, document: Any) -> Any:
    """The page's own paint, after which its lines are numbered and the page is read: only then are its marks and links
    known, and its fonts not yet cut down.
    """
    paint = page.paint

    def paint_and_read(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        numbers.draw(page, stream, scale)
        reader.read(number, page, stream)
        if number == len(document.pages) - 1:
            reader.finish(document.fonts.values())

    return paint_and_read


@contextmanager
def _hyphenation(record: Record, text: str, by_patterns: Collection[str]) -> Iterator[None]:
    """Long words are parted at the seams of compounds only, in a language that has them, but for those that are left to
    the patterns, and the project's own breaks come first: all through pyphen's cache of looked-up words.

    A span without hyphens or a soft hyphen would do it too, but either makes WeasyPrint run a line off the page
    (#2614).
    """
    if record.language not in pyphen.LANGUAGES:
        yield
        return
    patterns = pyphen.Pyphen(lang=record.language)
    seams = typography.seams(text, patterns.positions) if table(record.language).spelling.compounds else {}
    seams = {word: places for word, places in seams.items() if word not in by_patterns}
    points = seams | typography.hyphenation_points(dict(record.hyphenation))
    patterns.hd.cache.update({word: [pyphen.DataInt(place) for place in places] for word, places in points.items()})
    try:
        yield
    finally:
        for word in points:
            patterns.hd.cache.pop(word, None)


def _balance_titles(page: Any) -> None:
    """Narrows the titles of a page; those of a page in two languages stand in narrow columns of their own."""
    body = page.find("body")
    classes = "" if body is None else body.get("class", "")
    if page.find(".//h1") is not None:
        styles = "\n".join("".join(style.itertext()) for style in page.iter("style"))
        balance(page, _title_measures(styles, classes), paired=_is_paired(classes))


def _is_paired(classes: str) -> bool:
    return "parallel" in classes.split()


@lru_cache(maxsize=16)
def _title_measures(styles: str, classes: str) -> Mapping[str, LineMeasure]:
    """How wide titles are where these style sheets set them, once in a process."""
    html = f'<style>{styles}</style><body class="{escape(classes)}">'
    html += PAIRED_SPECIMEN if _is_paired(classes) else SPECIMEN
    specimen = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=ProjectFiles({}))
    return measures(specimen.render(font_config=_Fonts("title")).pages[0]._page_box)


@contextmanager
def _layout_mended() -> Iterator[None]:
    """What WeasyPrint lays out wrongly, or far too slowly, is laid out as it should be."""
    with words_kept_whole(), whole_entries_balanced():
        yield


@contextmanager
def _our_tags() -> Iterator[None]:
    """Keep WeasyPrint from building its own tag tree: the finisher writes ours; and fonts have names of ours."""
    theirs, their_font = weasyprint.pdf.add_tags, weasyprint.pdf.stream.Font
    weasyprint.pdf.add_tags = lambda pdf, document, version, streams: None
    weasyprint.pdf.stream.Font = _Font
    try:
        yield
    finally:
        weasyprint.pdf.add_tags, weasyprint.pdf.stream.Font = theirs, their_font


class _Font(weasyprint.pdf.stream.Font):  # type: ignore[misc]  # WeasyPrint carries no types
    """A font whose six letters come from its name alone: those of WeasyPrint hash all that Pango says of it, which is
    more from Pango 1.56 on, and the same lines would be other bytes.
    """

    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
        super().__init__(pango_font, description, font_size)
        said = ffi.string(pango.pango_font_description_to_string(description))
        name = re.split(b" [#@]", said)[0]
        digest = md5(name, usedforsecurity=False).digest()
        self.hash = "".join(chr(ord("A") + letter % 26) for letter in digest[:6])
        self.name = f"/{self.hash}+".encode() + name.replace(b" ", b"-")


@contextmanager
def _log() -> Iterator[list[str]]:
    """All that WeasyPrint, and fontTools under it, warns of on this thread."""
    messages: list[str] = []
    thread = threading.get_ident()

    class _Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                messages.append(" ".join(record.getMessage().split()))

    listener = _Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield messages
    finally:
        logger.removeHandler(listener)


def _refuse_too_many(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        what = f"this would have {pages} pages, and {MOST_PAGES} is the most that is set"
        raise BriefsError(Problem(Where(name), what, "Leave out with weight: or themes:, or split the brief"))


def _problem(name: str, complaint: str, place: str) -> Problem:
    return Problem(Where(name), f"{complaint} ({place})" if place else complaint, _hint(complaint))


def _fault_problems(name: str, found: Iterable[LayoutFault], page: Any) -> Iterator[Problem]:
    """What a reader would mind, as warnings with the section and the entry."""
    places = Places(page, BASE_URL) if found else None
    for fault in found:
        problem = _problem(name, fault.what, places.of(fault.elements) if places else "")
        yield replace(problem, severity="warning")


def _hint(complaint: str) -> str:
    if "Failed to load image" in complaint or "Failed to load stylesheet" in complaint:
        return "Paths are read from the project's folder"
    if ".notdef" in complaint:
        return "The fonts of the briefs lack that character; write it in another way"
    if "runs out of its box" in complaint:
        return "Write it shorter there; a wide table may need `landscape: true`"
    if "per cent full" in complaint or "of a table" in complaint:
        return "Shorten, move or leave out something there"
    if "is smaller than" in complaint:
        return "Set it in one of the sizes of styles/tokens.css"
    if "broken without a hyphen" in complaint:
        return "Give it a wider column, or say under `hyphenation:` in project.yaml where it may be parted"
    if "stands alone on a line" in complaint:
        return "Write the sentence a little shorter or longer"
    if "font family" in complaint:
        return f"The fonts are {' and '.join(FAMILIES)}"
    return ""


class _Fonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint carries no types
    """The page's faces; a page that has none is a problem, since Pango ends the whole process over it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._adding = True
        self.declared: list[Any] = []
        super().__init__()
        self._adding = self._has_faces = False

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
        """As WeasyPrint does, which comes to the font map only with a face that could be loaded."""
        self.declared.append(dict(rule_descriptors))
        self._adding = True
        super().add_font_face(rule_descriptors, url_fetcher)
        self._adding = False

    @property
    def font_map(self) -> Any:
        """What Pango finds faces in; beside `add_font_face`, it is asked for when a line is set."""
        if self._adding:
            self._has_faces = True
        elif not self._has_faces:
            hint = "Write <style>{{ styles }}</style> in the page's <head>, for every medium"
            raise BriefsError(Problem(Where(self._name), "the page has no face to set it in", hint))
        return self._map

    @font_map.setter
    def font_map(self, value: Any) -> None:
        self._map = value


class ProjectFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves the fonts and the files that the page came with; everything else is refused."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols={"https", "data"})
        self._files = files

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}/" != BASE_URL:
            raise ValueError("a brief uses the project's own files only")
        path = posixpath.normpath(unquote(parts.path).lstrip("/"))
        content = _font(PurePosixPath(path).name) if path.startswith("fonts/") else self._file(path)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def _file(self, path: str) -> bytes:
        if path not in self._files:
            raise FileNotFoundError(f"no file {path!r} in the project")
        return self._files[path]


def _font(name: str) -> bytes:
    face = next((face for face in FACES if face.file == name), None)
    if face is None:
        raise FileNotFoundError(f"no face {name!r}")
    return font_file(face).read_bytes()

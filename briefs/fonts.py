"""The only module that knows the fonts: two families from their packages, as CSS for the screen and for print.

Fonts come as Python dependencies, so that every machine sets the same lines. HTML carries the faces that screens need
as WOFF2, cut down to the letters that pages share and those of its own; what was cut is kept for later runs. A PDF is
set with the whole files, which the typesetter serves and cuts down itself.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import importlib.util
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from briefs.assets import Medium
from briefs.errors import BriefsError, Problem, Where
from briefs.kept import keep, kept


class Face(NamedTuple):
    """One cut of a family: its CSS description and the static TrueType file that holds it (the OTF files do not embed
    cleanly).
    """

    family: str
    weight: int
    style: Literal["normal", "italic"]
    package: str
    file: str


SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
FAMILIES = (SERIF, SANS)
FACES = tuple(
    Face(family, weight, "italic" if cut == "It" else "normal", package, f"{stem}-{cut}.ttf")
    for family, package, stem in (
        (SERIF, "font_source_serif_pro", "SourceSerifPro"),
        (SANS, "font_source_sans_pro", "SourceSansPro"),
    )
    for weight, cut in ((400, "Regular"), (400, "It"), (600, "Semibold"), (700, "Bold"))
)
SCREEN_FACES = tuple(face for face in FACES if face.weight < 700 and (face.family, face.style) != (SANS, "italic"))
"""What a page for a screen carries: the size of a page is that of its faces, and a browser slants the fifth itself."""
URL = "https://brief.invalid/fonts/"  # `.invalid` never resolves (RFC 2606): only the typesetter's own fetcher knows it

SHARED = frozenset(
    "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅéÉ0123456789"
    " \u00a0\u2060!\"%&'()*+,-./:;=?[]–—‘’“”«»…·•§×−½→"
)
"""The letters of every cut, so that most pages have the same; a page that writes more has a cut of its own."""
_MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_KEPT = "faces"
_FEATURES = ["kern", "pnum"]  # figures are lining and of one width by default


def face_css(medium: Medium, page: str = "") -> str:
    """The @font-face rules for a page; raises BriefsError where a font package is missing."""
    if medium == "pdf":
        return "\n".join(_rule(face, f'url("{URL}{font_file(face).name}")') for face in FACES)
    words = html.unescape(_MARKUP.sub("", page))
    cut = "".join(sorted(SHARED | {letter for letter in set(words) if letter.isprintable()}))
    return "\n".join(
        _rule(face, f'url("data:font/woff2;base64,{_woff2(face, cut)}") format("woff2")', " font-display: swap;")
        for face in SCREEN_FACES
    )


def font_file(face: Face) -> Path:
    """Where the face's file is installed."""
    package = importlib.util.find_spec(face.package)
    file = Path(package.origin).parent / "files" / face.file if package and package.origin else None
    if file is None or not file.is_file():
        distribution = face.package.replace("_", "-")
        missing = f"the font package {distribution} is not installed, or lacks {face.file}"
        raise BriefsError(Problem(Where("pyproject.toml"), missing, f"pip install {distribution}"))
    return file


@functools.cache
def letters() -> frozenset[str]:
    """Every character that an upright face has a glyph for: italics that lack one are set with it."""
    from fontTools.ttLib import TTFont

    found: set[str] = set()
    for face in FACES:
        if face.style == "normal":
            with TTFont(font_file(face), lazy=True) as opened:
                found.update(map(chr, opened.getBestCmap()))
    return frozenset(found)


@functools.cache
def advances(face: Face) -> dict[str, float]:
    """How wide each letter of a face is, in ems and without kerning."""
    from fontTools.ttLib import TTFont

    with TTFont(font_file(face), lazy=True) as opened:
        widths, em = opened["hmtx"], opened["head"].unitsPerEm
        return {chr(code): widths[name][0] / em for code, name in opened.getBestCmap().items()}


def space_glyph(font: bytes) -> tuple[int, int]:
    """The glyph id of a TrueType font's space, and its width in thousandths of an em."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        name = opened.getBestCmap()[0x20]
        return opened.getGlyphID(name), round(opened["hmtx"][name][0] * 1000 / opened["head"].unitsPerEm)


class DigitOutline(NamedTuple):
    """A digit as a shape, in ems from its baseline: how wide it is, and the operations of a path that fill it."""

    width: float
    path: tuple[tuple[str, tuple[float, ...]], ...]


@functools.cache
def digit_outlines() -> Mapping[str, DigitOutline]:
    """The digits of the sans face, for numbers that are drawn and are no text; curves are cubic, as in a PDF."""
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

    class Path(BasePen):  # type: ignore[misc]  # fontTools carries no types
        """Keeps what a glyph draws, its quadratic curves as cubic ones."""

        def __init__(self, glyphs: Any) -> None:
            super().__init__(glyphs)
            self.steps: list[tuple[str, tuple[float, ...]]] = []

        def _add(self, name: str, *points: tuple[float, float]) -> None:
            self.steps.append((name, tuple(value / em for point in points for value in point)))

        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802  # fontTools' names
            self._add("move_to", pt)

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self._add("line_to", pt)

        def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
            self._add("curve_to", *points)

        def _closePath(self) -> None:  # noqa: N802
            self._add("close")

    face = next(face for face in FACES if (face.family, face.weight, face.style) == (SANS, 400, "normal"))
    with TTFont(font_file(face), lazy=True) as opened:
        em, glyphs, names = opened["head"].unitsPerEm, opened.getGlyphSet(), opened.getBestCmap()
        found = {}
        for digit in "0123456789":
            glyph = glyphs[names[ord(digit)]]
            glyph.draw(pen := Path(glyphs))
            found[digit] = DigitOutline(glyph.width / em, tuple(pen.steps))
        return found


def _rule(face: Face, source: str, display: str = "") -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; font-weight: '
        f"{face.weight};{display} src: {source}; }}"
    )


@functools.cache
def _woff2(face: Face, cut: str) -> str:
    """The face cut down to these letters, as base64; cut in this run, or kept from an earlier one."""
    from importlib.metadata import version  # slow to import, and most runs need it not

    font = font_file(face).read_bytes()
    made_with = (version("fonttools"), version("brotli"), repr(_FEATURES), cut)
    key = hashlib.sha256("\0".join((hashlib.sha256(font).hexdigest(), *made_with)).encode()).hexdigest()
    woff2 = kept(_KEPT, key)
    if woff2 is None:
        woff2 = _cut(font, cut)
        keep(_KEPT, key, woff2)
    return base64.b64encode(woff2).decode("ascii")


def _cut(font: bytes, cut: str) -> bytes:
    """The same bytes on every machine, so no clock and no file names in it.

    The names are left out and an empty table is put in their place: fontTools looks through all rules for names that
    are in use, a third of the time, where none of them has any.
    """
    from fontTools import subset  # here and below, because importing it is slow, and most runs cut nothing
    from fontTools.ttLib import TTFont, newTable

    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = subset.Options(
        layout_features=_FEATURES,
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=[],
        drop_tables=["DSIG", "FFTM", "name"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, cut))
    cutter.subset(opened)
    opened["name"] = newTable("name")
    opened["name"].names = []
    opened.flavor = "woff2"
    woff2 = io.BytesIO()
    opened.save(woff2)
    return woff2.getvalue()

"""The only module that knows the fonts: two families from their packages, as CSS for the screen and for print.

Fonts come as Python dependencies, so that every machine sets the same lines. HTML carries them as WOFF2, cut down to
the languages that are written here; a PDF is set with the whole files, which the typesetter serves and cuts down
itself.
"""

from __future__ import annotations

import base64
import functools
import importlib.util
import io
from pathlib import Path
from typing import Literal, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

from briefs.assets import Medium
from briefs.errors import BriefsError, Problem, Where


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
URL = "https://brief.invalid/fonts/"  # `.invalid` never resolves (RFC 2606): only the typesetter's own fetcher knows it

# Latin, Latin-1, Latin Extended-A; dashes, quotation marks and other punctuation; arrows, mathematical and geometric
# signs
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x203A),
    (0x2044, 0x2044),
    (0x2070, 0x208E),
    (0x20AC, 0x20AC),
    (0x2116, 0x2122),
)
_SIGNS = ((0x2190, 0x2199), (0x2202, 0x2265), (0x25A0, 0x25CF), (0x2610, 0x2612), (0x2713, 0x2717))
UNICODES = tuple(code for first, last in _RANGES + _SIGNS for code in range(first, last + 1))
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum"]


def face_css(medium: Medium) -> str:
    """The @font-face rules of all faces; raises BriefsError where a font package is missing."""
    return "\n".join(_rule(face, medium) for face in FACES)


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
    found: set[str] = set()
    for face in FACES:
        if face.style == "normal":
            with TTFont(font_file(face), lazy=True) as opened:
                found.update(map(chr, opened.getBestCmap()))
    return frozenset(found)


def space_glyph(font: bytes) -> tuple[int, int]:
    """The glyph id of a TrueType font's space, and its width in thousandths of an em."""
    with TTFont(io.BytesIO(font), lazy=True) as opened:
        name = opened.getBestCmap()[0x20]
        return opened.getGlyphID(name), round(opened["hmtx"][name][0] * 1000 / opened["head"].unitsPerEm)


def _rule(face: Face, medium: Medium) -> str:
    source = (
        f'url("{URL}{face.file}")'
        if medium == "pdf"
        else f'url("data:font/woff2;base64,{_woff2(face)}") format("woff2")'
    )
    display = "" if medium == "pdf" else " font-display: swap;"
    font_file(face)
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; font-weight: '
        f"{face.weight};{display} src: {source}; }}"
    )


@functools.cache
def _woff2(face: Face) -> str:
    """The face cut down to what the briefs write, as base64: the same bytes on every machine, so no clock and no file
    names in it.
    """
    font = TTFont(font_file(face), recalcTimestamp=False)
    options = subset.Options(
        layout_features=_FEATURES,
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=[1, 2],
        drop_tables=["DSIG", "FFTM"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=UNICODES)
    cutter.subset(font)
    font.flavor = "woff2"
    woff2 = io.BytesIO()
    font.save(woff2)
    return base64.b64encode(woff2.getvalue()).decode("ascii")

"""Whether the publisher's logo can be printed: a picture of the project that fetches nothing from elsewhere."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from briefs import assets
from briefs.content.model import Library
from briefs.errors import BriefsError, Problem, Where
from briefs.html.contained import check_drawing

_FORMATS = (".svg", ".png")
_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST_PNG = 1_000_000  # bytes; every page for a screen carries it
_MOST_PIXELS = 10_000_000


def unprintable(library: Library, root: Path) -> tuple[Problem, ...]:
    """What is wrong with the logo that project.yaml names, at its name there or in the drawing."""
    logo = library.project.logo
    try:
        return tuple(_wrong(logo.file, logo.where, root)) if logo else ()
    except BriefsError as error:
        return error.problems


def _wrong(name: str, where: Where, root: Path) -> Iterator[Problem]:
    suffix = PurePosixPath(name).suffix.lower()
    file = assets.find(root, name) if suffix in _FORMATS else None
    if file is None:
        hint = "A logo is an SVG or PNG below content/, styles/ or templates/, as styles/logo.svg"
        yield Problem(where, f"there is no logo {name!r}", hint)
    elif suffix == ".png":
        if wrong := _wrong_with_png(assets.read(file, name)):
            yield Problem(Where(name), f"this logo cannot be printed: {wrong}", "Save it again as a PNG, or as an SVG")
    else:
        yield from _wrong_with_drawing(assets.read(file, name), name)


def _wrong_with_drawing(content: bytes, name: str) -> Iterator[Problem]:
    try:
        check_drawing(content, name)
    except BriefsError as error:
        for problem in error.problems:
            what = f"a logo cannot fetch or run anything: {problem.what}"
            yield replace(problem, what=what, hint="Put it into the drawing")


def _wrong_with_png(content: bytes) -> str:
    """Why a PNG cannot be shown whole; nothing where it can."""
    if len(content) > _LARGEST_PNG:
        return f"it has {len(content)} bytes, and may have {_LARGEST_PNG}"
    if not content.startswith(_PNG) or content[12:16] != b"IHDR":
        return "it is no PNG"
    width, height = (int.from_bytes(content[first : first + 4], "big") for first in (16, 20))
    if not 0 < width * height <= _MOST_PIXELS:
        return f"it is {width} by {height} pixels, and may have from 1 to {_MOST_PIXELS} in all"
    return "" if _is_whole_png(content) else "it is cut off or damaged"


def _is_whole_png(content: bytes) -> bool:
    """Whether each chunk has the sum that it names, up to the last."""
    at = len(_PNG)
    while at + 12 <= len(content):
        end = at + 8 + int.from_bytes(content[at : at + 4], "big")
        if int.from_bytes(content[end : end + 4], "big") != zlib.crc32(content[at + 4 : end]):
            return False
        if content[at + 4 : at + 8] == b"IEND":
            return True
        at = end + 4
    return False

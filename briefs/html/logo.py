"""Whether the publisher's logo can be printed: a picture of the project that fetches nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from briefs import assets
from briefs.content.model import Library
from briefs.errors import BriefsError, Problem, Where

_FORMATS = (".svg", ".png")
_FETCHES = re.compile(
    r"""<script|<foreignObject|<!ENTITY|<\?xml-stylesheet|@import"""
    r"""|\b(?:href|src)\s*=\s*["'](?!\s*(?:\#|data:))|url\(\s*["']?(?!\s*["']?(?:\#|data:))""",
    re.IGNORECASE,
)


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
    elif suffix == ".svg":
        text = assets.read_text(file, name)
        for found in _FETCHES.finditer(text):
            place = Where(
                name, text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
            )
            yield Problem(
                place, f"a logo cannot fetch or run anything ({found[0].strip()!r})", "Put it into the drawing"
            )

"""Where the parts of a finished PDF stand: its named destinations, which are the ids of the page it was made from."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf


def places(content: bytes) -> dict[str, int]:
    """The page of each named destination, from 1; nothing for bytes that are no PDF."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
            return {name: numbers[place] for name, place in _destinations(pdf) if place in numbers}
    except pikepdf.PdfError:
        return {}


def _destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, tuple[int, int]]]:
    """The names, each with the object number of its page; a destination is an array, or a dictionary that holds one."""
    names = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return
    for name, target in pikepdf.NameTree(names.Dests).items():
        place = target.D if isinstance(target, pikepdf.Dictionary) else target
        yield str(name), place[0].objgen

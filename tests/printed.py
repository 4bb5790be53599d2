"""Small documents for the tests of the PDF stage, and a reader that lists what a screen reader would be given."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf

from briefs import assets
from briefs.fonts import face_css
from briefs.pdf.description import Record
from briefs.pdf.tagtree import Element, Typeset
from briefs.pdf.typeset import typeset

RECORD = Record(
    title="Fastsatt & prøvd",
    publisher="Rådet for <prøver>",
    language="nb",
    summary="Kort sagt.",
    keywords=("prøve", "helse"),
    created=date(2022, 12, 15),
)
CSS = """
@page { size: 105mm 148mm; margin: 15mm }
html { font: 10pt "Source Serif Pro"; image-rendering: crisp-edges }
li ul { list-style-type: "– " }
"""


def page(body: str, css: str = "", lang: str = "nb") -> str:
    """A whole HTML page around a body."""
    style = f"<style>{face_css('pdf')}{CSS}{css}</style>"
    return f'<!doctype html><html lang="{lang}"><head><title>T</title>{style}</head><body>{body}</body></html>'


def set_page(body: str, css: str = "", *, root: Path = Path(), record: Record = RECORD) -> Typeset:
    """The body, typeset."""
    html = page(body, css)
    return typeset(html, name="brief.pdf", files=assets.referred(html, root), record=record)


def outline(element: Element, depth: int = 0) -> str:
    """The structure as indented kinds, one line each."""
    inner = "".join(outline(kid, depth + 1) for kid in element.kids if isinstance(kid, Element))
    return "  " * depth + element.kind + "\n" + inner


def find(element: Element, kind: str) -> list[Element]:
    """All elements of a kind, in reading order."""
    return [each for each in element.walk() if each.kind == kind]


def read_aloud(pdf: bytes) -> list[tuple[str, str]]:
    """Kind and own text of each structure element of a finished PDF, in the order of the tag tree."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        texts = [_texts(each.obj) for each in opened.pages]
        numbers = {each.obj.objgen: number for number, each in enumerate(opened.pages)}
        return list(_speak(opened.Root.StructTreeRoot.K[0], texts, numbers))


def _speak(entry: Any, texts: list[dict[int, str]], numbers: dict[Any, int]) -> Iterator[tuple[str, str]]:
    kids = entry.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    own = numbers[entry.Pg.objgen] if "/Pg" in entry else -1
    words = "".join(
        texts[own][kid] if isinstance(kid, int) else texts[numbers[kid.Pg.objgen]][int(kid.MCID)]
        for kid in kids
        if isinstance(kid, int) or "/MCID" in kid
    )
    yield str(entry.S)[1:], words
    for kid in kids:
        if not isinstance(kid, int) and "/S" in kid:
            yield from _speak(kid, texts, numbers)


def _texts(page: Any) -> dict[int, str]:
    """The text of each mark of a page; a hyphen that only divides a word is left out."""
    letters = {
        key[1:]: {
            glyph.lower(): bytes.fromhex(letter.decode()).decode("utf-16-be")
            for glyph, letter in re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>", font.ToUnicode.read_bytes())
        }
        for key, font in page.Resources.Font.items()
    }
    found: dict[int, str] = {}
    open_marks: list[int | str | None] = []
    font: dict[bytes, str] = {}
    for part in pikepdf.parse_content_stream(page):
        operator, operands = str(part.operator), list(part.operands)
        if operator in ("BDC", "BMC"):
            properties: Any = operands[1] if operator == "BDC" else {}
            open_marks.append(
                int(properties["/MCID"]) if "/MCID" in properties else str(properties.get("/ActualText", "")) or None
            )
            if isinstance(open_marks[-1], int):
                found.setdefault(open_marks[-1], "")
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "Tf":
            font = letters[str(operands[0])[1:]]
        elif operator == "TJ" and open_marks and isinstance(open_marks[0], int) and open_marks[-1] != "\u00ad":
            strings: Any = operands[0]
            for string in strings:
                if isinstance(string, pikepdf.String):
                    code = bytes(string).hex().encode()
                    found[open_marks[0]] += "".join(font[code[place : place + 4]] for place in range(0, len(code), 4))
    return found

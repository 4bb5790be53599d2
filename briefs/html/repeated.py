"""A page for a screen holds each drawing once: where the same stands again, it is drawn by reference."""

from __future__ import annotations

import re
from collections import Counter

_DRAWING = re.compile(r"(?P<start><svg\b[^<>]*>)(?P<shapes>.*?)(?P<end></svg>)", re.DOTALL)
_OWN = re.compile(r"<svg\b|<title\b|\sid\s*=|<text\b")
"""What is told apart by where it stands: drawings in drawings, and what has a name or words."""
_NAME = "drawn-"


def drawn_once(page: str) -> str:
    """The page with the shapes of its second, third … equal drawing as a reference to those of its first."""
    head, body_tag, body = page.partition("<body")
    shapes = [match["shapes"] for match in _DRAWING.finditer(body)]
    names = {
        each: f"{_NAME}{number}"
        for number, (each, count) in enumerate(Counter(shapes).items(), 1)
        if count > 1 and len(each) > len(_reference(_NAME)) + 3 and not _OWN.search(each)
    }
    if f'"{_NAME}' in page or not names:
        return page
    seen: set[str] = set()

    def written(match: re.Match[str]) -> str:
        name = names.get(match["shapes"])
        if name is None:
            return match[0]
        first = match["shapes"] not in seen
        seen.add(match["shapes"])
        inside = f'<g id="{name}">{match["shapes"]}</g>' if first else _reference(name)
        return f"{match['start']}{inside}{match['end']}"

    return head + body_tag + _DRAWING.sub(written, body)


def _reference(name: str) -> str:
    return f'<use href="#{name}"/>'

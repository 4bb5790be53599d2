"""The Content-Security-Policy of a finished page: a browser applies and runs what the page carries, by its hash, and
fetches nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping

_CARRIED = re.compile(r"<(style|script)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_META = '\n<meta http-equiv="Content-Security-Policy" content="{}">'
_WRITTEN = re.compile(re.escape(_META).replace(re.escape("{}"), '[^"]*'))
_PLACE = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)


def with_policy(page: str) -> str:
    """The page with its policy in a `<meta>` at the head's beginning; nothing may be changed in it afterwards."""
    place = _PLACE.search(page)
    start = place.end() if place else 0
    return page[:start] + _META.format(policy(page)) + page[start:]


def without_policy(page: str) -> str:
    """The page as it was before `with_policy`."""
    return _WRITTEN.sub("", page, count=1)


def policy(page: str, also: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """What the page carries, and nothing else: style sheets and scripts by their SHA-256, pictures and faces only as
    `data:`, and `style` attributes only where there are any; `also` is what a page with a server may do besides.
    """
    styles, scripts = (tuple(dict.fromkeys(_hashes(page, tag))) for tag in ("style", "script"))
    body = _CARRIED.sub("", page)
    directives: dict[str, tuple[str, ...]] = {
        "default-src": ("'none'",),
        "style-src": styles,
        "style-src-attr": ("'unsafe-inline'",) if re.search(r"<[^>]*\sstyle\s*=", body) else (),
        "script-src": scripts,
        "font-src": ("data:",) if "data:font/" in page else (),
        "img-src": ("data:",) if "data:image/" in page else (),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    for name, allowed in (also or {}).items():
        directives[name] = (*directives.get(name, ()), *allowed)
    return "; ".join(" ".join((name, *allowed)) for name, allowed in directives.items() if allowed)


def _hashes(page: str, tag: str) -> Iterator[str]:
    for found, text in _CARRIED.findall(page):
        if found.lower() == tag:
            read = text.replace("\r\n", "\n").replace("\r", "\n")  # as a browser reads it
            yield f"'sha256-{base64.b64encode(hashlib.sha256(read.encode()).digest()).decode('ascii')}'"

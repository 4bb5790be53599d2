"""The rules of RFC 4287 that a feed can break."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")  # RFC 3339, with capitals
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_ONCE = {"id": 1, "title": 1, "updated": 1}  # what a feed and an entry have exactly one of
_CHILDREN = {
    "feed": "author category contributor generator icon id link logo rights subtitle title updated entry",
    "entry": "author category content contributor id link published rights source summary title updated",
}


def mistakes(content: bytes) -> list[str]:
    """What is wrong with a feed by the standard (the sections of RFC 4287 in brackets)."""
    root = etree.fromstring(content)
    if root.tag != f"{ATOM}feed":
        return ["the document is no atom:feed [2]"]
    entries = root.findall(f"{ATOM}entry")
    found = [*_of_parts(root, "feed"), *(wrong for entry in entries for wrong in _of_parts(entry, "entry"))]
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        found.append("neither the feed nor each entry has an author [4.1.1]")
    if not root.findall(f"{ATOM}link[@rel='self']"):
        found.append("a feed should lead to itself [4.1.1]")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    found += [f"{id} is the id of {count} entries [4.1.1]" for id, count in ids.items() if count > 1]
    found += [
        "an author has no name [3.2.1]" for each in root.iter(f"{ATOM}author") if not each.findtext(f"{ATOM}name")
    ]
    return found


def _of_parts(element: etree._Element, name: str) -> Iterator[str]:
    counts = Counter(str(child.tag).removeprefix(ATOM) for child in element)
    yield from (f"{name} has {counts[part]} {part} [4.1]" for part, wanted in _ONCE.items() if counts[part] != wanted)
    yield from (f"{name} cannot have {part} [4.1]" for part in counts if part not in _CHILDREN[name].split())
    if not _IRI.fullmatch(element.findtext(f"{ATOM}id") or ""):
        yield f"the id of a {name} is no IRI [4.2.6]"
    if not _TIME.fullmatch(element.findtext(f"{ATOM}updated") or ""):
        yield f"the time of a {name} is none of RFC 3339 [3.3]"
    if not (element.findtext(f"{ATOM}title") or "").strip():
        yield f"a {name} has no title [4.2.14]"
    links = element.findall(f"{ATOM}link")
    yield from (f"a link of a {name} leads nowhere [4.2.7.1]" for link in links if not link.get("href"))
    alternates = Counter((link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate")
    yield from (f"{name} has {count} alternates of {kind} [4.1]" for kind, count in alternates.items() if count > 1)
    yield from ("a category has no term [4.2.2]" for each in element.findall(f"{ATOM}category") if not each.get("term"))
    if name == "entry" and not alternates and not counts["content"]:
        yield "an entry has neither content nor an alternate [4.1.2]"

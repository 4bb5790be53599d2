"""A brief as a part of a larger page: its names are its own, its headings stand below those around it, and its
audience's style sheet reaches no other part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

_TAG = re.compile(r"<(?P<slash>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"(?P<before>\s)(?P<name>[\w:-]+)(?P<sign>\s*=\s*)(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL
)
_LANDMARK = re.compile(r"<(?:section|aside)\b[^>]*>")
_LABEL = re.compile(r"""\saria-labelledby=(?:"[^"]*"|'[^']*')""")
_REFERRING = frozenset(
    {"aria-controls", "aria-describedby", "aria-labelledby", "aria-owns", "for", "headers", "popovertarget"}
)
_LINKS = frozenset({"data-ref", "href", "xlink:href"})
_IN_CSS = re.compile(r"url\(\s*(?P<quote>[\"']?)#(?P<name>[^\"')\s]+)(?P=quote)\s*\)")
_LOWEST_LEVEL = 6
_TEXT = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_COMMENT = re.compile(rf"(?P<text>{_TEXT})|/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(rf"(?P<head>(?:{_TEXT}|[^{{}};\"'])*)(?P<sign>[{{;])", re.DOTALL)
_TOP = re.compile(r"(?:html|body|:root)(?![\w-])")


class PagePart(NamedTuple):
    """What a whole page has in its body, and the classes of the body itself."""

    classes: str
    words: str


def part_of(page: str, prefix: str, *, levels: int, landmarks: bool = True) -> PagePart:
    """The body of a page, ready to stand beside others: every name that it gives begins with the prefix, as do its own
    links to it, and its headings count so many levels lower. A link to what the page has not itself stays. Without
    `landmarks`, its sections have no names, of which a page with many parts would have many that are the same.
    """
    _, _, rest = page.partition("<body")
    attributes, _, rest = rest.partition(">")
    body, _, _ = rest.rpartition("</body>")
    classes = re.search(r"\bclass\s*=\s*[\"']([^\"']*)[\"']", attributes)
    own = frozenset(_ids(body))
    words = body if landmarks else _LANDMARK.sub(lambda match: _LABEL.sub("", match[0]), body)
    return PagePart(classes[1] if classes else "", _renamed(words, own, prefix, levels))


def _ids(body: str) -> Iterable[str]:
    for tag in _TAG.finditer(body):
        yield from (each["value"] for each in _ATTRIBUTE.finditer(tag["attributes"]) if each["name"].lower() == "id")


def _renamed(body: str, own: frozenset[str], prefix: str, levels: int) -> str:
    def name(value: str) -> str:
        return prefix + value if value in own else value

    def tag(match: re.Match[str]) -> str:
        kind = match["tag"].lower()
        written = "div" if kind == "main" else match["tag"]  # a page has one <main>
        if match["slash"]:
            return f"</{written}>"
        attributes = _ATTRIBUTE.sub(lambda each: _attribute(each, name), match["attributes"])
        level = f' aria-level="{min(int(kind[1]) + levels, _LOWEST_LEVEL)}"' if re.fullmatch("h[1-6]", kind) else ""
        return f"<{written}{level}{attributes}>"

    return _TAG.sub(tag, body)


def _attribute(match: re.Match[str], name: Callable[[str], str]) -> str:
    key, value = match["name"].lower(), match["value"]
    if key == "id":
        value = name(value)
    elif key in _REFERRING:
        value = " ".join(map(name, value.split()))
    elif key in _LINKS and value.startswith("#"):
        value = f"#{name(value[1:])}"
    else:
        value = _IN_CSS.sub(lambda each: f"url({each['quote']}#{name(each['name'])}{each['quote']})", value)
    return f"{match['before']}{match['name']}{match['sign']}{match['quote']}{value}{match['quote']}"


def scoped(css: str, scope: str) -> str:
    """A style sheet whose rules reach only what stands in an element of the scope, a selector; what they say of the
    whole page they say of that element. Rules of pages and faces, which cannot be narrowed, are left out.
    """
    return "".join(_scoped(_COMMENT.sub(lambda match: match["text"] or " ", css), scope))


def _scoped(css: str, scope: str) -> Iterable[str]:
    end = 0
    while match := _BLOCK.match(css, end):
        head = match["head"].strip()
        if match["sign"] == ";":
            end = match.end()
            continue
        close = _closing(css, match.end())
        inside, end = css[match.end() : close], close + 1
        if head.startswith(("@media", "@supports")):
            yield f"{head} {{ {''.join(_scoped(inside, scope))} }}\n"
        elif not head.startswith("@"):
            yield f"{', '.join(_narrowed(each, scope) for each in _listed(head))} {{{inside}}}\n"


def _narrowed(selector: str, scope: str) -> str:
    top = _TOP.match(selector)
    return f"{scope}{selector[top.end() :]}" if top else f"{scope} {selector}"


def _listed(selectors: str) -> list[str]:
    """The selectors of a list; a comma in brackets or in a text parts nothing."""
    pieces = re.findall(rf"(?:{_TEXT}|\((?:{_TEXT}|[^()])*\)|[^,(\"'])+", selectors)
    return [piece.strip() for piece in pieces if piece.strip()]


def _closing(css: str, start: int) -> int:
    """Where the block ends that is open at `start`, or the sheet where nothing closes it."""
    depth = 1
    for match in re.compile(rf"{_TEXT}|[{{}}]", re.DOTALL).finditer(css, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return len(css)

"""A page for a screen is one file: its pictures stand in it, and what would fetch or run anything else is refused at
its place in the project's own templates and styles.
"""

from __future__ import annotations

import base64
import mimetypes
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

import lxml.html
from lxml import etree

from briefs import assets
from briefs.errors import BriefsError, Problem, Where

_Element: TypeAlias = "etree._Element"  # what lxml calls an element; it has no public name
_PICTURE_ADDRESS = re.compile(
    r"""(\bsrc\s*=\s*["']?|<image\b[^<>]*?\bhref\s*=\s*["']?|\burl\(\s*["']?)([^"'()#?\s>]+)""", re.IGNORECASE
)
_REFUSED = frozenset(
    {"applet", "audio", "base", "embed", "fencedframe", "frame", "frameset", "iframe", "link", "object", "portal"}
    | {"script", "source", "track", "video"}
)
_REFUSED_IN_DRAWINGS = ("<!ENTITY", "<?xml-stylesheet", "<foreignObject")
_FETCHED = frozenset(
    {"action", "archive", "background", "classid", "code", "data", "formaction", "longdesc", "manifest", "ping"}
    | {"poster", "src"}
)
_READ = frozenset({"alt", "content", "title"})  # words for people, whatever they hold
_FOLLOWED = frozenset({"", "http", "https", "mailto", "tel"})
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?(?:\*/|$)""", re.DOTALL)
_CSS_FETCHING = re.compile(
    r"""(?P<rule>@import\b)|\burl\(\s*["']?(?P<address>[^"')\s]*)|(?P<set>(?<![\w-])(?:-webkit-)?image-set\()""",
    re.IGNORECASE,
)
_DATA = re.compile(r"data:(?:image/(?:gif|jpeg|png|svg\+xml|webp)|font/\w+|application/font-\w+)[;,]", re.IGNORECASE)
_HINT = "A page for a screen carries all that it shows: put the picture into content/, styles/ or templates/"


class _Refused(NamedTuple):
    """What a page may not hold: how it is called, by which words it is found in its source, its line if known, and the
    attribute that holds it.
    """

    what: str
    words: str
    line: int = 1
    attribute: str = ""


def contained(page: str, root: Path, *, template: str, script: str = "") -> str:
    """The page with its pictures inside it; BriefsError where one is missing, or where the page would fetch or run
    what it does not carry. `script` is the only one that may stand in it.

    Problems are placed where the words stand first in the project's own files, and else at the template.
    """
    page = _with_pictures(page, root)
    found = dict.fromkeys(_refused(lxml.html.document_fromstring(page), script))
    if found:
        raise BriefsError(
            *(Problem(_place_of(each.words, root, f"templates/{template}"), each.what, _HINT) for each in found)
        )
    return page


def check_pictures(page: str, root: Path) -> None:
    """Raises BriefsError, at its template, where a page for paper names a picture that there is not."""
    _with_pictures(page, root)


def _refused(document: _Element, script: str) -> Iterator[_Refused]:
    for element in document.iter(etree.Element):
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in _REFUSED and not (tag == "script" and not element.attrib and script and element.text == script):
            yield _Refused(f"a page cannot hold <{tag}>", f"<{tag}", element.sourceline or 1)
            continue
        if tag == "meta" and (kind := element.get("http-equiv")):
            yield _Refused(f"a page cannot hold <meta http-equiv={kind!r}>", "http-equiv", element.sourceline or 1)
        if tag == "style":
            yield from _refused_css(element.text or "", element.sourceline or 1)
        for name, value in element.attrib.items():
            yield from _refused_attribute(tag, str(name).rpartition("}")[2].lower(), str(value), element)


def _refused_attribute(tag: str, name: str, value: str, element: _Element) -> Iterator[_Refused]:
    name, line = name.rpartition(":")[2], element.sourceline or 1
    address = re.sub(r"[\x00-\x20]", "", value)
    if name.startswith("on"):
        yield _Refused(f"a page cannot hold the script of {name}=", f"{name}=", line)
    elif name == "srcdoc" or (name == "srcset" and value):
        yield _Refused(f"a page cannot hold {name}=", f"{name}=", line)
    elif name == "style" or ("url(" in value.lower() and not (name in _READ or name.startswith(("aria-", "data-")))):
        yield from _refused_css(value, line)
    elif name == "href" and tag in {"a", "area"}:
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
        if scheme and scheme[1].lower() not in _FOLLOWED:
            yield _Refused(f"a link cannot lead to {_short(value)!r}", value, line)
    elif (name in _FETCHED or name == "href") and not _is_carried(address):
        yield _Refused(f"<{tag} {name}> leads out of the page, to {_short(value)!r}", value, line, name)
    elif name in {"to", "from", "values"} and tag in {"set", "animate"} and ":" in value:
        yield _Refused(f"<{tag}> cannot set an address", f"<{tag}", line)


def _refused_css(text: str, line: int) -> Iterator[_Refused]:
    """What a style sheet would fetch; comments may hold anything, and escapes are read as what they stand for."""
    plain = _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub(lambda match: match[1] or " ", text))
    for match in _CSS_FETCHING.finditer(plain):
        if match["rule"] or match["set"]:
            words = match["rule"] or match["set"]
            yield _Refused(f"a style sheet cannot hold {words}", words, line)
        elif not _is_carried(match["address"]):
            yield _Refused(
                f"url() leads out of the page, to {_short(match['address'])!r}", match["address"], line, "url("
            )


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0 < code < 0x110000 else match[2] or ""


def _is_carried(address: str) -> bool:
    return not address or address.startswith("#") or bool(_DATA.match(address))


def _with_pictures(page: str, root: Path) -> str:
    """The page with the pictures that it names by a path from the project's root; BriefsError for one that there is
    not, and for a drawing that would itself fetch or run something.
    """
    problems: dict[Problem, None] = {}

    def embedded(match: re.Match[str]) -> str:
        reference = match[2]
        if ":" in reference or reference.startswith("//") or reference.startswith("&"):
            return match[0]
        name = posixpath.normpath(unquote(reference)).lstrip("/")
        try:
            return f"{match[1]}{_picture(root, name, reference)}"
        except BriefsError as error:
            problems.update(dict.fromkeys(error.problems))
            return match[0]

    page = _PICTURE_ADDRESS.sub(embedded, page)
    if problems:
        raise BriefsError(*problems)
    return page


def _picture(root: Path, name: str, reference: str) -> str:
    """A picture as a `data:` address."""
    if (file := assets.find(root, name)) is None:
        raise BriefsError(_no_picture(root, reference))
    data = assets.read(file, name)
    if file.suffix.lower() == ".svg":
        check_drawing(data, name)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def check_drawing(data: bytes, name: str) -> None:
    """Raises BriefsError, at their places, for what an SVG file would fetch or run, and where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        drawing = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BriefsError(Problem(Where(name, error.lineno or 1), "this drawing is no well-formed XML")) from None
    text = data.decode("utf-8", "replace")
    found = [_Refused(f"a drawing cannot hold {words}", words) for words in _REFUSED_IN_DRAWINGS if words in text]
    if found := list(dict.fromkeys([*found, *_refused(drawing, "")])):
        hint = "A drawing carries all that it shows"
        raise BriefsError(*(Problem(_place_in(text, each, name), each.what, hint) for each in found))


def _place_in(text: str, refused: _Refused, name: str) -> Where:
    """Where a drawing holds what is refused, from the line of its element on."""
    before = sum(len(line) for line in text.splitlines(keepends=True)[: refused.line - 1])
    start = text.lower().find(refused.words.lower(), before)
    if start >= 0 and refused.attribute:
        start = max(text.lower().rfind(refused.attribute, before, start), before)
    if start < 0:
        return Where(name, refused.line)
    return Where(name, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _no_picture(root: Path, reference: str) -> Problem:
    """What is wrong with a picture's name, at its first place in the project's own templates and styles."""
    hint = f"A picture is a file of {', '.join(sorted(assets.PICTURES))} below content/, styles/ or templates/"
    return Problem(_place_of(reference, root, "templates"), f"there is no picture {_short(reference)!r}", hint)


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77]}…"


def _place_of(words: str, root: Path, otherwise: str) -> Where:
    """Where words stand first in the project's own templates and styles, in whatever case."""
    for name in ("templates", "styles"):
        for path in assets.files_in(root.resolve() / name):
            shown = path.relative_to(root.resolve()).as_posix()
            try:
                file = assets.located(root.resolve() / name, path.relative_to(root.resolve() / name).as_posix(), shown)
                text = assets.read_text(file, shown).lower() if file and file.suffix in {".css", ".html"} else ""
            except BriefsError:
                continue
            if (start := text.find(words.lower())) >= 0:
                return Where(shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    return Where(otherwise)

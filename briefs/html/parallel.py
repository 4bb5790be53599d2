"""Two pages of the same edition, in two languages, become one that sets them side by side.

The pages come from the same templates and the same records, so they have the same shape; each block of words holds both
languages, the first one's ids and links kept. What reads alike in both (numbers, codes, names) stands once.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TypeAlias

import lxml.html
from lxml import etree

from briefs.errors import BriefsError, Problem, Where
from briefs.language.tables import Language

_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "th", "td", "caption", "figcaption", "strong"})
_WHOLE = frozenset({"svg", "style", "script"})
_RUNNING = ("data-project", "data-title", "data-status")  # what running headers and footers say
_LONG_RUNNING = "data-title"  # of two titles each has a line of its own
_PARTED = frozenset({"kicker"})  # blocks whose parts stand apart on the page, and are compared one by one
_HIDDEN = "visually-hidden"
_Element: TypeAlias = "etree._Element"  # what lxml calls an element; it has no public name


def side_by_side(first: str, second: str, languages: tuple[Language, Language], *, name: str) -> str:
    """The first page with the second one's words beside its own; BriefsError where a template gives the languages
    different shapes.
    """
    one, other = (lxml.html.document_fromstring(page) for page in (first, second))
    _join_running(one.body, other.body)
    _merge(one.body, other.body, languages, name)
    one.body.set("class", f"{one.body.get('class', '')} parallel".strip())
    return "<!doctype html>\n" + str(lxml.html.tostring(one, encoding="unicode"))


def _merge(one: _Element, other: _Element, languages: tuple[Language, Language], name: str) -> None:
    if one.tag in _WHOLE or _joined_text(one) == _joined_text(other):
        return
    if one.tag in _BLOCKS and not any(child.tag in _BLOCKS - {"strong"} for child in one.iterdescendants()):
        if one.get("class") in _PARTED and len(one) == len(other):
            _merge_parts(one, other, languages)
        elif not _seen_text(one) or _seen_text(one) != _seen_text(other):
            _pair(one, other, languages)
        return
    if len(one) != len(other) or any(a.tag != b.tag for a, b in zip(one, other, strict=True)):
        what = f"<{one.tag} class={one.get('class', '')!r}> has another shape in {languages[1]} than in {languages[0]}"
        raise BriefsError(Problem(Where(name), what, "A template may choose words by language, but not elements"))
    for a, b in zip(one, other, strict=True):
        _merge(a, b, languages, name)


def _merge_parts(one: _Element, other: _Element, languages: tuple[Language, Language]) -> None:
    for a, b in zip(one, other, strict=True):
        if _joined_text(a) != _joined_text(b):
            _pair(a, b, languages)


def _join_running(one: _Element, other: _Element) -> None:
    """Running headers name the brief in both languages, as far as these differ."""
    for attribute in _RUNNING:
        for a, b in zip(one.iterfind(f".//*[@{attribute}]"), other.iterfind(f".//*[@{attribute}]"), strict=False):
            texts = dict.fromkeys((a.get(attribute, ""), b.get(attribute, "")))
            a.set(attribute, (" /\n" if attribute == _LONG_RUNNING else " / ").join(texts))


def _joined_text(element: _Element) -> str:
    return " ".join("".join(_text(element)).split())


def _seen_text(element: _Element) -> str:
    """Without what is only heard: a date that reads alike is not printed twice, though a word on it differs."""
    copied = copy.deepcopy(element)
    for hidden in [each for each in copied.iterdescendants() if each.get("class") == _HIDDEN]:
        hidden.text = None
        for child in list(hidden):
            hidden.remove(child)
    return _joined_text(copied)


def _text(element: _Element) -> Iterator[str]:
    yield from (str(piece) for piece in element.itertext())


def _pair(one: _Element, other: _Element, languages: tuple[Language, Language]) -> None:
    """Puts both languages into one block: `<span class="pair"><span lang="nb">…</span> <span
    lang="nn">…</span></span>`.
    """
    halves = [
        _half(element, language) for element, language in zip((one, copy.deepcopy(other)), languages, strict=True)
    ]
    for inner in halves[1].iter():
        inner.attrib.pop("id", None)
    halves[0].tail = " "
    for child in list(one):
        one.remove(child)
    pair = etree.SubElement(one, "span", {"class": "pair"})
    pair.extend(halves)
    one.text = None


def _half(element: _Element, language: Language) -> _Element:
    half = etree.Element("span", {"lang": language, "class": "half"})
    half.text = element.text
    half.extend(copy.deepcopy(list(element)))
    return half

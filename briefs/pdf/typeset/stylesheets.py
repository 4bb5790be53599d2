"""Style sheets are parsed once in a process, and values that stand for the whole page are put in once.

WeasyPrint parses the sheets of each page anew, and looks up `var(--name)` for each element that has it. The pages come
out the same either way; sheets that do more than style, or of which it says that something is wrong, are its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import weasyprint

from briefs.html.constants import with_values

_MOST_SHEETS = 16
_DOES_MORE = re.compile(r"@(?:import|layer|counter-style|color-profile|namespace)\b", re.IGNORECASE)


class _Sheet(NamedTuple):
    """A sheet as WeasyPrint reads it, and the fonts that it declares."""

    css: Any
    faces: tuple[Any, ...]


_SHEETS: dict[tuple[str, str, str, bool], _Sheet] = {}


@contextmanager
def stylesheets_kept(log: list[str]) -> Iterator[None]:
    """Has WeasyPrint take the sheet of a page from those that were parsed before; `log` is what it warns of.

    It warns of a wrong value once, so after a warning all sheets are read anew.
    """
    theirs = weasyprint.css.find_stylesheets

    def found(wrapper: Any, media: str, fetcher: Any, base_url: str, faces: Any, *beside: Any) -> Iterator[Any]:
        text = _only_style(wrapper)
        if text is None:
            yield from theirs(wrapper, media, fetcher, base_url, faces, *beside)
            return
        key = (text, media, base_url, _sets_names(wrapper))
        if key in _SHEETS:
            for face in _SHEETS[key].faces:
                faces.add_font_face(face, fetcher)
        else:
            _SHEETS[key] = _parsed(key, log, faces, dict(url_fetcher=fetcher, **_named(beside)))
        yield _SHEETS[key].css

    weasyprint.css.find_stylesheets = found
    try:
        yield
    finally:
        weasyprint.css.find_stylesheets = theirs
        if log or len(_SHEETS) > _MOST_SHEETS:
            forget_stylesheets()


def forget_stylesheets() -> None:
    """Has all sheets be read anew."""
    _SHEETS.clear()


def _only_style(wrapper: Any) -> str | None:
    """The text of a page's style sheets, where they stand in one element and do nothing but style."""
    styles = [each.etree_element for each in wrapper.query_all("style", "link")]
    if len(styles) != 1 or styles[0].tag != "style" or styles[0].keys() or len(styles[0]):
        return None
    text: str = styles[0].text or ""
    return None if _DOES_MORE.search(text) else text


def _sets_names(wrapper: Any) -> bool:
    """Whether an element of the page gives a name a value of its own."""
    return any("--" in element.get("style", "") for element in wrapper.etree_element.iter())


def _parsed(key: tuple[str, str, str, bool], log: list[str], faces: Any, beside: dict[str, Any]) -> _Sheet:
    text, media, base_url, sets_names = key

    def parsed(text: str) -> Any:
        return weasyprint.CSS(string=text, base_url=base_url, media_type=media, font_config=faces, **beside)

    heard, declared = len(log), len(faces.declared)
    css = None if sets_names else parsed(with_values(text))
    if css is None or len(log) > heard:
        del log[heard:], faces.declared[declared:]  # what is wrong is told of the sheet as it was written
        css = parsed(text)
    return _Sheet(css, tuple(faces.declared[declared:]))


def _named(beside: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(("counter_style", "color_profiles", "page_rules", "layers"), beside, strict=True))

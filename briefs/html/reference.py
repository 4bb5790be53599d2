"""docs/templates.md: the lists in it are those that the sandbox holds templates to.

`python -m briefs.html.reference` writes them anew between their markers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from inspect import getdoc
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from jinja2 import nodes

from briefs import assets
from briefs.html import allowed
from briefs.html.environment import Page, PageEnvironment, Templates, environment_for
from briefs.html.values import Setting
from briefs.html.words import Words
from briefs.language.catalogue import SOURCE_LANGUAGE, Catalogue

GUIDE = Path(__file__).parents[2] / "docs/templates.md"
_PLAIN = {str: "word", int: "number", float: "number", bool: "yes or no", date: "day"}


def main() -> None:
    """Writes the lists of the guide anew."""
    GUIDE.write_text(fresh(GUIDE.read_text("utf-8")), "utf-8")


def fresh(guide: str) -> str:
    """The guide with its lists as they should be: what stands between `<!-- values -->` and `<!-- /values -->`."""
    for name, lines in {"values": _values(), "names": _names(), "filters": _filters(), "blocks": _blocks()}.items():
        text = f"<!-- {name} -->\n\n" + "\n".join(lines) + f"\n\n<!-- /{name} -->"
        before, _, rest = guide.partition(f"<!-- {name} -->")
        _, found, after = rest.partition(f"<!-- /{name} -->")
        if not found:
            raise ValueError(f"the guide has no place for {name}")
        guide = before + text + after
    return guide


def _names() -> Iterator[str]:
    yield from (f"- `{name}`: {about}" for name, about in {**allowed.CONTEXT, **allowed.GLOBALS}.items())
    loop = ", ".join(f"`loop.{name}`" for name in sorted(allowed.LOOP))
    yield f"- in a `for` loop: {loop}"
    for kind, words in {str: "a word", list: "a list", dict: "a mapping"}.items():
        yield f"- of {words}: " + ", ".join(f"`.{name}()`" for name in sorted(allowed.METHODS[kind]))
    yield "- of a day: " + ", ".join(f"`.{name}`" for name in sorted(allowed.DAY))


def _values() -> Iterator[str]:
    for kind in allowed.kinds():
        yield f"### {allowed.named(kind)}\n\n{' '.join((getdoc(kind) or '').split())}\n"
        for field in allowed.fields_of(kind).values():
            yield f"- `{field.name}`: {in_words(field.type)}" + (f". {field.about}" if field.about else "")
        yield ""


def _filters() -> Iterator[str]:
    words = Words(catalogue=Catalogue(SOURCE_LANGUAGE, ""), setting=Setting(language=SOURCE_LANGUAGE))
    page = Page(root=GUIDE.parent, words=words)
    names = set(environment_for(page).filters)
    yield "- of the briefs: " + ", ".join(f"`{name}`" for name in sorted(names - allowed.SAFE_FILTERS))
    yield "- of Jinja: " + ", ".join(f"`{name}`" for name in sorted(names & allowed.SAFE_FILTERS))
    yield "- tests, after `is`: " + ", ".join(f"`{name}`" for name in sorted(allowed.TESTS))


def _blocks() -> Iterator[str]:
    folder = assets.packaged("templates") / "base"
    environment = PageEnvironment(Templates(GUIDE.parent), Setting(language=SOURCE_LANGUAGE))
    for path in assets.files_in(folder):
        if path.suffix == ".html":
            tree = environment.parse(path.read_text("utf-8"))
            blocks = [block.name for block in tree.find_all(nodes.Block)]
            name = path.relative_to(folder).as_posix()
            yield f"- `{name}`" + (f": blocks {', '.join(f'`{block}`' for block in blocks)}" if blocks else "")


def in_words(hint: Any) -> str:
    """A type for somebody who writes templates: «list of line», «text, or none»."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        own = [in_words(part) for part in parts if part is not type(None)]
        return " or ".join(dict.fromkeys(own)) + (", or none" if type(None) in parts else "")
    if origin is Literal:
        return "one of " + ", ".join(f"`{part}`" for part in parts)
    if origin is tuple and parts[1:] == (...,):
        return f"list of {in_words(parts[0])}"
    if origin is tuple:
        return " and ".join(map(in_words, parts))
    return _PLAIN.get(hint) or (allowed.named(hint) if isinstance(hint, type) else str(hint))


if __name__ == "__main__":
    main()

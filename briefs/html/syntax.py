"""Whether a project's own style sheets can be read: what a browser and the typesetter pass over without a word is told
at its place (CSS Syntax Module Level 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

from briefs import assets
from briefs.errors import Problem, Where

_MISSING = "Is a ; or a } missing before it?"
_DEEPEST = 60
_BLOCKS = frozenset({"{} block", "() block", "[] block", "function"})


def broken_styles(root: Path) -> tuple[Problem, ...]:
    """What cannot be read in the style sheets of `styles/`; nothing for the program's own. BriefsError as for
    `assets.read_text`.
    """
    folder = root.resolve() / "styles"
    if folder == assets.packaged("styles"):
        return ()
    found: list[Problem] = []
    for file in assets.files_in(folder):
        name = file.relative_to(folder).as_posix()
        if file.suffix == ".css" and (real := assets.located(folder, name, f"styles/{name}")):
            found += broken(assets.read_text(real, f"styles/{name}"), f"styles/{name}")
    return tuple(found)


def broken(text: str, shown: str) -> tuple[Problem, ...]:
    """What cannot be read in the text of one style sheet."""
    told = {(line, column): (what, hint) for line, column, what, hint in _faults(text)}
    return tuple(Problem(Where(shown, *place), what, hint) for place, (what, hint) in sorted(told.items()))


_Fault = tuple[int, int, str, str]


def _faults(text: str) -> Iterator[_Fault]:
    values = tinycss2.parse_component_value_list(text)
    if deep := _nested_too_deep(values):
        yield deep.source_line, deep.source_column, "brackets are nested too deep here", "No style needs so many"
        return
    yield from _bad_values(values)
    if tinycss2.serialize(values).count("}") > text.count("}"):
        last = [value for value in values if value.type == "{} block"][-1]
        yield last.source_line, last.source_column, "this block is never closed", "Write the } that ends it"
        return
    yield from _bad_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _nested_too_deep(values: Iterable[Any]) -> Any:
    """The first bracket that stands in too many others, or None: what follows goes down by calling itself."""
    level = list(values)
    for _ in range(_DEEPEST):
        level = [inner for value in level if value.type in _BLOCKS for inner in _inside(value)]
    return level[0] if level else None


def _inside(block: Any) -> Iterable[Any]:
    inner: Iterable[Any] = block.arguments if block.type == "function" else block.content
    return inner


def _bad_values(values: Iterable[Any]) -> Iterator[_Fault]:
    """Brackets and quotation marks that lack their other half, at any depth."""
    for value in values:
        if value.type == "error":
            yield value.source_line, value.source_column, f"this cannot be read as CSS: {value.message}", ""
        elif value.type in _BLOCKS:
            yield from _bad_values(_inside(value))


def _bad_rules(rules: Iterable[Any]) -> Iterator[_Fault]:
    for rule in rules:
        if rule.type == "error":
            yield rule.source_line, rule.source_column, "this is neither a rule nor a declaration", _MISSING
        elif rule.type == "declaration" and not any(value.type != "whitespace" for value in rule.value):
            if not rule.name.startswith("--"):
                yield rule.source_line, rule.source_column, f"'{rule.name}' has no value", ""
        elif rule.type == "qualified-rule" and _looks_like_a_declaration(rule.prelude):
            yield rule.source_line, rule.source_column, "this is neither a selector nor a declaration", _MISSING
        elif rule.type in {"qualified-rule", "at-rule"} and rule.content is not None:
            yield from _bad_rules(
                tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            )


def _looks_like_a_declaration(prelude: Iterable[Any]) -> bool:
    """No selector has a space after a colon."""
    return any(first == ":" and second.type == "whitespace" for first, second in pairwise(prelude))

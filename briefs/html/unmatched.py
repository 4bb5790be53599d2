"""A page for a screen carries only rules that it has something for: the style sheets are those of all briefs."""

from __future__ import annotations

import re
from html import unescape

_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style)", re.DOTALL | re.IGNORECASE)
_TEXT = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_RULE = re.compile(rf"(?P<selectors>@?(?:{_TEXT}|[^{{}}@;\"'])+)\{{(?:{_TEXT}|[^{{}}\"'])*\}}", re.DOTALL)
_EMPTY = re.compile(r"@media\b[^{};]*\{\s*\}")
_CLASSES = re.compile(r"""\sclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_INSIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_NAMED = re.compile(r"\.([^\s.#:>+~*,()\[\]]+)")


def without_unmatched(page: str) -> str:
    """The page, which runs no script, without the rules that ask for a class that no element of it has."""
    found = (unescape("".join(match.groups(""))) for match in _CLASSES.finditer(_STYLE.sub("", page)))
    classes = {name.lower() for names in found for name in names.split()}

    def kept(rule: re.Match[str]) -> str:
        return rule[0] if _may_match(rule["selectors"], classes) else ""

    return _STYLE.sub(lambda style: f"{style[1]}{_EMPTY.sub('', _RULE.sub(kept, style[2]))}{style[3]}", page)


def _may_match(selectors: str, classes: set[str]) -> bool:
    """Whether one of the selectors asks only for classes that there are, whatever it says in brackets."""
    if selectors.lstrip().startswith("@") or "\\" in selectors:
        return True
    while (plain := _INSIDE.sub("", selectors)) != selectors:
        selectors = plain
    return any({name.lower() for name in _NAMED.findall(each)} <= classes for each in selectors.split(","))

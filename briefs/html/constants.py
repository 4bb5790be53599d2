"""Values that have one name for a whole page are put into its style sheets, in the place of `var(--name)`.

A browser looks them up once; the typesetter does it for each element.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import tinycss2

_MOST_STEPS = 4  # from a name by others to a value; what takes more, or never ends, stays to be looked up
_NAMED = re.compile(r"(--[\w-]+)\s*:")
_USED = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/\*.*?\*/)|var\(\s*(--[\w-]+)\s*\)""", re.DOTALL)


def with_values(css: str) -> str:
    """A sheet in which `var(--name)` is the value, of names that are given one for the whole page and nowhere else."""
    return _put_in(css, _values(css))


def _values(css: str) -> Mapping[str, str]:
    """The values of the names that `:root` alone sets, those that they are made of put in."""
    given: dict[str, str] = {}
    times: Counter[str] = Counter()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if each.type == "declaration" and each.name.startswith("--") and not each.important:
                    given[each.name] = tinycss2.serialize(each.value).strip()
                    times[each.name] += 1
    everywhere = Counter(_NAMED.findall(css))
    values = {name: value for name, value in given.items() if value and everywhere[name] == times[name]}
    for _ in range(_MOST_STEPS):
        values = {name: _put_in(value, values) for name, value in values.items()}
    return {name: value for name, value in values.items() if "var(" not in value}


def _put_in(text: str, values: Mapping[str, str]) -> str:
    return _USED.sub(lambda used: used[1] or values.get(used[2], used[0]), text)

"""What is wrong with the way a text is typed, by one table over plain strings: quotation marks, dashes and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.language.signs import APOSTROPHE, DASH, OBJECT


class WritingRule(NamedTuple):
    """A way of typing that print does not have, what it is called, and what to write."""

    pattern: re.Pattern[str]
    what: str
    hint: str


class Fault(NamedTuple):
    """Where in a text a rule is broken."""

    rule: WritingRule
    start: int
    end: int


WRITING_RULES: tuple[WritingRule, ...] = (
    WritingRule(re.compile(r'"'), "a straight quotation mark", "Write «…», in English “…”"),
    WritingRule(re.compile(r"'|`|´"), "a straight apostrophe", f"Write {APOSTROPHE}, or ‘…’ inside a quotation"),
    WritingRule(re.compile(r"(?:^|\s)--?(?=\s|$)|--"), "a hyphen used as a dash", f"Write {DASH}"),
    WritingRule(
        re.compile(rf"{OBJECT}-{OBJECT}"),
        "a hyphen between two numbers",
        f"Write {DASH}, or one reference to the range, as in {{2007/2017}}",
    ),
    WritingRule(
        re.compile(rf"(?:^|[\s(])-{OBJECT}"), "a hyphen used as a minus sign", "Let the figure have a negative value"
    ),
    WritingRule(re.compile(r"\.\.\."), "three full stops", "Write …"),
    WritingRule(re.compile(r"\s\s"), "two spaces in a row", "Write one"),
    WritingRule(re.compile(r"\s[.,;:!?](?=\s|$)"), "a space before a punctuation mark", "Take it out"),
)


def faults(words: str) -> Iterator[Fault]:
    """The first place at which a text breaks each rule."""
    for rule in WRITING_RULES:
        if found := rule.pattern.search(words):
            yield Fault(rule, *found.span())


def around(words: str, start: int, end: int) -> str:
    """A few words about a place in a text, so that an editor finds it."""
    before = words[max(0, start - 16) : start].partition(" ")[2] if start > 16 else words[:start]
    after = words[end : end + 16].rpartition(" ")[0] if len(words) > end + 16 else words[end:]
    return f"{before}{words[start:end]}{after}".replace(OBJECT, "{…}").strip()

"""Hints that name the nearest known name, without comparing thousands of names with thousands."""

from __future__ import annotations

from collections.abc import Collection

from briefs.errors import closest


class Nearest:
    """Hints for one rule; once so many pairs of names have been compared, it gives no more of them.

    Comparing is the one costly thing that a check does: 2000 unknown names among 2000 known ones are 4 million pairs,
    and half a minute.
    """

    def __init__(self, pairs: int = 100_000) -> None:
        self.pairs = pairs  # about 0.2 s
        self._hints: dict[str, str] = {}

    def to(self, name: str, known: Collection[str]) -> str:
        """The hint for a name, or an empty one; of one rule the same name always has the same known ones."""
        if name not in self._hints:
            if self.pairs <= 0:
                return ""
            self.pairs -= len(known)
            self._hints[name] = closest(name, known)
        return self._hints[name]

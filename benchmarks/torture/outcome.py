"""What came of one case: fine, told as the user's mistake, or a failure of ours."""

from __future__ import annotations

from typing import Literal, NamedTuple

Result = Literal["fine", "told", "FAILED"]


class Outcome(NamedTuple):
    """A result, and what was done or went wrong."""

    result: Result
    said: str


def fine(said: str = "") -> Outcome:
    """Nothing was wrong, and nothing went wrong."""
    return Outcome("fine", said)


def told(said: str = "") -> Outcome:
    """Something was wrong, and it was told."""
    return Outcome("told", said)


def failed(said: str) -> Outcome:
    """A traceback, a hang, an untrue word or a leak."""
    return Outcome("FAILED", said)

"""What is really read while something is made: the files that were looked for, found or not, and what else is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Readings = dict[str, str | None]
"""By the name of what was read a hash of it, or None where nothing was there."""

_NOTED: ContextVar[Readings | None] = ContextVar("noted", default=None)


@contextmanager
def noted() -> Iterator[Readings]:
    """Gathers what is read until it ends."""
    readings: Readings = {}
    token = _NOTED.set(readings)
    try:
        yield readings
    finally:
        _NOTED.reset(token)


def is_noting(name: str) -> bool:
    """Whether anybody wants to know of this, and has not been told yet."""
    readings = _NOTED.get()
    return readings is not None and name not in readings


def note(name: str, value: str | None) -> None:
    """Tells that something was read."""
    if (readings := _NOTED.get()) is not None:
        readings[name] = value

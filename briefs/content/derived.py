"""What follows from a library alone is worked out once: libraries never change, and many editions ask the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from briefs.content.model import Library

P = ParamSpec("P")
R = TypeVar("R")
_RECENT = 16


def derived(function: Callable[Concatenate[Library, P], R]) -> Callable[Concatenate[Library, P], R]:
    """Of a function of a library and hashable values, which reads nothing else: what it gave lives as long as the
    library does, and is given again.
    """

    @wraps(function)
    def once(library: Library, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key: tuple[Any, ...] = (function, args, tuple(sorted(kwargs.items())))
        if key not in library.derived:
            library.derived[key] = function(library, *args, **kwargs)
        found: R = library.derived[key]
        return found

    return once


def of_the_same(function: Callable[P, R]) -> Callable[P, R]:
    """Of a function of values that cannot be hashed: what it gave for the very values that it was given of late, known
    by their identity.
    """
    recent: deque[tuple[tuple[Any, ...], R]] = deque(maxlen=_RECENT)

    @wraps(function)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        values = (*args, *kwargs.values())
        for given, found in recent:
            if len(given) == len(values) and all(one is other for one, other in zip(given, values, strict=True)):
                return found
        recent.appendleft((values, found := function(*args, **kwargs)))
        return found

    return once

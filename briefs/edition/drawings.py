"""The drawings of a brief as plain shapes: positions in user units, no colours and no markup; templates write the SVG.

A drawing is 640 units wide, the full measure of the page. Text is fitted by an estimate of its width that is on the
safe side.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

WIDTH = 640.0
_NARROW, _WIDE = set("ijltfrI.,;:!'’|()-– \u00a0"), set("mwMWÆæ@%—")


def wrap(text: str, *, size: float, width: float) -> tuple[str, ...]:
    """A text in lines that fit the width; a word that is too long stands alone. No-break spaces hold."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size=size) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return tuple(lines)


def text_width(text: str, *, size: float) -> float:
    """About how wide a text is in the sans face, semibold, on the safe side, in the units of its size."""
    return size * sum(
        0.30 if letter in _NARROW else 0.84 if letter in _WIDE else 0.63 if letter.isupper() else 0.53
        for letter in text
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a track meets a station: a mark or none, and whether the line comes in from the left and goes on to the
    right.
    """

    mark: Literal["now", "passed", "none"]
    before: bool
    after: bool


def track(passed: Collection[int], now: int, stations: int) -> tuple[Stop, ...]:
    """One way through the stations, stop by stop: where it has come to is shown by place and shape, not by colour."""
    stops = {*passed, now}
    first, last = min(stops), max(stops)
    return tuple(
        Stop(
            "now" if station == now else "passed" if station in stops else "none",
            first < station <= last,
            first <= station < last,
        )
        for station in range(stations)
    )

"""The drawings of a brief as plain shapes: positions in user units, no colours and no markup; templates write the SVG.

A drawing is 640 units wide, the full measure of the page. Text is fitted by an estimate of its width that is on the
safe side.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

WIDTH = 640.0
_LINE = 14.5
_NARROW, _WIDE = set("ijltfrI.,;:!'’|()-– \u00a0"), set("mwMWÆæ@%—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time or one day of it, with the words that name it."""

    first: date
    last: date
    dated: str
    title: str
    major: bool = True
    planned: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    y: float
    label: str
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One entry of the timeline: where it lies on the axis (`y` to `y_end`), and where its words stand."""

    y: float
    y_end: float
    label_y: float
    dated: str
    lines: tuple[str, ...]
    major: bool
    planned: bool
    uncertain: bool

    @property
    def leader(self) -> str:
        """The line from the axis to the words, as an SVG path."""
        there = self.label_y - 3.5
        return (
            f"M{AXIS + 7:g} {self.y:.1f} L{AXIS + 22:g} {self.y:.1f} L{LABEL - 22:g} {there:.1f} L{LABEL - 6:g} "
            f"{there:.1f}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A vertical axis in true scale with its entries beside it, from top to bottom."""

    height: float
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    pins: tuple[Pin, ...]
    today: float | None
    width: float = WIDTH


AXIS = 52.0
LABEL = 120.0
TITLE = 222.0


def timeline(spans: Sequence[Span], *, as_of: date) -> Timeline | None:
    """The entries on an axis in true scale: words never overlap, and each stays as near its day as the others allow."""
    shown = sorted(spans, key=lambda span: (span.first, span.last))
    if not shown:
        return None
    years = (min(span.first for span in shown).year, max(max(span.last for span in shown), as_of).year + 1)
    wrapped = [wrap(span.title, size=12, width=WIDTH - TITLE) for span in shown]
    heights = [_LINE * len(lines) + 5 for lines in wrapped]
    top, length = 14.0, max(1.04 * sum(heights), 11.0 * (years[1] - years[0]))

    def place(day: date) -> float:
        in_year = (day - date(day.year, 1, 1)).days / 366
        return top + length * (day.year + in_year - years[0]) / (years[1] - years[0])

    labels = _spread([place(_middle(span)) for span in shown], heights, top=top - 6, bottom=top + length + 6)
    pins = tuple(
        Pin(
            y=place(_middle(span)) if not _is_long(span) else place(span.first),
            y_end=place(span.last) if _is_long(span) else place(_middle(span)),
            label_y=y - height / 2 + 11,
            dated=span.dated,
            lines=lines,
            major=span.major,
            planned=span.planned,
            uncertain=span.uncertain,
        )
        for span, lines, height, y in zip(shown, wrapped, heights, labels, strict=True)
    )
    every = max(1, math.ceil(14 * (years[1] - years[0]) / length))
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100) if n >= every), every)
    ticks = tuple(
        Tick(place(date(year, 1, 1)), str(year) if year % step == 0 or year == years[0] else "", year % step == 0)
        for year in range(years[0], years[1])
    )
    return Timeline(
        height=top + length + 12,
        top=top,
        bottom=top + length,
        ticks=_without_crowding(ticks),
        pins=pins,
        today=place(as_of),
    )


def _middle(span: Span) -> date:
    return span.first if _is_long(span) else span.first + (span.last - span.first) / 2


def _is_long(span: Span) -> bool:
    return (span.last - span.first).days > 400


def _without_crowding(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    kept: list[Tick] = []
    last = -math.inf
    for tick in ticks:
        crowded = bool(tick.label) and tick.y - last < 15
        kept.append(Tick(tick.y, "" if crowded else tick.label, tick.long))
        last = tick.y if kept[-1].label else last
    return tuple(kept)


def _spread(wanted: Sequence[float], heights: Sequence[float], *, top: float, bottom: float) -> list[float]:
    """Centres as near the wanted ones as heights allow (least squares: neighbours that collide are pooled and moved as
    one).
    """
    blocks: list[tuple[float, float, list[int]]] = []  # (centre, height, members)
    for index, centre in enumerate(wanted):
        blocks.append((centre, heights[index], [index]))
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] / 2 > blocks[-1][0] - blocks[-1][1] / 2:
            (c1, h1, m1), (c2, h2, m2) = blocks[-2:]
            first = (len(m1) * (c1 - h1 / 2) + len(m2) * (c2 - h2 / 2 - h1)) / (len(m1) + len(m2))
            blocks[-2:] = [(first + (h1 + h2) / 2, h1 + h2, m1 + m2)]
    total, floor = sum(heights), top
    places = [0.0] * len(wanted)
    for centre, height, members in blocks:
        total -= height
        start = min(max(centre - height / 2, floor), bottom - height - total)
        for member in members:
            places[member] = start + heights[member] / 2
            start += heights[member]
        floor = start
    return places


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


@dataclass(frozen=True, slots=True)
class Tile:
    """One numbered demand: full, part or undocumented, shown by its filling."""

    x: float
    y: float
    label: str
    state: Literal["full", "part", "undocumented"]


@dataclass(frozen=True, slots=True)
class Tiles:
    """The demands in rows of at most eleven."""

    height: float
    size: float
    tiles: tuple[Tile, ...]
    width: float = WIDTH


def tiles(states: Sequence[tuple[str, Literal["full", "part", "undocumented"]]]) -> Tiles | None:
    """One tile for each label and state, in their order."""
    if not states:
        return None
    per_row, size = 11, 46.0
    gap = (WIDTH - 2 - per_row * size) / (per_row - 1)
    placed = tuple(
        Tile(1 + (index % per_row) * (size + gap), 1 + (index // per_row) * (size + gap), label, state)
        for index, (label, state) in enumerate(states)
    )
    rows = math.ceil(len(states) / per_row)
    return Tiles(2 + rows * size + (rows - 1) * gap, size, placed)

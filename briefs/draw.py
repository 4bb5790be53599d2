"""The drawings of a brief as plain shapes: positions in user units, no colours and no markup; templates write the SVG.

A drawing is 640 units wide, the full measure of the page. Text is fitted by an estimate of its width that is on the safe side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

WIDTH = 640.0
_LINE = 13.0
_NARROW, _WIDE = set("ijltfrI.,;:!'’|()-– \u00a0"), set("mwMWÆæ@%—")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
        return f"M{AXIS + 7:g} {self.y:.1f} L{AXIS + 22:g} {self.y:.1f} L{LABEL - 22:g} {there:.1f} L{LABEL - 6:g} {there:.1f}"


@dataclass(frozen=True, slots=True)
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
TITLE = 214.0


def timeline(spans: Sequence[Span], *, as_of: date) -> Timeline | None:
    """The entries on an axis in true scale: words never overlap, and each stays as near its day as the others allow."""
    shown = sorted(spans, key=lambda span: (span.first, span.last))
    if not shown:
        return None
    years = (min(span.first for span in shown).year, max(max(span.last for span in shown), as_of).year + 1)
    wrapped = [wrap(span.title, size=10.5, width=WIDTH - TITLE) for span in shown]
    heights = [_LINE * len(lines) + 9 for lines in wrapped]
    top, length = 14.0, max(sum(heights), 11.0 * (years[1] - years[0]))

    def place(day: date) -> float:
        in_year = (day - date(day.year, 1, 1)).days / 366
        return top + length * (day.year + in_year - years[0]) / (years[1] - years[0])

    labels = _spread([place(_middle(span)) for span in shown], heights, top=top - 6, bottom=top + length + 6)
    pins = tuple(
        Pin(
            place(_middle(span)) if not _is_long(span) else place(span.first),
            place(span.last) if _is_long(span) else place(_middle(span)),
            y - height / 2 + 11,
            span.dated,
            lines,
            span.major,
            span.planned,
            span.uncertain,
        )
        for span, lines, height, y in zip(shown, wrapped, heights, labels, strict=True)
    )
    every = max(1, math.ceil(14 * (years[1] - years[0]) / length))
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100) if n >= every), every)
    ticks = tuple(
        Tick(place(date(year, 1, 1)), str(year) if year % step == 0 or year == years[0] else "", year % step == 0)
        for year in range(years[0], years[1])
    )
    return Timeline(top + length + 12, top, top + length, _without_crowding(ticks), pins, place(as_of))


def _middle(span: Span) -> date:
    return span.first if _is_long(span) else span.first + (span.last - span.first) / 2


def _is_long(span: Span) -> bool:
    return (span.last - span.first).days > 400


def _without_crowding(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    kept: list[Tick] = []
    last = -math.inf
    for tick in ticks:
        crowded = bool(tick.label) and tick.y - last < 12
        kept.append(Tick(tick.y, "" if crowded else tick.label, tick.long))
        last = tick.y if kept[-1].label else last
    return tuple(kept)


def _spread(wanted: Sequence[float], heights: Sequence[float], *, top: float, bottom: float) -> list[float]:
    """Centres as near the wanted ones as heights allow (least squares: neighbours that collide are pooled and moved as one)."""
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
    return size * sum(0.30 if letter in _NARROW else 0.84 if letter in _WIDE else 0.63 if letter.isupper() else 0.53 for letter in text)


@dataclass(frozen=True, slots=True)
class Step:
    """A station on a track: passed, or where it stands now."""

    x: float
    now: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One measure's way through the stations."""

    y: float
    code: str
    lines: tuple[str, ...]
    steps: tuple[Step, ...]
    note: str
    first_x: float
    last_x: float


@dataclass(frozen=True, slots=True)
class Column:
    """A station by its key (the template has its words, one a line), with how many stand there now."""

    x: float
    station: str
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """All tracks under their stations: where a measure stands is told by place and shape, not by colour."""

    height: float
    head: float
    columns: tuple[Column, ...]
    tracks: tuple[Track, ...]
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class Course:
    """What a track shows: a short code, a title, the stations passed, the present one, and a word on a deadline."""

    code: str
    title: str
    passed: tuple[int, ...]
    now: int
    note: str = ""


def board(courses: Sequence[Course], stations: Sequence[str]) -> Board | None:
    """The courses as tracks through the stations, in the order given."""
    if not courses:
        return None
    left, right = 318.0, WIDTH - 24
    gap = (right - left) / max(1, len(stations) - 1)
    columns = tuple(Column(left + gap * index, name, sum(course.now == index for course in courses)) for index, name in enumerate(stations))
    head = 42.0
    tracks: list[Track] = []
    y = head
    for course in courses:
        lines = wrap(course.title, size=9, width=left - 24 - 30)
        height = max(15.0, 11.0 * len(lines) + 4.0)
        stops = sorted({*course.passed, course.now})
        steps = tuple(Step(columns[stop].x, stop == course.now) for stop in stops)
        tracks.append(Track(y + height / 2, course.code, lines, steps, course.note, columns[stops[0]].x, columns[course.now].x))
        y += height
    return Board(y + 6, head, columns, tuple(tracks))


@dataclass(frozen=True, slots=True)
class Tile:
    """One numbered demand: full, part or undocumented, told by its filling."""

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

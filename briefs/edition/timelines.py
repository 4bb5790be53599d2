"""The drawn timeline: an axis in true scale from top to bottom, with the words of each entry beside it.

As in `drawings`, positions are user units, 640 of them the full measure of a page and 340 a phone's; a unit on paper is
0.25 mm, so that text of 10.5 units is 7.5 pt.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from briefs.edition.drawings import WIDTH, text_width, wrap
from briefs.language.signs import DASH

PHONE = 340.0
TALLEST = 760.0
"""What fits on a page below its heading; a longer timeline is drawn in several."""

_DATED, _NAME = 96.0, 150.0
_LANE, _LANES, _DOT, _BREAK = 11.0, 5, 10.0, 16.0
_HEAD = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time or one day of it, with the words that name it."""

    first: date
    last: date
    dated: str
    title: str
    planned: bool = False
    uncertain: bool = False

    @property
    def middle(self) -> date:
        """The day that its words are led to."""
        return self.first + (self.last - self.first) / 2


@dataclass(frozen=True, slots=True)
class Era:
    """A period with its name."""

    first: date
    last: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The day that an edition is of, how it is written, and what the months are called on an axis."""

    as_of: date
    dated: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year or month on the axis; most have no label."""

    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words beside the axis, with the line that leads there, as an SVG path."""

    leader: str
    dated_y: float
    title_y: float
    dated: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """An entry: its mark stands at `x`, on the axis or beside it, and is a point at `y`, or a bar from there to `y_end`
    where its days fill more than a point.
    """

    x: float
    y: float
    y_end: float
    planned: bool
    uncertain: bool
    words: Caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A period behind its entries: in true scale at the axis, then as high as their words."""

    path: str
    name_x: float
    name_y: float
    name: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A vertical axis with its entries, from top to bottom. `stretches` are its unbroken pieces; between two of them
    nothing happened: `breaks` lead over, and `broken` are the years left out. `now` is the day that the edition is of.
    """

    width: float
    height: float
    axis: float
    label: float
    title: float
    stretches: tuple[tuple[float, float], ...]
    breaks: tuple[str, ...]
    broken: tuple[str, ...]
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    pins: tuple[Pin, ...]
    now: Caption | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The same timeline twice: for pages, in several pieces where one would be too high, and for a narrow screen."""

    pages: tuple[Timeline, ...]
    phone: Timeline


def drawing(spans: Sequence[Span], *, calendar: Calendar, periods: Sequence[Era] = ()) -> Drawing | None:
    """The entries beside their axis, None where there is none. Caption never overlap, and each stays as near its day as
    the others allow.
    """
    shown = sorted(spans, key=lambda span: (span.first, span.last))
    if not shown:
        return None
    return Drawing(_pages(shown, calendar, periods), _timeline(shown, calendar, periods, PHONE))


def _pages(shown: Sequence[Span], calendar: Calendar, periods: Sequence[Era]) -> tuple[Timeline, ...]:
    whole = _timeline(shown, calendar, periods, WIDTH)
    if whole.height <= TALLEST:
        return (whole,)
    count = math.ceil(whole.height / (TALLEST - 80))
    parts = [shown[len(shown) * n // count : len(shown) * (n + 1) // count] for n in range(count)]
    now = max((n for n, part in enumerate(parts) if part[0].first <= calendar.as_of), default=0)
    return tuple(_timeline(part, calendar, periods, WIDTH, now=n == now) for n, part in enumerate(parts))


# --- the scale --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where days lie. Years or months are cells of one height, but for those left out between the stretches."""

    monthly: bool
    cells: tuple[tuple[int, int], ...]
    top: float
    length: float

    @property
    def cell(self) -> float:
        count = sum(end - start for start, end in self.cells)
        return (self.length - _BREAK * (len(self.cells) - 1)) / count

    def place(self, day: date) -> float:
        """The height of a day; one that was left out lies where its stretch ended."""
        return self.at(_value(day, monthly=self.monthly))

    def at(self, value: float) -> float:
        y = self.top
        for start, end in self.cells:
            if value < start:
                return max(self.top, y - _BREAK)
            if value <= end:
                return y + self.cell * (value - start)
            y += self.cell * (end - start) + _BREAK
        return self.top + self.length


def _value(day: date, *, monthly: bool) -> float:
    return (
        day.year * 12 + day.month - 1 + (day.day - 1) / 31
        if monthly
        else day.year + (day.month - 1) / 12 + (day.day - 1) / 372
    )


def _cells(days: Sequence[tuple[date, date]]) -> tuple[bool, tuple[tuple[int, int], ...]]:
    """Whether the cells are months, and the stretches of them that are drawn: months where two years hold it all."""
    months = _stretches(days, monthly=True)
    is_monthly = sum(end - start for start, end in months) <= 24
    return is_monthly, months if is_monthly else _stretches(days, monthly=False)


def _stretches(days: Sequence[tuple[date, date]], *, monthly: bool) -> tuple[tuple[int, int], ...]:
    """The cells from the first day to the last, without those stretches in which nothing happened that would take more
    than two fifths of the axis.
    """
    filled: list[list[int]] = []
    for first, last in sorted((int(_value(a, monthly=monthly)), int(_value(b, monthly=monthly)) + 1) for a, b in days):
        if filled and first <= filled[-1][1]:
            filled[-1][1] = max(filled[-1][1], last)
        else:
            filled.append([first, last])
    count = filled[-1][1] - filled[0][0]
    empty = sorted(((after[0] - before[1], before[1]) for before, after in pairwise(filled)), reverse=True)
    cut: set[int] = set()
    for cells, start in empty:
        if cells > 0.4 * count and cells >= (12 if monthly else 3):
            cut.add(start)
            count -= cells
    drawn: list[tuple[int, int]] = []
    for first, last in filled:
        if drawn and drawn[-1][1] not in cut:
            drawn[-1] = (drawn[-1][0], last)
        else:
            drawn.append((first, last))
    return tuple(drawn)


def _ticks(scale: _Scale, calendar: Calendar) -> tuple[Tick, ...]:
    """A tick a cell, or fewer where they would be dense; labels are a line apart."""
    steps = (1, 2, 3, 6, 12) if scale.monthly else (1, 2, 5, 10, 20, 50, 100, 200, 500)
    labelled = next((step for step in steps if step * scale.cell >= 16), steps[-1])
    drawn = next((step for step in steps if step * scale.cell >= 3), steps[-1])
    ticks: list[Tick] = []
    last = -math.inf
    for start, end in scale.cells:
        for cell in range(start, end):
            y, is_first = scale.at(cell), cell == start
            wants = is_first or cell % labelled == 0
            crowded = y - last < 15
            if is_first or cell % drawn == 0:
                ticks.append(Tick(y, _named(cell, scale, calendar) if wants and not crowded else ""))
            last = y if wants and not crowded else last
    return tuple(ticks)


def _pieces(scale: _Scale) -> Iterator[tuple[float, float]]:
    """The unbroken pieces of the axis, from and to."""
    y = scale.top
    for start, end in scale.cells:
        yield y, y + scale.cell * (end - start)
        y += scale.cell * (end - start) + _BREAK


def _named(cell: int, scale: _Scale, calendar: Calendar) -> str:
    return f"{calendar.months[cell % 12]} {cell // 12}" if scale.monthly else str(cell)


def _broken(scale: _Scale) -> tuple[str, ...]:
    """The years of each stretch that was left out: «1902–2016»."""
    per_year = 12 if scale.monthly else 1
    years = ((end // per_year, (start - 1) // per_year) for (_, end), (start, _) in pairwise(scale.cells))
    return tuple(f"{first}{DASH}{last}" if last > first else str(first) for first, last in years)


# --- the rows of words ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Where the columns stand; on a phone dates stand above their titles, and periods are named above their entries."""

    stacked: bool
    width: float
    axis: float
    bend: float
    label: float
    title: float
    name: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The words of an entry, or of the day of the edition (no `span`); `head` is the room for a name above them."""

    span: Span | None
    day: date
    dated: tuple[str, ...]
    lines: tuple[str, ...]
    period: int | None = None
    head: float = 0.0
    height: float = 0.0
    top: float = 0.0


def _timeline(
    spans: Sequence[Span], calendar: Calendar, periods: Sequence[Era], width: float, *, now: bool = True
) -> Timeline:
    days = [(span.first, span.last) for span in spans] + [(calendar.as_of, calendar.as_of)] * now
    monthly, cells = _cells(days)
    rough = _Scale(monthly=monthly, cells=cells, top=10.0, length=18.0 * len(days))
    ticks = max(text_width(tick.label, size=10.5) for tick in _ticks(rough, calendar))
    dated = max(text_width(each, size=11) for each in [calendar.dated, *(span.dated for span in spans)])
    sheet = _sheet(ticks, 1 + max(_lanes(spans, rough)), dated, named=bool(periods), width=width)
    words = list(_rows(spans, calendar, periods, sheet, now=now))
    names = _names(words, periods, sheet)
    measured = list(_measured(words, names, sheet))
    scale = _Scale(monthly=monthly, cells=cells, top=10.0, length=max(1.04 * sum(row.height for row in measured), 80.0))
    rows = list(_placed(measured, scale))
    return Timeline(
        width=width,
        height=scale.top + scale.length + 10,
        axis=sheet.axis,
        label=sheet.label,
        title=sheet.title,
        stretches=tuple(_pieces(scale)),
        breaks=tuple(f"M{sheet.axis:g} {end:.1f} l-5 4 l10 4 l-10 4 l5 4" for _, end in list(_pieces(scale))[:-1]),
        broken=_broken(scale),
        ticks=_ticks(scale, calendar),
        bands=tuple(_bands(rows, names, periods, scale, sheet)),
        pins=tuple(_pins(rows, scale, sheet)),
        now=next((_now(row, scale.place(row.day), sheet) for row in rows if row.span is None), None),
    )


def _sheet(ticks: float, lanes: int, dated: float, *, named: bool, width: float) -> _Sheet:
    stacked = width < WIDTH
    axis = ticks + 14
    bend = axis + _LANE * lanes
    label = bend + (20 if stacked else 34)
    title = label if stacked else label + min(_DATED, dated) + 14
    name = width - _NAME if named and not stacked else width
    return _Sheet(stacked=stacked, width=width, axis=axis, bend=bend, label=label, title=title, name=name)


def _rows(
    spans: Sequence[Span], calendar: Calendar, periods: Sequence[Era], sheet: _Sheet, *, now: bool
) -> Iterator[_Row]:
    """The entries in their order, and the day of the edition before the first that is later."""
    room = (sheet.width if sheet.stacked else sheet.title) - sheet.label - 6
    before: int | None = None
    for span in spans:
        period = _period(span.first, periods)
        if now and span.first > calendar.as_of:
            yield _now_row(calendar, before if before == period else None)
            now = False
        lines = wrap(span.title, size=12, width=sheet.name - sheet.title - 8)
        dated = wrap(span.dated, size=11, width=room)
        yield _Row(span=span, day=span.middle, dated=dated, lines=lines, period=period)
        before = period
    if now:
        yield _now_row(calendar, before if _period(calendar.as_of, periods) == before else None)


def _now_row(calendar: Calendar, period: int | None) -> _Row:
    return _Row(span=None, day=calendar.as_of, dated=(calendar.dated,), lines=("",), period=period)


def _period(day: date, periods: Sequence[Era]) -> int | None:
    """The period in whose time a day falls; one before the first of them stands in that."""
    begun = [place for place, period in enumerate(periods) if period.first <= day]
    return begun[-1] if begun else 0 if periods else None


def _names(rows: Sequence[_Row], periods: Sequence[Era], sheet: _Sheet) -> Mapping[int, tuple[str, ...]]:
    room = sheet.width - sheet.label - 6 if sheet.stacked else _NAME - 12
    return {
        row.period: wrap(periods[row.period].title, size=10.5, width=room) for row in rows if row.period is not None
    }


def _measured(rows: Sequence[_Row], names: Mapping[int, tuple[str, ...]], sheet: _Sheet) -> Iterator[_Row]:
    """The rows with their heights: their words, and the name of a period above its first or beside all of its rows."""
    heights = [_lines_high(row, sheet) for row in rows]
    heads = [0.0] * len(rows)
    for period, name in names.items():
        inside = [place for place, row in enumerate(rows) if row.period == period]
        if sheet.stacked:
            heads[inside[0]] = 13.0 * len(name) + 5
        else:
            heights[inside[-1]] += max(0.0, 13.0 * len(name) + 6 - sum(heights[place] for place in inside))
    for row, height, head in zip(rows, heights, heads, strict=True):
        yield replace(row, height=height + head, head=head)


def _lines_high(row: _Row, sheet: _Sheet) -> float:
    lines = len(row.dated) + len(row.lines) if sheet.stacked else max(len(row.dated), len(row.lines))
    return 14.0 * lines + 4.5


def _placed(rows: Sequence[_Row], scale: _Scale) -> Iterator[_Row]:
    heights = [row.height for row in rows]
    wanted = [scale.place(row.day) for row in rows]
    centres = _spread(wanted, heights, top=scale.top - 8, bottom=scale.top + scale.length + 8)
    for row, centre in zip(rows, centres, strict=True):
        yield replace(row, top=centre - row.height / 2)


def _words(row: _Row, y: float, start: float, sheet: _Sheet) -> Caption:
    first = row.top + row.head + 12.5
    there = first - 4
    return Caption(
        leader=f"M{start:g} {y:.1f} H{sheet.bend:g} L{sheet.label - 14:g} {there:.1f} H{sheet.label - 5:g}",
        dated_y=first,
        title_y=first + 14 * len(row.dated) if sheet.stacked else first,
        dated=row.dated,
        lines=row.lines,
    )


def _now(row: _Row, y: float, sheet: _Sheet) -> Caption:
    """The words of the day, above a line across the whole drawing."""
    words = _words(row, y, sheet.axis - 8, sheet)
    below = (words.title_y if sheet.stacked else words.dated_y) + 4.5
    leader = f"M{sheet.axis - 8:g} {y:.1f} H{sheet.bend:g} L{sheet.label - 14:g} {below:.1f} H{sheet.width:g}"
    return replace(words, leader=leader)


def _pins(rows: Sequence[_Row], scale: _Scale, sheet: _Sheet) -> Iterator[Pin]:
    entries = [(row, row.span) for row in rows if row.span is not None]
    lanes = _lanes([span for _, span in entries], scale)
    for (row, span), lane in zip(entries, lanes, strict=True):
        x = sheet.axis + _LANE * lane
        start, end = _extent(span, scale)
        middle = (start + end) / 2
        yield Pin(
            x=x,
            y=start,
            y_end=end,
            planned=span.planned,
            uncertain=span.uncertain,
            words=_words(row, middle, x, sheet),
        )


def _extent(span: Span, scale: _Scale) -> tuple[float, float]:
    """From where to where a mark reaches: a point, or a bar for what is longer than a point is high."""
    start, end = scale.place(span.first), scale.place(span.last)
    return (start, end) if end - start > _DOT else ((start + end) / 2, (start + end) / 2)


def _lanes(spans: Sequence[Span], scale: _Scale) -> list[int]:
    """How far each mark steps aside from the axis, points before bars, so that none lies on another."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_LANES)]
    lanes = [0] * len(spans)
    extents = [_extent(span, scale) for span in spans]
    for place in sorted(range(len(spans)), key=lambda place: (extents[place][1] > extents[place][0], place)):
        beyond = 1.0 if extents[place][1] > extents[place][0] else _DOT / 2
        start, end = extents[place][0] - beyond, extents[place][1] + beyond
        free = (n for n, lane in enumerate(taken) if all(end <= other[0] or start >= other[1] for other in lane))
        lanes[place] = next(free, _LANES - 1)
        taken[lanes[place]].append((start, end))
    return lanes


def _bands(
    rows: Sequence[_Row],
    names: Mapping[int, tuple[str, ...]],
    periods: Sequence[Era],
    scale: _Scale,
    sheet: _Sheet,
) -> Iterator[Band]:
    before = scale.top
    for place, name in names.items():
        inside = [row for row in rows if row.period == place]
        first = min((row.span.first for row in inside if row.span), default=periods[place].first)
        last = max(row.span.last if row.span else row.day for row in inside)
        following = periods[place + 1].first if place + 1 < len(periods) else date.max
        start = max(before, scale.place(min(first, max(periods[place].first, first))))
        end = max(start + 2, scale.place(min(max(last, periods[place].last), following)))
        top, bottom = inside[0].top + 0.7, inside[-1].top + inside[-1].height - 0.7
        yield Band(
            path=_funnel((start, end), (top, bottom), sheet),
            name_x=sheet.label if sheet.stacked else sheet.name,
            name_y=top + 12,
            name=name,
        )
        before = end


def _funnel(axis: tuple[float, float], words: tuple[float, float], sheet: _Sheet) -> str:
    there = sheet.label - 14
    right = [(sheet.axis, axis[0]), (sheet.bend, axis[0]), (there, words[0]), (sheet.width, words[0])]
    left = [(sheet.width, words[1]), (there, words[1]), (sheet.bend, axis[1]), (sheet.axis, axis[1])]
    return "M" + " L".join(f"{x:g} {y:.1f}" for x, y in right + left) + " Z"


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

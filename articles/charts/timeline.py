"""Counts over time, as the bars of a chart: numbers in, coordinates out. Templates draw them."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 1000.0, 100.0  # of the drawing, in its own units: the SVG stretches to its place
GAP = 0.18  # of a bar's share of the width, at least
LOWEST_TOP = 4  # articles that a full-height bar stands for at least: one article is no peak
WIDEST = WIDTH / 30  # a bar: few bars are a thin comb, not a wall
MAX_BARS = 60
MONTH, QUARTER, YEAR = 1, 3, 12  # in months


@dataclass(frozen=True, slots=True)
class Bar:
    """A period, its count and its place. `slot` is the whole column, to be hovered and clicked, as SVG writes paths."""

    label: str
    count: int
    start: dt.date
    end: dt.date
    url: str
    x: float
    y: float
    width: float
    height: float
    slot: str

    @property
    def path(self) -> str:
        """Its outline, as SVG writes paths."""
        return _rectangle(self.x, self.y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The chart: bars without a gap in time, the highest count and what one bar stands for."""

    bars: tuple[Bar, ...]
    highest: int
    period: str
    view_box: str = f"0 0 {WIDTH:g} {HEIGHT:g}"

    @property
    def first(self) -> str:
        return self.bars[0].label

    @property
    def last(self) -> str:
        return self.bars[-1].label


def timeline(months: Mapping[dt.date, int], link: Callable[[dt.date, dt.date], str]) -> Timeline | None:
    """The bars for counts by month (first days of months).

    `link` gives the address that lists a period, both days included. None where nothing is dated.
    Months are put together into quarters, years or several years where there would be more than 60 bars.
    """
    if not months:
        return None
    first, last = min(months), max(months)
    size = _months_a_bar(first, last)
    counts: Counter[dt.date] = Counter()
    for month, count in months.items():
        counts[_floor(month, size)] += count
    starts = list(_starts(_floor(first, size), _floor(last, size), size))
    highest = max(counts.values())
    return Timeline(
        bars=tuple(_bars(starts, counts, highest, size, link)),
        highest=highest,
        period={MONTH: "month", QUARTER: "quarter", YEAR: "year"}.get(size, f"{size // YEAR} years"),
    )


def _bars(
    starts: list[dt.date],
    counts: Counter[dt.date],
    highest: int,
    size: int,
    link: Callable[[dt.date, dt.date], str],
) -> Iterable[Bar]:
    slot = WIDTH / len(starts)
    width = min(slot * (1 - GAP), WIDEST)
    for index, start in enumerate(starts):
        count = counts[start]
        end = _last_day(start, size)
        height = HEIGHT * count / max(highest, LOWEST_TOP)
        yield Bar(
            label=_label(start, size),
            count=count,
            start=start,
            end=end,
            url=link(start, end),
            x=round(slot * (index + 0.5) - width / 2, 2),
            y=round(HEIGHT - height, 2),
            width=round(width, 2),
            height=round(height, 2),
            slot=_rectangle(slot * index, 0, slot, HEIGHT),
        )


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.2f} {y:.2f}h{width:.2f}v{height:.2f}h{-width:.2f}z"


def _months_a_bar(first: dt.date, last: dt.date) -> int:
    sizes = itertools.chain((MONTH, QUARTER), itertools.count(YEAR, YEAR))
    return next(size for size in sizes if _number(last) // size - _number(first) // size < MAX_BARS)


def _label(start: dt.date, size: int) -> str:
    if size == MONTH:
        return f"{start:%B} {start.year}"
    if size == QUARTER:
        return f"{start:%B} to {_after(start, 2):%B} {start.year}"
    return str(start.year) if size == YEAR else f"{start.year} to {_last_day(start, size).year}"


def _number(day: dt.date) -> int:
    """Months since the calendar began."""
    return (day.year - 1) * 12 + day.month - 1


def _floor(day: dt.date, size: int) -> dt.date:
    return _month(_number(day) // size * size)


def _month(number: int) -> dt.date:
    return dt.date(number // 12 + 1, number % 12 + 1, 1)


def _after(start: dt.date, months: int) -> dt.date:
    return _month(_number(start) + months)


def _last_day(start: dt.date, size: int) -> dt.date:
    """The last day of the period; the calendar ends with the year 9999."""
    after = _number(start) + size
    return _month(after) - dt.timedelta(days=1) if after < dt.MAXYEAR * 12 else dt.date.max


def _starts(first: dt.date, last: dt.date, size: int) -> Iterator[dt.date]:
    start = first
    while start < last:
        yield start
        start = _after(start, size)
    yield last

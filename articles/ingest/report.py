"""A run on a terminal: a bar while it runs, plain lines where there is no terminal, a table at the end."""

import io
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Protocol, Self

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from articles.ingest.outcomes import Outcome
from articles.ingest.receipt import Receipt

LINE_SECONDS = 5.0  # between two plain lines
_HOURS_FROM = 90  # minutes; fewer are told in minutes


class Stream(Protocol):
    """Django's wrapper around a command's output."""

    def write(self, msg: str) -> Any: ...
    def isatty(self) -> bool: ...


class Figures(Protocol):
    """How far a run has come: `total` is None until it is known, `rate` is a second's."""

    @property
    def total(self) -> int | None: ...
    @property
    def done(self) -> int: ...
    @property
    def rate(self) -> float: ...
    @property
    def seconds_left(self) -> float | None: ...


class Progress:
    """Shows the figures of a run; rich draws a bar on a terminal, elsewhere a line comes every few seconds.

    `unit` is what is counted, `doing` what is done to it.
    """

    def __init__(
        self,
        stream: Stream,
        clock: Callable[[], float] = time.monotonic,
        *,
        unit: str = "files",
        doing: str = "Importing",
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._unit = unit
        self._last = clock()
        self._bar = _bar() if stream.isatty() else None
        self._task = self._bar.add_task(doing, total=None, rate="", left="") if self._bar else None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, receipt: Figures) -> None:
        """Brings the display up to these figures."""
        if self._bar and self._task is not None:
            self._bar.update(
                self._task,
                total=receipt.total,
                completed=receipt.done,
                rate=f"{receipt.rate:,.0f} {self._unit}/s" if receipt.done else "starting",
                left=f"{left(receipt)} left" if receipt.done else "",
            )
        elif self._clock() - self._last >= LINE_SECONDS:
            self._last = self._clock()
            self._stream.write(line(receipt, self._unit))


def line(receipt: Figures, unit: str = "files") -> str:
    """Where a run is, in one line."""
    done, total = f"{receipt.done:,}", f"{receipt.total or 0:,}"
    return f"{done} of {total} {unit}, {receipt.rate:,.0f} {unit}/s, {left(receipt)} left"


def left(receipt: Figures) -> str:
    """The time left, as a person would say it."""
    seconds = receipt.seconds_left
    if seconds is None:
        return "some time"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def time_left(files: int, rate: float) -> str:
    """How long so many files take at so many a second, in words that do not change with every look; "" where nobody knows.

    >>> time_left(1200, 4)
    'about 5 minutes'
    """
    if not rate:
        return ""
    minutes = round(files / rate / 60)
    if minutes >= _HOURS_FROM:
        return f"about {round(minutes / 60)} hours"
    if minutes > 1:
        return f"about {minutes} minutes"
    return "about a minute" if minutes else "less than a minute"


def table(receipt: Receipt) -> str:
    """The closing table; its lines add up to the number of files that were dealt with."""
    drawn = Table(box=box.SIMPLE_HEAD, show_footer=True)
    drawn.add_column("Outcome", "Files")
    drawn.add_column("Files", f"{receipt.done:,}", justify="right")
    for outcome in Outcome:
        drawn.add_row(_NAMES[outcome], f"{receipt.outcomes[outcome]:,}")
    for reason, files in receipt.reasons:
        drawn.add_row(f"  {reason}", f"[dim]{files:,}[/dim]")
    text = io.StringIO()
    console = Console(file=text, width=60, color_system=None)
    console.print(drawn)
    console.print(f"{receipt.done:,} files in {receipt.seconds:,.1f} s, {receipt.rate:,.1f} files/s")
    return text.getvalue()


_NAMES = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "changed",
    Outcome.UNCHANGED: "unchanged",
    Outcome.COPY: "copies",
    Outcome.REJECTED: "rejected",
}


def _bar() -> Bar:
    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[left]}"),
        TimeElapsedColumn(),
    )

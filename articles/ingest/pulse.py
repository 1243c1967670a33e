"""Where a run is, written to its row now and then, for those who watch it from another process."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self

from articles.ingest.plan import Chunk
from articles.ingest.receipt import Receipt
from articles.models import ImportRun

BEAT_SECONDS = 1.0  # at least, between two writes
PACE_SECONDS = 30.0  # over which the pace is measured


class Pulse:
    """Writes the seconds of work, the pace of late and the file in hand, at most once a second, and when the work ends."""

    def __init__(self, run: ImportRun, receipt: Receipt, clock: Callable[[], float] = time.monotonic) -> None:
        self._run = run
        self._receipt = receipt
        self._clock = clock
        self._before = receipt.seconds
        self._started = self._written = clock()
        self._marks = deque([(self._started, receipt.done)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._run.current = ""
            self._write(self._tick())

    def reading(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """The chunks as they are handed out to be read."""
        for chunk in chunks:
            if chunk.files:
                self._run.current = chunk.files[0].item.origin
                self.beat()
            yield chunk

    def beat(self) -> None:
        """Brings the receipt's seconds up to now, and the row where it is time for that."""
        now = self._tick()
        if now - self._written >= BEAT_SECONDS:
            self._write(now)

    def _tick(self) -> float:
        now = self._clock()
        self._receipt.seconds = self._before + now - self._started
        return now

    def _write(self, now: float) -> None:
        self._written = now
        self._run.seconds, self._run.rate = self._receipt.seconds, self._pace(now)
        self._run.save(update_fields=["seconds", "rate", "current"])

    def _pace(self, now: float) -> float:
        """Files a second since the oldest mark of the last PACE_SECONDS."""
        self._marks.append((now, self._receipt.done))
        while len(self._marks) > 2 and now - self._marks[1][0] >= PACE_SECONDS:  # noqa: PLR2004 - one to measure from, and now
            self._marks.popleft()
        since, done = self._marks[0]
        return (self._receipt.done - done) / (now - since) if now > since else 0.0

"""Worker processes that may die without taking a file with them."""

import logging
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from articles.ingest import work
from articles.ingest.work import Job, Machine, Reading, Refused
from articles.resolution.knowledge import Knowledge

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Flight[C]:
    chunk: C
    jobs: tuple[Job, ...]
    future: Future[list[Reading]] | None


class Pool:
    """Reads chunks of jobs, in `workers` processes or, where that is 1, in this one."""

    def __init__(self, model: str, knowledge: Knowledge, workers: int) -> None:
        self._setup = (model, knowledge)
        self._workers = workers
        self._inline = Machine(model, knowledge) if workers == 1 else None
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def read[C](self, chunks: Iterable[tuple[C, tuple[Job, ...]]]) -> Iterator[tuple[C, list[Reading]]]:
        """Each chunk with the readings of its jobs, in the order given. A few chunks are read ahead."""
        flights: deque[_Flight[C]] = deque()
        for chunk, jobs in chunks:
            flights.append(_Flight(chunk, jobs, self._submit(jobs)))
            if len(flights) > self._ahead:
                yield self._land(flights.popleft())
        while flights:
            yield self._land(flights.popleft())

    @property
    def _ahead(self) -> int:
        return 0 if self._inline else self._workers + 1

    def _land[C](self, flight: _Flight[C]) -> tuple[C, list[Reading]]:
        if flight.future is None:
            return flight.chunk, self._inline.read(flight.jobs) if self._inline else []
        try:
            return flight.chunk, flight.future.result()
        except BrokenProcessPool:
            return flight.chunk, [self._alone(job) for job in flight.jobs]

    def _alone(self, job: Job) -> Reading:
        """One job after a worker died: the one that kills its worker again is refused."""
        for _ in range(2):  # the first try may find the pool broken by another chunk's file
            try:
                return self._executing().submit(work.read, (job,)).result()[0]
            except BrokenProcessPool:
                self._drop()
        logger.error("The process that read %s died, twice", job.origin)
        return Refused("failed", "The process that read this file died. The file was left out.")

    def _submit(self, jobs: tuple[Job, ...]) -> Future[list[Reading]] | None:
        if self._inline or not jobs:
            return None
        try:
            return self._executing().submit(work.read, jobs)
        except BrokenProcessPool:
            self._drop()
            return self._executing().submit(work.read, jobs)

    def _executing(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._workers,
                mp_context=multiprocessing.get_context("forkserver"),
                initializer=work.start,
                initargs=self._setup,
            )
        return self._executor

    def _drop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

"""Worker processes that may die without taking a file with them."""

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from types import TracebackType
from typing import Self

from articles.ingest import work
from articles.ingest.work import Job, Machine, Reading, Refused
from articles.resolution.knowledge import Knowledge

CHANCES = 2  # of a file by itself
NUDGE_SECONDS = 5.0  # between two looks at workers that have nothing to show

logger = logging.getLogger(__name__)

_LOST = (BrokenProcessPool, ConnectionError, EOFError)  # a worker died, or what they are forked from


def available_cpus() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Flight[C]:
    chunk: C
    jobs: tuple[Job, ...]
    sent: tuple[ProcessPoolExecutor, Future[list[Reading]]] | None


class Pool:
    """Reads chunks of jobs, in `workers` processes or, where that is 1, in this one; without a model it only parses them."""

    def __init__(self, model: str | None, knowledge: Knowledge, workers: int) -> None:
        self._setup = (model, knowledge)
        self._workers = workers
        self._inline = Machine(model, knowledge) if workers == 1 else None
        self._executor: ProcessPoolExecutor | None = None
        self._spare: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _ended(self._executor)
        _ended(self._spare)

    @property
    def reads(self) -> bool:
        """Whether articles are read, and not only parsed."""
        return self._setup[0] is not None

    def get_ready(self) -> None:
        """Has the processes start and load the model while this one does something else."""
        if self._inline is None and self._executor is None:
            self._executor = self._executor_of(self._workers)
            threading.Thread(target=_make_ready, args=(self._executor, self._workers), daemon=True).start()

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
        if flight.sent is None:
            return flight.chunk, self._inline.read(flight.jobs) if self._inline else []
        try:
            return flight.chunk, _awaited(*flight.sent)
        except _LOST:
            return flight.chunk, [self._alone(job) for job in flight.jobs]

    def _alone(self, job: Job) -> Reading:
        """One job by itself, after a worker died over it or over a neighbour: now it is clear which.

        A process can die of something else than what it reads, so that the job has another chance.
        """
        for _ in range(CHANCES):
            self._spare = self._spare or self._executor_of(1)
            try:
                return _awaited(self._spare, self._spare.submit(work.read, (job,)))[0]
            except _LOST:
                _ended(self._spare)
                self._spare = None
        logger.warning("The processes that read %s died", job.origin)
        return Refused("failed", "The process that read this file died. The file was left out.")

    def _submit(self, jobs: tuple[Job, ...]) -> tuple[ProcessPoolExecutor, Future[list[Reading]]] | None:
        if self._inline or not jobs:
            return None
        self._executor = self._executor or self._executor_of(self._workers)
        try:
            return self._executor, self._executor.submit(work.read, jobs)
        except _LOST:
            _ended(self._executor)
            self._executor = self._executor_of(self._workers)
            return self._executor, self._executor.submit(work.read, jobs)

    def _executor_of(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        # What takes long to import is imported once, by the process that the others are forked from.
        context.set_forkserver_preload([work.__name__, *(["spacy"] if self.reads else [])])
        with _without_interrupts():
            forkserver.ensure_running()
        return ProcessPoolExecutor(workers, mp_context=context, initializer=work.start, initargs=self._setup)


def _make_ready(executor: ProcessPoolExecutor, workers: int) -> None:
    """Each task starts a process; the first waits until there is one to fork them from."""
    with suppress(RuntimeError, *_LOST):  # all is over already
        for _ in range(workers):
            executor.submit(work.get_ready)


def _awaited(executor: ProcessPoolExecutor, future: Future[list[Reading]]) -> list[Reading]:
    """The result. An executor looks at a worker that it has just started only when something happens next, so something does."""
    while True:
        try:
            return future.result(NUDGE_SECONDS)
        except TimeoutError:
            executor.submit(work.nothing)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started within never see Ctrl-C, which a terminal sends to all of them: it is the parent's to answer."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ended(executor: ProcessPoolExecutor | None) -> None:
    """Ends it. One that has not noticed yet that a worker died would wait for the others for ever, so it gets something to notice it by."""
    if executor is not None:
        with suppress(TimeoutError, *_LOST):
            executor.submit(work.nothing).result(NUDGE_SECONDS)
        executor.shutdown(cancel_futures=True)

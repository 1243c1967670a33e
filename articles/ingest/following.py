"""The index takes up what an import has loaded while it reads on, in a thread: Tantivy and the database let others work."""

import ctypes
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Self

from django.db import connection

from articles.ingest.outcomes import Outcome, Settled
from articles.search import indexer

EACH = 2_000  # articles that are waited for: each time leaves segments to be merged
_M_ARENA_MAX = -8  # of the C library's <malloc.h>


class Following:
    """What is loaded within is indexed now and then; the rest, and whatever went wrong, is left to who catches up when all is done."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._at_it: Future[None] | None = None
        self._waiting = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    def loaded(self, settled: Iterable[Settled]) -> None:
        """Tells of a chunk that has been committed."""
        self._waiting += sum(it.outcome in {Outcome.NEW, Outcome.CHANGED} for it in settled)
        if self._waiting >= EACH and (self._at_it is None or self._at_it.done()):
            self._waiting = 0
            self._at_it = self._thread.submit(_catch_up)


def _catch_up() -> None:
    try:
        indexer.catch_up()
    finally:
        connection.close()  # the thread's own


def share_one_heap() -> None:
    """Has the threads that this process starts from now on use one heap: the C library gives one to each of Tantivy's, and keeps what these leave free."""
    with suppress(AttributeError):  # a C library without that choice
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)

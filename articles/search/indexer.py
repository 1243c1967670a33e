"""Keeps the index as the database is: follows the change feed, and builds the index where there is none."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection

from articles.models import Article, IndexerNote
from articles.search import feed
from articles.search.engine import IndexUnavailableError
from articles.search.entries import entries
from articles.search.health import in_words
from articles.search.integrity import damaged
from articles.search.store import SUSPECT_FILE, TRY_AGAIN, Lock, Store
from articles.search.writer import BusyError, Writer

REBUILD_LOCK = "rebuild.lock"
CHECK_SECONDS = 1.0  # how long a notification that got lost goes unnoticed
RETRY_SECONDS = 5.0
PRUNE_SECONDS = 3600.0

type Progress = Callable[[int, int], None]  # done, of how many

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Built:
    """What building the index took."""

    articles: int
    seconds: float


def catch_up() -> int:
    """Apply all changes that the index lacks, and say how many articles were looked at.

    Where another process is at it already, this does nothing and gives 0; where there is no index, one is built.
    """
    with Indexer() as indexer:
        try:
            return indexer.catch_up()
        except BusyError:
            return 0


def rebuild(progress: Progress | None = None) -> Built:
    """Build the index from the database, beside the one in use, which it then replaces.

    Raises BusyError where another process is building it.
    """
    began = time.monotonic()
    store = Store(Path(settings.NEWSROOM_INDEX))
    store.root.mkdir(parents=True, exist_ok=True)
    lock = Lock(store.root / REBUILD_LOCK)
    if not lock.take():
        raise BusyError("Another process is building the search index.")
    try:
        articles = _build(store, progress or (lambda done, total: None))
    finally:
        lock.release()
    return Built(articles, time.monotonic() - began)


def _build(store: Store, progress: Progress) -> int:
    folder, done, total = store.new(), 0, Article.objects.count()
    try:
        with Writer(folder, new=True) as writer:
            with ThreadPoolExecutor(1) as adding:  # one batch is added while the next is read
                added = adding.submit(lambda: None)
                for ids in _all_articles():
                    made = entries(ids)
                    added.result()
                    added = adding.submit(writer.add, made)
                    done += len(ids)
                    progress(done, max(done, total))
                added.result()
            writer.commit(writer.state)
            apply(writer)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    store.take_over(folder)
    return done


def _all_articles() -> Iterator[list[int]]:
    """The articles that there are at the start, in batches; later ones are in the feed."""
    ordered = Article.objects.order_by("pk").values_list("pk", flat=True)
    last, end = 0, ordered.last() or 0
    while ids := list(ordered.filter(pk__gt=last, pk__lte=end)[: feed.BATCH]):
        yield ids
        last = ids[-1]


def apply(writer: Writer) -> int:
    """Bring a generation up to date, and say how many articles were looked at."""
    count = 0
    for batch in feed.batches(writer.state):
        if batch.articles:
            writer.put(batch.articles)
            writer.commit(batch.state)
            count += len(batch.articles)
        else:
            writer.state = batch.state  # not worth a write: read again, it costs one query
    return count


class Indexer:
    """One process's hold on the current generation."""

    def __init__(self) -> None:
        self.store = Store(Path(settings.NEWSROOM_INDEX))
        self._writer: Writer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        writer, self._writer = self._writer, None
        if writer:
            writer.close()

    def catch_up(self) -> int:
        """Apply all changes that the index lacks; build it where it is lost, damaged or not of this database.

        Gives the number of articles looked at. Raises BusyError where another process writes.
        """
        try:
            return self._apply()
        except (IndexUnavailableError, feed.FeedLostError):
            log.info("The search index is missing, damaged or too old, and is built again.")
            self.close()
            return rebuild().articles

    def _apply(self) -> int:
        writer = self._current()
        feed.check(writer.state)
        return apply(writer)

    def _current(self) -> Writer:
        """The writer of the current generation, which another process may have replaced."""
        current = self.store.current()
        if self._writer and self._writer.folder != current:
            self.close()
        if current is not None and (current / SUSPECT_FILE).exists():
            _look_through(current)
        if self._writer is None:
            if current is None or not current.is_dir():
                raise IndexUnavailableError
            self._writer = Writer(current)
            self._sweep()
        return self._writer

    def _sweep(self) -> None:
        """Remove the generations that this or a killed process has left behind."""
        lock = Lock(self.store.root / REBUILD_LOCK)
        if lock.take():
            self.store.sweep()
            lock.release()

    def prune(self) -> None:
        """Remove from the feed what no index needs any more, after noting how far this one is."""
        if self._writer:
            self._writer.note(self._writer.state)
            feed.prune()


def _look_through(generation: Path) -> None:
    """A search has failed over it: raises IndexUnavailableError where it is damaged."""
    if file := damaged(generation):
        log.warning("The file %s of the search index is damaged.", file)
        raise IndexUnavailableError(TRY_AGAIN)
    log.warning("A search has failed, though the index is as it was written: %s", generation)
    (generation / SUSPECT_FILE).unlink(missing_ok=True)


def follow(stopped: Event, report: Callable[[str], None]) -> None:
    """Keep the index up to date until `stopped` is set; the batch under way is finished.

    What stands in the way (a database that does not answer, a full disk, another indexer) is reported,
    and tried again for as long as it takes.
    """
    told = ""
    with Indexer() as indexer:
        while not stopped.is_set():
            try:
                _follow(indexer, stopped)
            except (BusyError, DatabaseError, OSError, ValueError) as error:
                problem = in_words(error)
                if problem != told:
                    report(f"{problem} Trying again every {RETRY_SECONDS:.0f} seconds.")
                    _note(problem)
                told = problem
                indexer.close()
                connection.close()
                stopped.wait(RETRY_SECONDS)


def _note(problem: str) -> None:
    """For the desk; nothing for a problem that is over. Where the database is the problem, the log has to do."""
    with suppress(DatabaseError):
        if problem:
            IndexerNote.objects.update_or_create(pk=1, defaults={"problem": problem})
        else:
            IndexerNote.objects.all().delete()


def _follow(indexer: Indexer, stopped: Event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("LISTEN search_change")
    pruned, first = 0.0, True
    while not stopped.is_set():
        indexer.catch_up()
        if first:
            _note("")
            first = False
        if time.monotonic() - pruned > PRUNE_SECONDS:
            indexer.prune()
            pruned = time.monotonic()
        with connection.wrap_database_errors:
            list(connection.connection.notifies(timeout=CHECK_SECONDS, stop_after=1))

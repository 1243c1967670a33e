"""Writing one generation of the index."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from tantivy import Query

from articles.search import feed
from articles.search.entries import Entries, entries, with_leads
from articles.search.schema import document, schema
from articles.search.store import LOCK_FILE, QUOTES, Lock, State, open_index, read_state, write_state

QUOTE_HEAP_BYTES = 40_000_000
HEAP_BYTES = 128_000_000  # held only while documents wait for their commit


class BusyError(Exception):
    """Another process is writing; the message says so."""


class Writer:
    """The one writer of a generation: it has the lock of the folder until it is closed."""

    def __init__(self, folder: Path, *, new: bool = False) -> None:
        """Raises BusyError where another process writes, IndexUnavailableError where the index is damaged."""
        self.folder = folder
        self._lock = Lock(folder / LOCK_FILE)
        if not self._lock.take():
            raise BusyError("Another process is writing the search index.")
        try:
            self.state = feed.start() if new else read_state(folder)
            (folder / QUOTES).mkdir(exist_ok=True)
            self._quotes = open_index(folder / QUOTES, new=new).writer(QUOTE_HEAP_BYTES, 1)
            self._writer = open_index(folder, new=new).writer(HEAP_BYTES, 1)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def put(self, ids: Sequence[int]) -> None:
        """Make these articles' entries, and those of their quotes, those of the database."""
        ids = sorted(with_leads(ids))
        # by query: Tantivy's deletion by term takes a number for a signed one, and finds none
        self._writer.delete_documents_by_query(Query.term_set_query(schema(), "id", list(ids)))
        self._quotes.delete_documents_by_query(Query.term_set_query(schema(), "story", list(ids)))
        self.add(entries(ids))

    def add(self, made: Entries) -> None:
        """Add entries that the index has not."""
        for entry in made.articles:
            self._writer.add_document(document(entry))
        for entry in made.quotes:
            self._quotes.add_document(document(entry))

    def commit(self, state: State) -> None:
        """Show what was put, then note how far the feed is done: after a crash in between, work is repeated."""
        self._quotes.commit()
        self._writer.commit()
        self.note(state)

    def note(self, state: State) -> None:
        write_state(self.folder, state)
        self.state = state

    def close(self) -> None:
        """Wait for merges, and let others write. A writer that has failed has nothing more to wait for, and says so once more."""
        try:
            for writer in (self._quotes, self._writer):
                with suppress(ValueError, RuntimeError):
                    writer.wait_merging_threads()
        finally:
            self._lock.release()

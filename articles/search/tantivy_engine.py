"""Searches in Tantivy, embedded in each process of the site."""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from tantivy import DocAddress, Index, Order, Query, Searcher

from articles.search import aggregations
from articles.search.criteria import PAGE_SIZE, Criteria, Sort
from articles.search.engine import Answer, Engine, Highlight, IndexUnavailableError
from articles.search.highlights import Highlighter
from articles.search.queries import full_query, words_query
from articles.search.schema import schema
from articles.search.store import TANTIVY_FILE, TRY_AGAIN, Store, open_index, read_state

DAMAGED = "The search index is damaged. An admin can build it again with manage.py rebuild_index."
PANIC = "PanicException"  # what Rust gives up with is no Exception, and has no module to import it from

type Commit = tuple[str, int, int]


class TantivyEngine:
    """Reads the folder that the indexer writes; sees each commit at the next search."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self.schema = schema()
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._commit: Commit | None = None

    def search(self, criteria: Criteria) -> Answer:
        """See Engine."""
        try:
            return self._search(self._searcher(), criteria)
        except BaseException as error:
            if isinstance(error, ValueError) or type(error).__name__ == PANIC:
                raise IndexUnavailableError(DAMAGED) from error
            raise

    def version(self) -> str:
        """See Engine."""
        return " ".join(map(str, self._latest()))

    def _search(self, searcher: Searcher, criteria: Criteria) -> Answer:
        query = full_query(criteria)
        counts = searcher.aggregate(query, aggregations.WHOLE)
        total = aggregations.total(counts)
        addresses = self._page(searcher, query, criteria, total)
        ids = tuple(int(it or 0) for it in searcher.fast_field_values("id", addresses))
        return Answer(
            ids=ids,
            total=total,
            facets={name: aggregations.facet(name, counts) for name in aggregations.FACETS}
            | self._widened(searcher, criteria),
            months=aggregations.months(counts),
            highlights=dict(zip(ids, self._highlights(searcher, criteria.q, addresses), strict=False)),
        )

    def _page(self, searcher: Searcher, query: Query, criteria: Criteria, total: int) -> list[DocAddress]:
        offset = (criteria.page - 1) * PAGE_SIZE
        if offset >= total:  # also bounds what Tantivy sets aside for a far page
            return []
        order = _order(criteria)
        if order is None:
            found = searcher.search(query, PAGE_SIZE, count=False, offset=offset)
        else:
            field, direction = order
            found = searcher.search(
                query, PAGE_SIZE, count=False, offset=offset, order_by_field=field, order=direction
            )
        return [address for _, address in found.hits]

    def _widened(self, searcher: Searcher, criteria: Criteria) -> dict[str, tuple[tuple[int, int], ...]]:
        """The facets whose own filter is left out, where it is set."""
        asked = {
            "source": criteria.source is not None,
            "year": criteria.date_from is not None or criteria.date_to is not None,
        }
        return {
            name: aggregations.facet(
                name, searcher.aggregate(full_query(criteria, without=name), aggregations.counted(name))
            )
            for name, wanted in asked.items()
            if wanted
        }

    def _highlights(self, searcher: Searcher, typed: str, addresses: Sequence[DocAddress]) -> list[Highlight]:
        query = words_query(typed)
        if query is None:
            return []
        highlighter = Highlighter(searcher, self.schema, typed, query)
        return [highlighter.mark(searcher.doc(it)) for it in addresses]

    def _searcher(self) -> Searcher:
        commit = self._latest()
        try:
            return self._open(commit)
        except IndexUnavailableError:
            if self._latest() == commit:
                raise
            return self._open(self._latest())  # another generation had just taken over

    def _open(self, commit: Commit) -> Searcher:
        with self._lock:
            if self._index is None or self._commit != commit:
                self._index = self._follow(commit)
                self._commit = commit
            return self._index.searcher()

    def _latest(self) -> Commit:
        """What tells commits apart: the generation, and the file that Tantivy replaces."""
        current = self.store.current()
        if current is None:
            raise IndexUnavailableError(TRY_AGAIN)
        try:
            file = (current / TANTIVY_FILE).stat()
        except OSError as error:
            raise IndexUnavailableError(TRY_AGAIN) from error
        return current.name, file.st_ino, file.st_mtime_ns

    def _follow(self, commit: Commit) -> Index:
        """The index as of a commit: the one at hand, if it is of the same generation."""
        if self._index is not None and self._commit is not None and self._commit[0] == commit[0]:
            self._index.reload()
            return self._index
        generation = self.store.root / commit[0]
        read_state(generation)
        return open_index(generation)


def _order(criteria: Criteria) -> tuple[str, Order] | None:
    """The field to sort by; None for relevance, which needs words to be relevant to."""
    if criteria.sort is Sort.OLDEST:
        return "oldest", Order.Asc
    if criteria.sort is Sort.RELEVANCE and words_query(criteria.q) is not None:
        return None
    return "newest", Order.Desc


@cache
def _engine(folder: Path) -> TantivyEngine:
    return TantivyEngine(folder)


def get_engine() -> Engine:
    """The site's engine: one a process."""
    return _engine(Path(settings.NEWSROOM_INDEX))

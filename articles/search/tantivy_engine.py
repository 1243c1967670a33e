"""Searches in Tantivy, embedded in each process of the site."""

import datetime as dt
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from django.conf import settings
from tantivy import DocAddress, Index, Order, Query, Searcher

from articles.search import aggregations, spelling
from articles.search.counting import Commit, Snapshot, Tally
from articles.search.criteria import Criteria, Sort
from articles.search.engine import Answer, Engine, Highlight, IndexUnavailableError, Values
from articles.search.facet_fields import FACETS, LACKS
from articles.search.highlights import Highlighter
from articles.search.likeness import alike
from articles.search.paging import leap
from articles.search.queries import (
    FIELDS,
    QUOTE_FIELDS,
    Fields,
    begin_at,
    beyond,
    full_query,
    limited_to,
    number_query,
    without,
)
from articles.search.schema import Only
from articles.search.store import (
    CURRENT,
    QUOTES,
    SUSPECT_FILE,
    TANTIVY_FILE,
    TRY_AGAIN,
    State,
    Store,
    open_index,
    read_state,
)
from articles.search.telling import Counts, telling

DAMAGED = "The search index is damaged, and is being looked through and built again. Try again in a moment."
PANIC = "PanicException"  # what Rust gives up with is no Exception, and has no module to import it from


class TantivyEngine:
    """Reads the folder that the indexer writes; sees each commit at the next search."""

    counted: Sequence[str] = aggregations.COUNTED
    fields: Fields = FIELDS
    part = ""  # of a generation's folder

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._opened: Snapshot | None = None
        self._commit: Commit | None = None

    def search(self, criteria: Criteria) -> Answer:
        """See Engine."""
        with self._reported():
            return self._search(self._snapshot(), criteria)

    def count(self, criteria: Criteria) -> int:
        """See Engine."""
        with self._reported():
            return _count(self._snapshot().searcher, full_query(criteria, fields=self.fields))

    def among(self, criteria: Criteria, ids: Collection[int]) -> frozenset[int]:
        """See Engine."""
        if not ids:
            return frozenset()
        with self._reported():
            searcher = self._snapshot().searcher
            query = limited_to(ids, full_query(criteria, fields=self.fields))
            found = searcher.search(query, len(ids), count=False)
            return frozenset(_ids(searcher, [address for _, address in found.hits]))

    def values(self, criteria: Criteria, facet: str) -> Values:
        """See Engine."""
        with self._reported():
            snapshot = self._snapshot()
            widened = facet in _more_wanted(criteria)
            total = snapshot.tally(full_query(criteria, fields=self.fields), [LACKS]).total
            query = (
                beyond(criteria, facet, self.fields) if widened else full_query(criteria, fields=self.fields)
            )
            tally = snapshot.tally(query, [FACETS[facet].counted, LACKS], aggregations.ALL)
            lacking = tally.lacking()[facet]
            return Values(tally.facets()[facet], lacking, total, widened, _version(snapshot.commit))

    def similar(self, article: int, count: int) -> tuple[int, ...]:
        """See Engine."""
        with self._reported():
            searcher = self._snapshot().searcher
            return _ids(searcher, alike(searcher, article, count))

    def corrections(self, words: Iterable[str]) -> dict[str, str]:
        """See Engine."""
        with self._reported():
            searcher = self._snapshot().searcher
            corrected = {it: spelling.correct(searcher, it) for it in words}
            return {word: better for word, better in corrected.items() if better}

    def frequencies(self) -> dict[str, dict[int, int]]:
        """See Engine."""
        with self._reported():
            fields = {name: FACETS[name].matched for name in ("company", "person", "topic", "source")}
            counted = aggregations.counted(
                fields.values(), dict.fromkeys(fields.values(), aggregations.EXACT)
            )
            pairs = aggregations.pairs(self._snapshot().searcher.aggregate(full_query(Criteria()), counted))
            return {name: dict(pairs[field]) for name, field in fields.items()}

    def size(self) -> int:
        """See Engine."""
        with self._reported():
            searcher = self._snapshot().searcher
            articles = without(Query.all_query(), number_query("only", Only.STORY))
            return _count(searcher, articles)

    def version(self) -> str:
        """See Engine."""
        return _version(self._latest())

    def _search(self, snapshot: Snapshot, criteria: Criteria) -> Answer:
        searcher, query = snapshot.searcher, full_query(criteria, fields=self.fields)
        tally = snapshot.tally(query)
        months, facets = tally.months(), tally.facets()
        widened = self._widened(snapshot, criteria)
        addresses = _page(searcher, query, criteria, criteria.reach(tally.total), months)
        ids = _ids(searcher, addresses)
        return Answer(
            ids=ids,
            total=tally.total,
            facets=facets | {name: of_facet.facets()[name] for name, of_facet in widened.items()},
            lacking=tally.lacking() | {it: of.lacking()[it] for it, of in widened.items() if it in FACETS},
            beyond=frozenset(widened) & FACETS.keys(),
            version=_version(snapshot.commit),
            telling=_telling(searcher, criteria, facets, tally.total),
            months=months,
            highlights=dict(zip(ids, _highlights(searcher, criteria, addresses), strict=False)),
        )

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """What Tantivy fails with over a damaged index, as IndexUnavailableError; the indexer is told to look it through."""
        try:
            yield
        except BaseException as error:
            if isinstance(error, ValueError) or type(error).__name__ == PANIC:
                with suppress(OSError):
                    (self.store.root / CURRENT / SUSPECT_FILE).touch()
                raise IndexUnavailableError(DAMAGED) from error
            raise

    def _widened(self, snapshot: Snapshot, criteria: Criteria) -> dict[str, Tally]:
        """The counts of the facets that are not counted in the result itself, because a click replaces or widens their filter."""
        tallies = {
            name: snapshot.tally(beyond(criteria, name, self.fields), [FACETS[name].counted, LACKS])
            for name in _more_wanted(criteria)
            if FACETS[name].counted in self.counted
        }
        if criteria.date_from or criteria.date_to:
            tallies["year"] = snapshot.tally(full_query(criteria, "year", self.fields), ["year"])
        return tallies

    def _snapshot(self) -> Snapshot:
        commit = self._latest()
        try:
            return self._open(commit)
        except IndexUnavailableError:
            if self._latest() == commit:
                raise
            return self._open(self._latest())  # another generation had just taken over

    def _open(self, commit: Commit) -> Snapshot:
        with self._lock:
            if self._opened is None or self._commit != commit:
                self._index = self._follow(commit)
                self._opened = Snapshot(self._index.searcher(), commit, self.counted)
                self._commit = commit
            return self._opened

    def _latest(self) -> Commit:
        """What tells commits apart: the generation, and the file that Tantivy replaces."""
        current = self.store.current()
        if current is None:
            raise IndexUnavailableError(TRY_AGAIN)
        try:
            file = (current / self.part / TANTIVY_FILE).stat()
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
        return open_index(generation / self.part)


def _more_wanted(criteria: Criteria) -> list[str]:
    """The facets of which one value more widens the result."""
    return [
        name
        for name, choice in criteria.choices.items()
        if choice.values and choice.any and FACETS[name].counted
    ]


def _highlights(
    searcher: Searcher, criteria: Criteria, addresses: Sequence[DocAddress]
) -> Iterator[Highlight]:
    highlighter = Highlighter(criteria.words)
    if highlighter.asks:
        for it in addresses:
            yield highlighter.mark(searcher.doc(it))


def _page(
    searcher: Searcher, query: Query, criteria: Criteria, reach: int, months: Mapping[dt.date, int]
) -> list[DocAddress]:
    """The hits of one page, at a cost that does not grow with its number."""
    offset = (criteria.page - 1) * criteria.size
    count = min(criteria.size, reach - offset)
    if count <= 0:
        return []
    if criteria.by_relevance:
        found = searcher.search(query, count, count=False, offset=offset)
        return [address for _, address in found.hits]
    far = leap(months, criteria.sort, offset)
    if far:
        query, offset = begin_at(query, criteria.sort, far.bound), far.offset
    field, order = ("oldest", Order.Asc) if criteria.sort is Sort.OLDEST else ("newest", Order.Desc)
    found = searcher.search(query, count, count=False, offset=offset, order_by_field=field, order=order)
    return [address for _, address in found.hits]


def _telling(
    searcher: Searcher, criteria: Criteria, facets: Mapping[str, Counts], total: int
) -> tuple[tuple[str, int], ...]:
    """Of companies and people, on the first page of a search for words."""
    if not criteria.asks_for_words or criteria.page > 1 or "person" not in facets:
        return ()
    fields = {"company": "organisation", "person": "person"}
    return telling(
        {it: facets[it] for it in fields},
        total,
        lambda facet, pk: searcher.doc_freq(fields[facet], pk),
        searcher.num_docs,
    )


def _version(commit: Commit) -> str:
    return " ".join(map(str, commit))


def _count(searcher: Searcher, query: Query) -> int:
    return int(searcher.search(query, 1).count or 0)  # type: ignore[attr-defined]  # which its stubs forget


def _ids(searcher: Searcher, addresses: list[DocAddress]) -> tuple[int, ...]:
    return tuple(int(it or 0) for it in searcher.fast_field_values("id", addresses))


class QuoteEngine(TantivyEngine):
    """Searches quotes: the same for entries that are quotes."""

    counted = aggregations.QUOTES_COUNTED
    fields = QUOTE_FIELDS
    part = QUOTES


@cache
def _engine(folder: Path) -> TantivyEngine:
    return TantivyEngine(folder)


def get_engine() -> Engine:
    """The site's engine: one a process."""
    return _engine(Path(settings.NEWSROOM_INDEX))


def index_state() -> State:
    """How far this machine's index has followed the changes. Raises IndexUnavailableError."""
    current = Store(Path(settings.NEWSROOM_INDEX)).current()
    if current is None:
        raise IndexUnavailableError(TRY_AGAIN)
    return read_state(current)


@cache
def _quote_engine(folder: Path) -> QuoteEngine:
    return QuoteEngine(folder)


def get_quote_engine() -> Engine:
    """The site's engine for quotes: one a process."""
    return _quote_engine(Path(settings.NEWSROOM_INDEX))

"""Counts of a result: exact, and quick for large results too.

Counting costs by the article. Where most of the archive is in a result, the few articles that are not are counted instead, and
taken from the counts of the whole archive, which are made once a commit of the index.
"""

import datetime as dt
import heapq
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Occur, Query, Searcher

from articles.search import aggregations
from articles.search.facet_fields import FACETS, LACKS
from articles.search.schema import month_start

MOST = 0.5  # of the archive: a larger result is counted by what it leaves out

type Commit = tuple[str, int, int]  # what tells the commits of indexes apart
type Pairs = tuple[tuple[int, int], ...]  # value, count


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles there are, and of those how many have each value, by field; the most frequent values first."""

    total: int
    values: Mapping[str, Pairs]

    def facets(self) -> dict[str, Pairs]:
        """The values of the facets that were counted, and of years, newest first."""
        counted = {
            it.name: self.values[it.counted]
            for it in FACETS.values()
            if it.counted and it.counted in self.values
        }
        years = {"year": tuple(sorted(self.values["year"], reverse=True))} if "year" in self.values else {}
        return counted | years

    def lacking(self) -> dict[str, int]:
        """How many have no value of each facet."""
        lacks = dict(self.values[LACKS])
        return {it.name: lacks.get(it.number, 0) for it in FACETS.values()}

    def months(self) -> dict[dt.date, int]:
        """The first day of each month with articles, and its count; oldest first."""
        return {month_start(number): count for number, count in sorted(self.values["month"])}


class Snapshot:
    """The index as of one commit, and the counts of all of it once they are asked for."""

    def __init__(
        self, searcher: Searcher, commit: Commit, counted: Sequence[str] = aggregations.COUNTED
    ) -> None:
        self.searcher = searcher
        self.commit = commit
        self.counted = counted
        self._lock = threading.Lock()
        self._whole: Tally | None = None

    def tally(
        self,
        query: Query,
        names: Sequence[str] | None = None,
        sizes: Mapping[str, int] = aggregations.SIZES,
    ) -> Tally:
        """The counts of what answers the query: of each of the fields `names`, usually all, its most frequent values, `sizes` at most."""
        names = self.counted if names is None else names
        counted = self.searcher.search(query, 1, order_by_field="newest")
        found = counted.count or 0  # type: ignore[attr-defined]  # which its stubs forget
        if found <= MOST * self.searcher.num_docs:
            return Tally(found, self._counted(query, aggregations.counted(names, sizes)))
        whole = self._archive()
        rest = self._left_out(query, names) if found < whole.total else {}
        return Tally(
            found,
            {name: _without(whole.values[name], rest.get(name, ()), sizes[name]) for name in names},
        )

    def _counted(self, query: Query, fields: dict[str, Any]) -> dict[str, Pairs]:
        return aggregations.pairs(self.searcher.aggregate(query, fields))

    def _left_out(self, query: Query, names: Sequence[str]) -> dict[str, Pairs]:
        rest = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, query)])
        return self._counted(rest, aggregations.counted(names, aggregations.ALL))

    def _archive(self) -> Tally:
        with self._lock:
            if self._whole is None:
                counts = self._counted(
                    Query.all_query(), aggregations.counted(self.counted, aggregations.ALL)
                )
                self._whole = Tally(self.searcher.num_docs, counts)
            return self._whole


def _without(pairs: Pairs, left_out: Pairs, size: int) -> Pairs:
    """The `size` most frequent values once those left out are taken away; ends where no later value can be one of them."""
    taken = dict(left_out)
    best: list[tuple[int, int]] = []  # a heap of (count, -value)
    for value, count in pairs:
        if len(best) == size and count < best[0][0]:
            break
        remaining = count - taken.get(value, 0)
        if remaining and len(best) < size:
            heapq.heappush(best, (remaining, -value))
        elif remaining:
            heapq.heappushpop(best, (remaining, -value))
    return tuple((-value, count) for count, value in sorted(best, reverse=True))

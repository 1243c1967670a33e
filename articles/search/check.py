"""Whether the index has what the database says: every article and story once, as it is now, and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import connection
from tantivy import FieldType, Query, Searcher

from articles.models import Article
from articles.search import feed
from articles.search.engine import IndexUnavailableError
from articles.search.entries import entries, with_leads
from articles.search.integrity import damaged
from articles.search.schema import schema
from articles.search.store import TRY_AGAIN, Store, open_index, read_state

LARGEST = 2**63 - 1

type Told = tuple[int, int, int]  # the id, what the entry stands for, and its digest


class Fault(StrEnum):
    MISSING = "is not in the index"
    EXTRA = "is in the index, but not in the database"
    DIFFERENT = "is otherwise in the index than in the database"


@dataclass(frozen=True, slots=True)
class Difference:
    """An article for which index and database disagree."""

    article: int
    fault: Fault

    def __str__(self) -> str:
        return f"Article {self.article} {self.fault}."


def check(progress: Callable[[int, int], None] = lambda done, total: None) -> list[Difference]:
    """All differences, by article; those that the indexer has only not come to yet among them.

    Memory is bounded by a batch of articles and the differences. Raises IndexUnavailableError where the index is lost or damaged.
    """
    generation = _generation()
    if file := damaged(generation):
        raise IndexUnavailableError(f"The file {file} of the search index is damaged.")
    searcher = open_index(generation).searcher()
    found, done, total = list[Difference](), 0, Article.objects.count()
    for first, last, ids in _spans():
        found += _compare(_expected(ids), _actual(searcher, first, last))
        done += len(ids)
        progress(done, max(done, total))
    return found


def look_again(differences: list[Difference]) -> list[Difference]:
    """Those of the differences that are there still, in the index as it is now."""
    searcher = open_index(_generation()).searcher()
    found = []
    for it in differences:
        found += _compare(_expected([it.article]), _actual(searcher, it.article, it.article))
    return found


def note_for_repair(differences: list[Difference]) -> None:
    """Has every index look at these articles again, as if they had changed."""
    ids = sorted(with_leads(it.article for it in differences))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_change (transaction, article_id)"
            " SELECT pg_current_xact_id()::text::bigint, unnest(%s::bigint[]) ON CONFLICT DO NOTHING",
            [ids],
        )


def _generation() -> Path:
    generation = Store(Path(settings.NEWSROOM_INDEX)).current()
    if generation is None:
        raise IndexUnavailableError(TRY_AGAIN)
    read_state(generation)
    return generation


def _spans() -> Iterator[tuple[int, int, list[int]]]:
    """Spans of ids that together are all there can be, each with the articles of the database in it."""
    ordered = Article.objects.order_by("pk").values_list("pk", flat=True)
    first = 1
    while ids := list(ordered.filter(pk__gte=first)[: feed.BATCH]):
        yield first, ids[-1], ids
        first = ids[-1] + 1
    yield first, LARGEST, []


def _expected(ids: list[int]) -> Counter[Told]:
    return Counter((it.id, it.only or 0, it.digest) for it in entries(ids).articles)


def _actual(searcher: Searcher, first: int, last: int) -> Counter[Told]:
    query = Query.range_query(schema(), "id", FieldType.Unsigned, lower_bound=first, upper_bound=last)
    count = searcher.search(query, 1).count or 0  # type: ignore[attr-defined]  # which its stubs forget
    addresses = [address for _, address in searcher.search(query, max(1, count), count=False).hits]
    columns = [searcher.fast_field_values(name, addresses) for name in ("id", "only", "digest")]
    return Counter(
        (int(pk or 0), int(only or 0), int(digest or 0)) for pk, only, digest in zip(*columns, strict=True)
    )


def _compare(expected: Counter[Told], actual: Counter[Told]) -> list[Difference]:
    missing = {pk for pk, _, _ in (expected - actual)}
    extra = {pk for pk, _, _ in (actual - expected)}
    known = {pk for pk, _, _ in expected}
    faults = dict.fromkeys(missing - extra, Fault.MISSING) | dict.fromkeys(extra - known, Fault.EXTRA)
    faults |= dict.fromkeys(extra & known, Fault.DIFFERENT)
    return [Difference(pk, fault) for pk, fault in sorted(faults.items())]

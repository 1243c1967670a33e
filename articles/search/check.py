"""Whether the index has what the database says: every article, story and quote once, as it is now, and nothing else."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import batched
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
from articles.search.store import QUOTES, TRY_AGAIN, Store, open_index, read_state

LARGEST = 2**63 - 1

type Told = tuple[int, int, int]  # the values of ARTICLES or SAID


class Fault(StrEnum):
    MISSING = "is not in the index"
    EXTRA = "is in the index, but not in the database"
    DIFFERENT = "is otherwise in the index than in the database"
    QUOTES = "has other quotes in the index than in the database"


@dataclass(frozen=True, slots=True)
class Difference:
    """An article for which index and database disagree."""

    article: int
    fault: Fault

    def __str__(self) -> str:
        return f"Article {self.article} {self.fault}."


type Where = Callable[[str], Query]  # by the field that names the article
type Searchers = tuple[Searcher, Searcher]  # of articles and of quotes

# what tells the entries of each apart, the article that they belong to first
ARTICLES = ("id", "only", "digest")
SAID = ("story", "id", "digest")


def check(progress: Callable[[int, int], None] = lambda done, total: None) -> list[Difference]:
    """All differences, by article; those that the indexer has only not come to yet among them.

    Memory is bounded by a batch of articles and the differences. Raises IndexUnavailableError where the index is lost or damaged.
    """
    generation = _generation()
    if file := damaged(generation):
        raise IndexUnavailableError(f"The file {file} of the search index is damaged.")
    searchers = _searchers(generation)
    found, done, total = list[Difference](), 0, Article.objects.count()
    for first, last, ids in _spans():
        found += _compare(searchers, ids, _between(first, last))
        done += len(ids)
        progress(done, max(done, total))
    return found


def look_again(differences: list[Difference]) -> list[Difference]:
    """Those of the differences that are there still, in the index as it is now."""
    searchers, found = _searchers(_generation()), list[Difference]()
    for some in batched((it.article for it in differences), feed.BATCH, strict=False):
        found += _compare(searchers, some, _of(some))
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


def _searchers(generation: Path) -> Searchers:
    return open_index(generation).searcher(), open_index(generation / QUOTES).searcher()


def _spans() -> Iterator[tuple[int, int, list[int]]]:
    """Spans of ids that together are all there can be, each with the articles of the database in it."""
    ordered = Article.objects.order_by("pk").values_list("pk", flat=True)
    first = 1
    while ids := list(ordered.filter(pk__gte=first)[: feed.BATCH]):
        yield first, ids[-1], ids
        first = ids[-1] + 1
    yield first, LARGEST, []


def _between(first: int, last: int) -> Where:
    return lambda field: Query.range_query(schema(), field, FieldType.Unsigned, first, last)


def _of(ids: Sequence[int]) -> Where:
    return lambda field: Query.term_set_query(schema(), field, list(ids))


def _compare(searchers: Searchers, ids: Collection[int], where: Where) -> list[Difference]:
    """What the database says of `ids`, beside what the index has `where` these are and should be."""
    articles, quotes = searchers
    made = entries(ids)
    expected = Counter((it.id, it.only or 0, it.digest) for it in made.articles)
    said = Counter((it.story, it.id, it.digest) for it in made.quotes)
    faults = dict.fromkeys(_of_either(said, _actual(quotes, SAID, where)), Fault.QUOTES)
    faults |= _faults(expected, _actual(articles, ARTICLES, where))
    return [Difference(pk, fault) for pk, fault in sorted(faults.items())]


def _actual(searcher: Searcher, told: tuple[str, str, str], where: Where) -> Counter[Told]:
    query = where(told[0])
    count = searcher.search(query, 1).count or 0  # type: ignore[attr-defined]  # which its stubs forget
    addresses = [address for _, address in searcher.search(query, max(1, count), count=False).hits]
    columns = [searcher.fast_field_values(name, addresses) for name in told]
    return Counter(
        (int(of or 0), int(which or 0), int(digest or 0)) for of, which, digest in zip(*columns, strict=True)
    )


def _faults(expected: Counter[Told], actual: Counter[Told]) -> dict[int, Fault]:
    missing = {pk for pk, _, _ in (expected - actual)}
    extra = {pk for pk, _, _ in (actual - expected)}
    known = {pk for pk, _, _ in expected}
    faults = dict.fromkeys(missing - extra, Fault.MISSING) | dict.fromkeys(extra - known, Fault.EXTRA)
    return faults | dict.fromkeys(extra & known, Fault.DIFFERENT)


def _of_either(expected: Counter[Told], actual: Counter[Told]) -> set[int]:
    return {pk for pk, _, _ in (expected - actual) + (actual - expected)}

"""Reading the change feed: what has changed since, and who wants to know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from articles.models.search_change import EVERYTHING, SearchChange, horizon
from articles.search.store import State

BATCH = 1000  # articles read, and held in memory, at a time
KEPT = timedelta(days=7)

type Place = tuple[int, int]  # transaction, article


class FeedLostError(Exception):
    """The feed no longer tells all that changed since: the index must be built again."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to look at again. `place` is how far the feed is settled once they are done.

    `ahead` are transactions done though older ones are under way.
    """

    articles: tuple[int, ...]
    ahead: frozenset[int]
    place: Place


def start() -> State:
    """The state of an index that is about to be built from the tables as they are."""
    return State(database=database(), transaction=horizon())


def database() -> str:
    """Which database this is: another one, or this one restored elsewhere, has another name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier || '/' || 'search_change'::regclass::oid FROM pg_control_system()"
        )
        return str(cursor.fetchone()[0])


def check(state: State) -> None:
    """Raises FeedLostError where the state is not of this database's feed."""
    if state.database != database() or state.transaction > horizon():
        raise FeedLostError


def batches(state: State, done: frozenset[int] = frozenset()) -> Iterator[Batch]:
    """All changes since the state but those of the transactions `done`, in batches.

    Changes of ended transactions come even while an older transaction is still under way, so that one long import
    keeps no editor waiting; the place, however, stays before what that transaction may still add.
    """
    seen: Place = (state.transaction, state.article_id)
    place = seen
    # Asked once, and before any row is: what ends while rows are read may belong before those that were, and is settled next time.
    settled = horizon()
    while True:
        rows = list(
            SearchChange.objects.after(*seen)
            .exclude(transaction__in=done)
            .values_list("transaction", "article_id")[:BATCH]
        )
        if any(article == EVERYTHING for _, article in rows):
            raise FeedLostError
        place = max([place, *(it for it in rows if it[0] < settled)])
        if len(rows) < BATCH:
            place = max(place, (settled, 0))
        yield Batch(
            tuple({article for _, article in rows}), frozenset(it for it, _ in rows if it >= settled), place
        )
        if len(rows) < BATCH:
            return
        seen = rows[-1]


def marked() -> frozenset[int]:
    """The transactions, not yet settled, after which indexes start again: an index that starts now skips them."""
    marks = SearchChange.objects.filter(article_id=EVERYTHING, transaction__gte=horizon())
    return frozenset(marks.values_list("transaction", flat=True))


def prune() -> None:
    """Remove what is older than KEPT, leaving a mark at which indexes that have not come so far start again."""
    with transaction.atomic():
        settled = SearchChange.objects.settled()
        old = settled.filter(at__lt=timezone.now() - KEPT).exclude(article_id=EVERYTHING)
        last = old.aggregate(Max("transaction"))["transaction__max"]
        if last is not None:
            settled.filter(transaction__lte=last).delete()
            SearchChange.objects.get_or_create(
                transaction=last, article_id=EVERYTHING, defaults={"at": timezone.now()}
            )

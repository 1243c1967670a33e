"""Reading the change feed: what has changed since, and who wants to know."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from articles.models.search_change import EVERYTHING, SearchChange, SearchChangeQuerySet, horizon, own
from articles.search.store import State

BATCH = 1000  # articles read, and held in memory, at a time
KEPT = timedelta(days=7)


class FeedLostError(Exception):
    """The feed no longer tells all that changed since: the index must be built again."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to look at again. `state` is how far the feed is done once they are."""

    articles: tuple[int, ...]
    state: State


def start() -> State:
    """The state of an index that is about to be built from the tables as they are.

    Transactions, not yet settled, after which indexes start again, are done by that.
    """
    settled = horizon()
    marks = SearchChange.objects.filter(article_id=EVERYTHING, transaction__gte=settled)
    return State(database(), settled, ahead=tuple(marks.values_list("transaction", flat=True)))


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


def lacking(state: State) -> SearchChangeQuerySet:
    """The changes that an index of this state lacks, in the feed's order."""
    rows = SearchChange.objects.after(state.transaction, state.article_id)
    return rows.exclude(transaction__in=state.ahead)


def batches(state: State) -> Iterator[Batch]:
    """All changes that the state lacks, in batches.

    Changes of ended transactions come even while an older transaction is still under way, so that one long import
    keeps no editor waiting; the place, however, stays before what that transaction may still add.
    """
    seen = place = state.transaction, state.article_id
    read = set(state.ahead)
    # Asked once, and before any row is: what ends while rows are read may belong before those that were, and is settled next time.
    settled, under_way = horizon(), own()
    while True:
        rows = list(lacking(state).filter(pk__gt=seen).values_list("transaction", "article_id")[:BATCH])
        if any(article == EVERYTHING for _, article in rows):
            raise FeedLostError
        is_last = len(rows) < BATCH
        place = max([place, *(it for it in rows if it[0] < settled), *([(settled, 0)] if is_last else [])])
        read |= {it for it, _ in rows if it >= settled and it != under_way}
        whole = read if is_last else read - {rows[-1][0]}
        done = replace(
            state,
            transaction=place[0],
            article_id=place[1],
            ahead=tuple(sorted(it for it in whole if it >= place[0])),
        )
        yield Batch(tuple({article for _, article in rows}), done)
        if is_last:
            return
        seen = rows[-1]


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

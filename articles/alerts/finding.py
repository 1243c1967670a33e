"""Tells saved searches of the articles that came in.

Imports leave each article that they make in a queue (`Arrival`). It stays there until it is folded and the index shows it, so that it is
searched for as the page would, and leaves it in the transaction that tells the searches: killed at any moment, this is done again or was done.
"""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone

from articles.models import Arrival, Article, News, Revision, SavedSearch, Sketch
from articles.search import feed
from articles.search.filters import reread
from articles.search.store import State
from articles.search.tantivy_engine import get_engine, index_state

BATCH = 1000  # articles
SECONDS = 10.0  # after which no other batch is begun: the queue has more to do, every few seconds
STORING = dt.timedelta(seconds=10)  # that an import may take between dating an article and showing it


@dataclass(frozen=True, slots=True)
class _Arrived:
    """An article that came in, and the one that leads its story."""

    pk: int
    at: dt.datetime
    lead: int


def find_news() -> int:
    """Tell saved searches of what came in, and say of how many articles; what cannot be searched for yet waits.

    Raises IndexUnavailableError where there is no index to ask.
    """
    _forget_older()
    began = time.monotonic()
    total = looked_at = _batch()
    while looked_at == BATCH and time.monotonic() - began < SECONDS:
        looked_at = _batch()
        total += looked_at
    return total


def purge() -> None:
    """Forget what was told of articles that are gone for good."""
    here = Article.objects.filter(pk=OuterRef("article"))
    aside = Revision.objects.filter(article_id=OuterRef("article"), withdrawn=True)
    for queryset in (Arrival.objects.all(), News.objects.all()):
        queryset.exclude(Exists(here)).exclude(Exists(aside)).delete()


def _forget_older() -> None:
    """What came in before the first search was saved is no news to any."""
    first = SavedSearch.objects.aggregate(at=Min("created_at"))["at"] or timezone.now()
    Arrival.objects.filter(at__lt=first - STORING).delete()


@transaction.atomic
def _batch() -> int:
    arrived = _waiting()
    ready = _searchable(arrived, index_state())
    for search in SavedSearch.objects.order_by("pk").iterator():
        _tell(search, [it for it in ready if it.at >= search.created_at - STORING])
    Arrival.objects.filter(pk__in=[it.pk for it in ready]).delete()
    return len(ready)


def _waiting() -> list[_Arrived]:
    """The first that came in and are folded, unless another process is at them."""
    folded = Exists(Sketch.objects.filter(article=OuterRef("pk")))
    rows = Arrival.objects.select_for_update(of=("self",), skip_locked=True).filter(folded).order_by("pk")
    found = rows.values_list("pk", "at", "article__story_id")[:BATCH]
    return [_Arrived(pk, at, lead or pk) for pk, at, lead in found]


def _searchable(arrived: Sequence[_Arrived], state: State) -> list[_Arrived]:
    """Those that the index shows as they are, and their stories."""
    feed.check(state)
    ids = {it.pk for it in arrived} | {it.lead for it in arrived}
    behind = set(feed.lacking(state).filter(article_id__in=ids).values_list("article_id", flat=True))
    return [it for it in arrived if behind.isdisjoint({it.pk, it.lead})]


def _tell(search: SavedSearch, arrived: Sequence[_Arrived]) -> None:
    if not arrived:
        return
    asked = reread(search.query)
    # without the filter that means nothing any more it would find everything
    problem = next((it for messages in asked.errors.values() for it in messages), "")
    if problem != search.problem:
        SavedSearch.objects.filter(pk=search.pk).update(problem=problem)
    if problem:
        return
    criteria = asked.criteria
    shown = {it.pk: it.pk for it in arrived} if criteria.copies else _by_story(arrived)
    hits = get_engine().among(criteria, shown.keys())
    known = _told(search, hits) if not criteria.copies else frozenset[int]()
    News.objects.bulk_create(
        (News(search=search, article_id=shown[hit], due=search.alert) for hit in sorted(hits - known)),
        ignore_conflicts=True,
    )


def _by_story(arrived: Sequence[_Arrived]) -> Mapping[int, int]:
    """For each story the article that tells of it: the one that leads, if it came in, or the first that did."""
    shown: dict[int, int] = {}
    for it in arrived:
        if it.pk == it.lead:
            shown[it.lead] = it.pk
        else:
            shown.setdefault(it.lead, it.pk)
    return shown


def _told(search: SavedSearch, leads: frozenset[int]) -> frozenset[int]:
    """Those of the stories that the search has been told of by any of their versions."""
    versions = Q(article__in=leads) | Q(article__story__in=leads)
    told = search.news.filter(versions).values_list("article_id", "article__story_id")
    return frozenset(story or article for article, story in told)

"""Articles that tell the same text become one story.

It goes by what is stored, after the files of an import or of a re-reading: articles without a sketch are folded, batch by batch, each in a
transaction of its own. One process at a time does so, and what editors do to stories waits for its turn.
"""

import time
from collections.abc import Collection, Iterable
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from articles.folding.stories import Pair, hold_stories, settle
from articles.models import Article, Sketch
from articles.models.copying import any_of, array, copy
from articles.stories.bands import bands
from articles.stories.shingles import Wording, paragraphs, same_text, wording

BATCH = 200  # articles
ATTEMPTS = 20
WAIT_SECONDS = (
    0.5  # for articles that others hold: less than the second after which PostgreSQL ends a deadlock
)
MOST_COMPARED = 30  # articles whose texts are compared with one, those with most bands in common


def fold() -> int:
    """Fold what has not been folded yet, and say how many articles that were."""
    folded = last = 0
    while batch := _patiently(last):
        folded, last = folded + len(batch), batch[-1]
    return folded


def _patiently(last: int) -> list[int]:
    """The batch after article `last`, folded. Raises OperationalError where others hold its articles again and again."""
    for _ in range(ATTEMPTS):
        try:
            return _fold_batch(last)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            time.sleep(WAIT_SECONDS)
    return _fold_batch(last)


@transaction.atomic
def _fold_batch(last: int) -> list[int]:
    hold_stories()
    with connection.cursor() as cursor:
        # An import may hold what is written here, and wait for what was: it must not be the one to give way.
        cursor.execute("SET LOCAL lock_timeout = %s", [f"{WAIT_SECONDS}s"])
    waiting = Article.objects.filter(sketch=None, pk__gt=last).order_by("pk")
    locked = waiting.select_for_update(of=("self",), no_key=True)
    rows = list(locked.values_list("pk", "text", "blocks")[:BATCH])
    texts = {pk: wording(paragraphs(text, blocks)) for pk, text, blocks in rows}
    copy(Sketch, ("article", "bands"), ((pk, array(bands(it))) for pk, it in texts.items()))
    settle(texts, _alike(texts))
    return list(texts)


def _alike(texts: dict[int, Wording]) -> list[Pair]:
    """Pairs of an article of the batch and any other that tell the same text."""
    pairs = _sharing_bands(list(texts))
    missing = {other for _, other in pairs} - texts.keys()
    known = texts | {pk: wording(paragraphs(text, blocks)) for pk, text, blocks in _texts(missing)}
    return [(one, other) for one, other in pairs if same_text(known[one], known[other])]


def _texts(ids: Collection[int]) -> Iterable[tuple[int, str, list[Any]]]:
    return (
        Article.objects.filter(pk__in=any_of(ids)).order_by().values_list("pk", "text", "blocks")
        if ids
        else ()
    )


def _sharing_bands(ids: list[int]) -> list[Pair]:
    """Each of the articles with those that share bands with it, the most first."""
    with connection.cursor() as cursor:
        # The planner takes arrays that overlap for far more frequent than they are, and would go through all of them.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(_SHARING, [MOST_COMPARED, ids])
        found = [(one, other) for one, other in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = on")
    return found


_SHARING = """
SELECT mine.article_id, other.article_id
FROM articles_sketch mine, LATERAL (
    SELECT article_id FROM articles_sketch
    WHERE bands && mine.bands AND article_id <> mine.article_id
    ORDER BY (SELECT count(*) FROM unnest(mine.bands) band WHERE band = ANY(bands)) DESC, article_id
    LIMIT %s
) other
WHERE mine.article_id = ANY(%s)
"""

"""What else there is to read beside an article."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import Coalesce, JSONObject

from articles.models import Article
from articles.search.engine import IndexUnavailableError
from articles.search.tantivy_engine import get_engine

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Similar:
    """An article like another."""

    title: str
    url: str
    source: str
    published: dt.date | None


SOURCE_NAME = Coalesce("source__merged_into__name", "source__name")


def similar_ids(pk: int) -> tuple[int, ...]:
    """The ids of the articles most like this one, most alike first; none without an index, as it can be read all the same."""
    try:
        return get_engine().similar(pk, SHOWN)
    except IndexUnavailableError:
        return ()


def similar_rows(ids: Sequence[int]) -> ArraySubquery:
    """Those articles as part of another query, for `similar`."""
    row = JSONObject(id="pk", title="title", source=SOURCE_NAME, published="published")
    return ArraySubquery(Article.objects.filter(pk__in=ids).values(json=row)[:SHOWN])


def similar(rows: Sequence[dict[str, Any]], ids: Sequence[int]) -> tuple[Similar, ...]:
    """The articles of `similar_rows` in the order of the ids."""
    by_id = {it["id"]: it for it in rows}
    return tuple(
        Similar(
            title=it["title"],
            url=Article(pk=it["id"], title=it["title"]).get_absolute_url(),
            source=it["source"] or "",
            published=dt.date.fromisoformat(it["published"]) if it["published"] else None,
        )
        for it in (by_id[pk] for pk in ids if pk in by_id)
    )

"""The versions of a story, as the page of one of them lists and compares them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject

from articles.models import Article
from articles.search.similar import SOURCE_NAME
from articles.stories.differences import Difference, Kind, differences
from articles.stories.shingles import paragraphs

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of an article's story; one of them `leads`."""

    id: int
    title: str
    url: str
    source: str
    published: dt.date | None
    words: int
    leads: bool


def version_rows() -> ArraySubquery:
    """The other versions of an article, as part of the query for it; for `versions`."""
    lead = Coalesce(OuterRef("story_id"), OuterRef("pk"))
    row = JSONObject(
        id="pk", title="title", source=SOURCE_NAME, published="published", words="words", story="story_id"
    )
    found = Article.objects.filter(Q(pk=lead) | Q(story=lead)).exclude(pk=OuterRef("pk"))
    return ArraySubquery(
        found.order_by(F("story").asc(nulls_first=True), "published", "pk").values(json=row)[:SHOWN]
    )


def versions(rows: Sequence[dict[str, Any]]) -> tuple[Version, ...]:
    """The versions of `version_rows`: the leading one first, the others by date."""
    return tuple(
        Version(
            id=it["id"],
            title=it["title"],
            url=Article(pk=it["id"], title=it["title"]).get_absolute_url(),
            source=it["source"] or "",
            published=dt.date.fromisoformat(it["published"]) if it["published"] else None,
            words=it["words"],
            leads=it["story"] is None,
        )
        for it in rows
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a text, and the way from the first to the second."""

    first: Article
    second: Article
    differences: tuple[Difference, ...]

    @property
    def same(self) -> int:
        """Paragraphs that both have."""
        return sum(it.kind is Kind.SAME for it in self.differences)

    @property
    def title_differs(self) -> bool:
        return self.first.title != self.second.title


def compare(first: int, second: int) -> Comparison:
    """The comparison of two versions of one story, in one query. Raises Article.DoesNotExist where they are not."""
    rows = Article.objects.select_related("source__merged_into").filter(pk__in=[first, second])[:2]
    found = {it.pk: it for it in rows}
    if len(found) < 2 or len({it.story_id or it.pk for it in found.values()}) > 1:  # noqa: PLR2004 -- both
        raise Article.DoesNotExist
    one, other = found[first], found[second]
    found_differences = differences(paragraphs(one.text, one.blocks), paragraphs(other.text, other.blocks))
    return Comparison(one, other, tuple(found_differences))

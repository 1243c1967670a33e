"""What editors decided of articles' metadata stays while imports and re-readings write what files say."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Correction
from articles.models.correction import PARTS, Columns, as_told, corrected

_COLUMNS = tuple(name for names in PARTS.values() for name in names)


@dataclass(frozen=True, slots=True)
class Held:
    """What was decided of articles, and what their files said instead, by their ids."""

    told: dict[int, Columns | None]
    decided: dict[int, dict[str, Correction]]

    def corrected(self, pk: int, columns: Columns) -> dict[str, Any]:
        """The columns, which the file says, as they are to be written."""
        return corrected(columns, self.told[pk], self.decided.get(pk, {}))


def hold(articles: Collection[int]) -> Held:
    """What was decided of the articles; nobody decides more until the transaction ends."""
    if not articles:
        return Held({}, {})
    rows = Article.objects.filter(pk__in=articles).order_by("pk").select_for_update()
    return Held(dict(rows.values_list("pk", "told")), Correction.objects.by_article(articles))


def settle(articles: Collection[int]) -> None:
    """Brings the rows of the articles to what is decided now. Needs a transaction."""
    decided = Exists(Correction.objects.filter(article=OuterRef("pk")))
    concerned = Article.objects.filter(Q(told__isnull=False) | decided, pk__in=articles).order_by("pk")
    rows = list(concerned.select_for_update().values("pk", "told", *_COLUMNS))
    held = Correction.objects.by_article(row["pk"] for row in rows) if rows else {}
    for row in rows:
        pk, told = row.pop("pk"), row.pop("told")
        Article.objects.filter(pk=pk).update(**corrected(as_told(row, told), None, held.get(pk, {})))

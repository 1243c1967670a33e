"""What editors decided of an article, beside what its file says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.models import Article, Correction, Source
from articles.models.correction import in_words


@dataclass(frozen=True, slots=True)
class Decided:
    """A part of an article's metadata: its value and that of the file in words, and who decided it."""

    part: str
    value: str
    file_says: str
    by: str

    @property
    def otherwise(self) -> bool:
        """Whether the file says something else."""
        return self.value != self.file_says


def decided(article: Article) -> dict[str, Decided]:
    """What stands of an article, by part."""
    found = Correction.objects.by_article([article.pk]).get(article.pk, {})
    told: Mapping[str, Any] = article.told or {}
    return {
        part: Decided(part, _said(part, it.columns), _said(part, told[part]), it.by)
        for part, it in found.items()
    }


def _said(part: str, columns: Mapping[str, Any]) -> str:
    pk = columns.get("source_id")
    return str(Source.objects.get(pk=pk)) if pk else in_words(part, columns)

"""What editors decided of an article's metadata: it holds, whatever the file says then or later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.formats import date_format

from articles.models.article import Article

PARTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "date": ("published", "published_basis", "inferred_from", "inferred_to"),
    "authors": ("byline",),
    "source": ("source_id",),
    "address": ("url",),
}  # what can be decided, and the columns of Article that are decided with it, the main one first

type Columns = Mapping[str, Any]


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def by_article(self, articles: Iterable[int]) -> dict[int, dict[str, Correction]]:
        """Those of each of the articles that has any, by part."""
        ids = list(articles)
        found: dict[int, dict[str, Correction]] = {}
        for it in self.filter(article__in=ids)[: len(ids) * len(PARTS)]:
            found.setdefault(it.article_id, {})[it.part] = it
        return found


class Correction(models.Model):
    """One part of one article's metadata, as an editor has decided it.

    The columns of Article have what was decided, so that every page, count and index goes by it; `Article.told` keeps what the file says instead.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    part = models.CharField(max_length=7, choices=[(part, part) for part in PARTS])
    columns = models.JSONField(encoder=DjangoJSONEncoder, help_text="Values by the columns of Article.")
    by = models.CharField(max_length=150, help_text="The name of the user, whom it outlives.")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("article", "part", name="correction_once_a_part")]

    def __str__(self) -> str:
        return f"{in_words(self.part, self.columns)}, decided by {self.by}"


def corrected(columns: Columns, told: Columns | None, decided: Mapping[str, Correction]) -> dict[str, Any]:
    """The values of Article's columns with what was decided in place of what the file says, and that in `told`.

    `columns` are as the file says; where they lack some, it says what it has `told` before.
    """
    said = {
        part: {name: columns[name] for name in PARTS[part]}
        if PARTS[part][0] in columns
        else (told or {})[part]
        for part in decided
    }
    rulings = {name: value for it in decided.values() for name, value in it.columns.items()}
    return {**columns, **rulings, "told": said or None}


def as_told(columns: Columns, told: Columns | None) -> dict[str, Any]:
    """The columns as the file says them, where something else was decided."""
    said = {name: _python(name, value) for part in (told or {}).values() for name, value in part.items()}
    return {name: said.get(name, value) for name, value in columns.items()}


def otherwise(part: str, columns: Columns, correction: Correction) -> str:
    """The sentence that the file says something else than what was decided.

    >>> decided = Correction(part="date", columns={"published": "2024-05-02"}, by="Anna")
    >>> otherwise("date", {"published": "2024-05-03"}, decided)
    'The file says 3 May 2024; kept: 2 May 2024, decided by Anna.'
    """
    return f"The file says {in_words(part, columns)}; kept: {correction}."


def in_words(part: str, columns: Columns) -> str:
    """What the columns of a part say, for a sentence; a source by its number."""
    name = PARTS[part][0]
    value = _python(name, columns[name])
    if not value:
        return f"no {part}"
    if part == "date":
        return date_format(value, "j F Y")
    return ", ".join(value) if part == "authors" else f"“{value}”" if part == "title" else str(value)


def _python(column: str, value: Any) -> Any:
    """The value of a column of Article, which was JSON."""
    field = Article._meta.get_field(column)
    return field.to_python(value)  # type: ignore[union-attr]  # a column is no relation from elsewhere

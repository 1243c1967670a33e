"""The other side of what an import did to an article."""

from __future__ import annotations

import json

from django.db import models

from articles.models.article import Article
from articles.models.import_run import ImportRun


class RevisionQuerySet(models.QuerySet["Revision"]):
    def earlier(self, article_id: int | models.OuterRef) -> RevisionQuerySet:
        """What the article was before each import that changed it, the last first."""
        return self.filter(article_id=article_id, withdrawn=False).order_by("-pk")


class Revision(models.Model):
    """An article as it was before an import changed it; `withdrawn`: as the import had made it, before it was taken back.

    Taking an import back, and bringing it back, swaps the two. No foreign key to the article: the revision outlives it. `rows` are those of
    each table, as JSON in a plain column: nothing searches in it, and `jsonb` takes twice as long to write.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="revisions")
    article_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(help_text="When it was put aside.")
    withdrawn = models.BooleanField(default=False)
    rows = models.TextField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("run", "article_id", "withdrawn", name="revision_once_a_run")]

    def __str__(self) -> str:
        return f"Article {self.article_id}, put aside by {self.run}"

    @property
    def article(self) -> Article:
        """The article as it was, which is in no table."""
        (row,) = json.loads(self.rows)[Article._meta.db_table]
        fields = (it for it in Article._meta.concrete_fields if it.column in row)
        return Article(**{it.attname: it.to_python(row[it.column]) for it in fields})

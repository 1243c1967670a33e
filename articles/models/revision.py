"""The other side of what an import did to an article."""

from __future__ import annotations

from django.db import models

from articles.models.import_run import ImportRun


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

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("run", "article_id", "withdrawn", name="revision_once_a_run")]

    def __str__(self) -> str:
        return f"Article {self.article_id}, put aside by {self.run}"

"""What the archive remembers of the names in its articles, as of the end of a run."""

from __future__ import annotations

from django.db import models


class MemoryQuerySet(models.QuerySet["Memory"]):
    def newest(self) -> Memory | None:
        """The one that runs which start now read with."""
        return self.order_by("-pk").first()


class Memory(models.Model):
    """Names met often enough to be believed, with their kinds and short forms, as `articles.ingest.memory` writes them.

    `version` is a hash of `names`. A run that is stopped and taken up again reads with the memory it began with.
    """

    names = models.JSONField(default=list)
    version = models.CharField(max_length=16)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = MemoryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "memories"

    def __str__(self) -> str:
        return f"Memory {self.pk}"

"""What was learned from editors about topics."""

from __future__ import annotations

from django.db import models


class TopicModelQuerySet(models.QuerySet["TopicModel"]):
    def newest(self) -> TopicModel | None:
        """The one that readings use."""
        return self.order_by("-pk").first()


class TopicModel(models.Model):
    """A linear model as numbers, in the form of `articles.extraction.learned.as_document`; `version` is a hash of them."""

    document = models.JSONField()
    version = models.CharField(max_length=16)
    articles = models.PositiveIntegerField(help_text="How many it was learned from.")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = TopicModelQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Topics learned from {self.articles} articles"

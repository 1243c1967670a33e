"""The controlled list of topics."""

from __future__ import annotations

from django.db import models
from django.urls import reverse


class TopicQuerySet(models.QuerySet["Topic"]):
    def for_directory(self) -> TopicQuerySet:
        """Those in articles, by name, with the number of `articles`."""
        shown = models.Count("tags", filter=models.Q(tags__removed=False))
        return self.annotate(articles=shown).filter(articles__gt=0)


class Topic(models.Model):
    """An entry of the list; loaded from `articles/data/topics.toml` after each migration."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    iptc = models.CharField(max_length=20, blank=True, help_text="IPTC Media Topic code, where one fits.")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

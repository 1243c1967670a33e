"""The controlled list of topics."""

from __future__ import annotations

from django.db import models
from django.urls import reverse


class Topic(models.Model):
    """An entry of the list; loaded from `articles/data/topics.toml` after each migration.

    The list is a tree of two levels. An article that is tagged with a topic counts under the topic's parent too: the index says
    so, the tags do not.
    """

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    iptc = models.CharField(max_length=20, blank=True, help_text="IPTC Media Topic code, where one fits.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

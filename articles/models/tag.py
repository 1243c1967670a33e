"""What articles are tagged with: companies, people and topics, by the machine or by editors."""

from __future__ import annotations

from typing import Self

from django.db import models

from articles.models.article import Article
from articles.models.entity import Company, Person
from articles.models.topic import Topic


class TagQuerySet[T: "Tag"](models.QuerySet[T]):
    def shown(self) -> Self:
        """Those that no editor has taken away: what pages, counts and the index go by."""
        return self.filter(removed=False)


class Tag(models.Model):
    """An article is about something.

    Reading an article again replaces the machine's tags and leaves an editor's alone: added ones stay,
    and one that was removed stays removed.
    """

    class Origin(models.TextChoices):
        MACHINE = "machine", "found by the machine"
        EDITOR = "editor", "decided by an editor"

    origin = models.CharField(max_length=7, choices=Origin, default=Origin.MACHINE)
    removed = models.BooleanField(default=False, help_text="An editor has said that it is wrong.")
    confidence = models.FloatField(default=1.0)
    version = models.CharField(max_length=20, blank=True, help_text="Of the code that found it.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed=False) | models.Q(origin="editor"),
                name="%(class)s_removed_by_editor",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1), name="%(class)s_confidence"
            ),
        ]


class CompanyTag(Tag):
    """A company in an article; `mentions` counts its places, `cited` says that it is quoted as a news outlet."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="company_tags")
    company = models.ForeignKey(Company, models.PROTECT, related_name="tags")
    mentions = models.PositiveIntegerField(default=0)
    cited = models.BooleanField(default=False)

    objects = TagQuerySet["CompanyTag"].as_manager()

    class Meta(Tag.Meta):
        constraints = [
            *Tag.Meta.constraints,
            models.UniqueConstraint("article", "company", name="company_once_an_article"),
        ]


class PersonTag(Tag):
    article = models.ForeignKey(Article, models.CASCADE, related_name="person_tags")
    person = models.ForeignKey(Person, models.PROTECT, related_name="tags")
    mentions = models.PositiveIntegerField(default=0)

    objects = TagQuerySet["PersonTag"].as_manager()

    class Meta(Tag.Meta):
        constraints = [
            *Tag.Meta.constraints,
            models.UniqueConstraint("article", "person", name="person_once_an_article"),
        ]


class TopicTag(Tag):
    article = models.ForeignKey(Article, models.CASCADE, related_name="topic_tags")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="tags")

    objects = TagQuerySet["TopicTag"].as_manager()

    class Meta(Tag.Meta):
        constraints = [
            *Tag.Meta.constraints,
            models.UniqueConstraint("article", "topic", name="topic_once_an_article"),
        ]

"""What the machine found at places of an article's text: mentions, quotes, roles, money."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from articles.models.article import Article
from articles.models.entity import Company, Person


class Finding(models.Model):
    """Characters `start` to `end` (exclusive) of the article's text; `version` is that of the code that found it."""

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    version = models.CharField(max_length=20)

    class Meta:
        abstract = True
        ordering = ["article", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="%(class)s_start_before_end"),
        ]


class Mention(Finding):
    """A name in the text. One with neither company nor person could be several people."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="mentions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="mentions")
    confidence = models.FloatField()
    basis = models.CharField(max_length=20)

    class Meta(Finding.Meta):
        constraints = [
            *Finding.Meta.constraints,
            models.CheckConstraint(condition=Q(company=None) | Q(person=None), name="mention_of_one"),
            models.UniqueConstraint("article", "start", name="mention_once_a_place"),
        ]


class QuoteQuerySet(models.QuerySet["Quote"]):
    def for_list(self) -> QuoteQuerySet:
        """With all that a list shows, newest first: the speaker and the article, never its body."""
        return (
            self.select_related("article__source__merged_into", "person", "company")
            .defer("article__text", "article__blocks")
            .order_by(F("article__published").desc(nulls_last=True), "-article_id", "start")
        )


class Quote(Finding):
    """Quoted words and who said them. `text` is the run of the article, kept so that lists need no bodies."""

    class SpeakerKind(models.TextChoices):
        PERSON = "person", "a person"
        COMPANY = "company", "an organisation"
        UNNAMED = "unnamed", "nobody named"

    article = models.ForeignKey(Article, models.CASCADE, related_name="quotes")
    text = models.TextField()
    speaker_kind = models.CharField(max_length=7, choices=SpeakerKind)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="quotes")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="quotes")
    cue = models.CharField(max_length=40, blank=True)
    partial = models.BooleanField(default=False)
    confidence = models.FloatField()

    objects = QuoteQuerySet.as_manager()

    class Meta(Finding.Meta):
        constraints = [
            *Finding.Meta.constraints,
            models.CheckConstraint(
                condition=Q(speaker_kind="person", person__isnull=False, company=None)
                | Q(speaker_kind="company", person=None, company__isnull=False)
                | Q(speaker_kind="unnamed", person=None, company=None),
                name="quote_speaker_fits_kind",
            ),
            models.UniqueConstraint("article", "start", name="quote_once_a_place"),
        ]

    @property
    def words(self) -> str:
        """The words as they stand alone: without the comma that led on to "she said"."""
        return self.text.rstrip(" ,")


class RoleQuerySet(models.QuerySet["Role"]):
    def latest_of_each(self, field: str) -> RoleQuerySet:
        """For each `person` or `company`, the role that the newest article tells of; those of today first."""
        newest = F("article__published").desc(nulls_last=True)
        each = self.filter(**{f"{field}__isnull": False}).distinct(f"{field}_id")
        return (
            Role.objects.filter(
                pk__in=each.order_by(f"{field}_id", "past", newest, "-article_id", "start").values("pk")
            )
            .select_related("article", "person", "company")
            .defer("article__text", "article__blocks")
            .order_by("past", newest, "-article_id", "start")
        )


class Role(Finding):
    """What a person was, as of an article; the place is the sentence that says so, `sentence` its words."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="roles")
    title = models.CharField(max_length=200)
    past = models.BooleanField(default=False)
    sentence = models.TextField()

    objects = RoleQuerySet.as_manager()


class Money(Finding):
    """An amount, in whole units of its currency."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="money")
    text = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=20)

    class Meta(Finding.Meta):
        verbose_name_plural = "money"

"""What the machine found at places of an article's text: mentions, quotes, roles, money."""

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


class Role(Finding):
    """What a person was, as of an article; the place is the sentence that says so, `sentence` its words."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="roles")
    title = models.CharField(max_length=200)
    past = models.BooleanField(default=False)
    sentence = models.TextField()


class Money(Finding):
    """An amount, in whole units of its currency."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="money")
    text = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=20)

    class Meta(Finding.Meta):
        verbose_name_plural = "money"

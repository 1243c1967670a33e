"""Rulings that hold for every article of a source, those to come included: a line is page furniture."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from articles.models.source import Source

LINE_LENGTH = 800  # characters; `fold` gives at most half of it but for letters that lower case makes two of
SAMPLE_LENGTH = 800
LEARNED = "learn rules"  # the kind of operation in which the machine makes some


class RuleQuerySet(models.QuerySet["Rule"]):
    def active(self) -> RuleQuerySet:
        """Those that hold now."""
        return self.filter(revoked_at=None)

    def of_source(self, source: Source) -> RuleQuerySet:
        """Those of a source and of what was merged into it."""
        return self.filter(models.Q(source=source) | models.Q(source__merged_into=source))

    def matching(self, *, source: Source | None, q: str, state: str) -> RuleQuerySet:
        """Those of the source, with these words in their line, in force (`holding`) or `revoked`; empty asks nothing."""
        found = self.filter(source=source) if source else self
        if state:
            found = found.filter(revoked_at__isnull=state == "holding")
        return found.filter(sample__icontains=q) if q else found

    def for_list(self) -> RuleQuerySet:
        """With all that a list shows, by source, the most frequent first."""
        return self.select_related("source", "by", "revoked_by").order_by("source__name", "-articles", "pk")


class Rule(models.Model):
    """A line that is furniture wherever it stands in an article of the source.

    `line` is folded (`articles.text.boilerplate.fold`), `sample` as it was met. When last counted, it stood in
    `articles` of the `of` that were looked at; `examples` are ids of some of them.
    A revoked rule stays, so that the machine does not learn it again.
    """

    class Kind(models.TextChoices):
        FURNITURE = "furniture", "page furniture"

    class Origin(models.TextChoices):
        MACHINE = "machine", "learned from the articles"
        EDITOR = "editor", "added by an editor"

    kind = models.CharField(max_length=9, choices=Kind, default=Kind.FURNITURE)
    source = models.ForeignKey(Source, models.CASCADE, related_name="rules")
    line = models.CharField(max_length=LINE_LENGTH)
    sample = models.CharField(max_length=SAMPLE_LENGTH)
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.MACHINE)
    articles = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    examples = ArrayField(models.BigIntegerField(), default=list, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="rules"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="revoked_rules"
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["source", "-articles", "pk"]
        permissions = [("decide_rule", "Can say which lines of a source are page furniture")]
        constraints = [models.UniqueConstraint("kind", "source", "line", name="rule_once_a_source")]

    def __str__(self) -> str:
        return self.sample

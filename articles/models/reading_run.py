"""Stored articles read again, and how far that has come."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.memory import Memory
from articles.models.source import Source

TASK, QUEUE = "reading_run", "imports"  # the background job that executes a run, and where it waits


class ReadingRunQuerySet(models.QuerySet["ReadingRun"]):
    def unfinished(self) -> ReadingRunQuerySet:
        """Those that wait, are under way, or were interrupted; the first asked for first."""
        return self.filter(finished_at=None).order_by("pk")


class ReadingRun(models.Model):
    """One pass over stored articles, in the order of their ids, those up to `last_id` done.

    `scope` says which articles it reads; `seen` of `total` were looked at, `read` were read again: `changed` of them
    show something else than before, `failed` could not be read and stayed as they were.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting to start"
        RUNNING = "running", "running"
        DONE = "done", "done"
        CANCELLED = "cancelled", "cancelled"
        FAILED = "failed", "failed"

    class Scope(models.TextChoices):
        OUTDATED = "outdated", "what an earlier version or an earlier knowledge read"
        ALL = "all", "everything"
        RULES = "rules", "what the rules of the source have changed"

    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.OUTDATED)
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="reading_runs")
    since = models.CharField(
        max_length=20, blank=True, help_text="Only articles that a version before this one read."
    )
    version = models.CharField(max_length=20, blank=True, help_text="Of the code that reads.")
    memory = models.ForeignKey(Memory, models.SET_NULL, null=True, blank=True, related_name="reading_runs")
    last_id = models.BigIntegerField(default=0)
    end_id = models.BigIntegerField(null=True, blank=True)
    total = models.PositiveIntegerField(null=True, blank=True)
    seen = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, help_text="Why it failed, in words.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reading_runs"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "re-reading"

    def __str__(self) -> str:
        return f"Re-reading {self.pk}"

    @property
    def sentence(self) -> str:
        """How far it has come, or how it ended, in words."""
        if self.status == self.Status.WAITING:
            return "Waiting to start."
        if self.finished_at is None:
            return f"{self.seen:,} of {self.total or 0:,} articles looked at, {self.read:,} read again."
        if self.error:
            return self.error
        if not self.read and not self.failed:
            return "No article had to be read again."
        seconds = (self.finished_at - (self.started_at or self.created_at)).total_seconds()
        articles = f"{self.read:,} article{'' if self.read == 1 else 's'}"
        said = f"Read {articles} again in {seconds:,.0f} s: {self.changed:,} changed, {self.read - self.changed:,} as before."
        return f"{said} {self.failed:,} could not be read and stayed as they were." if self.failed else said

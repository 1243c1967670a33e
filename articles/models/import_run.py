"""Imports and their receipts. No foreign keys to articles: the receipt outlives what it describes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.memory import Memory


class ImportRun(models.Model):
    """One import. `total` is known once the files are listed; the files' outcomes add up to it."""

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting to start"
        RUNNING = "running", "running"
        DONE = "done", "done"
        CANCELLED = "cancelled", "cancelled"
        FAILED = "failed", "failed"
        UNDONE = "undone", "taken back"

    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    paths = models.JSONField(
        default=list, help_text="What was asked for: folders, files, the uploaded archive."
    )
    source = models.CharField(max_length=200, blank=True, help_text="The source given for all files.")
    columns = models.JSONField(
        default=dict, blank=True, help_text="Columns of tables that were named, by their fields."
    )
    tables = models.JSONField(
        default=list, blank=True, help_text="What each column was taken for, as the list of files said."
    )
    retries = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="retried_by",
        help_text="The earlier import whose rejected files this one reads again, and only those.",
    )
    memory = models.ForeignKey(Memory, models.SET_NULL, null=True, blank=True, related_name="imports")
    total = models.PositiveIntegerField(null=True, blank=True)
    seconds = models.FloatField(default=0, help_text="Of work so far.")
    rate = models.FloatField(default=0, help_text="Files a second, of late.")
    current = models.CharField(max_length=1000, blank=True, help_text="The file that is being read.")
    error = models.TextField(blank=True, help_text="Why it failed, in words.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "import"

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    def fitting(self, outcome: str = "", words: str = "") -> ImportFileQuerySet:
        """Those of an outcome, with the words in path or reason; "" asks for nothing, and so does an unknown outcome."""
        files = self.filter(outcome=outcome) if outcome in ImportFile.Outcome.values else self
        if words:
            return files.filter(models.Q(path__icontains=words) | models.Q(reason__icontains=words))
        return files

    def taken(self) -> ImportFileQuerySet:
        """Those that made or changed an article, and were not taken back."""
        outcome = ImportFile.Outcome
        made = self.filter(outcome__in=[outcome.NEW, outcome.CHANGED])
        return made.exclude(run__status=ImportRun.Status.UNDONE)

    def of_no_later(self) -> ImportFileQuerySet:
        """Those whose article no later import has changed."""
        later = ImportFile.objects.taken().filter(
            article_id=models.OuterRef("article_id"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(~models.Exists(later))


class ImportFile(models.Model):
    """What became of one file."""

    class Outcome(models.TextChoices):
        NEW = "new", "new"
        CHANGED = "changed", "changed"
        UNCHANGED = "unchanged", "unchanged"
        COPY = "copy", "copy of another"
        REJECTED = "rejected", "rejected"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files")
    path = models.CharField(max_length=1000)
    outcome = models.CharField(max_length=9, choices=Outcome)
    code = models.CharField(max_length=40, blank=True, help_text="Why it was rejected, as a slug.")
    reason = models.TextField(blank=True, help_text="Why it was rejected, or what it is a copy of, in words.")
    article_id = models.BigIntegerField(null=True, blank=True)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint("run", "path", name="file_once_a_run")]
        indexes = [
            models.Index("run", "outcome", "id", name="import_file_outcome"),
            models.Index("run", "id", name="import_file_order"),
            models.Index(
                "article_id", name="import_file_taken", condition=models.Q(outcome__in=["new", "changed"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.get_outcome_display()}"

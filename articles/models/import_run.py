"""Imports and their receipts. No foreign keys to articles: the receipt outlives what it describes."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from articles.models.article import Article
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
    watched = models.BooleanField(
        default=False, help_text="It imports what is complete in the watched folder, and only that."
    )
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
    dry_run = models.BooleanField(
        "preview", default=False, help_text="It only finds out what an import would do."
    )
    plan = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_out_by",
        help_text="The preview that this import carries out: its files, as they were then, and only those.",
    )
    rules = models.JSONField(
        default=list, blank=True, help_text="Of a preview: the lines of each source that an import would cut."
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
        return f"{'Preview' if self.dry_run else 'Import'} {self.pk}"


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
        return self.standing().filter(outcome__in=[outcome.NEW, outcome.CHANGED])

    def standing(self) -> ImportFileQuerySet:
        """Those of imports that were not taken back."""
        return self.filter(run__dry_run=False).exclude(run__status=ImportRun.Status.UNDONE)

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
    file_hash = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of what the file held, in hex; none where it could not be read.",
    )

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


class Draft(models.Model):
    """The article that a preview has read out of a file: the fields of Article, with the name of the source."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=1000)
    article = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint("run", "path", name="draft_once_a_run")]

    def __str__(self) -> str:
        return self.path

    def as_article(self) -> Article:
        """The article, which is in no table, without its source."""
        fields = {it.name: it for it in Article._meta.concrete_fields}
        told = {name: value for name, value in self.article.items() if name != "source"}
        return Article(**{name: fields[name].to_python(value) for name, value in told.items()})

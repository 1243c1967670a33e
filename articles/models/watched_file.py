"""What the watched folder held when it was last looked at for an import."""

from __future__ import annotations

from django.db import models

from articles.models.import_run import ImportRun


class WatchedFile(models.Model):
    """A file of the watched folder as it was handed to an import: whatever differs from that is new.

    `path` is the origin of the article; `size` in bytes, `modified` in nanoseconds as the file system tells it.
    """

    path = models.CharField(max_length=1000, unique=True)
    size = models.BigIntegerField()
    modified = models.BigIntegerField()
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="watched_files")

"""What editors did, with before and after. No foreign keys to what it describes: history outlives it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

ADD_TAG, REMOVE_TAG = "add tag", "remove tag"
UNDO_IMPORT = "undo import"


class OperationQuerySet(models.QuerySet["Operation"]):
    def on_tags(self) -> OperationQuerySet:
        """What was decided about an article's companies, people and topics."""
        return self.filter(kind__in=(ADD_TAG, REMOVE_TAG))

    def standing(self) -> OperationQuerySet:
        """What has not been undone."""
        return self.filter(undone_at=None)


class Operation(models.Model):
    """One thing an editor did to an article, undoable as one.

    `before` and `after` are the state of the rows it touched, as the action that made it wrote them.
    """

    kind = models.CharField(max_length=40)
    article_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    summary = models.CharField(max_length=300, help_text="In words, for the history.")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="operations")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OperationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.summary

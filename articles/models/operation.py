"""What editors did, with before and after. No foreign keys to what it describes: history outlives it."""

from django.conf import settings
from django.db import models


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

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.summary

"""The feed of changes that search indexes follow, written by database triggers alone."""

from django.db import models


class SearchChange(models.Model):
    """An article, or something that hangs on it, has changed. `transaction` is PostgreSQL's 64-bit transaction id."""

    article_id = models.BigIntegerField()
    transaction = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "search_change"
        managed = False

"""The feed of changes that search indexes follow, written by database triggers alone."""

from __future__ import annotations

from django.db import connection, models

# As an article it stands for all, and sorts after each: an index that meets it is built again.
EVERYTHING = 2**63 - 1

# As an article it is none: a name has changed that pages show beside articles. The index stays as it is, and is committed anew.
NAMES = 0

HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class Horizon(models.Func):
    """`horizon()`, as a query sees it."""

    template = HORIZON
    output_field = models.BigIntegerField()


class SearchChangeQuerySet(models.QuerySet["SearchChange"]):
    def after(self, transaction: int, article_id: int) -> SearchChangeQuerySet:
        """What comes behind a place of the feed, in the feed's order."""
        return self.filter(pk__gt=(transaction, article_id)).order_by("transaction", "article_id")

    def settled(self) -> SearchChangeQuerySet:
        """Those before which no row can turn up any more: all older transactions have ended."""
        return self.filter(transaction__lt=Horizon())


class SearchChange(models.Model):
    """An article, or something that hangs on it, was changed by a transaction (PostgreSQL's 64-bit id)."""

    pk = models.CompositePrimaryKey("transaction", "article_id")
    transaction = models.BigIntegerField()
    article_id = models.BigIntegerField()
    at = models.DateTimeField()

    objects = SearchChangeQuerySet.as_manager()

    class Meta:
        db_table = "search_change"
        managed = False


def horizon() -> int:
    """The oldest transaction that is still under way: all before it have ended, and are seen whole or never."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {HORIZON}")
        return int(cursor.fetchone()[0])


def own() -> int | None:
    """The transaction in which one asks, if it has changed anything: it is under way, and yet sees what it has noted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()::text::bigint")
        found: int | None = cursor.fetchone()[0]
        return found


class IndexerNote(models.Model):
    """What the indexer met last and has not got over, in words: one row or none."""

    problem = models.TextField()
    at = models.DateTimeField(auto_now=True)

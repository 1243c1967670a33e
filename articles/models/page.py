"""HTML pages as they came, so that their articles can be taken out of them again."""

from __future__ import annotations

from django.db import models


class PageQuerySet(models.QuerySet["Page"]):
    def of(self, file_hash: str) -> Page | None:
        """The page of the article whose file has this hash, without its body."""
        return self.filter(hash=file_hash).defer("body").first()


class Page(models.Model):
    """A page, once for its content: `hash` is the `file_hash` of the articles that were taken out of it.

    `body` are its bytes, compressed by zlib; they are never served as HTML. `told` is what was known of the article
    from elsewhere, as `articles.text.given.Given` has it.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes of the page, uncompressed.")
    told = models.JSONField(default=dict, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)

    objects = PageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.hash

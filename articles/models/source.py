"""Where articles come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from django.utils.text import slugify


def source_key(name: str) -> str:
    """What names of one source have in common: those that would make the same address are one."""
    return slugify(name)[:200] or f"n-{hashlib.sha256(name.encode()).hexdigest()[:10]}"


class SourceQuerySet(models.QuerySet["Source"]):
    def current(self) -> SourceQuerySet:
        """Those that are not part of another."""
        return self.filter(merged_into=None)

    def with_parts(self, ids: Iterable[int]) -> SourceQuerySet:
        """Those with these ids, and what was merged into them."""
        ids = list(ids)
        return self.filter(models.Q(pk__in=ids) | models.Q(merged_into__in=ids))

    def matching(self, words: str) -> SourceQuerySet:
        """Those with the words in their name, in an alias, or in the name of what was merged into them."""
        if not words:
            return self
        wanted = (f"{path}name__icontains" for path in ("", "aliases__", "merged__"))
        return self.filter(models.Q(*((it, words) for it in wanted), _connector=models.Q.OR)).distinct()

    def named(self, name: str) -> Source | None:
        """The row for a name: by its key, as it is written (whatever address it has), or by an alias."""
        key = source_key(name)
        own = self.filter(slug=key).first() or self.filter(name=name).first()
        return own or self.filter(aliases__key=key).first()


class Source(models.Model):
    """A publication. One that was merged stays what its articles came from, and counts as the one that it was merged into."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def current(self) -> Source:
        """The source that this one counts as."""
        return self.merged_into or self


class SourceAlias(models.Model):
    """Another name under which articles of a source come in."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, help_text="The name as `source_key` has it.")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "source aliases"

    def __str__(self) -> str:
        return self.name

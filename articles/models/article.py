"""Articles, the heart of the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import slugify

from articles.models.metadata import Metadata
from articles.models.source import Source
from articles.text.date_range import DateRange


@dataclass(frozen=True, slots=True)
class Span:
    """How many articles there are, how many of them have a date, and the first and last day of these."""

    articles: int
    dated: int
    first: dt.date | None
    last: dt.date | None

    def __add__(self, other: Span) -> Span:
        firsts, lasts = filter(None, (self.first, other.first)), filter(None, (self.last, other.last))
        return Span(
            self.articles + other.articles,
            self.dated + other.dated,
            min(firsts, default=None),
            max(lasts, default=None),
        )

    @property
    def undated(self) -> int:
        return self.articles - self.dated


NO_SPAN = Span(0, 0, None, None)


class ArticleQuerySet(models.QuerySet["Article"]):
    def for_list(self) -> ArticleQuerySet:
        """What a list shows of an article: never its body."""
        return self.select_related("source__merged_into").defer("text", "blocks")

    def spans(self, sources: Iterable[Source]) -> dict[int, Span]:
        """For each of the sources that has articles, what it spans, with what was merged into it; two queries."""
        ids = [source.pk for source in sources]
        parts = dict(Source.objects.with_parts(ids).values_list("pk", Coalesce("merged_into", "pk")))
        counted = self.filter(source__in=parts).order_by().values_list("source")
        found: dict[int, Span] = {}
        for part, *figures in counted.annotate(
            articles=models.Count("*"),
            dated=models.Count("published"),
            first=models.Min("published"),
            last=models.Max("published"),
        ):
            winner = parts[part]
            found[winner] = found.get(winner, NO_SPAN) + Span(*figures)
        return found

    def of_source(self, source: Source) -> ArticleQuerySet:
        """Those of a source and of what was merged into it."""
        return self.filter(models.Q(source=source) | models.Q(source__merged_into=source))

    def for_results(self) -> ArticleQuerySet:
        """What a page of results shows of an article, with the number of other `versions` of the story that it leads."""
        copies = Article.objects.filter(story=models.OuterRef("pk")).order_by().values("story")
        count = copies.annotate(n=models.Count("pk")).values("n")
        shown = self.select_related("source__merged_into").only(
            "title",
            "published",
            "published_basis",
            "imported_at",
            "url",
            "lead",
            "source__name",
            "source__merged_into__name",
        )
        return shown.annotate(versions=Coalesce(models.Subquery(count), 0))


class Article(models.Model):
    """One imported file. `text` is whole; every offset in the database counts its characters."""

    class DateBasis(models.TextChoices):
        FILE = "file", "a date line of the file"
        TEXT = "text", "the running text"
        GIVEN = "given", "given at import"
        EDITOR = "editor", "decided by an editor"

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles", db_index=False
    )
    origin = models.CharField(max_length=1000, unique=True, help_text="The file it came from.")
    file_hash = models.CharField(
        max_length=64, db_index=True, help_text="SHA-256 of the file's bytes, in hex."
    )
    text_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the text, in hex.")
    title = models.CharField(max_length=500)
    byline = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    published = models.DateField(null=True, blank=True, db_index=True)
    published_basis = models.CharField(max_length=6, choices=DateBasis, blank=True)
    inferred_from = models.DateField(
        null=True, blank=True, help_text="The earliest day that the text of an undated article speaks for."
    )
    inferred_to = models.DateField(null=True, blank=True, help_text="The latest such day.")
    url = models.CharField(max_length=1000, blank=True, db_index=True, help_text="The page it appeared on.")
    given = models.JSONField(
        default=dict, blank=True, help_text="Title, authors and tags that metadata gave at import."
    )
    told = models.JSONField(
        null=True,
        blank=True,
        encoder=DjangoJSONEncoder,
        help_text="What the file says of the parts that an editor has decided: columns by part.",
    )
    lead = models.CharField(max_length=400, blank=True, help_text="The start of the first paragraph.")
    words = models.PositiveIntegerField(default=0, help_text="Words outside boilerplate.")
    text = models.TextField()
    blocks = models.JSONField(default=list, help_text="[kind, start, end] of each block, in order.")
    story = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The article that leads the story of which this is another version.",
    )
    version = models.CharField(max_length=20, help_text="Of the code that read it.")
    knowledge = models.CharField(
        max_length=16, blank=True, help_text="Version of the names known to it then."
    )
    rules = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="Ids of the rules that held for its lines.",
    )
    imported_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = [models.F("published").desc(nulls_last=True), "-id"]
        indexes = [models.Index("source", "published", name="article_source_published")]
        permissions = [
            ("tag_article", "Can add and remove an article's topics, companies and people"),
            ("correct_article", "Can correct an article's title, date, authors, source and address"),
        ]
        constraints = [
            models.UniqueConstraint(
                "source",
                "url",
                name="article_once_a_page",
                condition=~models.Q(url=""),
                nulls_distinct=False,
                violation_error_message="Another article of the source has this address.",
            ),
            models.CheckConstraint(
                condition=models.Q(published__isnull=True, published_basis="")
                | models.Q(published__isnull=False) & ~models.Q(published_basis=""),
                name="article_date_has_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(published__isnull=True) | models.Q(inferred_from=None, inferred_to=None),
                name="article_date_is_not_inferred",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk, self.slug])

    @property
    def inferred(self) -> DateRange | None:
        """When an undated article seems to have been written."""
        known = self.inferred_from or self.inferred_to
        return DateRange(self.inferred_from, self.inferred_to) if known else None

    @property
    def metadata(self) -> Metadata:
        """What its file told, or an editor."""
        tags = tuple(self.given.get("tags", ()))
        return Metadata(self.title, self.published, tuple(self.byline), self.url, tags)

    @property
    def slug(self) -> str:
        return slugify(self.title)[:80].strip("-") or "article"

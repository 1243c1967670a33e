"""Searches that people keep, and the articles that have come in since and answer them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import MD5, Coalesce
from django.urls import reverse

from articles.models.article import Article

NAME_LENGTH = 200


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def with_new(self) -> SavedSearchQuerySet:
        """With the number of `new` articles, that their owner has not seen yet."""
        unseen = News.objects.filter(search=models.OuterRef("pk"), pk__gt=models.OuterRef("seen"))
        count = unseen.here().order_by().values("search").annotate(n=models.Count("pk")).values("n")
        return self.annotate(new=Coalesce(models.Subquery(count), 0))


class SavedSearch(models.Model):
    """A search that its owner goes back to. `query` is the query string of the search page, and is read anew whenever it is searched for."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=NAME_LENGTH)
    query = models.TextField(blank=True)
    seen = models.BigIntegerField(default=0, help_text="The last of its news that the owner has seen.")
    alert = models.BooleanField(default=False, help_text="Its owner is mailed what comes in.")
    problem = models.CharField(
        max_length=500, blank=True, help_text="Why it can find nothing any more, in words."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint("owner", MD5("query"), name="search_saved_once_an_owner")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("search", args=[self.pk])


class Arrival(models.Model):
    """An article that an import has made, and of which saved searches have not been told yet.

    This and `News` stay where the import is taken back, and hold again when it is brought back.
    """

    article = models.OneToOneField(
        Article, models.DO_NOTHING, primary_key=True, related_name="+", db_constraint=False
    )
    at = models.DateTimeField(auto_now_add=True)


class NewsQuerySet(models.QuerySet["News"]):
    def here(self) -> NewsQuerySet:
        """Those whose articles the archive has."""
        return self.filter(models.Exists(Article.objects.filter(pk=models.OuterRef("article"))))

    def due(self) -> NewsQuerySet:
        """Those that are to be mailed to somebody who can get mail."""
        return self.here().filter(due=True, search__owner__is_active=True).exclude(search__owner__email="")

    def unseen(self, search: SavedSearch) -> NewsQuerySet:
        """Those of a search that its owner has not seen yet, the last to come in first."""
        return self.here().filter(search=search, pk__gt=search.seen).order_by("-pk")


class News(models.Model):
    """An article that came in after a search was saved, and answers it; a story is told by one of its versions, once."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="news")
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="+", db_constraint=False)
    at = models.DateTimeField(auto_now_add=True)
    due = models.BooleanField(default=False, help_text="The owner is still to be mailed about it.")

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "news"
        indexes = [models.Index("search", name="news_due", condition=models.Q(due=True))]
        constraints = [models.UniqueConstraint("search", "article", name="news_once_a_search")]

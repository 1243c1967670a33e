"""What articles of a list are tagged with."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import Coalesce, JSONObject

from articles.models import Article, CompanyTag, PersonTag, TopicTag
from articles.models.article import ArticleQuerySet

SHOWN = 50  # companies of an article, the most named, and people and topics


@dataclass(frozen=True, slots=True)
class TagNames:
    """The (name, slug) of an article's companies and people, the most named first, and of its topics."""

    companies: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]


def with_tags(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The articles with their tags, for `tag_names`, in the same query. Merged companies and people are what they became."""
    return articles.annotate(
        company_names=_names(CompanyTag, "company", merges=True),
        person_names=_names(PersonTag, "person", merges=True),
        topic_names=_names(TopicTag, "topic", merges=False),
    )


def tag_names(article: Article) -> TagNames:
    """The tags of an article of `with_tags`."""
    lists: Any = article.company_names, article.person_names, article.topic_names  # type: ignore[attr-defined]
    return TagNames(*(tuple(dict.fromkeys((it["name"], it["slug"]) for it in names)) for names in lists))


def _names(tags: type[CompanyTag | PersonTag | TopicTag], field: str, *, merges: bool) -> ArraySubquery:
    def current(column: str) -> Coalesce | F:
        own = f"{field}__{column}"
        return Coalesce(f"{field}__merged_into__{column}", own) if merges else F(own)

    found = tags.objects.shown().filter(article=OuterRef("pk"))
    ordered = found.order_by(*(["-mentions"] if merges else []), f"{field}__name")
    return ArraySubquery(ordered.values(json=JSONObject(name=current("name"), slug=current("slug")))[:SHOWN])

"""What the database says of articles, as entries of the index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models.functions import Coalesce

from articles.models import Article, Company, CompanyTag, PersonTag, Quote, TopicTag
from articles.search.facet_fields import KINDS
from articles.search.schema import Entry
from articles.text.article import BODY_KINDS

OWN_FACET = {Company.Kind.MEDIA, Company.Kind.PUBLIC_BODY}  # and so not in that of companies

SOURCE = Coalesce("source__merged_into", "source")

type Tags = dict[int, set[int]]
type Organisations = tuple[Tags, Tags, Tags, Tags]
type Said = dict[int, list[tuple[str, int | None, int | None]]]


def entries(ids: Sequence[int]) -> Iterator[Entry]:
    """The entries of those articles that exist: five queries, however many articles."""
    rows = (
        Article.objects.filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk", "title", "text", "blocks", "byline", SOURCE, "published")
    )
    organisations, companies, kinds, outlets = _companies(ids)
    people, topics = _people(ids), _topics(ids)
    said = _said(ids)
    for pk, title, text, blocks, byline, source, published in rows:
        yield Entry(
            id=pk,
            title=title,
            body=searched_text(text, blocks),
            byline=tuple(byline),
            source=source,
            published=published,
            organisations=tuple(organisations[pk]),
            companies=tuple(companies[pk]),
            people=tuple(people[pk]),
            topics=tuple(topics[pk]),
            kinds=tuple(kinds[pk]),
            outlets=tuple(outlets[pk]),
            quotes=tuple(words for words, _, _ in said[pk]),
            speakers=tuple({person for _, person, _ in said[pk] if person}),
            voices=tuple({company for _, _, company in said[pk] if company}),
        )


def searched_text(text: str, blocks: Iterable[Sequence[Any]]) -> str:
    """The running text: no boilerplate, and neither title nor byline, which are fields of their own."""
    return "\n\n".join(text[start:end] for kind, start, end in blocks if kind in BODY_KINDS)


def _companies(ids: Sequence[int]) -> Organisations:
    """All organisations of each article, those for the company facet, their kinds, and those that are cited.

    Merged ones count as those that they became.
    """
    rows = list(
        CompanyTag.objects.shown()
        .filter(article__in=ids)
        .values_list(
            "article_id",
            Coalesce("company__merged_into", "company"),
            Coalesce("company__merged_into__kind", "company__kind"),
            "cited",
        )
    )
    return (
        _grouped((article, company) for article, company, _, _ in rows),
        _grouped((article, company) for article, company, kind, _ in rows if kind not in OWN_FACET),
        _grouped((article, KINDS[kind]) for article, _, kind, _ in rows),
        _grouped((article, company) for article, company, _, cited in rows if cited),
    )


def _people(ids: Sequence[int]) -> Tags:
    return _grouped(
        PersonTag.objects.shown()
        .filter(article__in=ids)
        .values_list("article_id", Coalesce("person__merged_into", "person"))
    )


def _topics(ids: Sequence[int]) -> Tags:
    """The topics of each article, and what stands above them in the list."""
    tagged = TopicTag.objects.shown().filter(article__in=ids)
    rows = list(tagged.values_list("article_id", "topic_id", "topic__parent_id"))
    return _grouped((article, topic) for article, *line in rows for topic in line if topic is not None)


def _said(ids: Sequence[int]) -> Said:
    """What each article quotes: the words, and the person or the organisation who said them."""
    rows = Quote.objects.filter(article__in=ids).values_list(
        "article_id",
        "text",
        Coalesce("person__merged_into", "person"),
        Coalesce("company__merged_into", "company"),
    )
    said: Said = defaultdict(list)
    for article, words, person, company in rows:
        said[article].append((words, person, company))
    return said


def _grouped(pairs: Iterable[tuple[int, int]]) -> Tags:
    grouped: Tags = defaultdict(set)
    for article, tag in pairs:
        grouped[article].add(tag)
    return grouped

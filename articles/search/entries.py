"""What the database says of articles, as entries of the index."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db.models.functions import Coalesce

from articles.models import Article, Company, CompanyTag, PersonTag, Quote, TopicTag
from articles.search.facet_fields import KINDS
from articles.search.schema import Entry, Only
from articles.text.article import BODY_KINDS

PARAGRAPH = "\n\n"
OWN_FACET = {Company.Kind.MEDIA, Company.Kind.PUBLIC_BODY}  # and so not in that of companies

SOURCE = Coalesce("source__merged_into", "source")

type Tags = dict[int, set[int]]
type Organisations = tuple[Tags, Tags, Tags, Tags]
type Said = dict[int, list[tuple[str, int | None, int | None]]]


def with_leads(ids: Iterable[int]) -> set[int]:
    """These articles, and those that lead their stories: what changes in a version changes the story."""
    ids = set(ids)
    leads = Article.objects.filter(pk__in=ids).exclude(story=None).values_list("story_id", flat=True)
    return ids | {it for it in leads if it is not None}


def entries(ids: Collection[int]) -> Iterator[Entry]:
    """The entries of those articles that exist, and of the stories that they lead: six queries, however many articles."""
    copies = defaultdict[int, list[int]](list)
    for pk, lead in Article.objects.filter(story__in=ids).order_by("pk").values_list("pk", "story_id"):
        copies[lead or pk].append(pk)
    found = _articles({*ids, *(it for of_lead in copies.values() for it in of_lead)})
    for pk in sorted(set(ids) & found.keys()):
        entry, others = found[pk], [found[it] for it in copies[pk] if it in found]
        if others:
            yield replace(entry, only=Only.ARTICLE)
            yield _story(entry, others)
        else:
            yield entry


def _story(lead: Entry, copies: Sequence[Entry]) -> Entry:
    """All versions as one: dated and titled as the one that leads, with what any of them has."""
    versions = (lead, *copies)

    def all_of[T](values: Callable[[Entry], Iterable[T]]) -> tuple[T, ...]:
        return tuple(dict.fromkeys(value for it in versions for value in values(it)))

    return replace(
        lead,
        only=Only.STORY,
        body=PARAGRAPH.join(all_of(lambda it: it.body.split(PARAGRAPH))),
        more_titles=tuple({it.title: None for it in copies if it.title != lead.title}),
        byline=all_of(lambda it: it.byline),
        sources=all_of(lambda it: it.sources),
        organisations=all_of(lambda it: it.organisations),
        companies=all_of(lambda it: it.companies),
        people=all_of(lambda it: it.people),
        topics=all_of(lambda it: it.topics),
        kinds=all_of(lambda it: it.kinds),
        outlets=all_of(lambda it: it.outlets),
        quotes=all_of(lambda it: it.quotes),
        speakers=all_of(lambda it: it.speakers),
        voices=all_of(lambda it: it.voices),
    )


def _articles(ids: Collection[int]) -> dict[int, Entry]:
    """The entry of each of these articles by itself."""
    rows = (
        Article.objects.filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk", "title", "text", "blocks", "byline", SOURCE, "published", "story_id")
    )
    organisations, companies, kinds, outlets = _companies(ids)
    people, topics = _people(ids), _topics(ids)
    said = _said(ids)
    return {
        pk: Entry(
            id=pk,
            title=title,
            body=searched_text(text, blocks),
            story=story or pk,
            only=Only.ARTICLE if story else None,
            byline=tuple(byline),
            sources=(source,) if source else (),
            published=published,
            organisations=tuple(sorted(organisations[pk])),
            companies=tuple(sorted(companies[pk])),
            people=tuple(sorted(people[pk])),
            topics=tuple(sorted(topics[pk])),
            kinds=tuple(sorted(kinds[pk])),
            outlets=tuple(sorted(outlets[pk])),
            quotes=tuple(words for words, _, _ in said[pk]),
            speakers=tuple(sorted({person for _, person, _ in said[pk] if person})),
            voices=tuple(sorted({company for _, _, company in said[pk] if company})),
        )
        for pk, title, text, blocks, byline, source, published, story in rows
    }


def searched_text(text: str, blocks: Iterable[Sequence[Any]]) -> str:
    """The running text: no boilerplate, and neither title nor byline, which are fields of their own."""
    return PARAGRAPH.join(text[start:end] for kind, start, end in blocks if kind in BODY_KINDS)


def _companies(ids: Collection[int]) -> Organisations:
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


def _people(ids: Collection[int]) -> Tags:
    return _grouped(
        PersonTag.objects.shown()
        .filter(article__in=ids)
        .values_list("article_id", Coalesce("person__merged_into", "person"))
    )


def _topics(ids: Collection[int]) -> Tags:
    """The topics of each article, and what stands above them in the list."""
    tagged = TopicTag.objects.shown().filter(article__in=ids)
    rows = list(tagged.values_list("article_id", "topic_id", "topic__parent_id"))
    return _grouped((article, topic) for article, *line in rows for topic in line if topic is not None)


def _said(ids: Collection[int]) -> Said:
    """What each article quotes: the words, and the person or the organisation who said them."""
    rows = (
        Quote.objects.filter(article__in=ids)
        .order_by("article_id", "start", "pk")
        .values_list(
            "article_id",
            "text",
            Coalesce("person__merged_into", "person"),
            Coalesce("company__merged_into", "company"),
        )
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

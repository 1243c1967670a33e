"""What the database says of articles, as entries of the index."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models.functions import Coalesce

from articles.models import Article, Company, CompanyTag, PersonTag, Quote, Role, TopicTag
from articles.models.copying import any_of
from articles.search.facet_fields import KINDS
from articles.search.schema import Entry, Only
from articles.text.article import BODY_KINDS

PARAGRAPH = "\n\n"
OWN_FACET = {Company.Kind.MEDIA, Company.Kind.PUBLIC_BODY}  # and so not in that of companies

SOURCE = Coalesce("source__merged_into", "source")

type Tags = dict[int, set[int]]
type Organisations = tuple[Tags, Tags, Tags, Tags]


@dataclass(frozen=True, slots=True)
class _Words:
    """A quote, and the person or the organisation who said it."""

    pk: int
    words: str
    person: int | None
    company: int | None
    partial: bool


type Said = dict[int, list[_Words]]
type Employers = dict[tuple[int, int | None], set[int]]


def with_leads(ids: Iterable[int]) -> set[int]:
    """These articles, and those that lead their stories: what changes in a version changes the story."""
    ids = set(ids)
    leads = Article.objects.filter(pk__in=any_of(ids)).exclude(story=None).values_list("story_id", flat=True)
    return ids | {it for it in leads if it is not None}


@dataclass(frozen=True, slots=True)
class Entries:
    """Those of articles and of the stories that they lead, and those of quotes."""

    articles: list[Entry]
    quotes: list[Entry]


def entries(ids: Collection[int]) -> Entries:
    """The entries of those articles that exist, of the stories that they lead, and of what is said in these.

    Words that several versions of a story quote are one quote. Seven queries, however many articles.
    """
    copies = defaultdict[int, list[int]](list)
    for pk, lead in (
        Article.objects.filter(story__in=any_of(ids)).order_by("pk").values_list("pk", "story_id")
    ):
        copies[lead or pk].append(pk)
    everything = {*ids, *(it for of_lead in copies.values() for it in of_lead)}
    said, employers = _said(everything), _employers(everything)
    found = _articles(everything, said)
    made = Entries([], [])
    for pk in sorted(set(ids) & found.keys()):
        entry, others = found[pk], [found[it] for it in copies[pk] if it in found]
        if others:
            made.articles.extend((replace(entry, only=Only.ARTICLE), _story(entry, others)))
        else:
            made.articles.append(entry)
        if entry.story == pk:
            made.quotes.extend(_quotes((entry, *others), said, employers))
    return made


def _quotes(versions: Iterable[Entry], said: Said, employers: Employers) -> Iterator[Entry]:
    """Each whole quote of a story once, as its article has it."""
    seen = set[str]()
    for version in versions:
        for it in said[version.id]:
            if it.partial or it.words in seen:
                continue
            seen.add(it.words)
            own = {it.company} if it.company else employers[version.id, it.person]
            yield replace(
                version,
                id=it.pk,
                body=it.words,
                only=None,
                quotes=(),
                speakers=(it.person,) if it.person else (),
                voices=(it.company,) if it.company else (),
                employers=tuple(sorted(own)),
            )


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


def _articles(ids: Collection[int], said: Said) -> dict[int, Entry]:
    """The entry of each of these articles by itself."""
    rows = (
        Article.objects.filter(pk__in=any_of(ids))
        .order_by("pk")
        .values_list("pk", "title", "text", "blocks", "byline", SOURCE, "published", "story_id")
    )
    organisations, companies, kinds, outlets = _companies(ids)
    people, topics = _people(ids), _topics(ids)
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
            quotes=tuple(it.words for it in said[pk]),
            speakers=tuple(sorted({it.person for it in said[pk] if it.person})),
            voices=tuple(sorted({it.company for it in said[pk] if it.company})),
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
        .filter(article__in=any_of(ids))
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
        .filter(article__in=any_of(ids))
        .values_list("article_id", Coalesce("person__merged_into", "person"))
    )


def _topics(ids: Collection[int]) -> Tags:
    """The topics of each article, and what stands above them in the list."""
    tagged = TopicTag.objects.shown().filter(article__in=any_of(ids))
    rows = list(tagged.values_list("article_id", "topic_id", "topic__parent_id"))
    return _grouped((article, topic) for article, *line in rows for topic in line if topic is not None)


def _said(ids: Collection[int]) -> Said:
    """What each article quotes, in its order."""
    rows = Quote.objects.filter(article__in=any_of(ids)).order_by("article_id", "start", "pk")
    person, company = Coalesce("person__merged_into", "person"), Coalesce("company__merged_into", "company")
    said: Said = defaultdict(list)
    for article, *line in rows.values_list("article_id", "pk", "text", person, company, "partial"):
        said[article].append(_Words(*line))
    return said


def _employers(ids: Collection[int]) -> Employers:
    """For whom each person speaks, as the article says."""
    rows = Role.objects.filter(article__in=any_of(ids), past=False).exclude(company=None)
    person, company = Coalesce("person__merged_into", "person"), Coalesce("company__merged_into", "company")
    found: Employers = defaultdict(set)
    for article, whom, employer in rows.values_list("article_id", person, company):
        found[article, whom].add(employer)
    return found


def _grouped(pairs: Iterable[tuple[int, int]]) -> Tags:
    grouped: Tags = defaultdict(set)
    for article, tag in pairs:
        grouped[article].add(tag)
    return grouped

"""All that an article's page shows, in few queries: its text in sections and the facts beside it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import JSONObject

from articles.models import (
    Article,
    Company,
    CompanyTag,
    Mention,
    Money,
    Person,
    PersonTag,
    Quote,
    Revision,
    Role,
    Topic,
    TopicTag,
)
from articles.search.similar import Similar, similar, similar_ids, similar_rows
from articles.search.versions import Version, version_rows, versions
from articles.text.article import Block, BlockKind
from articles.text.segments import Place, Section, sections, with_marks

MAX_MENTIONS = 5000
MAX_FACTS = 500
MAX_TOPICS = 1000
UNSURE_BELOW = 0.75  # of the names with such a confidence, one in four is wrong
IN_HEAD = {BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATE}
GROUPS = {
    Company.Kind.COMPANY: "Companies",
    Company.Kind.FUND: "Funds",
    Company.Kind.MEDIA: "Media",
    Company.Kind.PUBLIC_BODY: "Public bodies",
    Company.Kind.NON_PROFIT: "Non-profits",
    Company.Kind.UNIVERSITY: "Universities",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who is named or speaks: a label, the address of the page, and `company` or `person`."""

    label: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A company or person that the article is tagged with.

    `checked`: an editor put it there; `unsure`: the machine did, and was not sure. `roles` are a person's.
    """

    subject: Company | Person
    mentions: int
    checked: bool
    unsure: bool
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Organisations of one kind."""

    label: str
    tags: tuple[Tagged, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The article's kept text and cut lines, and its facts; `file` is the name of the one it came from.

    `topics` are all there are, with `tagged`, if asked for.
    """

    article: Article
    file: str
    body: tuple[Section[Name, Name], ...]
    cut: tuple[str, ...]
    organisations: tuple[Group, ...]
    people: tuple[Tagged, ...]
    topics: tuple[Topic, ...]
    cited: tuple[Company, ...]
    money: tuple[dict[str, Any], ...]
    quotes: tuple[Quote, ...]
    similar: tuple[Similar, ...]
    versions: tuple[Version, ...]


def article_page(pk: int, *, all_topics: bool = False) -> ArticlePage:
    """The page of article `pk`, in six queries. Raises Article.DoesNotExist."""
    alike = similar_ids(pk)
    article = _with_findings().annotate(alike=similar_rows(alike)).get(pk=pk)
    company_tags = list(CompanyTag.objects.shown().filter(article=pk).select_related("company")[:MAX_FACTS])
    person_tags = list(PersonTag.objects.shown().filter(article=pk).select_related("person")[:MAX_FACTS])
    quotes = list(Quote.objects.filter(article=pk).select_related("person", "company")[:MAX_FACTS])
    found = _sections(article, company_tags, person_tags, quotes)
    return ArticlePage(
        article=article,
        file=PurePath(article.origin).name,
        body=tuple(it for it in found if it.kind not in {*IN_HEAD, BlockKind.BOILERPLATE}),
        cut=tuple(it.text for it in found if it.kind is BlockKind.BOILERPLATE),
        organisations=tuple(_groups(company_tags)),
        people=_people(person_tags, _roles(pk)),
        topics=_topics(pk, all_topics=all_topics),
        cited=tuple(tag.company for tag in company_tags if tag.cited),
        money=_money(article),
        quotes=tuple(quotes),
        similar=similar(article.alike or (), alike),
        versions=versions(article.others or ()),
    )


def _with_findings() -> Any:
    """Articles with their source, mentions, amounts, other versions, and whether imports have changed them, in one query."""
    mentions = Mention.objects.filter(article=OuterRef("pk")).order_by("start")
    place = JSONObject(start="start", end="end", company="company_id", person="person_id")
    money = Money.objects.filter(article=OuterRef("pk")).order_by("start")
    amount = JSONObject(text="text", kind="kind", amount="amount", currency="currency")
    return Article.objects.select_related("source__merged_into").annotate(
        mention_places=ArraySubquery(mentions.values(json=place)[:MAX_MENTIONS]),
        others=version_rows(),
        earlier=Exists(Revision.objects.earlier(OuterRef("pk"))),
        amounts=ArraySubquery(money.values(json=amount)[:MAX_FACTS]),
    )


def _sections(
    article: Any, companies: list[CompanyTag], people: list[PersonTag], quotes: list[Quote]
) -> tuple[Section[Name, Name], ...]:
    names = {("company", tag.company_id): _name(tag.company) for tag in companies}
    names |= {("person", tag.person_id): _name(tag.person) for tag in people}
    return sections(
        article.text,
        [Block(BlockKind(kind), start, end) for kind, start, end in article.blocks],
        _mentions(article.mention_places, names),
        [place for quote in quotes if (place := _spoken(article.text, quote))],
    )


def _name(subject: Company | Person) -> Name:
    return Name(subject.name, subject.get_absolute_url(), str(subject._meta.model_name))


def _mentions(places: list[dict[str, Any]], names: dict[tuple[str, int], Name]) -> Iterator[Place[Name]]:
    """Those of what the article is tagged with: what an editor took away is no longer highlighted."""
    for it in places:
        key = ("company", it["company"]) if it["company"] else ("person", it["person"])
        if name := names.get(key):
            yield Place(it["start"], it["end"], name)


def _spoken(text: str, quote: Quote) -> Place[Name]:
    speaker = quote.person or quote.company
    start, end = with_marks(text, quote.start, quote.end)
    return Place(start, end, _name(speaker) if speaker else Name("Speaker not named", "", ""))


def _groups(tags: list[CompanyTag]) -> Iterator[Group]:
    by_kind = defaultdict(list)
    for tag in tags:
        if tag.mentions or not tag.cited:
            by_kind[tag.company.kind].append(_tagged(tag, tag.company))
    for kind, label in GROUPS.items():
        if by_kind[kind]:
            yield Group(label, tuple(sorted(by_kind[kind], key=_weight)))


def _people(tags: list[PersonTag], roles: dict[int, tuple[Role, ...]]) -> tuple[Tagged, ...]:
    people = (_tagged(tag, tag.person, roles.get(tag.person_id, ())) for tag in tags)
    return tuple(sorted(people, key=_weight))


def _tagged(tag: CompanyTag | PersonTag, subject: Company | Person, roles: tuple[Role, ...] = ()) -> Tagged:
    checked = tag.origin == tag.Origin.EDITOR
    unsure = not checked and tag.confidence < UNSURE_BELOW
    return Tagged(subject, tag.mentions, checked=checked, unsure=unsure, roles=roles)


def _weight(tagged: Tagged) -> tuple[int, str]:
    return -tagged.mentions, tagged.subject.key


def _roles(pk: int) -> dict[int, tuple[Role, ...]]:
    """Each person's roles, every title with its company once."""
    found: dict[int, dict[tuple[str, int | None], Role]] = defaultdict(dict)
    for role in Role.objects.filter(article=pk).select_related("company")[:MAX_FACTS]:
        found[role.person_id].setdefault((role.title, role.company_id), role)
    return {person: tuple(roles.values()) for person, roles in found.items()}


def _topics(pk: int, *, all_topics: bool) -> tuple[Topic, ...]:
    tagged = Exists(TopicTag.objects.shown().filter(article=pk, topic=OuterRef("pk")))
    if all_topics:
        return tuple(Topic.objects.annotate(tagged=tagged)[:MAX_TOPICS])
    return tuple(Topic.objects.filter(tagged).annotate(tagged=Value(value=True))[:MAX_TOPICS])


def _money(article: Any) -> tuple[dict[str, Any], ...]:
    """The amounts, each once for what it is for, as it is first written: "$47M" and "$47 million" are one."""
    sums: dict[tuple[int, str, str], dict[str, Any]] = {}
    for it in article.amounts:
        sums.setdefault((it["amount"], it["currency"], it["kind"]), it)
    return tuple(sums.values())

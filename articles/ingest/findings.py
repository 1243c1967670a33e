"""What the machine found, replaced as a whole; what an editor decided, left alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from articles.extraction.topic_list import TOPICS
from articles.ingest import rows
from articles.ingest.entities import Found, Register
from articles.ingest.work import Read, given_topics
from articles.models import Article, CompanyTag, Mention, Money, PersonTag, Quote, Role, Topic, TopicTag
from articles.models.copying import copy
from articles.models.tag import Tag
from articles.reading import VERSION

_TAG = ("article", "origin", "removed", "confidence", "version")
_TAGS: tuple[tuple[type[Tag], str], ...] = (
    (CompanyTag, "company"),
    (PersonTag, "person"),
    (TopicTag, "topic"),
)

FOUND: tuple[type[Model], ...] = (
    Mention,
    Quote,
    Role,
    Money,
    *(tag for tag, _ in _TAGS),
)  # the tables that hold findings


@dataclass(frozen=True, slots=True)
class Placed:
    """What was read, and the id of its article."""

    pk: int
    read: Read


def replace_findings(placed: Iterable[Placed], earlier: Iterable[int], register: Register) -> None:
    """Stores the findings of articles; those with ids in `earlier` had findings before, of another text."""
    placed, earlier = list(placed), list(earlier)
    if earlier:
        _delete(earlier)
    found = register.rows(it.read for it in placed)
    copy(Mention, rows.MENTION, (row for it in placed for row in rows.mentions(it.pk, it.read, found)))
    copy(Quote, rows.QUOTE, (row for it in placed for row in rows.quotes(it.pk, it.read, found)))
    copy(Role, rows.ROLE, (row for it in placed for row in rows.roles(it.pk, it.read, found)))
    copy(Money, rows.MONEY, (row for it in placed for row in rows.money(it.pk, it.read)))
    _store_tags(placed, _decided(earlier) if earlier else set(), found)


def _delete(articles: list[int]) -> None:
    """Takes away what the machine found in the articles."""
    for model in (Mention, Quote, Role, Money):
        model.objects.filter(article__in=articles).delete()
    for tag, _ in _TAGS:
        tag.objects.filter(article__in=articles, origin=Tag.Origin.MACHINE).delete()  # type: ignore[attr-defined]


def retag(pk: int, tags: Collection[str]) -> None:
    """The topics that an article was given as tags are those of `tags` now; the others stay."""
    stored = Article.objects.only("given").get(pk=pk)
    before, now = given_topics(stored.given.get("tags", ())), given_topics(tags)
    by_machine = TopicTag.objects.filter(article=pk, origin=Tag.Origin.MACHINE)
    by_machine.filter(topic__slug__in=before - now, confidence=1.0).delete()
    by_machine.filter(topic__slug__in=now).update(confidence=1.0)
    ids = _topic_ids(now)
    there = set(TopicTag.objects.filter(article=pk).values_list("topic_id", flat=True))
    copy(TopicTag, (*_TAG, "topic"), [(*_tag(pk, 1.0), it) for it in ids.values() if it not in there])


def _store_tags(placed: Iterable[Placed], decided: set[tuple[str, int, int]], found: Found) -> None:
    companies, people, tagged = [], [], []
    ids = _topic_ids({topic.slug for it in placed for topic in it.read.links.topics})
    for it in placed:
        companies += [row for row in _company_tags(it, found) if ("company", it.pk, row[5]) not in decided]
        people += [row for row in _person_tags(it, found) if ("person", it.pk, row[5]) not in decided]
        tagged += [row for row in _topic_tags(it, ids) if ("topic", it.pk, row[5]) not in decided]
    copy(CompanyTag, (*_TAG, "company", "mentions", "cited"), companies)
    copy(PersonTag, (*_TAG, "person", "mentions"), people)
    copy(TopicTag, (*_TAG, "topic"), tagged)


def _decided(articles: list[int]) -> set[tuple[str, int, int]]:
    """What editors said of the articles, whether yes or no: kind, article, row. What was merged counts for its winner."""
    decided = set()
    for tag, field in _TAGS:
        tags: Any = tag.objects.filter(article__in=articles)  # type: ignore[attr-defined]
        decided |= {(field, article, row) for article, row in tags.values_list("article_id", f"{field}_id")}
        if field != "topic":
            merged = tags.exclude(**{f"{field}__merged_into": None})
            winners = merged.values_list("article_id", f"{field}__merged_into_id")
            decided |= {(field, article, row) for article, row in winners}
    return decided


def _company_tags(it: Placed, found: Found) -> Iterable[tuple[Any, ...]]:
    made = rows.tags(it.read, found.company)
    for row, confidence in made.confidence.items():
        yield (*_tag(it.pk, confidence), row, made.mentions[row], row in made.cited)


def _person_tags(it: Placed, found: Found) -> Iterable[tuple[Any, ...]]:
    made = rows.tags(it.read, found.person)
    for row, confidence in made.confidence.items():
        yield (*_tag(it.pk, confidence), row, made.mentions[row])


def _topic_tags(it: Placed, ids: dict[str, int]) -> Iterable[tuple[Any, ...]]:
    scores: dict[str, float] = {}
    for topic in it.read.links.topics:
        scores[topic.slug] = max(topic.score, scores.get(topic.slug, 0.0))
    for slug, score in scores.items():
        yield (*_tag(it.pk, rows.unit(score)), ids[slug])


def _topic_ids(slugs: set[str]) -> dict[str, int]:
    """Ids by slug. The list is loaded after each migration; what it lacks here is added from the rules."""
    ids = dict(Topic.objects.filter(slug__in=slugs).values_list("slug", "id")) if slugs else {}
    rules = {rule.slug: rule for rule in TOPICS}
    for slug in sorted(slugs - ids.keys()):
        rule = rules[slug]
        parent = Topic.objects.filter(slug=rule.parent).first()
        defaults = {"name": rule.name, "iptc": rule.iptc, "parent": parent}
        ids[slug] = Topic.objects.get_or_create(slug=slug, defaults=defaults)[0].pk
    return ids


def _tag(pk: int, confidence: float) -> tuple[int, str, bool, float, str]:
    return pk, Tag.Origin.MACHINE.value, False, confidence, VERSION

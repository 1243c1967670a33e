"""What `manage.py extract` prints of an article: docs/extraction.md."""

import datetime as dt
from collections import defaultdict
from typing import Any

from articles.extraction.findings import FoundMoney, Span
from articles.extraction.topic_list import TOPICS
from articles.resolution.links import Entity, EntityKind, Links, Mention, Quote, Role
from articles.text.article import Block, ParsedArticle
from articles.text.date_range import DateRange

type Record = dict[str, Any]

_TOPIC_NAMES = {topic.slug: topic.name for topic in TOPICS}


def record(path: str, article: ParsedArticle, links: Links) -> Record:
    """An article and what is in it, ready for JSON; offsets count characters of the article's text."""
    text = article.text
    people = [mention for mention in links.mentions if mention.entity.kind is EntityKind.PERSON]
    people = sorted([*people, *links.credits], key=lambda mention: mention.span)
    organisations = [mention for mention in links.mentions if mention.entity.kind is not EntityKind.PERSON]
    published = article.published
    return {
        "path": path,
        "title": article.title,
        "source": None,
        "byline": list(article.byline),
        "published": {"date": published.date.isoformat(), "basis": published.basis} if published else None,
        "inferred": _inferred(article.inferred),
        "blocks": [{"kind": block.kind.value, **_place(text, block)} for block in article.blocks],
        "companies": [
            {"name": entity.name, "kind": entity.kind.value, "mentions": places}
            for entity, places in _by_entity(text, organisations)
        ],
        "people": [{"name": entity.name, "mentions": places} for entity, places in _by_entity(text, people)],
        "quotes": [_quote(text, quote) for quote in links.quotes],
        "roles": [_role(role) for role in links.roles],
        "money": [_money(text, money) for money in links.money],
        "cited": [entity.name for entity in links.cited],
        "topics": [
            {"name": _TOPIC_NAMES.get(topic.slug, topic.slug), "score": round(topic.score, 2)}
            for topic in links.topics
        ],
    }


def _inferred(days: DateRange | None) -> Record | None:
    if days is None:
        return None
    return {"from": _iso(days.first), "to": _iso(days.last)}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _by_entity(text: str, mentions: list[Mention]) -> list[tuple[Entity, list[Record]]]:
    """Each entity with the places that name it, in the order in which they are first named."""
    places = defaultdict[Entity, list[Record]](list)
    for mention in mentions:
        places[mention.entity].append(_place(text, mention.span))
    return list(places.items())


def _place(text: str, place: Span | Block) -> Record:
    return {"text": text[place.start : place.end], "start": place.start, "end": place.end}


def _quote(text: str, quote: Quote) -> Record:
    return {
        **_place(text, quote.span),
        "speaker": quote.speaker.name if quote.speaker else None,
        "speaker_kind": quote.speaker_kind.value,
        "cue": quote.cue,
        "partial": quote.partial,
    }


def _role(role: Role) -> Record:
    return {
        "person": role.person.name,
        "title": role.title,
        "company": role.company.name if role.company else None,
    }


def _money(text: str, money: FoundMoney) -> Record:
    return {
        **_place(text, money.span),
        "amount": money.amount,
        "currency": money.currency,
        "kind": money.kind,
    }

"""Rows for tests, with sensible fields: give only what the test is about."""

import hashlib
import itertools
from typing import Any

from django.utils.text import slugify

from articles.models import Article, Company, CompanyTag, Person, PersonTag, Quote, Source, Topic, TopicTag

_numbers = itertools.count(1)


def source(name: str = "The Ledger") -> Source:
    return Source.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def company(name: str = "Vela Robotics", **fields: Any) -> Company:
    key = fields.pop("key", name.casefold())
    return Company.objects.get_or_create(key=key, defaults={"name": name, "slug": slugify(name), **fields})[0]


def person(name: str = "Ana Petrov", **fields: Any) -> Person:
    key = fields.pop("key", name.casefold())
    return Person.objects.get_or_create(key=key, defaults={"name": name, "slug": slugify(name), **fields})[0]


def topic(name: str = "Robotics", **fields: Any) -> Topic:
    return Topic.objects.update_or_create(slug=slugify(name), defaults={"name": name, **fields})[0]


def article(
    title: str = "Vela opens a plant",
    body: str = "The company opened a plant on Monday.",
    companies: tuple[Company, ...] = (),
    people: tuple[Person, ...] = (),
    topics: tuple[Topic, ...] = (),
    **fields: Any,
) -> Article:
    """An article of a title and one paragraph, tagged as asked; text, blocks and hashes go together."""
    text = f"{title}\n\n{body}"
    number = next(_numbers)
    fields = {
        "origin": f"/press/{number}.txt",
        "file_hash": hashlib.sha256(f"{number}".encode()).hexdigest(),
        "text_hash": hashlib.sha256(f"{number}{text}".encode()).hexdigest(),
        "blocks": [["title", 0, len(title)], ["paragraph", len(title) + 2, len(text)]],
        "lead": body[:400],
        "words": len(body.split()),
        "version": "test",
        "published_basis": "file" if fields.get("published") else "",
        **fields,
    }
    made = Article.objects.create(title=title, text=text, **fields)
    CompanyTag.objects.bulk_create(CompanyTag(article=made, company=it, mentions=1) for it in companies)
    PersonTag.objects.bulk_create(PersonTag(article=made, person=it, mentions=1) for it in people)
    TopicTag.objects.bulk_create(TopicTag(article=made, topic=it) for it in topics)
    return made


def quote(
    article: Article, words: str, person: Person | None = None, company: Company | None = None, **fields: Any
) -> Quote:
    """Words that somebody says in the article, at a place of their own that has nothing to do with its text."""
    kind = "person" if person else "company" if company else "unnamed"
    number = next(_numbers) * 1000
    place = {"start": number, "end": number + len(words), "version": "test", "confidence": 0.9, "cue": "said"}
    return Quote.objects.create(
        article=article, text=words, speaker_kind=kind, person=person, company=company, **{**place, **fields}
    )

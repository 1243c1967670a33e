"""The invented archive, loaded into the database by COPY, in two processes, as an import without the language model would."""

import multiprocessing
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import Field, Model
from django.utils import timezone
from psycopg.types.json import Jsonb

from articles.models import (
    Alias,
    Article,
    Company,
    CompanyTag,
    Person,
    PersonTag,
    Quote,
    Source,
    Topic,
    TopicTag,
)
from articles.models.copying import copy
from articles.resolution.names import key
from tests.benchmarks.archive import corpus

PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading took; `articles` are all that the database holds."""

    articles: int
    seconds: float


def load(count: int) -> Loaded:
    """Fills an empty, migrated database with `count` articles, in whole batches."""
    began = time.monotonic()
    named = corpus.names()
    with transaction.atomic():
        _load_names(named)
    connections.close_all()
    batches = range(-(-count // corpus.BATCH))
    context = multiprocessing.get_context("spawn")
    children = [
        context.Process(target=_load_batches, args=(list(batches[at::PROCESSES]),)) for at in range(PROCESSES)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    if any(child.exitcode for child in children):
        raise SystemExit("A process that loads articles has failed.")
    _finish(len(batches) * corpus.BATCH)
    return Loaded(len(batches) * corpus.BATCH, time.monotonic() - began)


def _load_names(named: corpus.Names) -> None:

    for model, all_names in ((Company, named.companies), (Person, named.people)):
        _copy(
            model,
            (
                {"id": at, "name": name, "key": key(name), "slug": key(name).replace(" ", "-")}
                for at, name in _numbered(all_names)
            ),
        )
        owner = "company" if model is Company else "person"
        _copy(
            Alias,
            ({"name": name, "key": key(name), owner: at} for at, name in _numbered(all_names)),
            ids=False,
        )
    _copy(Source, ({"id": at, "name": name, "slug": f"source-{at}"} for at, name in _numbered(named.sources)))


def _numbered(names: Sequence[str]) -> Iterable[tuple[int, str]]:
    return enumerate(names, start=1)


def _load_batches(numbers: Sequence[int]) -> None:
    named = corpus.names()
    topics = list(Topic.objects.order_by("id").values_list("id", flat=True))
    for number in numbers:
        articles = list(corpus.batch(number, named, len(topics)))
        with transaction.atomic():
            _load_articles(number * corpus.BATCH + 1, articles, topics)


def _load_articles(first: int, articles: Sequence[corpus.Article], topics: Sequence[int]) -> None:
    placed = list(enumerate(articles, start=first))
    _copy(Article, (_article(pk, it) for pk, it in placed))
    for model, field, kind in (
        (CompanyTag, "company", "companies"),
        (PersonTag, "person", "people"),
    ):
        _copy(
            model,
            (
                {"article": pk, field: number + 1, "mentions": 1, "confidence": 0.9}
                for pk, it in placed
                for number in getattr(it, kind)
            ),
            ids=False,
        )
    _copy(
        TopicTag,
        (
            {"article": pk, "topic": topics[it], "confidence": 0.9}
            for pk, article in placed
            for it in article.topics
        ),
        ids=False,
    )
    _copy(Quote, (_quote(pk, it) for pk, it in placed), ids=False)


def _article(pk: int, it: corpus.Article) -> dict[str, Any]:
    return {
        "id": pk,
        "source": it.source + 1,
        "origin": f"invented/{pk}.txt",
        "file_hash": f"{pk:064x}",
        "text_hash": f"{pk:064x}",
        "title": it.title,
        "published": it.published,
        "published_basis": "file",
        "lead": it.text[it.blocks[1][1] : it.blocks[1][1] + 200],
        "words": it.words,
        "text": it.text,
        "blocks": Jsonb(it.blocks),
        "version": "bench",
    }


def _quote(pk: int, it: corpus.Article) -> dict[str, Any]:
    start, end = it.said
    return {
        "article": pk,
        "start": start,
        "end": end,
        "text": it.text[start:end],
        "speaker_kind": "person",
        "person": it.people[0] + 1,
        "cue": "said",
        "confidence": 0.9,
    }


def _finish(articles: int) -> None:
    with connection.cursor() as cursor:
        for table, last in (
            ("articles_article", articles),
            ("articles_company", corpus.COMPANIES),
            ("articles_person", corpus.PEOPLE),
            ("articles_source", corpus.SOURCES),
        ):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
        cursor.execute("ANALYZE")


def _copy(model: type[Model], rows: Iterable[dict[str, Any]], *, ids: bool = True) -> None:
    """Rows by field name; what they leave out has the model's default."""
    fields = [it for it in model._meta.concrete_fields if not it.generated and (ids or not it.primary_key)]
    defaults = {it.name: _default(it) for it in fields}
    copy(
        model,
        list(defaults),
        ([row.get(name, default) for name, default in defaults.items()] for row in rows),
    )


def _default(field: "Field[Any, Any]") -> Any:
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return timezone.now()
    return field.get_db_prep_save(field.get_default(), connection)

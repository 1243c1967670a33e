"""What there is after an import, by names instead of numbers: for comparing two ways to the same end in two databases."""

from typing import Any

from django.db.models import Model

from articles.models import (
    Alias,
    Article,
    Company,
    CompanyTag,
    ImportFile,
    ImportRun,
    Measure,
    Memory,
    Mention,
    Money,
    Operation,
    Page,
    Person,
    PersonTag,
    Quote,
    ReadingRun,
    Revision,
    Role,
    Rule,
    Sketch,
    Source,
    TopicTag,
)
from articles.search.check import check
from articles.search.indexer import catch_up

_NAMES = {
    "article": "origin", "company": "key", "person": "key", "topic": "slug", "source": "name", "story": "origin",
    "merged_into": "name", "run": "status",
}  # fmt: skip
_LEFT_OUT = {
    *("id", "by", "memory", "plan", "retries", "paths", "seconds", "rate", "current", "last_id", "end_id"),
    *("created_at", "started_at", "finished_at", "made_at", "imported_at", "changed_at", "at", "kept_at"),
    *("before", "after", "undone_at", "revoked_by", "revoked_at", "body", "hash"),
}
_TABLES: tuple[type[Model], ...] = (
    *(Article, Mention, Quote, Role, Money, CompanyTag, PersonTag, TopicTag, Sketch, Page),
    *(Source, Company, Person, Alias, Rule, Measure, ReadingRun, Operation, ImportRun, ImportFile, Revision),
)


def account() -> dict[str, list[str]]:
    """The rows of each table, sorted, and what the search index has otherwise than the database."""
    catch_up()
    origins = dict(Article.objects.values_list("pk", "origin"))
    rules = dict(Rule.objects.values_list("pk", "line"))
    found = {model.__name__: sorted(_rows(model, origins, rules)) for model in _TABLES}
    memory = Memory.objects.newest()
    return {**found, "Memory": [repr(memory.names if memory else None)], "Index": list(map(str, check()))}


def _rows(model: Any, origins: dict[int, str], rules: dict[int, str]) -> list[str]:
    fields = [it for it in model._meta.concrete_fields if it.name not in _LEFT_OUT]
    names = [f"{it.name}__{_NAMES[it.name]}" if it.is_relation else it.name for it in fields]
    told = []
    for values in model.objects.values_list(*names):
        row = dict(zip(names, values, strict=True))
        if "article_id" in row:
            row["article_id"] = origins.get(row["article_id"])
        if "examples" in row:
            row["examples"] = [origins.get(it) for it in row["examples"]]
        if model is Article:
            row["rules"] = sorted(rules[it] for it in row["rules"])
        told.append(repr(row))
    return told

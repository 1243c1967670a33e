"""What an archive holds, for comparing two ways to the same end: without row ids of findings, and without times."""

from typing import Any

from django.db.models import Model

from articles.models import (
    Article,
    CompanyTag,
    Mention,
    Money,
    PersonTag,
    Quote,
    Role,
    TopicTag,
)

_UNCOMPARED = {"id", "imported_at", "changed_at"}
_HOLDING: tuple[type[Model], ...] = (Article, Mention, Quote, Role, Money, CompanyTag, PersonTag, TopicTag)


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, sorted."""
    return {model.__name__: sorted(_rows(model), key=repr) for model in _HOLDING}


def spoil() -> None:
    """Makes the archive one that an earlier version read, and read badly."""
    for model in (Mention, Quote, Role, Money):
        model.objects.all().delete()
    for tag in (CompanyTag, PersonTag, TopicTag):
        tag.objects.filter(origin="machine").delete()
    Article.objects.update(version="0", title="Badly read", words=1)


def _rows(model: Any) -> list[tuple[Any, ...]]:
    names = [it.name for it in model._meta.concrete_fields if it.name not in _UNCOMPARED]
    pk = ("id",) if model is Article else ()
    return [tuple(map(repr, row)) for row in model.objects.values_list(*pk, *names)]

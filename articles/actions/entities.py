"""Companies and people that editors name."""

from __future__ import annotations

import itertools

from django.db import transaction

from articles.actions.errors import ActionError
from articles.actions.permissions import Editor
from articles.actions.tagging import check_editor
from articles.models import Alias, Company, Entity, Person
from articles.models.entity import entity_slug
from articles.resolution import names

NAME_LENGTH = 200


def company_named(*, name: str, by: Editor) -> Company:
    """The company known by `name`, made if there is none. Raises ActionError for what cannot be a name, PermissionDenied."""
    return _named(Company, name, by)


def person_named(*, name: str, by: Editor) -> Person:
    """The person known by `name`, made if there is none. Raises ActionError for what cannot be a name, PermissionDenied."""
    return _named(Person, name, by)


@transaction.atomic
def _named[E: (Company, Person)](model: type[E], name: str, by: Editor) -> E:
    check_editor(by)
    name = " ".join(name.replace("\0", "").split())
    key = names.key(name)
    if not key or len(name) > NAME_LENGTH:
        msg = f"A name needs letters or digits, and at most {NAME_LENGTH} characters."
        raise ActionError(msg)
    return model.objects.known_as(key) or _make(model, name, key)


def _make[E: (Company, Person)](model: type[E], name: str, key: str) -> E:
    entity = model.objects.create(
        name=name, key=key, slug=_free_slug(model, name, key), origin=Entity.Origin.EDITOR
    )
    Alias.objects.create(name=name, key=key, origin=Entity.Origin.EDITOR, **{model.__name__.lower(): entity})
    return entity


def _free_slug(model: type[Company | Person], name: str, key: str) -> str:
    slugs = (entity_slug(name, key, attempt) for attempt in itertools.count(1))
    return next(slug for slug in slugs if not model.objects.filter(slug=slug).exists())

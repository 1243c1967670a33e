"""Companies and people that editors name."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from articles.actions.errors import ActionError
from articles.actions.tagging import Editor
from articles.models import Alias, Company, Entity, Person
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
    if not by.has_perm("articles.tag_article"):  # type: ignore[union-attr]  # every user of ours has permissions
        msg = "Only editors can name companies and people."
        raise PermissionDenied(msg)
    name = " ".join(name.replace("\0", "").split())
    key = names.key(name)
    if not key or len(name) > NAME_LENGTH:
        msg = f"A name needs letters or digits, and at most {NAME_LENGTH} characters."
        raise ActionError(msg)
    return model.objects.known_as(key) or _make(model, name, key)


def _make[E: (Company, Person)](model: type[E], name: str, key: str) -> E:
    entity = model.objects.create(
        name=name, key=key, slug=_free_slug(model, name), origin=Entity.Origin.EDITOR
    )
    Alias.objects.create(name=name, key=key, origin=Entity.Origin.EDITOR, **{model.__name__.lower(): entity})
    return entity


def _free_slug(model: type[Company | Person], name: str) -> str:
    """The name as a slug, with a number where another bears it."""
    slug = slugify(name)[:180] or "unnamed"
    taken = set(model.objects.filter(slug__startswith=slug).values_list("slug", flat=True)[:1000])
    return slug if slug not in taken else next(s for n in range(2, 1002) if (s := f"{slug}-{n}") not in taken)

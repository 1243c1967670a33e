"""Companies and people, and the names they go by."""

from __future__ import annotations

import hashlib
from typing import Self, cast

from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

_NUMBERED = 5  # attempts at a slug with a number before the key's hash is used


class EntityQuerySet[E: "Entity"](models.QuerySet[E]):
    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def for_directory(self) -> Self:
        """Those in articles, by heading."""
        name = str(self.model._meta.model_name)
        tags: models.Manager[models.Model] = apps.get_model("articles", f"{self.model.__name__}Tag").objects
        shown = tags.filter(removed=False, **{name: models.OuterRef("pk")})
        return self.current().filter(models.Exists(shown)).order_by("heading", "key", "pk")

    def named_like(self, key: str) -> Self:
        """Those with a name or alias in which `key`, a folded name, occurs."""
        field = str(self.model._meta.model_name)
        aliases = Alias.objects.filter(key__contains=key, **{field: models.OuterRef("pk")})
        return self.filter(models.Q(key__contains=key) | models.Exists(aliases))

    def known_as(self, key: str) -> E | None:
        """The one whose name or unambiguous alias folds to `key`; a merged one leads to its winner."""
        found = self.filter(key=key).select_related("merged_into").first()
        if found is None:
            aliased = self.filter(aliases__key=key, aliases__ambiguous=False).select_related("merged_into")[
                :2
            ]
            found = aliased[0] if len(aliased) == 1 else None
        return cast("E", found.merged_into or found) if found else None


class Entity(models.Model):
    """What companies and people have in common.

    `key` is the folded name (`articles.resolution.names.key`), `heading` the part of it that a directory sorts by:
    all of a company's, the surname of a person's.
    """

    class Origin(models.TextChoices):
        BUNDLED = "bundled", "the bundled list"
        MACHINE = "machine", "found in an article"
        EDITOR = "editor", "an editor"

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.MACHINE)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Company(Entity):
    """An organisation that news is about."""

    class Kind(models.TextChoices):
        COMPANY = "company", "company"
        MEDIA = "media", "media"
        PUBLIC_BODY = "public body", "public body"
        NON_PROFIT = "non-profit", "non-profit"
        UNIVERSITY = "university", "university"
        FUND = "fund", "fund"

    heading = models.GeneratedField(
        expression=models.ExpressionWrapper(models.F("key"), output_field=models.CharField()),
        output_field=models.CharField(max_length=200),
        db_persist=True,
        db_index=True,
    )
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.COMPANY, db_index=True)
    ticker = models.CharField(
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Z]+:[A-Z0-9][A-Z0-9.&-]*$", "Write EXCHANGE:SYMBOL, as in NYSE:IBM.")
        ],
        help_text="EXCHANGE:SYMBOL",
    )
    domain = models.CharField(
        "home page",
        max_length=100,
        blank=True,
        validators=[
            RegexValidator(
                r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$", "Write the host alone, as in ibm.com."
            )
        ],
        help_text="Its host, without www.",
    )

    objects = EntityQuerySet["Company"].as_manager()

    class Meta(Entity.Meta):
        verbose_name_plural = "companies"

    def get_absolute_url(self) -> str:
        return reverse("company", args=[self.slug])


class Person(Entity):
    """A human being."""

    heading = models.GeneratedField(
        expression=models.Func("key", models.Value(r"^.*\s"), models.Value(""), function="regexp_replace"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
        db_index=True,
    )

    objects = EntityQuerySet["Person"].as_manager()

    class Meta(Entity.Meta):
        verbose_name_plural = "people"

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])


class Alias(models.Model):
    """A name under which a company or a person is known."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True)
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="aliases")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="aliases")
    ambiguous = models.BooleanField(default=False, help_text="Also a word, or a name of others.")
    origin = models.CharField(max_length=7, choices=Entity.Origin, default=Entity.Origin.MACHINE)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(company__isnull=True) ^ models.Q(person__isnull=True), name="alias_of_one"
            ),
            models.UniqueConstraint("key", "company", name="alias_once_a_company"),
            models.UniqueConstraint("key", "person", name="alias_once_a_person"),
        ]

    def __str__(self) -> str:
        return self.name


def entity_slug(name: str, key: str, attempt: int) -> str:
    """A slug to try for the name: plain at first, then numbered, then with the key's hash; the hash alone for other scripts."""
    mark = hashlib.sha256(f"{key}{attempt if attempt > _NUMBERED + 1 else ''}".encode()).hexdigest()[:10]
    base = slugify(name)[:180].strip("-")
    if not base:
        return f"n-{mark}"
    if attempt == 1:
        return base
    return f"{base}-{attempt if attempt <= _NUMBERED else mark}"

"""The app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        post_migrate.connect(_after_migration, sender=self)


def _after_migration(using: str, **_: Any) -> None:
    from articles.actions.bootstrap import bootstrap  # noqa: PLC0415 -- models are not there when apps are imported

    if "articles_topic" in connections[using].introspection.table_names():  # not so on the way back to zero
        bootstrap()

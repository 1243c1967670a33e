"""The sample corpus in tests: imported once a session, then put into each test's database as it was.

`pytest_plugins` of tests/conftest.py names this module.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from articles.ingest import run as importing
from articles.models import SearchChange, Topic
from tests.index import Index

FOLDER = Path(__file__).resolve().parent.parent / "articles/sample"


@dataclass(frozen=True)
class Table:
    """A table's rows, as COPY writes and reads them."""

    name: str
    columns: str
    rows: bytes


@dataclass(frozen=True)
class Sample:
    """What the archive has: the sample's files, read, stored and indexed. `index.refresh()` follows later changes."""

    index: Index
    files: int


@pytest.fixture(scope="session")
def sample_tables(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> list[Table]:
    """The tables after an import of the sample; the import itself is rolled back."""
    index = tmp_path_factory.mktemp("sample") / "index"
    with django_db_blocker.unblock(), override_settings(NEWSROOM_INDEX=index), _undone():
        importing.execute(importing.create([FOLDER]), workers=1)
        return [_read(model) for model in _models()]


@pytest.fixture
def sample(sample_tables: list[Table], index: Index) -> Sample:
    """The sample corpus, in the test's database and index."""
    with transaction.atomic(), connection.cursor() as cursor:
        Topic.objects.all().delete()  # a flushed database has them under other numbers
        for table in sample_tables:
            with cursor.copy(f"COPY {table.name} ({table.columns}) FROM STDIN") as copy:
                copy.write(table.rows)
    index.refresh()
    return Sample(index, files=len(list(FOLDER.rglob("*.txt"))))


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _models() -> list[type[models.Model]]:
    """The app's, each after those that it refers to. Triggers write the change feed."""
    ours = {it for it in apps.get_app_config("articles").get_models() if it is not SearchChange}
    order = TopologicalSorter({it: _referred(it) & (ours - {it}) for it in ours})
    return list(order.static_order())


def _referred(model: type[models.Model]) -> set[type[models.Model]]:
    return {it.related_model for it in model._meta.concrete_fields if isinstance(it, models.ForeignKey)}


def _read(model: type[models.Model]) -> Table:
    fields = [it for it in model._meta.concrete_fields if not it.generated]
    columns = ", ".join(f'"{it.column}"' for it in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) TO STDOUT") as copy,
    ):
        return Table(model._meta.db_table, columns, b"".join(copy))

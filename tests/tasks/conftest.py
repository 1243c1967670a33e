"""Jobs in tests import with a small model, into an index of their own, and leave no connection open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from pytest_django import Settings

from tests.ingest import small_model


@pytest.fixture(autouse=True)
def _small(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_INDEX = tmp_path / "index"
    # A job's thread closes its connection when the job is done, and does not keep it for the next.
    monkeypatch.setitem(connections.databases["default"], "CONN_MAX_AGE", 0)


@pytest.fixture(autouse=True)
def _no_jobs(db: None) -> Iterator[None]:
    """Procrastinate's tables are none of Django's, which empties only its own."""
    _clear()
    yield
    _clear()


def _clear() -> None:
    ProcrastinateJob.objects.all().delete()
    ProcrastinateWorker.objects.all().delete()


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder for files to import."""
    folder = tmp_path / "press"
    folder.mkdir()
    return folder

"""Imports in tests use a small model and an index of their own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.ingest import small_model


@pytest.fixture(autouse=True)
def _small(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_INDEX = tmp_path_factory.mktemp("index")


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder for files to import."""
    folder = tmp_path / "press"
    folder.mkdir()
    return folder

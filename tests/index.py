"""The search index in tests: `pytest_plugins` of tests/conftest.py names this module."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.search.engine import Engine
from articles.search.indexer import catch_up
from articles.search.tantivy_engine import get_engine


@dataclass
class Index:
    """The site's engine on an index of the test's own; `refresh()` makes it show what the database has."""

    engine: Engine
    folder: Path
    refresh: Callable[[], int]


@pytest.fixture
def index(settings: Settings, tmp_path: Path, db: None) -> Index:
    """An empty index. Make rows, call `index.refresh()`, then search or open pages."""
    settings.NEWSROOM_INDEX = tmp_path / "index"
    catch_up()
    return Index(get_engine(), settings.NEWSROOM_INDEX, catch_up)

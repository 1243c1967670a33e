"""The index takes up what is loaded while an import goes on."""

from pathlib import Path

import pytest

from articles.ingest import following, plan
from articles.ingest import run as importing
from articles.ingest.receipt import Receipt
from articles.models import Article
from articles.search import check
from articles.search.criteria import Criteria
from articles.search.indexer import Indexer
from articles.search.tantivy_engine import get_engine
from tests.index import Index
from tests.ingest.press import load, story, write
from tests.waiting import comes_true

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "CHUNK_FILES", 2)
    monkeypatch.setattr(following, "EACH", 4)


def found() -> int:
    return get_engine().search(Criteria(copies=True)).total


def test_articles_are_found_before_the_last_file_is_read(index: Index, press: Path) -> None:
    for number in range(12):
        write(press, f"{number:02}.txt", story(number))
    seen = []

    def watch(receipt: Receipt) -> None:
        if receipt.done == 8:
            assert comes_true(lambda: found() > 0)
            seen.append(found())

    load(press, control=importing.Control(watch=watch))

    assert 0 < seen[0] <= 8
    assert found() == Article.objects.count() == 12
    assert check.check() == []


def test_an_index_that_another_process_writes_is_left_to_it(index: Index, press: Path) -> None:
    for number in range(12):
        write(press, f"{number:02}.txt", story(number))

    with Indexer() as other:
        other.catch_up()
        _, receipt = load(press)

    assert receipt.outcomes["new"] == 12
    index.refresh()
    assert found() == 12
    assert check.check() == []

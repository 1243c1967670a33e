"""Two imports at once: every file has its place in both receipts, and no article is there twice."""

from collections.abc import Sequence
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.ingest import run as importing
from articles.ingest.receipt import Receipt
from articles.models import Article, ImportRun, Source
from tests.ingest.press import outcomes, story, write

TURNS = 6  # in which neither goes on without the other


class Together:
    """Executes runs, each in a thread, that wait for each other in the first turns; `failed` is what went wrong."""

    def __init__(self, runs: Sequence[ImportRun]) -> None:
        self._barrier = Barrier(len(runs), timeout=60)
        self.failed: list[BaseException] = []
        threads = [Thread(target=self._work, args=[run]) for run in runs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self, run: ImportRun) -> None:
        turns = iter(range(TURNS))

        def wait(receipt: Receipt) -> None:
            if next(turns, None) is not None:
                self._barrier.wait()

        try:
            importing.execute(run, workers=1, control=importing.Control(watch=wait))
        except BaseException as error:  # noqa: BLE001 - the test tells of it
            self.failed.append(error)
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_folder_share_the_articles(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    for number in range(10):
        write(press, f"the-ledger/{number}.txt", story(number))
    write(press, "the-ledger/copy.txt", story(3))
    runs = [importing.create([press]) for _ in range(2)]
    assert Together(runs).failed == []
    assert Article.objects.count() == 10
    assert Source.objects.count() == 1
    one, other = (outcomes(run) for run in runs)
    assert len(one) == len(other) == 11
    for name in one:
        assert {one[name], other[name]} == ({"copy"} if name == "copy.txt" else {"new", "unchanged"})

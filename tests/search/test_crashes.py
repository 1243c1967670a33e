"""The indexer is killed, and its disk fills up or turns read-only: nothing is lost, and what is wrong is said in words."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from articles.models import Article, CompanyTag, IndexerNote
from articles.search import check, feed, indexer
from articles.search.criteria import Criteria
from articles.search.health import health
from articles.search.indexer import Indexer, catch_up, follow
from articles.search.tantivy_engine import get_engine
from articles.search.understanding import understand
from articles.search.writer import Writer
from newsroom.env import ROOT
from tests import factories
from tests.index import Index
from tests.search.test_indexer import found, settle, soon, stored
from tests.waiting import at_work

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 5
FOLLOW = """if True:
    import sys
    from threading import Event
    import django
    from django.conf import settings
    from django.db import connections
    django.setup()
    settings.NEWSROOM_INDEX = sys.argv[1]
    connections["default"].settings_dict["NAME"] = sys.argv[2]
    from articles.search import indexer, feed
    feed.BATCH = 7
    print("up", flush=True)
    indexer.follow(Event(), lambda line: print(line, flush=True))
"""


@contextmanager
def process(index: Index) -> Iterator[subprocess.Popen[str]]:
    """An indexer in a process of its own, on the test's index and database."""
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", FOLLOW, str(index.folder), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as made:
        assert made.stdout
        assert made.stdout.readline() == "up\n"
        try:
            yield made
        finally:
            made.kill()


def test_killed_at_any_moment_it_loses_nothing(index: Index) -> None:
    lots = random.Random(4)  # noqa: S311 - no secret
    company = factories.company()
    made: list[Article] = []
    for _ in range(KILLS):
        with process(index) as following:
            began = time.monotonic()
            life = lots.uniform(0.0, 0.4)
            while time.monotonic() - began < life:
                made.append(factories.article(companies=(company,)))
                if len(made) % 5 == 0:
                    lots.choice(made).company_tags.all().delete()
            following.send_signal(signal.SIGKILL)
            following.wait()
        health()
    while catch_up():
        pass
    assert check.check() == []
    assert index.engine.search(Criteria()).total == len(made) > KILLS
    tagged = CompanyTag.objects.values("article").distinct().count()
    assert index.engine.search(Criteria.of("company", company.pk)).total == tagged


def test_what_commits_between_two_batches_is_not_missed(
    index: Index, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = factories.article(title="Before")
    settle(index)
    monkeypatch.setattr(feed, "BATCH", 2)
    other.execute("UPDATE articles_article SET title = 'Reactor' WHERE id = %s", [late.pk])
    for _ in range(4):
        factories.article()
    put = Writer.put

    def put_and_commit(writer: Writer, ids: Sequence[int]) -> None:
        put(writer, ids)
        other.commit()

    monkeypatch.setattr(Writer, "put", put_and_commit)
    with Indexer() as follower:
        while follower.catch_up():
            pass
    assert index.engine.search(Criteria(words=understand("reactor").node)).ids == (late.pk,)
    assert found(index) == stored()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder))
    if mounted.returncode:
        pytest.skip(f"a file system of its own needs the right to mount one: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


def _mount(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)  # noqa: S607


@contextmanager
def followed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """An indexer at work in a thread; gives what it reports."""
    monkeypatch.setattr(indexer, "RETRY_SECONDS", 0.2)
    with at_work(follow) as told:
        yield told


def agree() -> bool:
    return not check.check()


@pytest.mark.parametrize("ill", ["full", "read-only"])
def test_a_disk_that_takes_nothing_is_reported_and_got_over(
    small_disk: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, admin_client: Client, ill: str
) -> None:
    settings.NEWSROOM_INDEX = small_disk / "index"
    first = factories.article()
    catch_up()
    assert get_engine().search(Criteria()).total == 1
    cure = _fill(small_disk) if ill == "full" else _protect(small_disk)
    with followed(monkeypatch) as told:
        made = [
            factories.article(body=" ".join(map(str, range(at, at + 3000)))) for at in range(0, 60000, 3000)
        ]
        assert soon(lambda: bool(told)), "no problem was met"
        assert soon(IndexerNote.objects.exists)
        html = admin_client.get("/desk/search/").content.decode()
        word = "is full" if ill == "full" else "is read-only"
        assert word in told[0]
        assert word in html
        assert "of the archive are not in it yet" in html, html[html.index("lede") :][:300]
        assert first.pk in get_engine().search(Criteria()).ids
        cure()
        assert soon(lambda: get_engine().search(Criteria()).total == len(made) + 1), told
        assert soon(agree)
        assert soon(lambda: not IndexerNote.objects.exists())
    html = admin_client.get("/desk/search/").content.decode()
    assert f'<dd class="number">{len(made) + 1}</dd>' in html
    assert word not in html


def _fill(disk: Path) -> Callable[[], None]:
    filler = disk / "filler"
    with filler.open("wb") as file:
        try:
            while True:
                file.write(b"x" * 4096)
                file.flush()
        except OSError:
            pass

    def cure() -> None:
        filler.unlink()
        assert not _mount("-o", "remount,size=60m", str(disk)).returncode

    return cure


def _protect(disk: Path) -> Callable[[], None]:
    assert not _mount("-o", "remount,ro", str(disk)).returncode

    def cure() -> None:
        assert not _mount("-o", "remount,rw,size=60m", str(disk)).returncode

    return cure

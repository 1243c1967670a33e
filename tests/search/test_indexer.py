"""The index follows the database, comes back when it is lost, and has one writer."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Company, CompanyTag, SearchChange, Source
from articles.models.search_change import EVERYTHING
from articles.search import feed, indexer
from articles.search.criteria import Criteria
from articles.search.health import health
from articles.search.indexer import Indexer, catch_up, follow, rebuild
from articles.search.store import LOCK_FILE, STATE_FILE, Lock, Store, read_state
from articles.search.understanding import understand
from articles.search.writer import BusyError, Writer
from tests import factories
from tests.index import Index
from tests.waiting import WAIT_SECONDS, at_work

pytestmark = pytest.mark.django_db(transaction=True)


def found(index: Index) -> set[int]:
    return set(index.engine.search(Criteria()).ids)


def stored() -> set[int]:
    return set(Article.objects.values_list("pk", flat=True))


def settle(index: Index) -> None:
    """Bring the index to a place behind all changes: transactions of other tests on the server keep it before them for a while."""
    deadline = time.monotonic() + WAIT_SECONDS
    while SearchChange.objects.settled().count() < SearchChange.objects.count():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    index.refresh()


def current(index: Index) -> Path:
    folder = Store(index.folder).current()
    assert folder
    return folder


def soon(true: Callable[[], bool]) -> bool:
    """Whether it comes true within half a minute."""
    for _ in range(600):
        if true():
            return True
        time.sleep(0.05)
    return False


def test_changes_are_caught_up_with(index: Index) -> None:
    first, second = factories.article(), factories.article()
    index.refresh()
    assert found(index) == {first.pk, second.pk}
    Article.objects.filter(pk=first.pk).update(title="Reactor")
    second.delete()
    index.refresh()
    assert found(index) == {first.pk}
    assert index.engine.search(Criteria(words=understand("reactor").node)).total == 1


def test_a_merge_and_its_undoing_move_the_articles(index: Index) -> None:
    vela, old = factories.company("Vela"), factories.company("Vela Inc")
    factories.article(companies=(old,))
    for winner, expected in ((None, old), (vela, vela), (None, old)):
        Company.objects.filter(pk=old.pk).update(merged_into=winner)
        index.refresh()
        assert index.engine.search(Criteria()).facets["company"] == ((expected.pk, 1),)


def test_a_merged_source_counts_as_what_it_became(index: Index) -> None:
    ledger, online = factories.source("The Ledger"), factories.source("Online")
    factories.article(source=online)
    for winner, expected in ((None, online), (ledger, ledger), (None, online)):
        Source.objects.filter(pk=online.pk).update(merged_into=winner)
        index.refresh()
        assert index.engine.search(Criteria()).facets["source"] == ((expected.pk, 1),)


def test_a_change_is_read_but_once(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "BATCH", 3)
    with Indexer() as follower:
        with transaction.atomic():
            for _ in range(7):
                factories.article()
        assert follower.catch_up() == 7
        assert follower.catch_up() == 0
    assert found(index) == stored()


def test_what_commits_late_is_not_missed_and_keeps_nobody_waiting(
    index: Index, other: psycopg.Connection
) -> None:
    late = factories.article(title="Before")
    settle(index)
    with Indexer() as follower:
        other.execute("UPDATE articles_article SET title = 'Reactor' WHERE id = %s", [late.pk])
        prompt = factories.article()
        assert follower.catch_up() == 1
        assert found(index) == {late.pk, prompt.pk}
        assert follower.catch_up() == 0
        other.commit()
        assert follower.catch_up() == 1
    assert index.engine.search(Criteria(words=understand("reactor").node)).ids == (late.pk,)


def test_what_was_done_ahead_is_not_done_again_after_a_restart_nor_counted_as_waiting(
    index: Index, other: psycopg.Connection
) -> None:
    late = factories.article(title="Before")
    settle(index)
    other.execute("UPDATE articles_article SET title = 'Reactor' WHERE id = %s", [late.pk])
    factories.article()
    assert index.refresh() == 1
    assert health().waiting == 0
    other.commit()
    assert health().waiting == 1
    assert index.refresh() == 1
    assert health().waiting == 0
    assert index.engine.search(Criteria(words=understand("reactor").node)).total == 1


def test_a_transaction_counts_as_done_ahead_once_all_of_it_was_read(
    index: Index, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = factories.article()
    settle(index)
    monkeypatch.setattr(feed, "BATCH", 3)
    other.execute("UPDATE articles_article SET title = 'Reactor' WHERE id = %s", [late.pk])
    for count in (7, 2):
        with transaction.atomic():
            for _ in range(count):
                factories.article()
    found = list(feed.batches(read_state(index.folder / "current")))
    assert [len(it.articles) for it in found] == [3, 3, 3, 0]
    assert [len(it.state.ahead) for it in found] == [0, 0, 1, 2]


def lose_it(folder: Path) -> None:
    shutil.rmtree(folder)


def lose_a_generation(folder: Path) -> None:
    shutil.rmtree((folder / "current").resolve())


def lose_the_state(folder: Path) -> None:
    (folder / "current" / STATE_FILE).unlink()


def spoil_the_state(folder: Path) -> None:
    (folder / "current" / STATE_FILE).write_text("{")


def age_the_schema(folder: Path) -> None:
    change_state(folder, version=0)


def change_the_database(folder: Path) -> None:
    change_state(folder, database="another")


def come_from_the_future(folder: Path) -> None:
    change_state(folder, transaction=2**60)


def spoil_tantivy(folder: Path) -> None:
    (folder / "current" / "meta.json").write_text("nonsense")


def spoil_a_segment(folder: Path) -> None:
    for file in (folder / "current").glob("*.term"):
        file.write_bytes(b"nonsense")


def change_state(folder: Path, **fields: object) -> None:
    file = folder / "current" / STATE_FILE
    file.write_text(json.dumps(json.loads(file.read_text()) | fields))


@pytest.mark.parametrize(
    "damage",
    [
        lose_it,
        lose_a_generation,
        lose_the_state,
        spoil_the_state,
        age_the_schema,
        change_the_database,
        come_from_the_future,
        spoil_tantivy,
        spoil_a_segment,
    ],
)
def test_a_useless_index_is_built_again_by_itself(index: Index, damage: Callable[[Path], None]) -> None:
    factories.article()
    index.refresh()
    damage(index.folder)
    factories.article()
    index.refresh()
    assert found(index) == stored()


def test_a_rebuild_takes_over_in_open_readers_and_leaves_one_generation(index: Index) -> None:
    factories.article()
    index.refresh()
    before = current(index)
    Article.objects.update(title="Reactor")
    seen: list[tuple[int, int]] = []
    built = rebuild(lambda done, total: seen.append((done, total)))
    assert (built.articles, seen) == (1, [(1, 1)])
    assert index.engine.search(Criteria(words=understand("reactor").node)).total == 1
    assert current(index) != before
    assert [it for it in index.folder.iterdir() if it.is_dir() and not it.is_symlink()] == [current(index)]


def test_a_rebuild_holds_what_changed_meanwhile(index: Index) -> None:
    factories.article()

    def meanwhile(done: int, total: int) -> None:
        Article.objects.update(title="Reactor")
        factories.article()

    rebuild(meanwhile)
    assert found(index) == stored()
    assert index.engine.search(Criteria(words=understand("reactor").node)).total == 1


def test_a_rebuild_that_fails_leaves_the_old_index(index: Index) -> None:
    article = factories.article()
    index.refresh()

    def fail(done: int, total: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        rebuild(fail)
    assert found(index) == {article.pk}
    assert [it for it in index.folder.iterdir() if it.is_dir() and not it.is_symlink()] == [current(index)]


def test_an_indexer_moves_to_the_generation_that_took_over(index: Index) -> None:
    with Indexer() as follower:
        factories.article()
        follower.catch_up()
        before = current(index)
        rebuild()
        factories.article()
        follower.catch_up()
        assert found(index) == stored()
        assert not before.exists()


def test_a_crash_after_the_commit_repeats_work_and_loses_none(index: Index) -> None:
    settle(index)
    factories.article()
    file = current(index) / STATE_FILE
    before = file.read_bytes()
    index.refresh()
    file.write_bytes(before)
    factories.article()
    assert index.refresh() == 2
    assert index.engine.search(Criteria()).total == 2
    assert found(index) == stored()


def test_the_lock_of_a_killed_writer_is_free(index: Index) -> None:
    program = """if True:
        import fcntl, sys, time
        file = open(sys.argv[1], "w")
        fcntl.flock(file, fcntl.LOCK_EX)
        print(flush=True)
        time.sleep(60)
    """
    command = [sys.executable, "-c", program, str(current(index) / LOCK_FILE)]
    factories.article()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        refused = index.refresh()
        writer.kill()
    assert refused == 0
    assert index.refresh() == 1


def test_two_never_write_at_once(index: Index) -> None:
    factories.article()
    with Writer(current(index)):
        with pytest.raises(BusyError), Indexer() as second:
            second.catch_up()
        assert catch_up() == 0
        assert found(index) == set()
    assert catch_up() == 1


def test_two_never_rebuild_at_once(index: Index) -> None:
    lock = Lock(index.folder / indexer.REBUILD_LOCK)
    assert lock.take()
    with pytest.raises(BusyError, match="Another process"):
        rebuild()
    lock.release()
    rebuild()


def test_what_a_killed_rebuild_left_is_swept(index: Index) -> None:
    left = Store(index.folder).new()
    writing = Store(index.folder).new()
    lock = Lock(writing / LOCK_FILE)
    assert lock.take()
    rebuild()
    assert not left.exists()
    assert writing.exists()
    lock.release()


def test_an_index_that_fell_behind_the_feed_is_built_again(index: Index) -> None:
    gone = factories.article()
    index.refresh()
    before = current(index)
    SearchChange.objects.all().delete()
    gone.delete()
    SearchChange.objects.update(at=timezone.now() - feed.KEPT - timedelta(hours=1))
    assert soon(lambda: not SearchChange.objects.exclude(pk__in=SearchChange.objects.settled()).exists())
    feed.prune()
    assert set(SearchChange.objects.values_list("article_id", flat=True)) == {EVERYTHING}
    index.refresh()
    assert found(index) == set()
    assert current(index) != before
    after = current(index)
    index.refresh()
    assert current(index) == after


def test_pruning_spares_indexes_that_kept_up(index: Index) -> None:
    factories.article()
    assert soon(lambda: not SearchChange.objects.exclude(pk__in=SearchChange.objects.settled()).exists())
    with Indexer() as follower:
        follower.catch_up()
        before = current(index)
        SearchChange.objects.update(at=timezone.now() - feed.KEPT - timedelta(hours=1))
        follower.prune()
    factories.article()
    assert index.refresh() == 1
    assert current(index) == before
    assert found(index) == stored()


def test_what_empties_the_tables_empties_the_index(index: Index) -> None:
    factories.article()
    index.refresh()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_article CASCADE")
    index.refresh()
    assert found(index) == set()


def test_following_shows_changes_until_it_is_stopped(index: Index) -> None:
    with at_work(follow) as told:
        article = factories.article()
        assert soon(lambda: found(index) == {article.pk})
        company = factories.company()
        CompanyTag.objects.create(article=article, company=company, origin="editor")
        assert soon(lambda: index.engine.search(Criteria.of("company", company.pk)).total == 1)
    assert told == []


def test_following_reports_what_stands_in_the_way_and_goes_on(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "RETRY_SECONDS", 0.05)
    with ExitStack() as following:
        with Writer(current(index)):
            told = following.enter_context(at_work(follow))
            assert soon(lambda: bool(told))
        factories.article()
        assert soon(lambda: found(index) == stored())
    assert told == ["Another process is writing the search index. Trying again every 0 seconds."]

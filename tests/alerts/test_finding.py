import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from articles.actions import saved_searches
from articles.alerts.finding import find_news, purge
from articles.folding.fold import fold
from articles.ingest import reextraction, withdrawal
from articles.ingest import run as importing
from articles.models import Arrival, Article, Company, ImportRun, News, SavedSearch, SearchChange, Topic
from articles.search.engine import IndexUnavailableError
from articles.search.filters import reread
from tests import factories
from tests.index import Index
from tests.ingest import small_model

pytestmark = pytest.mark.django_db(transaction=True)  # what a test has not committed is nothing that waits


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader")


@pytest.fixture(autouse=True)
def _empty(index: Index) -> None:
    """An index that follows, and an archive in which nothing waits."""


def save(reader: User, query: str) -> SavedSearch:
    return saved_searches.save(query=query, by=reader)


def come_in(title: str, body: str = "The company opened a plant on Monday.", **fields: object) -> Article:
    """As an import makes it, which folds it in the end."""
    article = factories.article(title, body, **fields)  # type: ignore[arg-type]
    Arrival.objects.create(article=article)
    return article


def told(search: SavedSearch) -> set[str]:
    return set(search.news.values_list("article__title", flat=True))


def new() -> int:
    """The number beside the only search."""
    search: Any = SavedSearch.objects.with_new().get()
    return int(search.new)


def find(index: Index) -> int:
    fold()
    index.refresh()
    return find_news()


def test_a_search_is_told_of_what_answers_it(index: Index, reader: User) -> None:
    plants, ferries = save(reader, "q=plant"), save(reader, "q=ferry")
    come_in("A new plant")
    come_in("Nothing of the kind", "A ferry went.")
    assert find(index) == 2
    assert (told(plants), told(ferries)) == ({"A new plant"}, {"Nothing of the kind"})
    assert not Arrival.objects.exists()


def test_what_it_finds_is_to_be_mailed_if_its_owner_wants_that(index: Index, reader: User) -> None:
    save(reader, "q=plant")
    SavedSearch.objects.filter(pk=save(reader, "q=opened").pk).update(alert=True)
    come_in("A plant")
    find(index)
    assert News.objects.get(due=True).search.query == "q=opened"
    assert News.objects.count() == 2


def test_what_was_there_before_is_no_news(index: Index, reader: User) -> None:
    old = come_in("An old plant")
    Arrival.objects.filter(article=old).update(at=timezone.now() - dt.timedelta(minutes=5))
    search = save(reader, "q=plant")
    find(index)
    assert told(search) == set()


def test_what_was_being_stored_while_a_search_was_saved_is_news(index: Index, reader: User) -> None:
    come_in("A plant in hand")
    search = save(reader, "q=plant")
    find(index)
    assert told(search) == {"A plant in hand"}


@pytest.mark.parametrize(
    "query",
    [
        "q=plant+-wind",
        "company=vela&quotes=no",
        "source_not=the-ledger",
        "from=2025-01-01",
        "copies=yes&q=plant",
        "topic=-",
    ],
)
def test_it_finds_what_the_page_finds(index: Index, reader: User, query: str) -> None:
    vela, ledger = factories.company("Vela"), factories.source("The Ledger")
    search = save(reader, query)
    come_in("One", companies=(vela,), source=ledger)
    come_in("Two", "A wind plant.", source=factories.source("Harbour Wire"), published=dt.date(2025, 3, 1))
    come_in("Three", "Quite other words.", topics=(factories.topic(),), companies=(vela,))
    find(index)
    asked = reread(query)
    ids = index.engine.search(asked.criteria).ids
    assert told(search) == set(Article.objects.filter(pk__in=ids).values_list("title", flat=True)) != set()


def test_a_renamed_and_a_merged_company_are_still_found(index: Index, reader: User) -> None:
    vela, brand = factories.company("Vela"), factories.company("Brand")
    search = save(reader, "company=vela")
    Company.objects.filter(pk=vela.pk).update(merged_into=brand)
    Company.objects.filter(pk=brand.pk).update(name="Brand Works")
    come_in("A plant", companies=(brand,))
    find(index)
    assert told(search) == {"A plant"}


def test_a_search_for_what_is_gone_finds_nothing_rather_than_everything(index: Index, reader: User) -> None:
    factories.topic("Ferries")
    search = save(reader, "topic=ferries&q=plant")
    Topic.objects.filter(slug="ferries").update(slug="ships")
    come_in("A plant")
    find(index)
    search.refresh_from_db()
    assert told(search) == set()
    assert search.problem == "There is no topic “ferries” in the archive. Choose one from the list."
    Topic.objects.filter(slug="ships").update(slug="ferries")
    come_in("Another plant", "Words of another plant.", topics=(Topic.objects.get(slug="ferries"),))
    find(index)
    search.refresh_from_db()
    assert (told(search), search.problem) == ({"Another plant"}, "")


LONG = " ".join(f"The {word} of the plant was opened by the mayor on a windy day." for word in (
    "first hall", "second hall", "long pier", "new road", "old gate", "great lamp", "small office", "red tower"))  # fmt: skip


def test_a_story_is_told_once(index: Index, reader: User) -> None:
    search, each = save(reader, "q=plant"), save(reader, "q=plant&copies=yes")
    come_in("The plant", LONG, published=dt.date(2025, 5, 2))
    come_in("The plant again", LONG, published=dt.date(2025, 5, 3))
    find(index)
    assert Article.objects.exclude(story=None).count() == 1
    assert told(search) == {"The plant"}
    assert told(each) == {"The plant", "The plant again"}
    come_in("An earlier plant, come in late", LONG, published=dt.date(2025, 5, 1))
    find(index)
    assert Article.objects.exclude(story=None).count() == 2
    assert told(search) == {"The plant"}


def test_a_reprint_is_news_to_those_who_follow_its_source(index: Index, reader: User) -> None:
    come_in("The plant", LONG, source=factories.source("Harbour Wire"), published=dt.date(2025, 5, 2))
    search = save(reader, f"source={factories.source('The Ledger').slug}")
    find(index)
    come_in(
        "The plant, reprinted", LONG, source=factories.source("The Ledger"), published=dt.date(2025, 5, 3)
    )
    find(index)
    assert told(search) == {"The plant, reprinted"}


def test_what_the_index_does_not_show_waits(index: Index, reader: User) -> None:
    search = save(reader, "q=plant")
    come_in("A plant")
    fold()
    assert find_news() == 0
    index.refresh()
    assert find_news() == 1
    assert told(search) == {"A plant"}


def test_what_was_tagged_since_the_index_was_made_waits(index: Index, reader: User) -> None:
    search, vela = save(reader, "company=" + factories.company("Vela").slug), Company.objects.get()
    article = come_in("A plant")
    fold()
    index.refresh()
    article.company_tags.create(company=vela, origin="editor")
    assert SearchChange.objects.filter(article_id=article.pk).exists()
    assert find_news() == 0
    index.refresh()
    find_news()
    assert told(search) == {"A plant"}


def test_what_is_not_folded_waits(index: Index, reader: User) -> None:
    save(reader, "q=plant")
    come_in("A plant")
    index.refresh()
    assert find_news() == 0
    assert find(index) == 1


def test_without_an_index_everything_waits(index: Index, reader: User) -> None:
    come_in("A plant")
    shutil.rmtree(index.folder)
    with pytest.raises(IndexUnavailableError):
        find_news()
    assert Arrival.objects.count() == 1


def test_what_fails_in_the_middle_is_done_again_whole(
    index: Index, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = save(reader, "q=plant"), save(reader, "q=opened")
    come_in("A plant")
    with monkeypatch.context() as patch:
        patch.setattr("articles.alerts.finding.reread", _breaks_at_the_second())
        with pytest.raises(ZeroDivisionError):
            find(index)
    assert told(first) == told(second) == set()
    assert find_news() == 1
    assert told(first) == told(second) == {"A plant"}


def _breaks_at_the_second() -> object:
    calls: list[str] = []

    def broken(query: str) -> object:
        calls.append(query)
        return reread(query) if len(calls) == 1 else 1 / 0

    return broken


def test_many_are_looked_at_in_batches(index: Index, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.alerts.finding.BATCH", 2)
    search = save(reader, "q=plant")
    for number in range(5):
        come_in(f"Plant {number}", f"Words of plant {number}, all its own.")
    assert find(index) == 5
    assert len(told(search)) == 5


def test_what_is_left_over_is_looked_at_the_next_time(
    index: Index, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.alerts.finding.BATCH", 1)
    monkeypatch.setattr("articles.alerts.finding.SECONDS", 0)
    search = save(reader, "q=plant")
    for number in range(3):
        come_in(f"Plant {number}", f"Words of plant {number}, all its own.")
    assert [find(index), find_news(), find_news(), find_news()] == [1, 1, 1, 0]
    assert len(told(search)) == 3


def test_what_came_in_before_any_search_was_saved_does_not_wait(index: Index, reader: User) -> None:
    old = come_in("An old plant")
    Arrival.objects.filter(article=old).update(at=timezone.now() - dt.timedelta(minutes=5))
    come_in("A new plant", "Words of its own.")
    find_news()
    assert [it.article.title for it in Arrival.objects.all()] == ["A new plant"]
    search = save(reader, "q=plant")
    find(index)
    assert told(search) == {"A new plant"}


@pytest.fixture
def press(tmp_path: Path, settings: Settings) -> Path:
    settings.NEWSROOM_MODEL = small_model.NAME
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "A plant opens\n\nThe company opened a plant on Monday, and a band played.\n"
    )
    return folder


def imported(press: Path, index: Index) -> ImportRun:
    run = importing.create([press])
    importing.execute(run, workers=1)
    index.refresh()
    find_news()
    return run


def test_an_import_tells_of_what_it_makes_and_of_nothing_else(
    press: Path, index: Index, reader: User
) -> None:
    search = save(reader, "q=plant")
    imported(press, index)
    assert told(search) == {"A plant opens"}
    late = save(reader, "q=band")
    SavedSearch.objects.update(created_at=timezone.now() - dt.timedelta(days=1))
    (press / "one.txt").write_text(
        "A plant opens\n\nThe company opened two plants on Monday, and a band played.\n"
    )
    imported(press, index)
    reading = reextraction.create(scope="all")
    reextraction.execute(reading, workers=1)
    index.refresh()
    find_news()
    assert News.objects.count() == 1
    assert told(late) == set()


def test_what_was_taken_back_is_no_news_until_it_is_brought_back(
    press: Path, index: Index, reader: User
) -> None:
    search = save(reader, "q=plant")
    run = imported(press, index)
    with transaction.atomic():
        withdrawal.take_back(run, withdrawal.reach(run))
    assert not News.objects.unseen(search).exists()
    assert new() == 0
    purge()
    ImportRun.objects.filter(pk=run.pk).update(status=ImportRun.Status.UNDONE)
    run.refresh_from_db()
    with transaction.atomic():
        withdrawal.bring_back(run, withdrawal.reach(run))
    assert new() == 1


def test_what_is_gone_for_good_is_forgotten(index: Index, reader: User) -> None:
    search = save(reader, "q=plant")
    article = come_in("A plant")
    find(index)
    come_in("Another plant", "All of its own words.").delete()
    article.delete()
    purge()
    assert not search.news.exists()
    assert not Arrival.objects.exists()

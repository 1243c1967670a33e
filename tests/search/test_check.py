"""check_index names every difference between index and database, and puts it right."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tantivy import FieldType, Query

from articles.models import Article, Company, CompanyTag, SearchChange
from articles.search import check
from articles.search.check import Difference, Fault
from articles.search.entries import entries
from articles.search.indexer import catch_up
from articles.search.schema import schema
from articles.search.store import Store
from articles.search.writer import Writer
from tests import factories
from tests.index import Index
from tests.search.test_indexer import settle

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("check_index", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def articles(index: Index) -> list[Article]:
    """A story of two versions and three more articles, indexed."""
    made = [factories.article(f"Title {at}", companies=(factories.company(f"Firm {at}"),)) for at in range(5)]
    Article.objects.filter(pk=made[1].pk).update(story=made[0])
    factories.quote(made[2], "We sank.", person=factories.person())
    settle(index)
    return made


def unseen_by_the_feed(change: object) -> None:
    """What was done is taken out of the feed, as if the index had failed to do it."""
    SearchChange.objects.all().delete()


def test_an_index_that_follows_agrees(index: Index, articles: list[Article]) -> None:
    assert "has what the database says" in run()
    CompanyTag.objects.filter(article=articles[3]).update(removed=True, origin="editor")
    assert "has what the database says" in run()


def test_each_kind_of_difference_is_named_and_put_right(index: Index, articles: list[Article]) -> None:
    gone = factories.article("Gone")
    index.refresh()
    gone_pk = gone.pk
    unseen_by_the_feed(gone.delete())
    late = factories.article("Late")
    unseen_by_the_feed(CompanyTag.objects.filter(article=articles[3]).delete())
    unseen_by_the_feed(Article.objects.filter(pk=articles[4].pk).update(title="Another"))
    expected = [
        Difference(articles[3].pk, Fault.DIFFERENT),
        Difference(articles[4].pk, Fault.DIFFERENT),
        Difference(gone_pk, Fault.EXTRA),
        Difference(late.pk, Fault.MISSING),
    ]
    assert check.check() == expected
    with pytest.raises(CommandError, match="4 differences"):
        run()
    said = run("--repair")
    assert f"Article {gone_pk} is in the index, but not in the database." in said
    assert "4 differences, put right." in said
    assert check.check() == []


def test_a_story_that_the_index_has_otherwise_is_named(index: Index, articles: list[Article]) -> None:
    unseen_by_the_feed(Article.objects.filter(pk=articles[1].pk).update(story=None))
    assert [it.article for it in check.check()] == [articles[0].pk, articles[1].pk]
    run("--repair")
    assert check.check() == []


def test_quotes_that_the_index_has_otherwise_are_named(index: Index, articles: list[Article]) -> None:
    lead, version = articles[0], articles[1]
    unseen_by_the_feed(factories.quote(version, "We rose.", person=factories.person("Ada Quill")))
    assert check.check() == [Difference(lead.pk, Fault.DIFFERENT), Difference(version.pk, Fault.DIFFERENT)]
    run("--repair")
    settle(index)
    folder = Store(index.folder).current()
    assert folder
    with Writer(folder) as writer:
        writer._quotes.delete_documents_by_query(Query.term_query(schema(), "story", lead.pk))
        writer.commit(writer.state)
    assert check.check() == [Difference(lead.pk, Fault.QUOTES)]
    assert f"Article {lead.pk} has other quotes in the index than in the database." in run("--repair")
    assert check.check() == []


def test_quotes_of_nobody_are_named(index: Index, articles: list[Article]) -> None:
    """They are taken away with the article that is no more."""
    gone = articles[2]
    gone_pk = gone.pk
    settle(index)
    unseen_by_the_feed(gone.delete())
    folder = Store(index.folder).current()
    assert folder
    with Writer(folder) as writer:
        writer._writer.delete_documents_by_query(Query.term_query(schema(), "id", gone_pk))
        writer.commit(writer.state)
    assert check.check() == [Difference(gone_pk, Fault.QUOTES)]
    run("--repair")
    assert check.check() == []


def test_an_entry_that_is_there_twice_is_named(index: Index, articles: list[Article]) -> None:
    folder = Store(index.folder).current()
    assert folder
    with Writer(folder) as writer:
        writer.add(entries([articles[2].pk]))
        writer.commit(writer.state)
    assert check.check() == [Difference(articles[2].pk, Fault.DIFFERENT)]
    run("--repair")
    assert check.check() == []


def test_a_name_is_no_part_of_it(index: Index, articles: list[Article]) -> None:
    Company.objects.update(kind="fund")
    catch_up()
    assert check.check() == []


def test_batches_make_no_difference(
    index: Index, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr("articles.search.feed.BATCH", 2)
    assert check.check(lambda done, total: seen.append((done, total))) == []
    assert seen == [(2, 5), (4, 5), (5, 5), (5, 5)]


def test_a_damaged_file_is_named(index: Index, articles: list[Article]) -> None:
    folder = Store(index.folder).current()
    assert folder
    path = next(folder.glob("*.fast"))
    path.write_bytes(path.read_bytes().replace(path.read_bytes()[:1], b"\xfe", 1))
    with pytest.raises(CommandError, match=f"{path.name} of the search index is damaged.*rebuild_index"):
        run()


def test_the_whole_index_can_be_wrong(index: Index, articles: list[Article]) -> None:
    folder = Store(index.folder).current()
    assert folder
    with Writer(folder) as writer:
        writer._writer.delete_documents_by_query(
            Query.range_query(schema(), "id", FieldType.Unsigned, 0, 2**60)
        )
        writer.commit(writer.state)
    assert len(check.check()) == 5
    run("--repair")
    assert check.check() == []

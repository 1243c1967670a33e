"""The triggers: whatever changes what the index holds of an article is noted, once a transaction."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import connection, transaction

from articles.models import Article, Company, CompanyTag, SearchChange, Source, Topic, TopicTag
from articles.models.search_change import EVERYTHING, NAMES, horizon
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


type Noted = Callable[[Callable[[], object]], list[int]]


@pytest.fixture
def noted() -> Noted:
    """The articles noted by a change, in order, each as often as it was noted."""

    def note(change: Callable[[], object]) -> list[int]:
        SearchChange.objects.all().delete()
        change()
        return sorted(SearchChange.objects.values_list("article_id", flat=True))

    return note


def test_an_article_is_noted_when_it_is_made_changed_and_deleted(noted: Noted) -> None:
    made = []
    assert len(noted(lambda: made.append(factories.article()))) == 1
    pk = made[0].pk
    assert noted(lambda: Article.objects.filter(pk=pk).update(title="Another")) == [pk]
    assert noted(lambda: Article.objects.filter(pk=pk).delete()) == [pk]


def test_tags_note_their_article(noted: Noted) -> None:
    article, company, topic = factories.article(), factories.company(), factories.topic()
    assert noted(lambda: CompanyTag.objects.create(article=article, company=company)) == [article.pk]
    assert noted(lambda: TopicTag.objects.create(article=article, topic=topic)) == [article.pk]
    assert noted(lambda: CompanyTag.objects.update(removed=True, origin="editor")) == [article.pk]
    assert noted(lambda: TopicTag.objects.all().delete()) == [article.pk]


def test_a_topic_that_moves_in_the_tree_notes_its_articles(noted: Noted) -> None:
    topic, parent = factories.topic("Robotics"), factories.topic("Machines")
    article = factories.article(topics=(topic,))
    factories.article(topics=(parent,))
    assert noted(lambda: Topic.objects.filter(pk=topic.pk).update(parent=parent)) == [article.pk]
    assert (
        noted(lambda: Topic.objects.filter(pk=topic.pk).update(iptc="medtop:00000000", parent=parent)) == []
    )


def test_many_rows_of_one_transaction_are_one_note_an_article(noted: Noted) -> None:
    articles = [factories.article() for _ in range(3)]
    companies = [factories.company(f"Company {it}") for it in range(4)]

    @transaction.atomic
    def tag() -> None:
        CompanyTag.objects.bulk_create(
            CompanyTag(article=article, company=company) for article in articles for company in companies
        )
        Article.objects.update(words=7)

    assert noted(tag) == [it.pk for it in articles]


def test_copy_is_noted(noted: Noted) -> None:
    article, company = factories.article(), factories.company()

    def copy() -> None:
        with (
            connection.cursor() as cursor,
            cursor.copy(
                "COPY articles_companytag"
                " (article_id, company_id, origin, removed, confidence, version, mentions, cited) FROM STDIN"
            ) as rows,
        ):
            rows.write_row((article.pk, company.pk, "machine", False, 1.0, "", 1, False))

    assert noted(copy) == [article.pk]


def test_a_merge_notes_the_articles_of_the_one_that_went(noted: Noted) -> None:
    winner, loser = factories.company("Vela"), factories.company("Vela Inc")
    article = factories.article(companies=(loser,))
    factories.article(companies=(winner,))
    assert noted(lambda: Company.objects.filter(pk=loser.pk).update(merged_into=winner)) == [article.pk]


def test_merging_a_source_notes_its_articles_and_another_name_the_names(noted: Noted) -> None:
    winner, loser = factories.source("The Ledger"), factories.source("Online")
    article = factories.article(source=loser)
    factories.article(source=winner)
    assert noted(lambda: Source.objects.filter(pk=loser.pk).update(merged_into=winner)) == [article.pk]
    assert noted(lambda: Source.objects.filter(pk=loser.pk).update(merged_into=winner)) == []
    assert noted(lambda: winner.aliases.create(name="Daily", key="daily")) == [NAMES]
    assert noted(lambda: winner.aliases.all().delete()) == [NAMES]


def test_a_new_name_notes_no_article_but_the_names(noted: Noted) -> None:
    company = factories.company("Vela")
    factories.article(companies=(company,))
    assert noted(lambda: Company.objects.filter(pk=company.pk).update(name="Vela Incorporated")) == [NAMES]
    assert noted(lambda: Company.objects.filter(pk=company.pk).update(name="Vela Incorporated")) == []


def test_a_new_kind_notes_the_articles_of_all_that_were_merged(noted: Noted) -> None:
    winner = factories.company("Vela")
    loser = factories.company("Vela Inc", merged_into=winner)
    articles = [factories.article(companies=(it,)) for it in (winner, loser)]
    assert noted(lambda: Company.objects.filter(pk=winner.pk).update(kind="media")) == [
        it.pk for it in articles
    ]


def test_emptying_a_table_notes_everything(noted: Noted) -> None:
    def empty() -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE articles_topictag")

    assert noted(empty) == [EVERYTHING]


def test_what_is_rolled_back_is_not_noted(noted: Noted) -> None:
    article = factories.article()

    def fail() -> None:
        with transaction.atomic():
            Article.objects.update(title="Another")
            transaction.set_rollback(True)

    assert noted(fail) == []
    assert Article.objects.get(pk=article.pk).title != "Another"


def test_listeners_hear_of_a_change_once_it_is_there(other: psycopg.Connection) -> None:
    other.execute("LISTEN search_change")
    other.commit()
    with transaction.atomic():
        factories.article()
        factories.article()
    assert [it.channel for it in other.notifies(timeout=10, stop_after=1)] == ["search_change"]
    assert list(other.notifies(timeout=0)) == []


def test_nothing_is_settled_before_an_older_transaction_ends(other: psycopg.Connection) -> None:
    older = other.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
    assert older
    article = factories.article()
    assert horizon() <= older[0]
    assert SearchChange.objects.filter(article_id=article.pk).exists()
    assert not SearchChange.objects.settled().filter(article_id=article.pk).exists()

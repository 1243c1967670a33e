import datetime as dt

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Company, CompanyTag, Mention, Money, Person, PersonTag, Quote, Role
from tests import factories

pytestmark = pytest.mark.django_db

BODY = "“We grow,” said Ana Petrov of Vela Robotics. It raised $5 million. <script>alert(1)</script>"


@pytest.fixture
def vela() -> Company:
    return factories.company("Vela Robotics")


@pytest.fixture
def ana() -> Person:
    return factories.person("Ana Petrov")


@pytest.fixture
def article(vela: Company, ana: Person) -> Article:
    made = factories.article(
        "Vela <i>grows</i>", BODY, companies=(vela,), people=(ana,), source=factories.source()
    )

    def place(words: str) -> dict[str, object]:
        start = made.text.index(words)
        return {"article": made, "start": start, "end": start + len(words), "version": "test"}

    Mention.objects.create(**place("Ana Petrov"), person=ana, confidence=1, basis="known")
    Mention.objects.create(**place("Vela Robotics"), company=vela, confidence=1, basis="known")
    Quote.objects.create(
        **place("We grow,"), text="We grow,", person=ana, speaker_kind="person", cue="said", confidence=1
    )
    Role.objects.create(**place("said Ana"), person=ana, company=vela, title="chief engineer", sentence="…")
    Money.objects.create(
        **place("$5 million"), text="$5 million", amount=5_000_000, currency="USD", kind="raised"
    )
    made.blocks = [*made.blocks[:-1], ["paragraph", *made.blocks[-1][1:]]]
    return made


def html_of(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def test_names_and_quotes_are_marked_and_linked(client: Client, article: Article) -> None:
    html = html_of(client, article)
    assert '<a class="name name--person" href="/people/ana-petrov/">Ana Petrov</a>' in html
    assert '<a class="name name--company" href="/companies/vela-robotics/">Vela Robotics</a>' in html
    assert '<span class="said">“We grow,”</span>' in html
    assert "(quote: Ana Petrov)" in html


def test_an_undated_article_says_when_it_seems_to_have_been_written(client: Client) -> None:
    first, last = dt.date(2023, 3, 1), dt.date(2023, 5, 31)
    html = html_of(client, factories.article("Vela grows", inferred_from=first, inferred_to=last))
    assert "Undated; from what the text says, between March and May 2023" in html
    assert "Undated</span>" in html_of(client, factories.article("Vela shrinks"))


def test_an_article_has_a_date_or_an_inferred_one() -> None:
    day = dt.date(2023, 3, 1)
    with pytest.raises(IntegrityError, match="article_date_is_not_inferred"):
        factories.article(published=day, inferred_from=day)


def test_a_sum_that_is_written_in_two_ways_stands_once(client: Client, article: Article) -> None:
    sum_ = {"article": article, "amount": 5_000_000, "currency": "USD", "kind": "raised", "version": "test"}
    Money.objects.create(**sum_, start=0, end=4, text="$5M")
    html = html_of(client, article)
    assert '<span class="number">$5M</span>' in html
    assert '<span class="number">$5 million</span>' not in html


def test_facts_stand_beside_the_text(client: Client, article: Article) -> None:
    html = html_of(client, article)
    for fact in (
        "chief engineer",
        "$5 million",
        "raised",
        article.origin.rpartition("/")[2],
        "The Ledger",
        "version test",
    ):
        assert fact in html


def test_only_editors_see_where_the_file_lies(
    client: Client, editor_client: Client, article: Article
) -> None:
    assert article.origin not in html_of(client, article)
    assert article.origin in html_of(editor_client, article)


def test_hostile_text_is_escaped(client: Client, article: Article) -> None:
    html = html_of(client, article)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Vela &lt;i&gt;grows" in html


def test_what_was_cut_is_kept_behind_a_fold(client: Client) -> None:
    article = factories.article(body="Read more here", blocks=[["title", 0, 18], ["boilerplate", 20, 34]])
    html = html_of(client, article)
    assert "Show what was cut" in html
    assert "<p>Read more here</p>" in html
    assert "no text besides its title" in html


def test_a_name_that_an_editor_took_away_is_not_highlighted(client: Client, article: Article) -> None:
    CompanyTag.objects.update(removed=True, origin="editor")
    html = html_of(client, article)
    assert "name--company" not in html
    assert "name--person" in html


def test_offsets_outside_the_text_are_left_out(client: Client, article: Article, vela: Company) -> None:
    Mention.objects.create(
        article=article, company=vela, start=5000, end=6000, version="test", confidence=1, basis="known"
    )
    assert html_of(client, article).count("name--company") == 1


def test_a_wrong_slug_leads_to_the_right_one(client: Client, article: Article) -> None:
    response = client.get(f"/articles/{article.pk}/wrong/")
    assert (response.status_code, response.headers["Location"]) == (301, article.get_absolute_url())


def test_an_unknown_article_is_not_found(client: Client) -> None:
    assert client.get("/articles/999999/any/").status_code == 404
    assert client.get("/articles/99999999999999999999999/any/").status_code == 404


def test_it_is_only_read(client: Client, article: Article) -> None:
    assert client.post(article.get_absolute_url()).status_code == 405


def test_readers_see_no_forms(client: Client, article: Article) -> None:
    html = html_of(client, article)
    assert "Add to this article" not in html
    assert "Remove Ana Petrov" not in html


def test_it_takes_six_queries_each_with_a_limit(
    client: Client, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        CompanyTag.objects.create(article=article, company=factories.company(f"Firm {number}"))
        PersonTag.objects.create(article=article, person=factories.person(f"Person {number}"))
    with django_assert_num_queries(6) as captured:
        html_of(client, article)
    assert all("LIMIT" in query["sql"] for query in captured.captured_queries)

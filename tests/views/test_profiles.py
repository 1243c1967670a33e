import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias, Company, Person, Role, Topic
from tests import factories
from tests.index import Index

QUERIES = 10


class World:
    """Three articles: Vela in all, Orin and Ana in two, robotics in one, one of them undated."""

    def __init__(self) -> None:
        self.vela, self.orin = factories.company("Vela Robotics"), factories.company("Orin Bank")
        self.ana = factories.person("Ana Petrov")
        self.topic = factories.topic("Robotics")
        self.old = factories.article(
            "Vela is founded", companies=(self.vela,), topics=(self.topic,), published=dt.date(2025, 3, 4)
        )
        self.new = factories.article(
            "Orin buys Vela",
            companies=(self.vela, self.orin),
            people=(self.ana,),
            published=dt.date(2026, 1, 9),
            source=factories.source(),
        )
        self.undated = factories.article("Vela, Orin", companies=(self.vela, self.orin), people=(self.ana,))
        factories.quote(self.new, "We will grow.", person=self.ana)
        Role.objects.create(
            article=self.new,
            person=self.ana,
            company=self.vela,
            title="chief executive",
            **_place("Ana runs Vela."),
        )


def _place(sentence: str) -> dict[str, object]:
    return {"start": 0, "end": 5, "version": "test", "sentence": sentence}


@pytest.fixture
def world(index: Index) -> World:
    made = World()
    index.refresh()
    return made


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def test_a_company_page_tells_what_was_written_who_spoke_and_what_was_said(
    client: Client, world: World
) -> None:
    Alias.objects.create(name="Vela Inc.", key="vela inc", company=world.vela)
    page = text(client, world.vela.get_absolute_url())
    for shown in (
        "Vela Inc.",
        '<span class="number">3</span> article',
        "Orin buys Vela",
        "chief executive",
        "as of 9 January 2026",
        "“We will grow.”",
        "March 2025: 1",
        "1 more without a date.",
        "?company=vela-robotics&from=2026-01-01&to=2026-01-31",
    ):
        assert shown in page


def test_a_page_says_that_nothing_is_dated(client: Client, index: Index) -> None:
    company = factories.company()
    factories.article(companies=(company,))
    index.refresh()
    assert "None of these articles has a date" in text(client, company.get_absolute_url())


def test_the_counts_of_a_page_are_what_their_links_list(client: Client, world: World) -> None:
    page = text(client, world.vela.get_absolute_url())
    related = re.findall(r'<a class="count" href="([^"]+)"[^>]*>(\d+)</a>', page)
    assert {url.partition("?")[2]: count for url, count in related} == {
        "company=vela-robotics&company=orin-bank": "2",
        "company=vela-robotics&person=ana-petrov": "2",
        "company=vela-robotics&topic=robotics": "1",
    }


def test_a_persons_page_tells_roles_quotes_and_articles(client: Client, world: World) -> None:
    page = text(client, world.ana.get_absolute_url())
    for shown in ("Ana Petrov", "chief executive", "“We will grow.”", "?speaker=ana-petrov", "Vela, Orin"):
        assert shown in page


def test_a_topics_page_tells_its_articles_and_companies(client: Client, world: World) -> None:
    page = text(client, world.topic.get_absolute_url())
    for shown in ("Vela is founded", "?topic=robotics&company=vela-robotics"):
        assert shown in page


def test_directories_list_names_with_counts(client: Client, world: World) -> None:
    assert re.search(
        r'Vela Robotics</a> </span> <a class="count" href="[^"]*company=vela-robotics"[^>]*>3',
        text(client, "/companies/"),
    )
    assert "Petrov" in text(client, "/people/?letter=P")
    assert "Nobody found" in text(client, "/people/?letter=Q")
    assert "No company found" in text(client, "/companies/?q=zzz")
    assert re.search(r'Robotics</a> <a class="count"[^>]*>1', text(client, "/topics/"))


def test_an_article_counts_under_the_topic_above_its_own(client: Client, index: Index) -> None:
    machines, crafts = factories.topic("Machines"), factories.topic("Crafts")
    robots, drones = (factories.topic(name, parent=machines) for name in ("Robots", "Drones"))
    for topics in ((robots,), (robots, drones), (machines, drones), (crafts,)):
        factories.article(topics=topics)
    index.refresh()
    page = text(client, "/topics/")
    counts = re.findall(r'topic=([a-z]+)" aria-label="(\d+) articles? about', page)
    assert counts == [("crafts", "1"), ("machines", "3"), ("drones", "2"), ("robots", "2")]
    assert text(client, "/?topic=machines").count('class="item__title"') == 3
    assert 'in <a href="/topics/machines/">Machines</a>' in text(client, "/topics/robots/")
    assert "?topic=robots&topic=machines" not in text(client, "/topics/robots/")


def test_a_topic_that_moves_takes_its_articles_along(client: Client, index: Index) -> None:
    robots, machines = factories.topic("Robots"), factories.topic("Machines")
    factories.article(topics=(robots,))
    index.refresh()
    assert "Machines" not in text(client, "/topics/")
    Topic.objects.filter(pk=robots.pk).update(parent=machines)
    index.refresh()
    assert "1 article about Machines" in text(client, "/topics/")


def test_quotes_are_listed_and_narrowed(client: Client, world: World) -> None:
    assert ">1</span> quote" in text(
        client, "/quotes/?speaker=Ana+Petrov&company=vela-robotics&from=2026-01-01"
    )
    assert "No quotes found" in text(client, "/quotes/?to=2025-01-01")
    assert "Nobody called “Zoë” is on record" in text(client, "/quotes/?speaker=Zoë", status=400)


def test_pages_answer_before_anything_is_imported(client: Client, index: Index) -> None:
    for url, words in {
        "/companies/": "No companies yet",
        "/people/": "Nobody yet",
        "/topics/": "No topics yet",
        "/quotes/": "No quotes yet",
    }.items():
        assert words in text(client, url)


def test_a_name_nobody_bears_is_not_found(client: Client, index: Index) -> None:
    for url in ("/companies/none/", "/people/none/", "/topics/none/"):
        assert client.get(url).status_code == 404


def test_pages_are_for_reading(client: Client, index: Index) -> None:
    for url in (
        "/companies/",
        "/companies/x/",
        "/people/",
        "/people/x/",
        "/topics/",
        "/topics/x/",
        "/quotes/",
    ):
        assert client.post(url).status_code == 405


def test_a_company_page_shows_its_ticker_and_leads_to_its_home_page(client: Client, world: World) -> None:
    company = factories.company("Tarn Capital", ticker="NYSE:TARN", domain="tarn.example")
    html = client.get(company.get_absolute_url()).content.decode()
    assert "<span>NYSE:TARN</span>" in html
    assert '<a href="https://tarn.example/" rel="noopener nofollow">tarn.example</a>' in html
    assert "quiet facts" not in client.get(world.vela.get_absolute_url()).content.decode()


def test_a_merged_company_leads_to_its_winner(client: Client, world: World) -> None:
    factories.company("Vela", merged_into=world.vela)
    factories.person("A. Petrov", merged_into=world.ana)
    assert client.get("/companies/vela/").headers["Location"] == "/companies/vela-robotics/"
    assert client.get("/people/a-petrov/").headers["Location"] == "/people/ana-petrov/"


def test_hostile_names_and_words_are_escaped(client: Client, index: Index) -> None:
    bad = "<script>alert(1)</script>"
    company = factories.company(bad, slug="bad")
    article = factories.article(bad, bad, companies=(company,))
    factories.quote(article, bad, company=company)
    index.refresh()
    for url in ("/companies/", "/companies/bad/", "/quotes/"):
        assert "<script>alert" not in client.get(url).content.decode()


def test_without_an_index_the_page_says_so(client: Client, world: World, index: Index) -> None:
    for generation in index.folder.iterdir():
        generation.rename(index.folder.parent / generation.name)
    assert "Search is not ready" in text(client, world.vela.get_absolute_url(), status=503)


@pytest.mark.parametrize("model", [Company, Person, Topic])
def test_a_page_takes_at_most_ten_queries_however_much_there_is(
    model: type[Company | Person | Topic],
    client: Client,
    index: Index,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    companies = tuple(factories.company(f"Firm {n}") for n in range(15))
    people = tuple(factories.person(f"Ann Bell{n}") for n in range(15))
    topics = tuple(factories.topic(f"Theme {n}") for n in range(5))
    for n in range(12):
        article = factories.article(f"Article {n}", companies=companies, people=people, topics=topics)
        factories.quote(article, "Yes", person=people[n])
        Role.objects.create(
            article=article, person=people[n], company=companies[0], title="chair", **_place("So.")
        )
    index.refresh()
    with django_assert_max_num_queries(QUERIES) as queries:
        assert client.get(model.objects.earliest("pk").get_absolute_url()).status_code == 200
    assert all("LIMIT" in query["sql"] for query in queries.captured_queries)
    assert not any('"articles_article"."text"' in query["sql"] for query in queries.captured_queries)

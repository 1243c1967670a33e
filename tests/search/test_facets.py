"""What a facet shows is what a click lists, for any criteria."""

import datetime as dt
import random
from itertools import pairwise

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.search.chips import chips, period, sorts
from articles.search.criteria import PAGE_SIZE
from articles.search.facets import Facet, facets, period_link
from articles.search.filters import Asked, ask
from articles.search.results import Results, browse
from tests import factories
from tests.index import Index

WORDS = ("solar", "plant", "reactor", "quiet", "opened", "roof")


def asked_at(url: str) -> Asked:
    asked = ask(QueryDict(url.partition("?")[2]))
    assert asked.errors == {}
    return asked


def at(url: str) -> Results:
    return browse(asked_at(url).criteria)


def facet(name: str, asked: Asked) -> Facet:
    return next(it for it in facets(asked, browse(asked.criteria).answer) if it.name == name)


def test_topics_stand_below_the_one_that_holds_them(index: Index) -> None:
    machines, crafts = factories.topic("Machines"), factories.topic("Crafts")
    robots, drones = (factories.topic(it, parent=machines) for it in ("Robots", "Drones"))
    for topics in ((robots,), (robots, drones), (crafts,), (crafts,), (crafts, robots), (crafts,)):
        factories.article(topics=topics)
    index.refresh()
    shown = [(it.label, it.count, it.below) for it in facet("topic", asked_at("/")).options]
    assert shown == [("Crafts", 4, False), ("Machines", 3, False), ("Robots", 3, True), ("Drones", 1, True)]
    inside = [
        (it.label, it.selected, it.below) for it in facet("topic", asked_at("/?topic=machines")).options
    ]
    assert inside[:2] == [("Machines", True, False), ("Robots", False, False)]


@pytest.fixture
def corpus(index: Index) -> random.Random:
    """Sixty articles with tags drawn by lot, always the same."""
    lots = random.Random(20250624)  # noqa: S311 - no secret
    vela = factories.company("Company 0")
    companies = [
        *(factories.company(f"Company {it}", kind="media" if it == 3 else "company") for it in range(6)),
        factories.company("Company of old", merged_into=vela),
    ]
    people = [factories.person(f"Person {it}") for it in range(5)]
    above = factories.topic("Topic 0")
    topics = [above, *(factories.topic(f"Topic {it}", parent=above if it < 3 else None) for it in (1, 2, 3))]
    sources = [None, *(factories.source(f"Source {it}") for it in range(3))]
    days = [None, *(dt.date(2023, 11, 28) + dt.timedelta(it) for it in range(500))]
    for _ in range(60):
        factories.article(
            title=" ".join(lots.choices(WORDS, k=3)),
            body=" ".join(lots.choices(WORDS, k=6)),
            companies=tuple(lots.sample(companies, lots.randint(0, 4))),
            people=tuple(lots.sample(people, lots.randint(0, 3))),
            topics=tuple(lots.sample(topics, lots.randint(0, 2))),
            source=lots.choice(sources),
            published=lots.choice(days),
        )
    for article in lots.sample(list(Article.objects.all()), 20):
        factories.quote(article, "We sank.")
        article.company_tags.update(cited=True)
    index.refresh()
    return lots


def wander(lots: random.Random, steps: int) -> list[str]:
    """Addresses that a reader comes by, who types and clicks at random."""
    urls = ["/"]
    for _ in range(steps):
        asked = asked_at(urls[-1])
        shown = facets(asked, browse(asked.criteria).answer)
        clicks = [url for facet in shown for it in facet.options for url in (it.url, it.without) if url]
        clicks += [it.url for facet in shown for it in facet.ways]
        typed = asked.address.replaced([("q", lots.choice([*WORDS, "solar -roof", '"solar plant"']))]).url
        urls.append(lots.choice([*clicks, typed, "/"]) if clicks else "/")
    return urls


def test_each_count_is_what_a_click_lists(corpus: random.Random) -> None:
    clicked = 0
    for url in wander(corpus, 60):
        asked = asked_at(url)
        answer = browse(asked.criteria).answer
        for shown in facets(asked, answer):
            for option in shown.options:
                if option.selected:
                    assert option.count == answer.total
                elif not option.left_out:
                    assert at(option.url).total == option.count, (url, option)
                clicked += not option.selected
        for first, count in answer.months.items():
            last = (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
            assert at(period_link(asked)(first, last)).total == count
    assert clicked > 500


def test_the_pages_together_are_the_result_of_any_search(corpus: random.Random) -> None:
    for url in wander(corpus, 10):
        asked = asked_at(url)
        total = browse(asked.criteria).total
        seen = [
            hit.article.pk
            for page in range(1, total // PAGE_SIZE + 2)
            for hit in browse(
                ask(QueryDict(f"{asked.address.url.partition('?')[2]}&page={page}")).criteria
            ).hits
        ]
        assert len(seen) == len(set(seen)) == total


def test_the_index_agrees_with_the_database(corpus: random.Random) -> None:
    asked = asked_at("/?source=source-1&from=2024-01-01")
    expected = Article.objects.filter(source__slug="source-1", published__gte=dt.date(2024, 1, 1))
    results = browse(asked.criteria)
    assert results.total == expected.count()
    days = [it.article.published for it in results.hits]
    assert all(first and second and first >= second for first, second in pairwise(days))


def test_a_value_that_is_set_is_taken_away_by_its_link(index: Index) -> None:
    for name in ("Vela", "Brand"):
        factories.company(name)
    factories.article(companies=(factories.company("Vela"), factories.company("Brand")))
    index.refresh()
    options = facet("company", asked_at("/?q=plant&company=vela")).options
    assert [(it.label, it.selected, it.count, it.url) for it in options] == [
        ("Vela", True, 1, "/?q=plant"),
        ("Brand", False, 1, "/?q=plant&company=vela&company=brand"),
    ]
    assert [it.without for it in options] == ["", "/?q=plant&company=vela&company_not=brand"]


def test_a_value_that_is_left_out_is_let_in_by_its_link(index: Index) -> None:
    for name in ("Vela", "Brand"):
        factories.article(companies=(factories.company(name),))
    factories.article()
    index.refresh()
    options = facet("company", asked_at("/?company_not=vela")).options
    assert [(it.label, it.left_out, it.url) for it in options] == [
        ("Vela", True, "/"),
        ("Brand", False, "/?company_not=vela&company=brand"),
        ("No company", False, "/?company_not=vela&company=-"),
    ]


def test_any_of_several_widens_the_result(index: Index) -> None:
    vela, brand, orin = (factories.company(it) for it in ("Vela", "Brand", "Orin"))
    for companies in ((vela,), (vela, brand), (brand, orin), (orin,), ()):
        factories.article(companies=companies)
    index.refresh()
    shown = facet("company", asked_at("/?company=vela&company_any=yes"))
    assert [(it.label, it.count) for it in shown.options] == [
        ("Vela", 2),
        ("Orin", 4),
        ("Brand", 3),
        ("No company", 3),
    ]
    assert [(it.label, it.selected, it.url) for it in shown.ways] == [
        ("all of these", False, "/?company=vela"),
        ("any of these", True, "/?company=vela&company_any=yes"),
    ]


def test_nothing_of_a_facet_is_a_value(index: Index) -> None:
    factories.article(companies=(factories.company("Vela"),))
    factories.quote(factories.article(), "We sank.")
    index.refresh()
    asked = asked_at("/?company=-&quotes=yes&dated=no")
    assert [(it.label, it.selected) for it in facet("company", asked).options] == [("No company", True)]
    assert [(it.label, it.url) for it in facet("quotes", asked).options] == [
        ("With quotes", "/?company=-&dated=no")
    ]
    assert [(it.label, it.url) for it in facet("year", asked).options] == [
        ("Without a date", "/?company=-&quotes=yes")
    ]
    assert [(it.label, it.url) for it in chips(asked)] == [
        ("No company", "/?quotes=yes&dated=no"),
        ("With quotes", "/?company=-&dated=no"),
        ("Without a date", "/?company=-&quotes=yes"),
    ]


def test_a_year_replaces_another_and_a_source_joins_it(index: Index) -> None:
    for year, source in ((2024, "Ledger"), (2025, "Courier")):
        factories.article(published=dt.date(year, 6, 24), source=factories.source(source))
    index.refresh()
    years = facet("year", asked_at("/?from=2025-01-01&to=2025-12-31")).options
    assert [(it.label, it.selected, it.url) for it in years] == [
        ("2025", True, "/"),
        ("2024", False, "/?from=2024-01-01&to=2024-12-31"),
    ]
    sources = facet("source", asked_at("/?source=courier")).options
    assert [(it.label, it.selected, it.url) for it in sources] == [
        ("Courier", True, "/"),
        ("Ledger", False, "/?source=courier&source=ledger"),
    ]


def test_names_come_in_one_query(
    corpus: random.Random, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked = asked_at("/")
    with django_assert_num_queries(1):
        answer = browse(asked.criteria).answer
    with django_assert_num_queries(1):
        assert len(facets(asked, answer)) == 8
    with django_assert_num_queries(0):
        facets(asked, answer)


def test_chips_name_what_is_set_and_lead_to_the_search_without_it(index: Index) -> None:
    factories.company("Vela")
    asked = asked_at("/?q=solar&company=vela&from=2025-01-01&to=2025-12-31&sort=oldest")
    assert [(it.name, it.label, it.url) for it in chips(asked)] == [
        ("q", "“solar”", "/?company=vela&from=2025-01-01&to=2025-12-31"),
        ("company", "Vela", "/?q=solar&from=2025-01-01&to=2025-12-31&sort=oldest"),
        ("date", "2025", "/?q=solar&company=vela&sort=oldest"),
    ]


def test_orders_keep_the_search(index: Index) -> None:
    assert [(it.label, it.selected, it.url) for it in sorts(asked_at("/?q=solar"))] == [
        ("Most relevant", True, "/?q=solar"),
        ("Newest first", False, "/?q=solar&sort=newest"),
        ("Oldest first", False, "/?q=solar&sort=oldest"),
    ]
    assert [it.label for it in sorts(asked_at("/"))] == ["Newest first", "Oldest first"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), "2025"),
        (dt.date(2025, 6, 24), dt.date(2025, 6, 24), "24 June 2025"),
        (dt.date(2025, 6, 1), dt.date(2025, 6, 30), "1 June 2025 to 30 June 2025"),
        (dt.date(2025, 6, 1), None, "Since 1 June 2025"),
        (None, dt.date(2025, 6, 1), "Until 1 June 2025"),
    ],
)
def test_periods_are_in_words(first: dt.date | None, last: dt.date | None, words: str) -> None:
    assert period(first, last) == words


def test_a_row_that_has_gone_is_left_out(index: Index) -> None:
    kept, gone = factories.article(), factories.article()
    index.refresh()
    gone.delete()
    assert [it.article.pk for it in at("/").hits] == [kept.pk]

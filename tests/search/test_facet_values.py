"""All values of a facet, in the result of any search."""

import random

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias
from articles.search.criteria import Criteria
from articles.search.facet_fields import VALUED
from articles.search.facet_values import FacetValues, Order, facet_values
from articles.search.filters import ask
from articles.search.results import browse
from tests import factories
from tests.index import Index


def values(
    query: str = "", facet: str = "company", find: str = "", order: Order = Order.COUNT
) -> FacetValues:
    return facet_values(ask(QueryDict(query)), facet, find, order)


def shown(found: FacetValues) -> list[tuple[str, int]]:
    return [(it.label, it.count) for it in found.options]


@pytest.fixture
def archive(index: Index) -> Index:
    """150 companies, the first in 150 articles, the last in one; every third article is about ferries."""
    companies = [factories.company(f"Firm {number:03}") for number in range(150)]
    for number in range(1, 151):
        title = "Ferries" if number % 3 == 0 else "Trams"
        factories.article(title, companies=tuple(companies[:number]))
    Alias.objects.create(name="Zündwerk", key="zundwerk", company=companies[99])
    index.refresh()
    return index


def test_all_values_have_a_page_each_with_its_count(archive: Index) -> None:
    pages = [values(f"q=ferries&page={number}") for number in (1, 2, 3)]
    listed = [line for it in pages for line in shown(it)]
    assert listed == [(f"Firm {number:03}", 50 - number // 3) for number in range(150)]
    assert [it.found for it in pages] == [150] * 3
    for option in pages[2].options[:5]:
        assert browse(ask(QueryDict(option.url[2:])).criteria).total == option.count


def test_a_page_beyond_the_last_is_the_last(archive: Index) -> None:
    assert values("page=99").page.number == 3


def test_names_and_aliases_are_looked_for_among_all(archive: Index) -> None:
    assert shown(values(find="FIRM 14")) == [(f"Firm 14{number}", 10 - number) for number in range(10)]
    assert shown(values(find="zünd")) == [("Firm 099", 51)]
    assert shown(values(find="nobody")) == []


def test_values_come_by_name_too(archive: Index) -> None:
    factories.article(companies=(factories.company("Äther"),))
    archive.refresh()
    assert [it.label for it in values(order=Order.NAME).options[:2]] == ["Firm 000", "Firm 001"]
    assert [it.label for it in values("page=3", order=Order.NAME).options[-1:]] == ["Äther"]


def test_what_is_chosen_comes_first_and_none_last(archive: Index) -> None:
    factories.article("Nobody")
    archive.refresh()
    page = values("company_not=firm-149")
    assert page.options[0].left_out
    assert page.options[-1].label == "No company"
    assert values("company=firm-149").options[0].selected


def test_any_of_several_counts_what_a_click_lists(archive: Index) -> None:
    page = values("company=firm-148&company_any=yes", find="firm 10")
    assert {it.count for it in page.options} == {150 - 100 - at for at in range(10)}
    for option in page.options:
        assert browse(ask(QueryDict(option.url[2:])).criteria).total == option.count


def test_every_facet_has_its_page(index: Index) -> None:
    lots = random.Random(7)  # noqa: S311 - no secret
    names = ["Ledger", "Courier", "Herald"]
    for _ in range(12):
        company = factories.company(lots.choice(names), kind="media")
        made = factories.article(
            companies=(company,),
            people=(factories.person(f"Person {lots.randint(0, 3)}"),),
            topics=(factories.topic(lots.choice(["Chips", "Drones"])),),
            source=factories.source(lots.choice(names)),
        )
        made.company_tags.update(cited=lots.random() < 0.5)
    index.refresh()
    for facet in VALUED:
        for order in Order:
            page = values("", facet, order=order)
            total = index.engine.search(Criteria()).facets[facet]
            listed = [it.count for it in page.options if it.value != "-"]
            assert sorted(listed, reverse=True) == [count for _, count in total]
            assert page.found == len(total)
            for option in page.options:
                assert browse(ask(QueryDict(option.url[2:])).criteria).total == option.count
    assert shown(values("", "kind", find="medi")) == [("Media", 12)]
    assert [label for label, _ in shown(values("", "source", find="OURI"))] == ["Courier"]


def test_any_number_of_values_takes_two_queries(
    archive: Index, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        values(find="firm", order=Order.NAME)

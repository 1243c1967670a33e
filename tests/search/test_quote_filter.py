"""Quotes are found by their words, by who says them and for whom, by what their articles are about, and by date."""

import datetime as dt

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias, Article, Role
from articles.search.criteria import PAGE_SIZE, Sort
from articles.search.quote_filter import ask_quotes
from articles.search.quote_results import QuoteResults, find_quotes
from tests import factories
from tests.index import Index

ROLE = {
    "sentence": "Ana Petrov runs Vela",
    "title": "chief executive",
    "start": 0,
    "end": 5,
    "version": "test",
}


def results(query: str) -> QuoteResults:
    asked = ask_quotes(QueryDict(query))
    assert asked.form.errors == {}
    return find_quotes(asked)


def found(query: str) -> list[str]:
    return [it.quote.text for it in results(query).hits]


@pytest.fixture
def archive(index: Index) -> Index:
    """Ana of Vela speaks twice, Sam who has left it and Vela itself once; a fragment, and what nobody is named for."""
    ana, sam = factories.person("Ana Petrov"), factories.person("Sam Zeller")
    vela, orin = factories.company("Vela Robotics"), factories.company("Orin Bank")
    old = factories.article("Founded", published=dt.date(2025, 3, 4), source=factories.source("Ledger"))
    new = factories.article(
        "Sold", companies=(orin,), published=dt.date(2026, 3, 4), source=factories.source("Courier")
    )
    factories.quote(old, "We build solar plants", person=ana)
    factories.quote(new, "We sell the plant", person=ana)
    factories.quote(new, "They lose", person=sam)
    factories.quote(new, "No comment,", company=vela)
    factories.quote(new, "a solar fragment", person=sam, partial=True)
    factories.quote(old, "It was <b>dark</b>")
    Role.objects.create(article=new, person=ana, company=vela, **ROLE)
    Role.objects.create(article=new, person=sam, company=vela, past=True, **ROLE)
    index.refresh()
    return index


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "",
            {"We build solar plants", "We sell the plant", "They lose", "No comment,", "It was <b>dark</b>"},
        ),
        ("q=plant", {"We build solar plants", "We sell the plant"}),
        ("q=plant+-solar", {"We sell the plant"}),
        ("q=%22solar+plants%22+OR+lose", {"We build solar plants", "They lose"}),
        ("q=title:sold+we", {"We sell the plant"}),
        ("q=speaker:petrov+after:2026", {"We sell the plant"}),
        ("q=founded", set()),
        ("speaker=ana-petrov", {"We build solar plants", "We sell the plant"}),
        ("speaker=A.+Petrov&q=sell", {"We sell the plant"}),
        ("company=vela-robotics", {"We sell the plant", "No comment,"}),
        ("about=orin-bank", {"We sell the plant", "They lose", "No comment,"}),
        ("source=ledger", {"We build solar plants", "It was <b>dark</b>"}),
        ("from=2025-01-01&to=2025-12-31", {"We build solar plants", "It was <b>dark</b>"}),
        ("speaker=sam-zeller&about=orin-bank&source=courier&q=lose", {"They lose"}),
    ],
)
def test_quotes_are_found(archive: Index, query: str, expected: set[str]) -> None:
    Alias.objects.create(name="A. Petrov", key="a petrov", person=factories.person("Ana Petrov"))
    assert set(found(query)) == expected
    assert results(query).total == len(expected)


def test_they_come_newest_first_or_by_relevance(archive: Index) -> None:
    assert found("q=plant&sort=newest") == ["We sell the plant", "We build solar plants"]
    assert found("q=plant&sort=oldest") == ["We build solar plants", "We sell the plant"]
    assert ask_quotes(QueryDict("q=plant")).sort is Sort.RELEVANCE
    assert ask_quotes(QueryDict("sort=relevance")).sort is Sort.NEWEST


def test_matches_are_marked(archive: Index) -> None:
    (hit,) = results("q=solar").hits
    assert [(it.text, it.match) for it in hit.words] == [
        ("We build ", False),
        ("solar", True),
        (" plants", False),
    ]


def test_each_count_is_what_a_click_lists(archive: Index) -> None:
    clicked = 0
    for query in (
        "",
        "q=plant",
        "company=vela-robotics",
        "about=orin-bank&from=2026-01-01",
        "speaker=ana-petrov",
    ):
        shown = results(query)
        for facet in shown.facets:
            for option in facet.options:
                listed = results(option.url.partition("?")[2]).total
                assert option.selected or listed == option.count, (query, option)
                clicked += 1
        for bar in shown.timeline.bars if shown.timeline else ():
            assert not bar.count or results(bar.url.partition("?")[2]).total == bar.count
    assert clicked > 15


def test_the_words_of_several_versions_are_one_quote(index: Index) -> None:
    lead = factories.article("Told first", published=dt.date(2025, 3, 4))
    copy = factories.article("Told again", published=dt.date(2025, 3, 5), story=lead)
    for article, words in ((lead, "We sank"), (copy, "We sank"), (copy, "Nobody drowned")):
        factories.quote(article, words)
    index.refresh()
    assert found("sort=oldest") == ["We sank", "Nobody drowned"]
    Article.objects.filter(pk=copy.pk).update(story=None)
    index.refresh()
    assert sorted(found("")) == ["Nobody drowned", "We sank", "We sank"]


def test_a_role_that_comes_later_counts(archive: Index) -> None:
    old = Article.objects.get(title="Founded")
    Role.objects.create(
        article=old, person=factories.person("Ana Petrov"), company=factories.company("Orin Bank"), **ROLE
    )
    archive.refresh()
    assert found("company=orin-bank") == ["We build solar plants"]


def test_the_pages_together_are_the_result_in_few_queries(
    index: Index, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    article = factories.article(published=dt.date(2025, 3, 4))
    for at in range(2 * PAGE_SIZE + 3):
        factories.quote(article, f"Number {at}", person=factories.person(f"Person {at % 5}"))
    index.refresh()
    with django_assert_max_num_queries(2):
        listed = [found(f"page={page}") for page in (1,)]
    listed += [found(f"page={page}") for page in (2, 3)]
    assert sorted(it for page in listed for it in page) == sorted(
        f"Number {at}" for at in range(2 * PAGE_SIZE + 3)
    )


@pytest.mark.django_db
def test_unknown_names_and_bad_values_are_pointed_out() -> None:
    errors = ask_quotes(
        QueryDict("speaker=Nobody&company=None&about=x&source=y&from=soon&sort=best")
    ).form.errors
    assert list(errors) == ["speaker", "company", "about", "source", "sort", "from"]
    assert "“Nobody”" in errors["speaker"][0]


NAMES = st.sampled_from(["q", "speaker", "company", "about", "source", "from", "to", "sort", "page", "x"])


class AnyQueryString(PropertyTestCase):
    @settings(max_examples=100)
    @given(
        st.lists(
            st.tuples(
                NAMES, st.text(max_size=30) | st.sampled_from(["\0", "newest", "2025-01-01", "9" * 20])
            ),
            max_size=8,
        )
    )
    def test_can_be_read(self, pairs: list[tuple[str, str]]) -> None:
        query = QueryDict(mutable=True)
        for name, value in pairs:
            query.appendlist(name, value)
        asked = ask_quotes(query)
        assert asked.page >= 1
        again = ask_quotes(QueryDict(asked.url().partition("?")[2]))
        assert (again.form.errors, again.url()) == ({}, asked.url())

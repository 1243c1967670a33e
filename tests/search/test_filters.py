import datetime as dt

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Source
from articles.search.criteria import NONE, Choice, Criteria, Sort
from articles.search.facet_fields import FACETS, KINDS
from articles.search.filters import MAX_VALUES, ask
from articles.search.understanding import understand
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_query_string_becomes_criteria() -> None:
    vela, brand, ana = factories.company("Vela"), factories.company("Brand"), factories.person()
    topic, source = factories.topic(), factories.source()
    asked = ask(
        QueryDict(
            "q=solar+plant&company=vela&company=-&company_not=brand&company_any=yes&person=ana-petrov"
            "&topic_not=robotics&topic_not=-&source=the-ledger&kind=public-body&outlet=brand&quotes=yes&dated=no"
            "&from=2025-01-01&to=2025-12-31&sort=oldest&page=3"
        )
    )
    assert asked.errors == {}
    assert asked.criteria == Criteria(
        words=understand("solar plant").node,
        choices={
            "company": Choice((vela.pk, NONE), (brand.pk,), any=True),
            "person": Choice((ana.pk,)),
            "topic": Choice((), (topic.pk, NONE)),
            "source": Choice((source.pk,), any=True),
            "kind": Choice((KINDS["public body"],)),
            "outlet": Choice((brand.pk,)),
            "quotes": Choice(without=(NONE,)),
            "dated": Choice((NONE,)),
        },
        date_from=dt.date(2025, 1, 1),
        date_to=dt.date(2025, 12, 31),
        sort=Sort.OLDEST,
        page=3,
    )


def test_the_address_says_the_same_again() -> None:
    for name in ("Vela", "Brand"):
        factories.company(name)
    asked = ask(
        QueryDict(
            "q=a%26b&company=vela&company=brand&company_any=yes&topic=-&source_not=-&quotes=no&from=2025-01-01"
            "&sort=newest&page=3&x=y"
        )
    )
    url = asked.address.url
    assert url == (
        "/?q=a%26b&company=vela&company=brand&company_any=yes&topic=-&source_not=-&quotes=no&from=2025-01-01&sort=newest"
    )
    assert ask(QueryDict(url.partition("?")[2])).address.url == url


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("", Sort.NEWEST),
        ("q=plant", Sort.RELEVANCE),
        ("q=plant&sort=newest", Sort.NEWEST),
        ("sort=relevance", Sort.NEWEST),
        ("q=plant&sort=best", Sort.RELEVANCE),
    ],
)
def test_relevance_is_for_words(query: str, sort: Sort) -> None:
    assert ask(QueryDict(query)).sort is sort


def test_a_merged_source_leads_to_the_one_it_became() -> None:
    ledger = factories.source("The Ledger")
    Source.objects.filter(pk=factories.source("Online").pk).update(merged_into=ledger)
    asked = ask(QueryDict("source=online"))
    assert asked.criteria.choices["source"].values == (ledger.pk,)
    assert asked.address.url == "/?source=the-ledger"


def test_a_merged_company_leads_to_the_one_it_became() -> None:
    vela = factories.company("Vela")
    factories.company("Vela Inc", merged_into=vela)
    asked = ask(QueryDict("company=vela-inc&company=vela"))
    assert asked.criteria == Criteria.of("company", vela.pk)
    assert asked.address.url == "/?company=vela"


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        (
            "company=nobody",
            "company",
            "There is no company “nobody” in the archive. Choose one from the list.",
        ),
        ("person=a%00b", "person", "There is no person “a b” in the archive. Choose one from the list."),
        ("source=" + "x" * 300, "source", "There is no source"),
        ("topic=é", "topic", "There is no topic “é”"),
        ("from=2025-02-30", "from", "Write the date as year-month-day, such as 2025-06-24."),
        ("to=soon", "to", "Write the date as year-month-day, such as 2025-06-24."),
        ("from=2025-02-01&to=2025-01-01", "to", "The last day lies before the first. Exchange the two."),
        ("kind=firm", "kind", "There is no kind of organisation “firm” in the archive."),
        ("quotes=many", "quotes", "Write yes or no, or leave it out."),
        ("company_any=no", "company_any", "Write yes, or leave it out."),
        ("sort=best", "sort", "Sort by relevance, newest or oldest."),
        ("page=two", "page", "The page is a number."),
        ("page=0", "page", "Pages are counted from 1."),
        ("page=" + "9" * 5000, "page", "The page is a number."),
        (
            "company=" + "&company=".join(map(str, range(MAX_VALUES + 1))),
            "company",
            "Choose at most 10 values",
        ),
    ],
)
def test_what_is_wrong_is_said_and_left_out(query: str, name: str, message: str) -> None:
    asked = ask(QueryDict(query))
    assert list(asked.errors) == [name]
    assert asked.errors[name][0].startswith(message)
    asked.address.url.encode()


def test_a_very_long_question_is_cut_and_says_so() -> None:
    asked = ask(QueryDict("q=" + "plant+" * 200))
    assert len(asked.q) <= 500
    assert asked.notes == ("Only the first 500 characters were searched for.",)


def test_a_question_without_a_word_says_so() -> None:
    assert ask(QueryDict("q=%3F%3F")).notes == ("There is no word to search for in “??”.",)


NAMES = st.sampled_from(
    [
        "q",
        *FACETS,
        *(f"{it}_not" for it in FACETS),
        *(f"{it}_any" for it in FACETS),
        "from",
        "to",
        "sort",
        "page",
        "x",
    ]
)
VALUES = st.one_of(
    st.text(alphabet=st.characters(), max_size=30),
    st.integers().map(str),
    st.dates().map(str),
    st.sampled_from(
        [
            "\0",
            "\ud800",
            "vela",
            "vela-robotics",
            "-1",
            "-",
            "yes",
            "no",
            "fund",
            "0001-01-01",
            "9999-12-31",
            '"',
            "'--",
        ]
    ),
)


class AnyQueryString(TestCase):
    @settings(max_examples=200)
    @given(st.lists(st.tuples(NAMES, VALUES), max_size=12))
    def test_can_be_read(self, pairs: list[tuple[str, str]]) -> None:
        query = QueryDict(mutable=True)
        for name, value in pairs:
            query.appendlist(name, value)
        asked = ask(query)
        assert asked.page >= 1
        again = ask(QueryDict(asked.address.url.partition("?")[2]))
        assert again.errors == {}
        assert again.address == asked.address

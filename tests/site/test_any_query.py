"""Whatever stands in an address, the site has an answer."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.models import Article, Company, Person, Topic
from tests.sample import Sample
from tests.site.html import parse, parse_feed

LISTS = [
    "/",
    "/feeds/articles/",
    "/facets/company/",
    "/facets/source/",
    "/facets/kind/",
    "/companies/",
    "/people/",
    "/topics/",
    "/quotes/",
]
NAMES = [
    "q", "company", "person", "topic", "source", "from", "to", "sort", "page", "letter", "kind", "speaker", "next", "x",
    "company_not", "topic_any", "outlet", "quotes", "dated", "find", "order",
]  # fmt: skip
ANSWERS = {200, 400, 404}
LONG = 10_000  # characters

pytestmark = pytest.mark.xdist_group("sample")

hostile = st.sampled_from(
    [
        "", "0", "-1", "9" * 30, "1e9", "٣", "²", "1" * LONG, "x" * LONG, "(" * LONG, '"', "-", "AND OR NOT", "\\", "a:b",
        "%", "*", "0000-00-00", "9999-12-31", "0001-01-01", "2025-02-30", "2025-06-24", "\0", "a\0b", "\ud800", "\u202e",
        "'; DROP TABLE articles_article; --", "<script>", "{{ x }}", "A", "0-9", "company", "newest", "relevance", "2", "yes", "name",
        "the-brass-plate", "ferry", "Ferry", "\r\nX: y",
    ]
)  # fmt: skip
values = st.one_of(
    hostile, st.text(max_size=40), st.integers().map(str), st.dates().map(str), st.binary(max_size=20)
)
pairs = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=6)
junk = st.text(st.characters(max_codepoint=255), max_size=60)

some = settings(max_examples=80)


def encoded(query: list[tuple[str, str | bytes]]) -> str:
    """As a browser might send it, but for what no browser would: bytes that are no UTF-8, halves of characters."""
    as_bytes = [
        (name, it if isinstance(it, bytes) else it.encode(errors="surrogatepass")) for name, it in query
    ]
    return "&".join(f"{name}={quote_from_bytes(it)}" for name, it in as_bytes)


@some
@given(path=st.sampled_from(LISTS), query=pairs)
@example(path="/", query=[("page", "2"), ("q", "the")])
@example(path="/quotes/", query=[("page", "9" * 30), ("speaker", "\0")])
def test_any_parameters_of_a_list_are_answered(
    sample: Sample, client: Client, path: str, query: list[tuple[str, str | bytes]]
) -> None:
    answered(client, path, encoded(query))


@some
@given(path=st.sampled_from(LISTS), query=junk)
def test_any_query_string_is_answered(sample: Sample, client: Client, path: str, query: str) -> None:
    answered(client, path, query)


@settings(some, max_examples=40)
@given(which=st.integers(min_value=0, max_value=3), query=pairs)
def test_the_page_of_a_thing_is_answered_whatever_the_query(
    sample: Sample, client: Client, which: int, query: list[tuple[str, str | bytes]]
) -> None:
    thing = (Article, Company, Person, Topic)[which].objects.latest("pk")
    response = client.get(thing.get_absolute_url(), QUERY_STRING=encoded(query))
    assert response.status_code == 200


@settings(some, max_examples=40)
@given(
    folder=st.sampled_from(
        ["", "articles", "articles/1", "companies", "people", "topics", "quotes", "login", "operations"]
    ),
    name=st.text(max_size=30).filter(lambda it: it not in {"", "/"}),
)
def test_an_address_that_names_nothing_is_not_found(
    sample: Sample, client: Client, folder: str, name: str
) -> None:
    path = "/" + "/".join(
        filter(None, [folder, quote_from_bytes(name.encode(errors="surrogatepass"), safe=""), ""])
    )
    assert client.get(path).status_code in {*ANSWERS, 301, 302, 405}


@pytest.mark.parametrize("path", LISTS)
def test_parameters_many_times_over_are_answered(sample: Sample, client: Client, path: str) -> None:
    answered(client, path, urlencode([(name, str(it)) for name in NAMES for it in range(60)]))
    answered(client, path, urlencode([(f"x{it}", "1") for it in range(5000)]))


def answered(client: Client, path: str, query: str) -> None:
    """With a whole page; the search may send a reader from a page beyond its last to its first."""
    response = client.get(path, QUERY_STRING=query)
    if response.status_code == 302 and path in {"/", "/quotes/"}:
        response = client.get(response.headers["Location"])
    assert response.status_code in ANSWERS
    if response.headers["Content-Type"].startswith("text/html"):
        parse(response.content.decode())
    elif "xml" in response.headers["Content-Type"]:
        parse_feed(response.content)

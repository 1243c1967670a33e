import datetime as dt
import re
from html import unescape

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from tests import factories
from tests.index import Index
from tests.search.language.test_reader import SYNTAX


def rows() -> None:
    vela, ana = factories.company("Vela Robotics"), factories.person("Ana Petrov")
    factories.article(
        "Vela opens a plant",
        "The lighthouse keeper <b>waved</b> on Monday.",
        companies=(vela,),
        people=(ana,),
        topics=(factories.topic("Robotics"),),
        source=factories.source(),
        published=dt.date(2025, 6, 24),
    )
    factories.article("Anchor hires", "Nothing else.", companies=(vela,), published=dt.date(2024, 2, 1))
    factories.article("Undated", "Words.")


@pytest.fixture
def archive(index: Index) -> Index:
    rows()
    index.refresh()
    return index


def test_everything_is_listed_newest_first(archive: Index, client: Client) -> None:
    response = client.get("/")
    html = response.content.decode()
    assert response.status_code == 200
    assert [html.index(title) for title in ("Vela opens", "Anchor hires", "Undated</a>")] == sorted(
        html.index(title) for title in ("Vela opens", "Anchor hires", "Undated</a>")
    )
    assert "24 June 2025" in html
    assert "The Ledger" in html


def test_what_was_searched_for_is_marked_and_escaped(archive: Index, client: Client) -> None:
    html = client.get("/", {"q": "lighthouse"}).content.decode()
    assert "<mark>lighthouse</mark>" in html
    assert "&lt;b&gt;waved&lt;/b&gt;" in html
    assert "Anchor hires" not in html


def test_a_filter_is_a_chip_that_can_be_taken_away(archive: Index, client: Client) -> None:
    html = client.get("/", {"company": "vela-robotics", "q": "plant"}).content.decode()
    assert '<a class="chip" href="/?q=plant">' in html
    assert '<a class="chip" href="/?company=vela-robotics">' in html


def test_each_facet_and_bar_lists_what_it_counts(archive: Index, client: Client) -> None:
    context = client.get("/").context
    links = [(option.url, option.count) for facet in context["facets"] for option in facet.options]
    links += [(bar.url, bar.count) for bar in context["timeline"].bars if bar.count]
    assert len(links) == 18  # the topic above Robotics too
    for url, count in links:
        assert client.get(url).context["results"].total == count, url


def test_the_page_says_how_a_query_was_read(archive: Index, client: Client) -> None:
    html = client.get("/", {"q": 'lighthouse OR anchor company:"vela robotics" after:2024'}).content.decode()
    said = re.sub(r"\s+", " ", strip_tags(html.partition('class="read-as"')[2].partition("</p>")[0])).strip(
        "> "
    )
    assert said == (
        "Articles with either lighthouse or anchor, that name Vela Robotics, published since 2024"
    )
    assert html.count("<article") == 2


def test_mere_words_need_no_explanation(archive: Index, client: Client) -> None:
    assert "read-as" not in client.get("/", {"q": "lighthouse keeper"}).content.decode()


def test_a_mistake_is_pointed_out_and_the_rest_is_searched(archive: Index, client: Client) -> None:
    response = client.get("/", {"q": "(lighthouse after:<b>"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "This bracket is never closed." in html
    assert "<strong>(</strong>lighthouse after:&lt;b&gt;" in html
    assert "This date was not understood." in html
    assert "<mark>lighthouse</mark>" in html


def test_a_stranger_can_be_looked_for_as_words(archive: Index, client: Client) -> None:
    html = client.get("/", {"q": "company:lighthouse", "sort": "oldest"}).content.decode()
    assert "No company or organisation in the archive is called “lighthouse”." in html
    assert "<article" not in html
    (url,) = re.findall(r'href="([^"]+)">Look for the words instead', html)
    assert "<mark>lighthouse</mark>" in client.get(unescape(url)).content.decode()


def test_what_is_misspelt_is_searched_in_better_words(archive: Index, client: Client) -> None:
    response = client.get("/", {"q": "lighthuose keeper", "sort": "oldest"})
    html = response.content.decode()
    said = re.sub(r"\s+", " ", strip_tags(html.partition('class="correction"')[2].partition("</p>")[0]))
    assert "Nothing was found for lighthuose keeper. Showing results for lighthouse keeper." in said
    assert 'value="lighthuose keeper"' in html
    assert '<a class="chip" href="/">' in html
    for facet in response.context["facets"]:
        for option in facet.options:
            assert client.get(option.url).context["results"].total == option.count


def test_relevance_says_where_it_ends(
    archive: Index, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.criteria.MOST_RELEVANT", 1)
    html = client.get("/", {"q": "words OR else"}).content.decode()
    assert html.count("<article") == 1
    assert "In another order, by date, all 2 have a page" in html


def test_where_the_words_are_is_said(index: Index, client: Client) -> None:
    article = factories.article("A day", "“We built a reactor,” she said.", byline=["Ines Okafor"])
    factories.quote(article, "We built a reactor,")
    index.refresh()
    assert "In a quote" in client.get("/", {"q": "quote:reactor"}).content.decode()
    assert "In the byline" in client.get("/", {"q": "by:okafor"}).content.decode()


def test_nothing_found_says_what_to_try(archive: Index, client: Client) -> None:
    html = client.get("/", {"q": "zzzz"}).content.decode()
    assert "Nothing in the archive matches" in html
    assert "Check the spelling" in html


def test_an_empty_archive_says_how_to_import(index: Index, client: Client) -> None:
    assert "import_articles" in client.get("/").content.decode()


def test_without_an_index_the_page_says_so(settings: Settings, db: None, client: Client) -> None:
    settings.NEWSROOM_INDEX = django_settings.VAR / "no index here"
    response = client.get("/")
    assert response.status_code == 503
    assert "Search is not ready" in response.content.decode()


def test_a_wrong_date_is_said_beside_its_field(archive: Index, client: Client) -> None:
    response = client.get("/", {"from": "yesterday"})
    assert response.status_code == 400
    html = response.content.decode()
    assert 'aria-describedby="from-error"' in html
    assert "Write the date as year-month-day" in html


def test_an_unknown_value_is_said_above_the_results(archive: Index, client: Client) -> None:
    response = client.get("/", {"topic": "<script>"})
    assert response.status_code == 400
    assert "There is no topic “&lt;script&gt;”" in response.content.decode()


def test_a_page_beyond_the_last_leads_to_the_first(archive: Index, client: Client) -> None:
    response = client.get("/", {"company": "vela-robotics", "page": "9"})
    assert (response.status_code, response.headers["Location"]) == (302, "/?company=vela-robotics")


def test_htmx_gets_the_results_alone(archive: Index, client: Client) -> None:
    response = client.get("/", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "<!DOCTYPE html>" not in html
    assert '<div class="browse"' in html
    assert "Articles | Newsroom" in html
    assert "HX-Request" in response.headers["Vary"]
    back = client.get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<!DOCTYPE html>" in back.content.decode()


def test_it_is_only_read(archive: Index, client: Client) -> None:
    assert client.post("/").status_code == 405


def test_many_results_take_few_queries(
    index: Index, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(25):
        factories.article(
            f"Article {number}", companies=(factories.company(f"Firm {number}"),), source=factories.source()
        )
    index.refresh()
    with django_assert_max_num_queries(2) as captured:
        html = client.get("/").content.decode()
    assert html.count("<article") == 20
    assert 'rel="next"' in html
    for query in captured.captured_queries:
        assert "LIMIT" in query["sql"]
        assert '"text"' not in query["sql"]


@examples(max_examples=40)
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "company", "person", "topic", "source", "from", "to", "sort", "page", "x"]),
        st.text(max_size=30) | SYNTAX.map(lambda it: it.encode("utf-8", "ignore").decode()),
    )
)
def test_any_query_string_gets_an_answer(archive: Index, client: Client, query: dict[str, str]) -> None:
    assert client.get("/", query).status_code in {200, 302, 400}

import datetime as dt

import pytest
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from tests import factories
from tests.index import Index


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
    assert len(links) == 9  # the topic above Robotics too
    for url, count in links:
        assert client.get(url).context["results"].total == count, url


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


@examples(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "company", "person", "topic", "source", "from", "to", "sort", "page", "x"]),
        st.text(max_size=30),
    )
)
def test_any_query_string_gets_an_answer(archive: Index, client: Client, query: dict[str, str]) -> None:
    assert client.get("/", query).status_code in {200, 302, 400}

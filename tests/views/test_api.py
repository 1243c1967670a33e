import datetime as dt
import json
import re
import textwrap
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django import Settings as Configured

from articles.models import Article, Mention, Role
from tests import factories
from tests.index import Index
from tests.project.test_architecture import read
from tests.sample import Sample
from tests.site.test_any_query import encoded, junk, pairs, some

LIST = "/api/v1/articles/"
BODY = "Vela Robotics opened a plant on Monday. “We waited for years,” said Ana Petrov, its chief executive."


def documented() -> dict[str, Any]:
    """What docs/api.md says that each address answers."""
    blocks = re.findall(r"^    GET (\S+)\n\n((?:(?:    .*)?\n)+)", read("docs/api.md"), re.MULTILINE)
    return {address: json.loads(textwrap.dedent(answer)) for address, answer in blocks}


@pytest.fixture
def archive(index: Index) -> Article:
    """What the examples of the document are about."""
    vela, ana = factories.company("Vela Robotics"), factories.person("Ana Petrov")
    article = factories.article(
        "Vela opens a plant",
        BODY,
        pk=412,
        companies=(vela,),
        people=(ana,),
        topics=(factories.topic("Robotics", parent=None),),
        source=factories.source(),
        published=dt.date(2025, 6, 24),
        url="https://ledger.example/vela-plant",
        byline=["Ines Okafor"],
    )
    at = article.text.index
    found = {"article": article, "version": "test"}
    for number, (name, owner) in enumerate({"Vela Robotics": vela, "Ana Petrov": ana}.items()):
        place = {"start": at(name), "end": at(name) + len(name), "confidence": 0.9, "basis": "known"}
        Mention.objects.create(**found, **place, **{("company", "person")[number]: owner})
    said = "We waited for years,"
    factories.quote(article, said, person=ana, start=at(said), end=at(said) + len(said))
    Role.objects.create(
        **found, start=at("Ana"), end=len(article.text), person=ana, company=vela, title="chief executive"
    )
    index.refresh()
    return article  # fmt: skip


def answer(client: Client, query: str = "", status: int = 200) -> Any:
    response = client.get(f"{LIST}?{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    return response.json()


@pytest.mark.parametrize("address", documented())
def test_an_example_answers_as_the_document_says(archive: Article, client: Client, address: str) -> None:
    response = client.get(address, headers={"Host": "127.0.0.1:8000"})
    assert response.json() == documented()[address]


def test_the_document_has_an_example_of_each_kind() -> None:
    assert {address.partition("?")[0] for address in documented()} == {LIST, f"{LIST}412/", f"{LIST}7/"}
    assert any("error" in it for it in documented().values())


def test_offsets_count_characters_of_the_text(archive: Article, client: Client) -> None:
    found = client.get(f"{LIST}412/").json()
    for place in (*found["blocks"], *found["quotes"], *found["companies"][0]["mentions"]):
        assert archive.text[place["start"] : place["end"]] == place["text"]


def test_what_an_editor_took_away_is_gone(archive: Article, client: Client) -> None:
    archive.company_tags.update(removed=True, origin="editor")
    assert not client.get(f"{LIST}412/").json()["companies"]


def test_versions_are_counted_both_ways(archive: Article, index: Index, client: Client) -> None:
    factories.article("A reprint", BODY, story=archive)
    index.refresh()
    for query, listed in (("q=years", 1), ("q=years&copies=yes", 2)):
        found = answer(client, query)
        assert found["total"] == {"stories": 1, "copies": 2}
        assert len(found["results"]) == listed
    assert answer(client, "q=years")["results"][0]["versions"] == 1
    assert [it["title"] for it in client.get(f"{LIST}412/").json()["versions"]] == ["A reprint"]


def test_pages_lead_to_one_another(index: Index, client: Client) -> None:
    for number in range(45):
        factories.article(f"Article {number}")
    index.refresh()
    found = answer(client, "q=article&sort=oldest")
    listed: list[int] = []
    back: list[Any] = []
    assert found["previous"] is None
    while True:
        listed += [it["id"] for it in found["results"]]
        back.append(found["previous"])
        if not found["next"]:
            break
        found = client.get(found["next"]).json()
    assert listed == list(Article.objects.order_by("pk").values_list("pk", flat=True))
    assert [client.get(it).json()["results"][0]["id"] for it in back[1:]] == listed[0:40:20]


def test_a_page_beyond_the_last_is_not_found(archive: Article, client: Client) -> None:
    assert answer(client, "page=9", 404)["error"] == "The result has no page 9."


def test_a_misspelt_word_finds_nothing_else(archive: Article, client: Client) -> None:
    assert answer(client, "q=wiated")["total"] == {"stories": 0, "copies": 0}


def test_who_has_it_already_is_told_so(archive: Article, client: Client) -> None:
    for address in (LIST, f"{LIST}412/"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    Role.objects.update(title="chair")
    assert client.get(f"{LIST}412/", headers={"If-None-Match": tag}).status_code == 200


def test_without_an_index_lists_say_so_and_articles_can_be_read(
    archive: Article, client: Client, settings: Configured
) -> None:
    settings.NEWSROOM_INDEX = settings.VAR / "no index here"
    assert "search index" in answer(client, status=503)["error"]
    assert client.get(f"{LIST}412/").status_code == 200


@pytest.mark.parametrize("address", [LIST, f"{LIST}412/"])
def test_it_is_only_read(archive: Article, client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_a_list_takes_few_queries_and_no_body(
    index: Index, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(25):
        factories.article(f"Article {number}", companies=(factories.company(f"Firm {number}"),))
    index.refresh()
    with django_assert_max_num_queries(2) as captured:
        assert len(answer(client)["results"]) == 20
    for query in captured.captured_queries:
        assert "LIMIT" in query["sql"]
        assert '"articles_article"."text"' not in query["sql"]


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_an_article_that_is_not_there_is_said(archive: Article, client: Client, number: str) -> None:
    response = client.get(f"{LIST}{number}/")
    assert response.status_code == 404
    assert response.json()["error"] == f"No article has the number {number}."


@pytest.mark.xdist_group("sample")
@some
@given(query=st.one_of(pairs.map(encoded), junk))
def test_any_query_string_is_answered(sample: Sample, client: Client, query: str) -> None:
    response = client.get(LIST, QUERY_STRING=query)
    assert response.status_code in {200, 400, 404}
    assert response.json()


@pytest.mark.xdist_group("sample")
@settings(max_examples=15)
@given(
    query=st.sampled_from(
        ["", "q=company", "quotes=no", "q=plant+OR+port&copies=yes", "dated=yes&sort=oldest"]
    )
)
def test_it_lists_and_counts_what_the_page_does(sample: Sample, client: Client, query: str) -> None:
    found, page = answer(client, query), client.get(f"/?{query}").context
    assert [it["id"] for it in found["results"]] == [it.article.pk for it in page["results"].hits]
    assert found["total"]["copies" if page["asked"].copies else "stories"] == page["results"].total
    shown = {(facet.name, it.value): it.count for facet in page["facets"] for it in facet.options}
    told = {(facet["name"], it["value"]): it for facet in found["facets"] for it in facet["values"]}
    assert {key: it["count"] for key, it in told.items()} == shown
    for it in list(told.values())[:5]:
        counted = client.get(it["url"]).json()["total"]["copies" if page["asked"].copies else "stories"]
        assert it["chosen"] or counted == it["count"]

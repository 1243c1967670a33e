from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias, Company, Source, Topic
from tests import factories
from tests.index import Index

FOLDER = Path(getattr(caches["pages"], "_dir", ""))
HTMX = {"HX-Request": "true"}


def body(client: Client, url: str = "/", **headers: str) -> str:
    return client.get(url, headers=headers).content.decode()


@pytest.fixture(autouse=True)
def _one_article(index: Index) -> None:
    factories.article(
        "Vela opens a plant",
        companies=(factories.company("Vela"),),
        topics=(factories.topic("Robotics"),),
        source=factories.source("The Ledger"),
    )
    index.refresh()


def test_a_second_visit_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = body(client)
    with django_assert_num_queries(0):
        assert body(client) == first


def test_a_page_ends_with_the_code_that_made_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body(client)
    monkeypatch.setattr("articles.views.kept.release", lambda: "another")
    with django_assert_num_queries(1):
        body(client)


def test_a_kept_page_that_is_damaged_is_made_anew(client: Client) -> None:
    first = body(client)
    for file in FOLDER.glob("*.djcache"):
        file.write_bytes(b"damaged")
    assert body(client) == first


def test_pages_that_cannot_be_kept_are_shown(
    client: Client, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").write_text("a file where the folder should be")
    monkeypatch.setattr(caches["pages"], "_dir", str(tmp_path / "pages"))
    assert "Vela opens a plant" in body(client)
    assert "could not be kept" in caplog.text


def test_a_page_ends_with_the_state_of_the_index(client: Client, index: Index) -> None:
    body(client)
    factories.article(title="Norvane closes one")
    index.refresh()
    assert "Norvane closes one" in body(client)


@pytest.mark.parametrize(
    ("model", "name"),
    [(Company, "Vela"), (Topic, "Robotics"), (Source, "The Ledger")],
    ids=str,
)
def test_a_page_ends_with_a_name_that_it_shows(
    client: Client, index: Index, model: type[Company | Topic | Source], name: str
) -> None:
    assert "Quite another name" not in body(client)
    model._default_manager.filter(name=name).update(name="Quite another name")
    index.refresh()
    assert "Quite another name" in body(client)


def test_a_page_ends_with_what_its_query_means(client: Client, index: Index) -> None:
    assert "opens a plant" not in body(client, "/?q=company:vlx")
    Alias.objects.create(name="VLX", key="vlx", company=Company.objects.get(name="Vela"))
    index.refresh()
    assert "opens a plant" in body(client, "/?q=company:vlx")


def test_those_who_are_known_get_pages_of_their_own(client: Client, editor_client: Client) -> None:
    assert "Log in" in body(client)
    assert "Log in" not in body(editor_client)
    assert "Log in" in body(client)


def test_fragments_and_pages_are_told_apart(client: Client) -> None:
    page = body(client)
    fragment = client.get("/", headers=HTMX).content.decode()
    assert "<html" in page
    assert "<html" not in fragment
    assert body(client) == page


def test_caches_between_are_told_what_pages_depend_on(client: Client) -> None:
    for _ in range(2):
        assert {"Cookie", "HX-Request"} <= set(client.get("/").headers["Vary"].split(", "))


def test_a_page_with_a_mistake_is_not_kept(client: Client) -> None:
    for _ in range(2):
        assert client.get("/?from=nonsense").status_code == 400

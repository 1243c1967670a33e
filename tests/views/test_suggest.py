"""The search box suggests names of the archive."""

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from articles.models import Alias, Company
from articles.search import suggestions
from tests import factories
from tests.index import Index


@pytest.fixture
def archive(index: Index) -> Index:
    suggestions._names.cache_clear()
    vela, ledger = factories.company("Vela <b>Robotics</b>"), factories.company("The Herald", kind="media")
    Alias.objects.create(name="Vlx", key="vlx", company=vela)
    factories.company("Velure")
    merged = factories.company("Vela Inc", merged_into=vela)
    for _ in range(2):
        factories.article(
            companies=(vela, ledger, merged),
            people=(factories.person("Velma Okafor"),),
            topics=(factories.topic("Velocity"),),
            source=factories.source("Velvet Post"),
        )
    index.refresh()
    return index


def labels(client: Client, typed: str) -> list[str]:
    html = client.get("/suggest/", {"q": typed}).content.decode()
    return re.findall(r'suggestion__label">([^<]*)', html)


def test_all_kinds_of_names_are_suggested_each_leading_to_it(archive: Index, client: Client) -> None:
    html = client.get("/suggest/", {"q": "vel"}).content.decode()
    assert "Vela &lt;b&gt;Robotics&lt;/b&gt;" in html
    links = re.findall(r'href="([^"]+)"', html)
    assert sorted(links) == [
        "/?source=velvet-post",
        "/companies/vela-broboticsb/",
        "/people/velma-okafor/",
        "/topics/velocity/",
    ]
    assert "Velure" not in html
    for link in links:
        assert client.get(link).status_code == 200


def test_another_name_is_shown_beside(archive: Index, client: Client) -> None:
    html = client.get("/suggest/", {"q": "vlx"}).content.decode()
    assert '<span class="suggestion__other">Vlx</span>' in html
    assert labels(client, "herald") == ["The Herald"]


@pytest.mark.parametrize("typed", ["", " ", "zzz", "title:vel", '"vel', "-vel", "vel*", "x" * 101, "\0"])
def test_what_is_no_name_gets_nothing(archive: Index, client: Client, typed: str) -> None:
    assert labels(client, typed) == []


def test_names_are_read_once(
    archive: Index, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        labels(client, "vel")
    with django_assert_num_queries(0):
        labels(client, "velm")


@pytest.mark.django_db(transaction=True)
def test_new_names_come_after_a_moment(
    archive: Index, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(suggestions, "SHARE", 0)
    assert "Velure" not in labels(client, "velu")
    factories.article(companies=(Company.objects.get(name="Velure"),))
    archive.refresh()
    for _ in range(500):
        if labels(client, "velu") == ["Velure"]:
            break
    else:
        pytest.fail("the new name was never suggested")


def test_without_an_index_nothing_is_suggested(settings: Settings, db: None, client: Client) -> None:
    settings.NEWSROOM_INDEX = django_settings.VAR / "no index here"
    assert labels(client, "vel") == []


@settings(max_examples=60)
@given(typed=st.text(max_size=120))
def test_anything_typed_is_answered(archive: Index, client: Client, typed: str) -> None:
    assert client.get("/suggest/", {"q": typed.encode("utf-8", "replace").decode()}).status_code == 200

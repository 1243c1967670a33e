"""The page on which editors see what an article was before."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from articles.actions import imports
from articles.models import Article
from tests.ingest import small_model
from tests.ingest.press import load, story, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_INDEX = tmp_path_factory.mktemp("index")


def changed(folder: Path, times: int = 1) -> Article:
    path = write(folder, "a.txt", story())
    load(folder)
    for number in range(times):
        path.write_text(
            story(words=f"Plant {number} follows in May.").replace("Mia Lund", f"Olu Bello{number}")
        )
        load(folder)
    return Article.objects.get()


def page_of(client: Client, article: Article, **query: str) -> str:
    return client.get(reverse("earlier", args=[article.pk]), query).content.decode()


def test_each_change_names_its_import_and_what_differs(editor_client: Client, tmp_path: Path) -> None:
    article = changed(tmp_path, 2)
    page = page_of(editor_client, article)
    for words in (
        "changed by 2 imports",
        "text, authors changed",
        "Plant <del>0</del><ins>1</ins> follows in May",
    ):
        assert words in page
    assert "<del>Mia Lund</del> <ins>Olu Bello0</ins>" in page
    assert page.index("Olu Bello1</ins>") < page.index("Mia Lund</del>")
    link = f'href="{reverse("earlier", args=[article.pk])}"'
    assert link in editor_client.get(article.get_absolute_url()).content.decode()


def test_many_changes_come_in_pages(
    editor_client: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr("articles.search.earlier.VERSIONS_A_PAGE", 2)
    article = changed(tmp_path, 3)
    with django_assert_max_num_queries(9):
        second = page_of(editor_client, article, page="2")
    assert "Page 2 of 2" in second
    assert "<del>Mia Lund</del> <ins>Olu Bello0</ins>" in second
    assert page_of(editor_client, article, page="no").count("earlier__change") == 2


def test_an_import_that_was_taken_back_is_no_change(editor_client: Client, tmp_path: Path) -> None:
    article = changed(tmp_path)
    run, _ = load(write(tmp_path, "a.txt", story(words="It was all different.")))
    imports.undo(run=run, by=None)
    page = page_of(editor_client, article)
    assert "changed by 1 import," in page
    assert "It was all different" not in page


def test_an_article_that_nothing_has_changed(editor_client: Client, tmp_path: Path) -> None:
    article = changed(tmp_path, 0)
    assert "No import has changed" in page_of(editor_client, article)
    assert "Earlier versions" not in editor_client.get(article.get_absolute_url()).content.decode()


def test_it_is_for_editors(client: Client, editor_client: Client, tmp_path: Path) -> None:
    article = changed(tmp_path)
    address = reverse("earlier", args=[article.pk])
    assert client.get(address).status_code == HTTPStatus.FOUND
    assert "Earlier versions" not in client.get(article.get_absolute_url()).content.decode()
    assert editor_client.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert editor_client.get(reverse("earlier", args=[article.pk + 1])).status_code == HTTPStatus.NOT_FOUND

"""The page on which editors correct an article, and what other pages say of that."""

import datetime as dt
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from articles.models import Article, Operation, Source
from tests import factories
from tests.ingest import small_model
from tests.ingest.press import load
from tests.ingest.test_facts import told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_INDEX = tmp_path_factory.mktemp("index")


@pytest.fixture
def article() -> Article:
    return factories.article(
        "Vela opens",
        byline=["Mia Lund", "Olu Bello"],
        published=dt.date(2024, 5, 3),
        source=factories.source(),
    )


def address(article: Article) -> str:
    return reverse("article-correct", args=[article.pk])


def filled(client: Client, article: Article, **changed: str) -> dict[str, str]:
    """What a browser would send of the form as it stands, with CRLF as browsers have it, and what is `changed`."""
    form = client.get(address(article)).context["form"]
    sent = {it.name: str(it.initial or "").replace("\n", "\r\n") for it in form}
    return {**sent, "source": str(article.source.pk) if article.source else "", **changed}


def correct(client: Client, article: Article, **changed: str) -> Any:
    return client.post(address(article), filled(client, article, **changed), follow=True)


def test_an_editor_decides_and_can_undo_it(editor_client: Client, article: Article) -> None:
    page = correct(editor_client, article, title="Vela shuts", date="2024-05-02").content.decode()
    for words in ("Corrected title, date.", "<h1>Vela shuts</h1>", "2 May 2024", "date, title, by an editor"):
        assert words in page
    undo = re.search(r"/operations/\d+/undo/", page)
    assert undo
    page = editor_client.post(undo[0], follow=True).content.decode()
    assert "<h1>Vela opens</h1>" in page
    assert "3 May 2024" in page


def test_authors_stand_on_lines_and_the_others_can_be_none(editor_client: Client, article: Article) -> None:
    correct(editor_client, article, authors=" Ida  Quist \r\n\r\nOlu Bello, Jr.", date="", source="")
    article.refresh_from_db()
    assert article.byline == ["Ida Quist", "Olu Bello, Jr."]
    assert (article.published, article.published_basis, article.source) == (None, "", None)


def test_the_file_has_its_word_again(editor_client: Client, article: Article) -> None:
    correct(editor_client, article, date="2024-05-02")
    page = editor_client.get(address(article)).content.decode()
    assert "Decided by editor; the file says 3 May 2024." in page
    page = editor_client.post(
        reverse("article-follow-file", args=[article.pk]), {"part": "date"}, follow=True
    ).content.decode()
    assert "Took the file’s word for the date." in page
    assert "Decided by" not in editor_client.get(address(article)).content.decode()


def test_a_source_that_was_merged_is_no_change(editor_client: Client, article: Article) -> None:
    winner = factories.source("Harbour Wire")
    Source.objects.filter(articles=article).update(merged_into=winner)
    response = correct(editor_client, article, source=str(winner.pk))
    assert (response.status_code, "Nothing was changed" in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Nothing was changed."),
        ({"title": " "}, "Give a title."),
        ({"title": "x" * 501}, "at most 500 characters"),
        ({"date": "soon"}, "Enter a valid date."),
        ({"authors": "x" * 201}, "A name has at most 200 characters."),
        ({"source": "999999"}, "Select a valid choice."),
        ({"address": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"title": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    editor_client: Client, article: Article, changed: dict[str, str], words: str
) -> None:
    response = correct(editor_client, article, **changed)
    assert (response.status_code, words in response.content.decode()) == (HTTPStatus.BAD_REQUEST, True)
    assert not Operation.objects.exists()


def test_earlier_versions_say_what_the_file_says_now(
    editor_client: Client, tmp_path: Path, editor: User
) -> None:
    told(tmp_path, date="2024-05-01")
    load(tmp_path)
    article = Article.objects.get()
    correct(editor_client, article, date="2024-05-02")
    told(tmp_path, date="2024-05-03")
    load(tmp_path)
    page = editor_client.get(reverse("earlier", args=[article.pk])).content.decode()
    assert "<del>1 May 2024</del> <ins>3 May 2024</ins>" in page
    assert "The file says 3 May 2024; kept: 2 May 2024, decided by editor." in page
    editor_client.post(reverse("article-follow-file", args=[article.pk]), {"part": "date"})
    page = editor_client.get(reverse("earlier", args=[article.pk])).content.decode()
    assert "kept:" not in page
    article.refresh_from_db()
    assert article.published == dt.date(2024, 5, 3)


def test_it_is_for_those_who_may_correct(client: Client, editor_client: Client, article: Article) -> None:
    follow = reverse("article-follow-file", args=[article.pk])
    assert client.get(address(article)).status_code == HTTPStatus.FOUND
    assert client.post(follow).status_code == HTTPStatus.FOUND
    assert address(article) not in client.get(article.get_absolute_url()).content.decode()
    assert address(article) in editor_client.get(article.get_absolute_url()).content.decode()
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address(article)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(follow).status_code == HTTPStatus.FORBIDDEN


def test_what_is_not_there(editor_client: Client, article: Article) -> None:
    for name in ("article-correct", "article-follow-file"):
        assert editor_client.post(reverse(name, args=[article.pk + 1])).status_code == HTTPStatus.NOT_FOUND
    follow = reverse("article-follow-file", args=[article.pk])
    assert editor_client.get(follow).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    page = editor_client.post(follow, {"part": "planet"}, follow=True).content.decode()
    assert "The planet is as the file says." in page


def test_the_page_asks_few_questions(
    editor_client: Client, article: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    correct(editor_client, article, title="Vela shuts", source="")
    with django_assert_max_num_queries(9):
        editor_client.get(address(article))

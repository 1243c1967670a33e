from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from articles.ingest import pages
from articles.ingest.items import Item
from articles.ingest.plan import Loaded
from articles.models import Article
from tests import factories

pytestmark = pytest.mark.django_db

HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.fixture
def article() -> Article:
    article = factories.article()
    pages.keep([Loaded(Item("a.html", "", lambda: HTML), HTML, article.file_hash)])
    return article


def address(article: Article) -> str:
    return reverse("admin:articles_article_page", args=[article.pk])


def test_a_page_is_downloaded_as_plain_text(admin_client: Client, article: Article) -> None:
    change = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert f'href="{address(article)}"' in change
    answer = admin_client.get(address(article))
    assert answer.content == HTML
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="article-{article.pk}.html.txt"'


def test_an_article_without_a_page_has_none(admin_client: Client) -> None:
    article = factories.article()
    assert admin_client.get(address(article)).status_code == HTTPStatus.NOT_FOUND
    assert (
        address(article)
        not in admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    )


def test_pages_are_for_those_who_may_see_them(
    staff_client: Client, editor_client: Client, client: Client, article: Article
) -> None:
    assert staff_client.get(address(article)).status_code == HTTPStatus.FORBIDDEN
    for stranger in (client, editor_client):
        assert stranger.get(address(article)).headers["Location"].startswith("/admin/login/")
    User.objects.get(username="staff").user_permissions.add(Permission.objects.get(codename="view_page"))
    assert staff_client.get(address(article)).status_code == HTTPStatus.OK


def test_nothing_is_changed_by_posting(admin_client: Client, article: Article) -> None:
    assert admin_client.post(address(article)).status_code == HTTPStatus.METHOD_NOT_ALLOWED

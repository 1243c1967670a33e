import re

import pytest
from django.test import Client

from articles.folding.fold import fold
from articles.models import Article
from tests import factories
from tests.folding.test_fold import text
from tests.index import Index


@pytest.fixture
def story(index: Index) -> list[Article]:
    """Two versions of a text, the longer leading, and an article of its own."""
    made = [
        factories.article(
            "Ferry <b>sinks</b>", f"{text(1)}\n\nThe captain was calm.", source=factories.source()
        ),
        factories.article("Boat lost", f"{text(1)}\n\nThe captain was not calm.\n\nA bell rang."),
        factories.article("Trams", text(2)),
    ]
    fold()
    index.refresh()
    return [Article.objects.get(pk=it.pk) for it in made]


def test_a_result_leads_to_its_versions(story: list[Article], client: Client) -> None:
    html = client.get("/?q=calm").content.decode()
    assert f'<a href="{story[1].get_absolute_url()}#versions">1 more version</a>' in html
    assert "Versions of a story count once." in html
    assert 'href="/?q=calm&amp;copies=yes"' in html
    each = client.get("/?q=calm&copies=yes").content.decode()
    assert each.count("<article") == 2
    assert 'href="/?q=calm"' in each


def test_an_article_lists_its_versions(story: list[Article], client: Client) -> None:
    html = client.get(story[0].get_absolute_url()).content.decode()
    assert "1 more version of this story" in html
    assert "counted for all" in html
    assert f'href="/articles/{story[0].pk}/versions/{story[1].pk}/"' in html
    assert "not a version" not in html
    assert "more version" not in client.get(story[2].get_absolute_url()).content.decode()


def test_two_versions_are_compared_word_by_word(story: list[Article], client: Client) -> None:
    html = client.get(f"/articles/{story[0].pk}/versions/{story[1].pk}/").content.decode()
    assert "Ferry &lt;b&gt;sinks&lt;/b&gt;" in html
    assert "The captain was <ins>not </ins>calm." in html
    assert re.search(r"<ins>[^<]*A bell rang", html)
    back = client.get(f"/articles/{story[1].pk}/versions/{story[0].pk}/").content.decode()
    assert "The captain was <del>not </del>calm." in back


def test_only_versions_of_one_story_are_compared(story: list[Article], client: Client) -> None:
    for one, other in ((story[0].pk, story[2].pk), (story[0].pk, story[0].pk), (story[0].pk, 10**6)):
        assert client.get(f"/articles/{one}/versions/{other}/").status_code == 404


def test_an_editor_parts_a_version_and_undoes_it(story: list[Article], editor_client: Client) -> None:
    page = editor_client.get(story[0].get_absolute_url()).content.decode()
    assert "This article is not a version of these" in page
    response = editor_client.post(f"/articles/{story[0].pk}/story/part/", follow=True)
    assert "Parted from 1 other version." in response.content.decode()
    assert Article.objects.filter(story=None).count() == 3
    (message,) = response.context["messages"]
    editor_client.post(message.extra_tags)
    assert Article.objects.filter(story=None).count() == 2


@pytest.mark.parametrize("other", ["{pk}", " {pk} ", "{url}", "https://news.example{url}"])
def test_an_editor_joins_by_number_or_address(
    story: list[Article], editor_client: Client, other: str
) -> None:
    given = other.format(pk=story[2].pk, url=story[2].get_absolute_url())
    response = editor_client.post(f"/articles/{story[0].pk}/story/join/", {"other": given}, follow=True)
    assert "Joined with “Trams”." in response.content.decode()
    assert Article.objects.filter(story=None).count() == 1


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("", "Give the number or the address"),
        ("trams", "There is no such article"),
        ("9" * 18, "There is no such article"),
        ("\0", "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_joined_is_said(
    story: list[Article], editor_client: Client, other: str, message: str
) -> None:
    response = editor_client.post(f"/articles/{story[0].pk}/story/join/", {"other": other}, follow=True)
    assert message in response.content.decode()
    same = editor_client.post(f"/articles/{story[0].pk}/story/join/", {"other": story[1].pk}, follow=True)
    assert "versions of one story already" in same.content.decode()


def test_readers_may_not(story: list[Article], client: Client) -> None:
    for path in ("part", "join"):
        assert client.post(f"/articles/{story[0].pk}/story/{path}/").status_code == 302
    assert Article.objects.filter(story=None).count() == 2

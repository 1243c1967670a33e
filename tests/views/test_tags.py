import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Company, CompanyTag, Person, PersonTag, TopicTag
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = User.objects.create_user("editor", password="a pass phrase")
    user.user_permissions.add(Permission.objects.get(codename="tag_article"))
    client.force_login(user)
    return user


@pytest.fixture
def article() -> Article:
    return factories.article(companies=(factories.company(),), people=(factories.person(),))


def post(client: Client, article: Article, what: str, **fields: object) -> str:
    """The page after the change."""
    response = client.post(f"/articles/{article.pk}/tags/{what}/", fields, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def undo_address(html: str) -> str:
    found = re.search(r"/operations/\d+/undo/", html)
    assert found
    return found[0]


def test_an_editor_adds_what_is_known_and_can_undo_it(client: Client, editor: User, article: Article) -> None:
    factories.company("Anchor")
    html = post(client, article, "add", kind="company", name="anchor")
    assert "Added Anchor." in html
    assert "added by an editor" in html
    assert Company.objects.count() == 2
    html = client.post(undo_address(html), follow=True).content.decode()
    assert "Undone: Added Anchor" in html
    assert not CompanyTag.objects.filter(company__name="Anchor").exists()


def test_a_new_company_and_a_new_person_are_made(client: Client, editor: User, article: Article) -> None:
    post(client, article, "add", kind="company", name="Zinc <b>")
    post(client, article, "add", kind="person", name="Zoe Quist")
    assert Company.objects.filter(name="Zinc <b>", tags__article=article).exists()
    assert Person.objects.filter(name="Zoe Quist", tags__article=article).exists()


def test_a_topic_comes_from_the_list(client: Client, editor: User, article: Article) -> None:
    topic = factories.topic("Semiconductors")
    post(client, article, "add", kind="topic", name="semiconductors")
    assert TopicTag.objects.get().topic == topic
    response = client.post(f"/articles/{article.pk}/tags/add/", {"kind": "topic", "name": "Gossip"})
    assert response.status_code == 400
    assert "There is no topic “Gossip”" in response.content.decode()


def test_what_is_removed_is_gone_until_it_is_undone(client: Client, editor: User, article: Article) -> None:
    person = Person.objects.get()
    html = post(client, article, "remove", kind="person", subject=person.pk)
    assert "Removed Ana Petrov." in html
    assert PersonTag.objects.get().removed
    assert "Remove Ana Petrov" not in html
    client.post(undo_address(html))
    assert not PersonTag.objects.get().removed


def test_what_cannot_be_removed_is_said(client: Client, editor: User, article: Article) -> None:
    other = factories.company("Anchor")
    assert "not tagged with Anchor" in post(client, article, "remove", kind="company", subject=other.pk)
    post(client, article, "add", kind="company", name="Anchor")
    response = client.post(f"/articles/{article.pk}/tags/add/", {"kind": "company", "name": "Anchor"})
    assert response.status_code == 400
    assert "already tagged with Anchor" in response.content.decode()


def test_an_operation_is_undone_once(client: Client, editor: User, article: Article) -> None:
    html = post(client, article, "add", kind="company", name="Anchor")
    client.post(undo_address(html))
    assert "already been undone" in client.post(undo_address(html), follow=True).content.decode()


@pytest.mark.parametrize(
    "fields", [{}, {"kind": "company"}, {"kind": "planet", "name": "X"}, {"kind": "company", "name": " "}]
)
def test_a_missing_field_is_said_beside_it(
    client: Client, editor: User, article: Article, fields: dict[str, str]
) -> None:
    response = client.post(f"/articles/{article.pk}/tags/add/", fields)
    assert response.status_code == 400
    if fields.get("kind") == "company":
        assert "Give a name to add." in response.content.decode()


@pytest.mark.parametrize("fields", [{}, {"kind": "company"}, {"kind": "company", "subject": "9" * 30}])
def test_removing_needs_to_know_what(
    client: Client, editor: User, article: Article, fields: dict[str, str]
) -> None:
    response = client.post(f"/articles/{article.pk}/tags/remove/", fields)
    assert response.status_code == 400
    assert "Nothing was removed" in response.content.decode()


@pytest.mark.parametrize("name", ["x" * 201, "\0", "…"])
def test_odd_names_are_refused(client: Client, editor: User, article: Article, name: str) -> None:
    response = client.post(f"/articles/{article.pk}/tags/add/", {"kind": "person", "name": name})
    assert response.status_code == 400
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["/articles/9999999/tags/add/", "/articles/9999999/tags/remove/", "/operations/9999999/undo/"]
)
def test_unknown_rows_are_not_found(client: Client, editor: User, address: str) -> None:
    assert client.post(address, {"kind": "company", "name": "Anchor", "subject": 1}).status_code == 404


def test_an_unknown_subject_is_not_found(client: Client, editor: User, article: Article) -> None:
    for kind in ("company", "person", "topic"):
        fields = {"kind": kind, "subject": 999_999}
        assert client.post(f"/articles/{article.pk}/tags/remove/", fields).status_code == 404


def test_changes_are_posted(client: Client, editor: User, article: Article) -> None:
    for address in (
        f"/articles/{article.pk}/tags/add/",
        f"/articles/{article.pk}/tags/remove/",
        "/operations/1/undo/",
    ):
        assert client.get(address).status_code == 405


def test_only_editors_change_tags(client: Client, article: Article) -> None:
    address = f"/articles/{article.pk}/tags/add/"
    fields = {"kind": "company", "name": "Anchor"}
    response = client.post(address, fields)
    assert (response.status_code, response.headers["Location"]) == (302, f"/login/?next={address}")
    client.force_login(User.objects.create_user("reader"))
    assert client.post(address, fields).status_code == 403
    assert not Company.objects.filter(name="Anchor").exists()


def test_names_are_proposed_while_typing(client: Client, editor: User) -> None:
    factories.company("Anchor <b>")
    factories.person("Anna Quist")
    assert 'value="Anchor &lt;b&gt;"' in client.get("/articles/names/", {"name": "anc"}).content.decode()
    assert (
        'value="Anna Quist"'
        in client.get("/articles/names/", {"kind": "person", "name": "an"}).content.decode()
    )
    assert "option" not in client.get("/articles/names/").content.decode()


def test_an_editors_page_takes_ten_queries(
    client: Client, editor: User, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.topic("Semiconductors")
    with django_assert_num_queries(10):
        html = client.get(article.get_absolute_url()).content.decode()
    assert '<option value="Semiconductors">' in html
    assert "Remove Ana Petrov" in html

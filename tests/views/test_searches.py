import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from articles.alerts import mailing
from articles.models import Article, News, SavedSearch
from tests import factories
from tests.index import Index

pytestmark = pytest.mark.django_db

BUTTON = "Save this search"


@pytest.fixture
def reader(client: Client) -> User:
    """Somebody who may do nothing but read."""
    user = User.objects.create_user("reader")
    client.force_login(user)
    return user


@pytest.fixture
def search(reader: User) -> SavedSearch:
    return SavedSearch.objects.create(owner=reader, name="Plants <b>", query="q=plant")


def come_in(search: SavedSearch, *titles: str) -> list[Article]:
    found = [factories.article(title) for title in titles]
    News.objects.bulk_create(News(search=search, article=it) for it in found)
    return found


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_search_is_saved_from_its_page(index: Index, reader: User, client: Client) -> None:
    page = html(client, "/?q=plant+%3Cb%3E&sort=oldest")
    (query,) = re.findall(r'name="query" value="([^"]*)"', page)
    response = client.post("/searches/save/", {"query": query.replace("&amp;", "&")}, follow=True)
    assert SavedSearch.objects.get().query == "q=plant+%3Cb%3E"
    assert "Saved: “plant &lt;b&gt;”." in response.content.decode()
    assert "Nothing new" in response.content.decode()


def test_only_who_is_known_can_save(index: Index, client: Client) -> None:
    assert BUTTON not in html(client, "/")
    response = client.post("/searches/save/", {"query": "q=plant"})
    assert (response.status_code, response.headers["Location"]) == (302, "/login/?next=/searches/save/")
    assert not SavedSearch.objects.exists()


def test_a_search_with_mistakes_is_not_saved(index: Index, reader: User, client: Client) -> None:
    assert BUTTON not in client.get("/?company=nobody").content.decode()
    response = client.post("/searches/save/", {"query": "company=nobody"}, follow=True)
    assert "There is no company “nobody”" in response.content.decode()


def test_the_list_says_how_much_is_new(search: SavedSearch, client: Client) -> None:
    assert "Nothing new" in html(client, "/searches/")
    come_in(search, "A plant", "Another")
    page = html(client, "/searches/")
    assert "2 new articles" in page
    assert "Plants &lt;b&gt;" in page
    assert 'href="/?q=plant"' in page


def test_the_number_is_what_the_page_of_the_search_lists(search: SavedSearch, client: Client) -> None:
    come_in(search, *(f"Plant {number}" for number in range(25)))
    first, second = (
        html(client, search.get_absolute_url()),
        html(client, f"{search.get_absolute_url()}?page=2"),
    )
    assert "25</span> new articles" in first
    assert [first.count("<article"), second.count("<article")] == [20, 5]
    assert first.index("Plant 24") < first.index("Plant 23")


def test_what_was_shown_is_new_no_longer(search: SavedSearch, client: Client) -> None:
    come_in(search, "A plant")
    (until,) = re.findall(r'name="until" value="(\d+)"', html(client, search.get_absolute_url()))
    come_in(search, "Another")
    client.post(f"/searches/{search.pk}/seen/", {"until": until})
    page = html(client, search.get_absolute_url())
    assert "A plant" not in page
    assert "Another" in page


def test_an_article_that_is_gone_is_not_counted(search: SavedSearch, client: Client) -> None:
    come_in(search, "A plant")[0].delete()
    assert "Nothing new" in html(client, "/searches/")
    assert "Nothing new" in html(client, search.get_absolute_url())


def test_it_is_renamed(search: SavedSearch, client: Client) -> None:
    response = client.post(f"/searches/{search.pk}/rename/", {"name": "Factories"}, follow=True)
    assert "<h1>Factories</h1>" in response.content.decode()


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
def test_an_odd_name_is_refused_beside_its_field(search: SavedSearch, client: Client, name: str) -> None:
    response = client.post(f"/searches/{search.pk}/rename/", {"name": name})
    assert response.status_code == 400
    assert "field__error" in response.content.decode()


def test_a_deleted_one_can_be_brought_back(search: SavedSearch, client: Client) -> None:
    page = client.post(f"/searches/{search.pk}/delete/", follow=True).content.decode()
    assert "No saved searches yet" in page
    (undo,) = re.findall(r"/operations/\d+/undo/", page)
    response = client.post(undo, follow=True)
    assert response.redirect_chain == [("/searches/", 302)]
    assert "Plants &lt;b&gt;" in response.content.decode()


def test_what_it_cannot_find_any_more_is_said(search: SavedSearch, client: Client) -> None:
    SavedSearch.objects.update(problem="There is no topic “ferries” in the archive.")
    for address in ("/searches/", search.get_absolute_url()):
        assert "It finds nothing any more: There is no topic “ferries”" in html(client, address)


@pytest.fixture
def mail(settings: Settings, reader: User) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    User.objects.filter(pk=reader.pk).update(email="reader@news.example")


def test_mail_is_asked_for_and_stopped(search: SavedSearch, mail: None, client: Client) -> None:
    address = f"/searches/{search.pk}/alert/"
    assert "Mail me what comes in" in html(client, search.get_absolute_url())
    response = client.post(address, {"on": "yes"}, follow=True)
    assert "What comes in will be mailed to reader@news.example." in response.content.decode()
    assert "Mailed to you" in html(client, "/searches/")
    response = client.post(address, follow=True)
    assert "No more mail about it." in response.content.decode()
    assert not SavedSearch.objects.filter(alert=True).exists()


def test_why_no_mail_can_be_sent_is_said(search: SavedSearch, reader: User, client: Client) -> None:
    assert "This site sends no mail" in html(client, search.get_absolute_url())
    response = client.post(f"/searches/{search.pk}/alert/", {"on": "yes"}, follow=True)
    assert "nobody has named a mail server" in response.content.decode()
    assert not SavedSearch.objects.filter(alert=True).exists()


def test_who_has_no_address_is_told_so(search: SavedSearch, mail: None, client: Client) -> None:
    User.objects.update(email="")
    assert "Your login has no mail address." in html(client, search.get_absolute_url())


def test_a_mail_can_be_stopped_by_who_is_not_logged_in(search: SavedSearch, reader: User) -> None:
    SavedSearch.objects.update(alert=True)
    anonymous = Client(enforce_csrf_checks=True)  # as the program is that shows the mail
    address = f"/searches/stop/{mailing.token(reader)}/"
    assert "Stop all of it" in html(anonymous, address)
    assert SavedSearch.objects.filter(alert=True).exists()
    response = anonymous.post(address, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert "Nothing more is mailed" in response.content.decode()
    assert not SavedSearch.objects.filter(alert=True).exists()


@pytest.mark.parametrize("token", ["x", "1:2:3", "MTI:1", "a" * 5000])
def test_a_token_that_the_site_has_not_signed_stops_nothing(search: SavedSearch, token: str) -> None:
    SavedSearch.objects.update(alert=True)
    for method in (Client().get, Client().post):
        assert method(f"/searches/stop/{token}/").status_code == 404
    assert SavedSearch.objects.filter(alert=True).exists()


def test_a_token_of_somebody_who_is_gone_is_not_found(reader: User) -> None:
    token = mailing.token(reader)
    reader.delete()
    assert Client().post(f"/searches/stop/{token}/").status_code == 404


POSTS = ["rename", "seen", "alert", "delete"]


def test_nobody_else_sees_it(search: SavedSearch, client: Client, admin_client: Client) -> None:
    assert "Plants" not in html(admin_client, "/searches/")
    assert admin_client.get(search.get_absolute_url()).status_code == 404
    for what in POSTS:
        assert admin_client.post(f"/searches/{search.pk}/{what}/", {"name": "x"}).status_code == 404
    anonymous = Client()
    for address in ("/searches/", search.get_absolute_url()):
        assert anonymous.get(address).headers["Location"] == f"/login/?next={address}"


def test_changes_are_posted_with_a_token(search: SavedSearch, reader: User, client: Client) -> None:
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(reader)
    for address in ("/searches/save/", *(f"/searches/{search.pk}/{what}/" for what in POSTS)):
        assert client.get(address).status_code == 405
        assert checked.post(address).status_code == 403


@pytest.mark.parametrize("until", ["", "x", "-1", "9" * 30])
def test_an_odd_number_changes_nothing(search: SavedSearch, client: Client, until: str) -> None:
    come_in(search, "A plant")
    assert client.post(f"/searches/{search.pk}/seen/", {"until": until}).status_code == 302
    assert "1 new article" in html(client, "/searches/")


@pytest.mark.parametrize("page", ["0", "x", "9" * 30])
def test_an_odd_page_is_answered(search: SavedSearch, client: Client, page: str) -> None:
    come_in(search, "A plant")
    assert "A plant" in html(client, f"{search.get_absolute_url()}?page={page}")


@pytest.mark.parametrize("address", ["/searches/", "/searches/{}/"])
def test_queries_do_not_grow_with_what_there_is(
    search: SavedSearch,
    reader: User,
    client: Client,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def queries(most: int) -> list[str]:
        with django_assert_max_num_queries(most) as captured:
            html(client, address.format(search.pk))
        return [it["sql"] for it in captured.captured_queries]

    come_in(search, "A plant")
    few = len(queries(10))
    for number in range(10):
        other = SavedSearch.objects.create(owner=reader, name=f"{number}", query=f"q={number}")
        come_in(other, f"Article {number}")
    come_in(search, *(f"Plant {number}" for number in range(10)))
    assert not [it for it in queries(few) if '"articles_article"."text"' in it]

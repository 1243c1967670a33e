import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("ida", password="a pass phrase")


def test_logging_in_leads_back(client: Client, user: User) -> None:
    fields = {"username": "ida", "password": "a pass phrase", "next": "/companies/"}
    response = client.post("/login/", fields)
    assert (response.status_code, response.headers["Location"]) == (302, "/companies/")


def test_logging_in_never_leads_elsewhere(client: Client, user: User) -> None:
    fields = {"username": "ida", "password": "a pass phrase", "next": "https://example.org/"}
    assert client.post("/login/", fields).headers["Location"] == "/"


def test_a_wrong_password_is_said(client: Client, user: User) -> None:
    html = client.post("/login/", {"username": "ida", "password": "wrong"}).content.decode()
    assert "do not belong together" in html
    assert 'value="ida"' in html


def test_missing_fields_are_said_beside_them(client: Client) -> None:
    html = client.post("/login/", {}).content.decode()
    assert 'id="username-error"' in html
    assert 'id="password-error"' in html


def test_logging_out_is_posted(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").status_code == 302
    assert "Log in" in client.get("/login/").content.decode()

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views import defaults

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/")


def test_an_unknown_address_says_so(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_each_error_has_its_page(request_: HttpRequest) -> None:
    pages = {
        400: defaults.bad_request(request_, Exception()),
        403: defaults.permission_denied(request_, Exception()),
        500: defaults.server_error(request_),
    }
    words = {400: "cannot be read", 403: "not open to you", 500: "went wrong"}
    for status, response in pages.items():
        assert response.status_code == status
        assert words[status] in response.content.decode()


def test_a_form_without_its_token_is_refused_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "x"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()

import pytest
from django.test import Client

from tests import factories
from tests.index import Index


@pytest.fixture
def archive(index: Index) -> Index:
    for name in ("Vela <b>Robotics</b>", "Brand", "Orin"):
        factories.article(companies=(factories.company(name), factories.company("Harbour")))
    index.refresh()
    return index


def test_all_values_stand_beside_what_they_list(archive: Index, client: Client) -> None:
    html = client.get("/facets/company/", {"q": "plant", "company": "harbour"}).content.decode()
    assert "Vela &lt;b&gt;Robotics&lt;/b&gt;" in html
    assert 'href="/?q=plant&amp;company=harbour&amp;company=brand"' in html
    assert 'href="/?q=plant&amp;company=harbour&amp;company_not=brand"' in html
    assert '<a href="/?q=plant&amp;company=harbour">Back to the articles</a>' in html


def test_a_name_is_looked_for(archive: Index, client: Client) -> None:
    html = client.get("/facets/company/", {"find": "  ORI\0"}).content.decode()
    assert ">Orin<" in html
    assert ">Brand<" not in html


def test_a_name_that_is_not_there_says_what_to_try(archive: Index, client: Client) -> None:
    html = client.get("/facets/company/", {"find": "<zzz>"}).content.decode()
    assert "Nothing with “&lt;zzz&gt;”" in html
    assert "Try a part of it" in html


def test_htmx_gets_the_list_alone(archive: Index, client: Client) -> None:
    response = client.get("/facets/company/", headers={"HX-Request": "true", "HX-Target": "values"})
    assert response.content.decode().lstrip().startswith("<section")
    assert "HX-Target" in response.headers["Vary"]


@pytest.mark.parametrize("name", ["nothing", "quotes", "dated", "year"])
def test_what_has_no_values_has_no_page(archive: Index, client: Client, name: str) -> None:
    assert client.get(f"/facets/{name}/").status_code == 404


def test_what_is_wrong_in_the_search_is_said(archive: Index, client: Client) -> None:
    response = client.get("/facets/company/", {"topic": "nothing"})
    assert response.status_code == 400
    assert "There is no topic “nothing”" in response.content.decode()

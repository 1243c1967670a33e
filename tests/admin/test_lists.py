import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias, Company, ImportRun, Operation, Person, ReadingRun, Rule
from articles.resolution import names
from tests import factories

pytestmark = pytest.mark.django_db

LISTS = ("article", "source", "company", "person", "topic", "importrun", "operation", "rule", "readingrun")


def fill(count: int) -> None:
    for number in range(count):
        company = factories.company(f"Vela {number}")
        merged = factories.company(f"Tarn {number}", merged_into=company)
        person = factories.person(f"Ana {number}")
        factories.article(companies=(merged,), people=(person,), source=factories.source(f"Paper {number}"))
        ImportRun.objects.create(paths=["/press"])
        Operation.objects.create(kind="tag", summary=f"Tagged {number}")
        source = factories.source(f"Paper {number}")
        Rule.objects.create(source=source, line=f"line {number}", sample=f"Line {number}")
        ReadingRun.objects.create(source=source)


def changelist(model: str) -> str:
    return reverse(f"admin:articles_{model}_changelist")


@pytest.mark.parametrize("model", LISTS)
def test_lists_ask_the_same_few_questions_however_long(
    admin_client: Client, model: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(30)
    with django_assert_max_num_queries(8):
        assert admin_client.get(changelist(model)).status_code == 200
    with django_assert_max_num_queries(8):
        assert admin_client.get(changelist(model), {"q": "a", "all": ""}).status_code in {200, 302}


def test_the_list_of_articles_does_not_load_their_text(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(2)
    with django_assert_max_num_queries(8) as queries:
        admin_client.get(changelist("article"))
    assert not any('"articles_article"."text"' in query["sql"] for query in queries.captured_queries)


@pytest.mark.parametrize("model", LISTS)
def test_lists_are_for_staff(editor_client: Client, model: str) -> None:
    assert editor_client.get(changelist(model)).status_code == 302


def test_an_article_is_shown_without_its_text(admin_client: Client) -> None:
    article = factories.article(body="A secret place in the text.")
    page = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert article.title in page
    assert "A secret place" not in page


def inline(*aliases: str) -> dict[str, str]:
    data = {"aliases-TOTAL_FORMS": str(len(aliases)), "aliases-INITIAL_FORMS": "0"}
    return data | {f"aliases-{number}-name": name for number, name in enumerate(aliases)}


def test_a_company_made_in_the_admin_has_its_key_and_its_names(admin_client: Client) -> None:
    data = {"name": "The Vela  Group", "slug": "vela", "kind": "company", **inline("Vela's", "Sail")}
    admin_client.post(reverse("admin:articles_company_add"), data)
    vela = Company.objects.get()
    assert (vela.name, vela.key, vela.origin) == ("The Vela Group", "vela group", "editor")
    found = set(vela.aliases.values_list("name", "key", "origin"))
    assert found == {
        ("The Vela Group", "vela group", "editor"),
        ("Vela's", "vela", "editor"),
        ("Sail", "sail", "editor"),
    }


def test_a_renamed_person_keeps_the_earlier_name(admin_client: Client) -> None:
    person = factories.person("Ana Petrov")
    Alias.objects.create(name="Ana Petrov", key="ana petrov", person=person)
    data = {"name": "Ana Petrova", "slug": "ana-petrova", **inline()}
    admin_client.post(reverse("admin:articles_person_change", args=[person.pk]), data)
    person.refresh_from_db()
    assert person.name == "Ana Petrova"
    assert person.key == names.key("Ana Petrov")
    assert set(person.aliases.values_list("name", flat=True)) == {"Ana Petrov", "Ana Petrova"}
    assert Person.objects.known_as("ana petrova") == person


@pytest.mark.parametrize(
    ("name", "words"),
    [("—", "A name needs letters or digits."), ("vela", "There is one of this name already.")],
)
def test_names_that_cannot_be(admin_client: Client, name: str, words: str) -> None:
    factories.company("Vela")
    answer = admin_client.post(
        reverse("admin:articles_company_add"), {"name": name, "slug": "x", "kind": "company", **inline()}
    )
    assert words in answer.content.decode()
    assert Company.objects.count() == 1


def test_history_is_read_only(admin_client: Client) -> None:
    operation = Operation.objects.create(kind="tag", summary="Tagged")
    assert admin_client.get(reverse("admin:articles_operation_add")).status_code == 403
    assert (
        admin_client.post(reverse("admin:articles_operation_delete", args=[operation.pk])).status_code == 403
    )
    assert (
        admin_client.get(reverse("admin:articles_operation_change", args=[operation.pk])).status_code == 200
    )


def test_the_admin_is_the_newsrooms(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert "css/admin.css" in page
    assert "Django administration" not in page

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Rule
from tests import factories

pytestmark = pytest.mark.django_db

LINE = "Follow The Ledger wherever you are"


def rule(line: str = LINE, source: str = "The Ledger", **fields: object) -> Rule:
    return Rule.objects.create(source=factories.source(source), line=line.lower(), sample=line, **fields)


def shown(client: Client, **fields: str) -> str:
    response = client.get("/desk/rules/", fields)
    assert response.status_code == 200
    return response.content.decode()


def test_rules_are_listed_by_source_with_counts_and_articles(editor_client: Client) -> None:
    article = factories.article("Vela <opens> a plant")
    rule(articles=78, of=1080, examples=[article.pk, 999_999])
    rule("Another", "The Wire")
    html = shown(editor_client)
    assert html.index("The Ledger") < html.index("The Wire")
    assert "in 78 of 1,080 articles" in html
    assert "Vela &lt;opens&gt; a plant" in html
    assert f'href="{article.get_absolute_url()}"' in html
    assert "2 rules" in html


def test_rules_are_narrowed_by_source_words_and_state(editor_client: Client, editor: User) -> None:
    rule(revoked_at="2026-01-01T00:00Z", revoked_by=editor)
    rule("Another line", "The Wire")
    assert "Another line" not in shown(editor_client, source="the-ledger")
    assert LINE not in shown(editor_client, q="ANOTHER")
    assert LINE not in shown(editor_client, state="holding")
    revoked = shown(editor_client, state="revoked")
    assert LINE in revoked
    assert "Another line" not in revoked
    assert "Revoked by editor" in revoked
    assert "No rules found" in shown(editor_client, q="nothing like this")


@pytest.mark.parametrize("fields", [{"source": "nobody"}, {"state": "odd"}, {"q": "x" * 201}])
def test_what_cannot_be_looked_up_is_said(editor_client: Client, fields: dict[str, str]) -> None:
    response = editor_client.get("/desk/rules/", fields)
    assert response.status_code == 400
    assert "field__error" in response.content.decode()


def test_a_rule_is_revoked_restored_and_undone(editor_client: Client) -> None:
    made = rule()
    html = editor_client.post(f"/desk/rules/{made.pk}/revoke/", follow=True).content.decode()
    assert "Kept in The Ledger: “Follow The Ledger" in html
    assert Rule.objects.get().revoked_at
    assert "are being read again" in html
    address = re.search(r"/operations/\d+/undo/", html)
    assert address
    html = editor_client.post(address[0], follow=True).content.decode()
    assert "Undone: Kept in The Ledger" in html
    assert Rule.objects.get().revoked_at is None
    editor_client.post(f"/desk/rules/{made.pk}/revoke/")
    assert (
        "was revoked already"
        in editor_client.post(f"/desk/rules/{made.pk}/revoke/", follow=True).content.decode()
    )
    editor_client.post(f"/desk/rules/{made.pk}/restore/")
    assert (
        "holds already" in editor_client.post(f"/desk/rules/{made.pk}/restore/", follow=True).content.decode()
    )


def test_a_rule_is_added_on_the_desk(editor_client: Client) -> None:
    source = factories.source()
    html = editor_client.post(
        "/desk/rules/add/", {"source": source.pk, "line": LINE}, follow=True
    ).content.decode()
    assert "Cut from The Ledger" in html
    assert Rule.objects.get().sample == LINE
    response = editor_client.post("/desk/rules/add/", {"source": source.pk, "line": LINE})
    assert response.status_code == 400
    assert "furniture in The Ledger already" in response.content.decode()


def test_a_rule_is_added_from_an_article_and_leads_back_there(editor_client: Client) -> None:
    article = factories.article(source=factories.source())
    page = editor_client.get(article.get_absolute_url()).content.decode()
    assert "Cut this line from all of The Ledger" in page
    fields = {"source": article.source_id, "article": article.pk, "line": article.lead}
    response = editor_client.post("/desk/rules/add/", fields)
    assert response.headers["Location"] == article.get_absolute_url()
    assert Rule.objects.get().examples == [article.pk]
    html = editor_client.post("/desk/rules/add/", fields, follow=True).content.decode()
    assert "already" in html


def test_readers_and_articles_without_a_source_have_no_such_menu(
    client: Client, editor_client: Client
) -> None:
    article = factories.article(source=factories.source())
    assert "Cut this line" not in client.get(article.get_absolute_url()).content.decode()
    Article.objects.update(source=None)
    assert "Cut this line" not in editor_client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "fields", [{}, {"line": LINE}, {"source": "x", "line": LINE}, {"source": "9" * 30, "line": LINE}]
)
def test_a_missing_field_is_said_beside_it(editor_client: Client, fields: dict[str, str]) -> None:
    response = editor_client.post("/desk/rules/add/", fields)
    assert response.status_code == 400
    assert "field__error" in response.content.decode()
    assert not Rule.objects.exists()


def test_only_editors_come_here(client: Client) -> None:
    made = rule()
    addresses = [
        "/desk/rules/",
        f"/desk/rules/{made.pk}/revoke/",
        f"/desk/rules/{made.pk}/restore/",
        "/desk/rules/add/",
    ]
    for address in addresses:
        send = client.get if address == "/desk/rules/" else client.post
        assert send(address).headers["Location"] == f"/login/?next={address}"
    client.force_login(User.objects.create_user("reader"))
    for address in addresses:
        send = client.get if address == "/desk/rules/" else client.post
        assert send(address).status_code == 403
    assert Rule.objects.get().revoked_at is None


def test_changes_are_posted_to_what_exists(editor_client: Client) -> None:
    made = rule()
    for address in (f"/desk/rules/{made.pk}/revoke/", f"/desk/rules/{made.pk}/restore/", "/desk/rules/add/"):
        assert editor_client.get(address).status_code == 405
    assert editor_client.post("/desk/rules/999999/revoke/").status_code == 404
    assert editor_client.post("/desk/rules/999999/restore/").status_code == 404


def test_a_long_list_takes_few_queries(
    editor_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        rule(f"Line {number} of the ledger", examples=[factories.article().pk])
    with django_assert_max_num_queries(13):
        html = shown(editor_client)
    assert "Page 1 of 2" in html

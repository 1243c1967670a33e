import datetime as dt
import re
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import ImportRun, Measure, Rule, Source, SourceAlias
from tests import factories
from tests.ingest.test_health import sample

pytestmark = pytest.mark.django_db

POSTS = ("rename", "merge", "split", "names/add", "names/remove")


def shown(client: Client, address: str, **fields: str) -> str:
    response = client.get(address, fields)
    assert response.status_code == HTTPStatus.OK
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def posted(client: Client, address: str, **fields: str) -> str:
    response = client.post(f"/desk/sources/{address}/", fields, follow=True)
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_sources_are_listed_with_what_they_span(admin_client: Client) -> None:
    ledger, online = factories.source("The <Ledger>"), factories.source("Ledger Online")
    Source.objects.filter(pk=online.pk).update(merged_into=ledger)
    factories.article(source=ledger, published=dt.date(2024, 3, 5))
    factories.article(source=online, published=dt.date(2025, 6, 24))
    factories.article(source=online)
    factories.source("The Wire")
    text = shown(admin_client, "/desk/sources/")
    assert "2 sources" in text
    assert "The &lt;Ledger&gt; 3 articles 5 March 2024 to 24 June 2025 1 without a date" in text
    assert "The Wire no articles" in text


def test_sources_are_found_by_any_of_their_names(admin_client: Client) -> None:
    ledger = factories.source("The Ledger")
    SourceAlias.objects.create(source=ledger, name="Daily", key="daily")
    Source.objects.filter(pk=factories.source("Online").pk).update(merged_into=ledger)
    factories.source("The Wire")
    for words in ("ledg", "DAILY", "onl"):
        text = shown(admin_client, "/desk/sources/", q=words)
        assert "1 source (" in text
        assert "The Ledger" in text
        assert "The Wire" not in text
    assert "No sources found" in shown(admin_client, "/desk/sources/", q="zzz\0")


def test_a_page_tells_names_lines_and_span(admin_client: Client) -> None:
    ledger, online = factories.source("The Ledger"), factories.source("Online")
    Source.objects.filter(pk=online.pk).update(merged_into=ledger)
    Rule.objects.create(source=online, line="follow us", sample="Follow us", articles=7, of=9)
    Rule.objects.create(source=ledger, line="gone", sample="Gone", revoked_at="2026-01-01T00:00Z")
    text = shown(admin_client, "/desk/sources/the-ledger/")
    assert "Online merged, with its articles Split off Online" in text
    assert "Follow us in 7 of 9 articles from Online" in text
    assert "Gone" not in text
    assert admin_client.get("/desk/sources/online/").headers["Location"] == "/desk/sources/the-ledger/"


def test_an_alarm_stands_in_the_list_and_on_the_page(admin_client: Client) -> None:
    ledger, online = factories.source("The Ledger"), factories.source("Online")
    for source, dated in ((ledger, 0.0), (online, 1.0)):
        for it in (sample(80), sample(30, dated)):
            Measure.objects.keep(source.pk, ImportRun.objects.create(), it)
    Source.objects.filter(pk=online.pk).update(merged_into=ledger)
    alarm = "The pages of The Ledger seem to be made differently of late: 0% have a date, 100% before."
    assert alarm in shown(admin_client, "/desk/sources/")
    text = shown(admin_client, "/desk/sources/the-ledger/")
    assert f"{alarm} See whether" in text
    assert "The latest 30 articles 0% of lines cut, 402 words, 0% with a date" in text
    assert "Online, the latest 30 articles" in text


def test_a_source_is_renamed_merged_split_and_undone(admin_client: Client) -> None:
    for name in ("The Ledger", "Online"):
        factories.source(name)
    assert "Renamed Online to Ledger Online." in posted(admin_client, "online/rename", name="Ledger Online")
    assert "Merged Ledger Online into The Ledger." in posted(admin_client, "online/merge", into="the-ledger")
    assert Source.objects.get(slug="online").merged_into
    assert "Split Ledger Online off from The Ledger." in posted(admin_client, "online/split")
    response = admin_client.post("/desk/sources/online/merge/", {"into": "the-ledger"}, follow=True)
    address = re.search(r"/operations/\d+/undo/", response.content.decode())
    assert address
    assert "Undone: Merged" in admin_client.post(address[0], follow=True).content.decode()
    assert Source.objects.get(slug="online").merged_into is None


def test_names_are_added_and_removed(admin_client: Client) -> None:
    factories.source("The Ledger")
    assert "The Ledger is also Daily." in posted(admin_client, "the-ledger/names/add", name="Daily")
    assert "The Ledger is no longer Daily." in posted(admin_client, "the-ledger/names/remove", name="Daily")
    assert "Daily is no alias of The Ledger." in posted(admin_client, "the-ledger/names/remove", name="Daily")


@pytest.mark.parametrize(
    ("address", "fields", "words"),
    [
        ("rename", {"name": "The Wire"}, "The Wire goes by that name; merge the two instead."),
        ("rename", {}, "Give a name."),
        ("names/add", {"name": "!"}, "A name needs letters or digits"),
        ("merge", {}, "Choose a source."),
        ("merge", {"into": "nobody"}, "Choose a source from the list."),
        ("merge", {"into": "the-ledger"}, "Choose a source from the list."),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(
    admin_client: Client, address: str, fields: dict[str, str], words: str
) -> None:
    factories.source("The Ledger")
    factories.source("The Wire")
    response = admin_client.post(f"/desk/sources/the-ledger/{address}/", fields)
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert words in response.content.decode()


def test_only_admins_come_here(client: Client, editor_client: Client) -> None:
    factories.source("The Ledger")
    gets = ("/desk/sources/", "/desk/sources/the-ledger/")
    for address in (*gets, *(f"/desk/sources/the-ledger/{it}/" for it in POSTS)):
        for who, status in ((client, HTTPStatus.FOUND), (editor_client, HTTPStatus.FORBIDDEN)):
            send = who.get if address in gets else who.post
            assert send(address).status_code == status
    assert "Sources</a>" not in editor_client.get("/desk/rules/").content.decode()


def test_changes_are_posted_to_what_exists(admin_client: Client) -> None:
    factories.source("The Ledger")
    for it in POSTS:
        assert (
            admin_client.get(f"/desk/sources/the-ledger/{it}/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
        )
        assert admin_client.post(f"/desk/sources/nobody/{it}/").status_code == HTTPStatus.NOT_FOUND
    assert admin_client.get("/desk/sources/nobody/").status_code == HTTPStatus.NOT_FOUND


def test_a_long_list_takes_few_queries(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        factories.article(source=factories.source(f"Paper {number}"))
    with django_assert_max_num_queries(8):
        assert "Page 1 of 2" in shown(admin_client, "/desk/sources/")
    with django_assert_max_num_queries(13):
        shown(admin_client, "/desk/sources/paper-1/")

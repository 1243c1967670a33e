import datetime as dt
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import pytest
from django.db.models import QuerySet
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django import Settings as Configured

from articles.models import Article, Company, Person, Source, Topic
from tests import factories
from tests.index import Index
from tests.sample import Sample
from tests.site.crawl import visit
from tests.site.html import parse_feed

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, query: str = "") -> Element:
    response = client.get(f"/feeds/articles/?{query}")
    assert response.status_code == 200
    return parse_feed(response.content)


def said(element: Element, *path: str) -> str:
    return element.findtext("/".join(f"{ATOM}{it}" for it in path), "")


def entries(root: Element) -> list[Element]:
    return root.findall(f"{ATOM}entry")


def links(root: Element) -> list[str]:
    return [link.get("href", "") for it in entries(root) for link in it.findall(f"{ATOM}link")]


@pytest.fixture
def article(index: Index) -> Article:
    made = factories.article(
        "Vela & Brand open a plant",
        "The lighthouse keeper <b>waved</b> on Monday.",
        companies=(factories.company("Vela Robotics"),),
        people=(factories.person("Ana Petrov"),),
        topics=(factories.topic("Robotics"),),
        source=factories.source(),
        published=dt.date(2025, 6, 24),
    )
    factories.article("Undated", "Words of a lighthouse.")
    index.refresh()
    return made


def test_an_entry_tells_what_the_archive_knows(article: Article, client: Client) -> None:
    entry = entries(feed(client, "q=waved"))[0]
    assert said(entry, "title") == "Vela & Brand open a plant"
    assert said(entry, "summary") == "The lighthouse keeper &lt;b&gt;waved&lt;/b&gt; on Monday."
    assert said(entry, "author", "name") == "The Ledger"
    assert said(entry, "published") == "2025-06-24T00:00:00+00:00"
    assert dt.datetime.fromisoformat(said(entry, "updated")) == article.imported_at
    assert {it.get("term") for it in entry.findall(f"{ATOM}category")} == {
        "Vela Robotics",
        "Ana Petrov",
        "Robotics",
    }
    assert links(feed(client, "q=waved")) == [f"http://testserver{article.get_absolute_url()}"]


def test_an_undated_article_comes_last_and_has_no_date(article: Article, client: Client) -> None:
    last = entries(feed(client))[-1]
    assert said(last, "title") == "Undated"
    assert last.find(f"{ATOM}published") is None


def test_an_entry_stays_the_same_whatever_its_title(article: Article, index: Index, client: Client) -> None:
    before = said(entries(feed(client))[0], "id")
    Article.objects.filter(pk=article.pk).update(title="Quite another title")
    index.refresh()
    entry = entries(feed(client))[0]
    assert said(entry, "title") == "Quite another title"
    assert said(entry, "id") == before


def test_a_merged_company_is_what_it_became(article: Article, index: Index, client: Client) -> None:
    Company.objects.filter(name="Vela Robotics").update(merged_into=factories.company("Brand"))
    index.refresh()
    terms = {it.get("term") for it in entries(feed(client, "q=waved"))[0].findall(f"{ATOM}category")}
    assert "Brand" in terms
    assert "Vela Robotics" not in terms
    assert len(entries(feed(client, "company=vela-robotics"))) == 1


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "All articles"),
        ("q=lighthouse -keeper", "“lighthouse -keeper”"),
        ("company=vela-robotics&company=-&company_any=yes&topic_not=robotics", "Vela Robotics or No company, not Robotics"),
        ("person=ana-petrov&quotes=no&from=2025-01-01&to=2025-12-31", "Ana Petrov, Without quotes, 2025"),
    ],
)  # fmt: skip
def test_its_title_says_what_was_searched_for(
    article: Article, client: Client, query: str, title: str
) -> None:
    assert said(feed(client, query), "title") == f"Newsroom: {title}"


def test_what_is_misspelt_is_not_followed_in_other_words(article: Article, client: Client) -> None:
    assert not entries(feed(client, "q=lighthuose"))
    page = client.get("/", {"q": "lighthuose"}).content.decode()
    assert '<a href="/feeds/articles/?q=lighthouse" id="feed"' in page
    assert len(entries(feed(client, "q=lighthouse"))) == 2


def test_a_mistake_in_a_query_leaves_the_rest(article: Article, client: Client) -> None:
    assert len(entries(feed(client, "q=(lighthouse"))) == 2


def test_what_there_is_not_is_refused_in_words(article: Article, client: Client) -> None:
    response = client.get("/feeds/articles/?company=nobody&from=yesterday")
    assert response.status_code == 400
    assert "There is no company “nobody” in the archive." in response.content.decode()
    assert "Write the date as year-month-day" in response.content.decode()


def test_pages_lead_to_their_feed(article: Article, client: Client) -> None:
    for thing in (Company.objects.get(), Person.objects.get(), Topic.objects.get(slug="robotics")):
        html = client.get(thing.get_absolute_url()).content.decode()
        address = f"/feeds/articles/?{thing._meta.model_name}={thing.slug}"
        assert f'<link rel="alternate" type="application/atom+xml" href="{address}"' in html
        assert f'<a href="{address}">Follow as a feed</a>' in html
        assert len(entries(feed(client, address.partition("?")[2]))) == 1


def test_who_has_it_already_is_told_so(article: Article, index: Index, client: Client) -> None:
    tag = client.get("/feeds/articles/").headers["ETag"]
    again = client.get("/feeds/articles/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    factories.article("Anchor hires", published=dt.date(1999, 1, 1))
    index.refresh()
    changed = client.get(
        "/feeds/articles/",
        headers={"If-None-Match": tag, "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    )
    assert b"Anchor hires" in changed.content


def test_each_name_of_the_site_has_links_of_its_own(
    article: Article, client: Client, settings: Configured
) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for host in settings.ALLOWED_HOSTS:
        root = parse_feed(client.get("/feeds/articles/?q=waved", headers={"Host": host}).content)
        assert links(root) == [f"http://{host}{article.get_absolute_url()}"]


def test_a_feed_that_was_kept_is_one_still(article: Article, client: Client) -> None:
    for _ in range(2):
        assert client.get("/feeds/articles/").headers["Content-Type"].startswith("application/atom+xml")


def test_it_is_only_read(article: Article, client: Client) -> None:
    assert client.post("/feeds/articles/").status_code == 405


def test_without_an_index_it_says_so(client: Client, db: None, settings: Configured) -> None:
    settings.NEWSROOM_INDEX = settings.VAR / "no index here"
    assert client.get("/feeds/articles/").status_code == 503


def test_many_entries_take_one_query(
    index: Index, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(35):
        factories.article(f"Article {number}", companies=(factories.company(f"Firm {number}"),))
    index.refresh()
    with django_assert_max_num_queries(1) as captured:
        assert len(entries(feed(client))) == 30
    assert '"articles_article"."text"' not in captured.captured_queries[0]["sql"]


WORDS = ["company", "the -ferry", '"chief executive"', "quote:the", "plant OR port", "title:ferry", "by:*"]


@pytest.mark.xdist_group("sample")
@settings(max_examples=40)
@given(data=st.data())
def test_it_is_the_first_of_the_page_of_the_same_search(
    sample: Sample, client: Client, data: st.DataObject
) -> None:
    rows: dict[str, QuerySet[Any]] = {
        "company": Company.objects.filter(tags__removed=False),
        "person": Person.objects.filter(tags__removed=False),
        "topic": Topic.objects.filter(tags__removed=False),
        "source": Source.objects.all(),
    }
    slugs = {
        name: sorted(set(it.values_list("slug", flat=True).order_by("slug")[:200]))
        for name, it in rows.items()
    }
    choices = [st.tuples(st.sampled_from([it, f"{it}_not"]), st.sampled_from(slugs[it])) for it in slugs]
    query = data.draw(st.lists(st.one_of(choices), max_size=3))
    query += [("q", it) for it in data.draw(st.lists(st.sampled_from(WORDS), max_size=1))]
    query += [("copies", "yes")] if data.draw(st.booleans()) else []
    asked = urlencode(query)
    page = visit(client, f"/?{asked}&sort=newest")
    following = visit(client, page.following).listed if page.following else []
    if not client.get(f"/?{asked}").context["results"].instead:
        listed = [f"http://testserver{it}" for it in (*page.listed, *following)]
        assert links(feed(client, asked)) == listed[:30]

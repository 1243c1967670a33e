"""A reader's whole way through the site, by what is written on it alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Quote
from tests.browser.conftest import TIMEOUT_MS, WINDOW
from tests.browser.watch import watch
from tests.sample import Sample
from tests.site.crawl import number


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url, viewport=WINDOW, java_script_enabled=request.param
    )
    context.set_default_timeout(TIMEOUT_MS)
    troubles = watch(context)
    yield context.new_page()
    context.close()
    assert troubles == []


def test_a_reader_finds_articles_companies_people_and_words(page: Page, sample: Sample) -> None:
    page.goto("/")
    everything = count(page)
    search(page, "Tessaly")
    expect(counted(page)).not_to_contain_text(f"{everything} article")
    found = count(page)
    assert 0 < found < everything
    narrowed = follow(page, facet(page, "Company").get_by_role("link").first)
    expect(page.get_by_label("Search the archive", exact=True)).to_have_value("Tessaly")
    assert narrowed <= found
    chips = page.get_by_role("list", name="Filters that are on")
    chips.get_by_role("link").nth(1).click()  # after the words, before the link that takes all away
    expect(counted(page)).to_contain_text(f"{found} article")

    read_the_first_article(page)
    page.get_by_role("complementary").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/companies/[-\w]+/$"))
    follow(page, page.get_by_role("group", name="Articles by month").get_by_role("link").last)
    assert count(page) > 0
    page.go_back()
    expect(page).to_have_url(re.compile(r"/companies/[-\w]+/$"))

    section(page, "People")
    open_by_name(page, page.get_by_role("main").get_by_role("listitem").first.get_by_role("link").first)
    follow(page, page.get_by_role("main").get_by_role("link", name=re.compile(r"^\d+ articles?$")))

    section(page, "Quotes")
    listen_to_one_speaker(page)


def search(page: Page, words: str) -> None:
    page.get_by_label("Search the archive").fill(words)
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(rf"\?q={words}\b"))


def counted(page: Page) -> Locator:
    """The sentence above the results."""
    return page.get_by_role("main").get_by_role("heading", level=2)


def count(page: Page) -> int:
    expect(counted(page)).to_contain_text("article")
    return number(counted(page).inner_text())


def facet(page: Page, label: str) -> Locator:
    named = page.get_by_role("navigation", name="Filters").get_by_role("group")
    return named.filter(has=page.get_by_text(label, exact=True))


def follow(page: Page, link: Locator) -> int:
    """Click a link that counts articles: so many are listed."""
    promised = number((link.get_attribute("aria-label") or link.inner_text()).split(": ")[-1].split("\n")[-1])
    link.click()
    expect(counted(page)).to_have_text(re.compile(rf"^\s*{promised:,} article"))
    return promised


def read_the_first_article(page: Page) -> None:
    open_by_name(page, page.get_by_role("article").first.get_by_role("heading").get_by_role("link"))
    expect(page.get_by_role("complementary", name="In this article")).to_be_visible()


def open_by_name(page: Page, link: Locator) -> None:
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def section(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def listen_to_one_speaker(page: Page) -> None:
    quotes = Quote.objects.filter(partial=False).exclude(person=None)
    speaker = quotes.order_by("pk").select_related("person")[0].person
    assert speaker
    page.get_by_label("Speaker").fill(speaker.name)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("main")).to_contain_text(
        re.compile(rf"\b{quotes.filter(person=speaker).count()} quote")
    )
    said = page.get_by_role("figure").filter(has=page.get_by_role("blockquote"))
    expect(said).not_to_have_count(0)
    for figure in said.all():
        expect(figure.get_by_role("link").first).to_have_text(speaker.name)

"""Each kind of page, narrow and wide, light and dark: open to everybody, in its place, and quiet."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, CompanyTag, PersonTag, TopicTag
from tests.browser.axe import violations
from tests.browser.conftest import TIMEOUT_MS
from tests.browser.watch import MOST_SHIFT, shift, watch
from tests.sample import Sample

NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 900}


def addresses() -> list[str]:
    """One of each kind, with as much on it as there is."""
    company = most(CompanyTag.objects.values_list("company__slug", flat=True))
    person = most(PersonTag.objects.values_list("person__slug", flat=True))
    topic = most(TopicTag.objects.values_list("topic__slug", flat=True))
    article = Article.objects.order_by("-words", "pk")[0]
    return [
        "/",
        f"/?q=the&company={company}&sort=oldest",
        "/?q=nothinglikethis",
        "/?q=(batery OR title:chip* source:nowhere after:soon",
        article.get_absolute_url(),
        f"/companies/{company}/",
        f"/people/{person}/",
        f"/topics/{topic}/",
        "/companies/",
        "/companies/?q=zzz",
        "/people/?letter=P",
        "/topics/",
        "/quotes/",
        "/about/accuracy/",
        "/login/",
    ]


def most(slugs: Iterable[str]) -> str:
    """The most frequent, and of those the first in the alphabet."""
    return Counter(sorted(slugs)).most_common(1)[0][0]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page(
    browser: Browser,
    live_server: LiveServer,
    sample: Sample,
    scheme: Literal["light", "dark"],
    size: ViewportSize,
) -> None:
    context = browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme)
    context.set_default_timeout(TIMEOUT_MS)
    troubles = watch(context)
    page = context.new_page()
    found = {}
    for address in addresses():
        page.goto(address)
        if wrong := faults(page):
            found[address] = wrong
    context.close()
    assert found == {}
    assert troubles == []


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_nothing_jumps_when_a_filter_is_chosen(
    browser: Browser, live_server: LiveServer, sample: Sample, size: ViewportSize
) -> None:
    context = browser.new_context(base_url=live_server.url, viewport=size)
    context.set_default_timeout(TIMEOUT_MS)
    watch(context)
    page = context.new_page()
    page.goto("/")
    if size == NARROW:
        page.get_by_text("Filters", exact=True).click()
    filters = page.get_by_role("navigation", name="Filters")
    before = shift(page)
    filters.get_by_role("link").first.click()
    expect(page.get_by_role("list", name="Filters that are on")).to_be_visible()
    after = shift(page)
    context.close()
    assert after - before < MOST_SHIFT


def faults(page: Page) -> list[str]:
    wrong = [f"things move by {moved:.3f}"] if (moved := shift(page)) >= MOST_SHIFT else []
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        wrong.append("scrolls sideways")
    return wrong + violations(page)

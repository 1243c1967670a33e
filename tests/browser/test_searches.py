"""A reader saves a search, and sees what is new in it."""

from typing import Literal

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings

from articles.alerts import mailing
from articles.models import Article, News, SavedSearch
from tests.browser.axe import violations
from tests.browser.conftest import LogIn
from tests.sample import Sample


@pytest.fixture
def reader(sample: Sample, log_in: LogIn) -> User:
    user = User.objects.create_user("reader")
    log_in(user)
    return user


def come_in(search: SavedSearch, count: int) -> None:
    articles = Article.objects.exclude(published=None).order_by("pk")[:count]
    News.objects.bulk_create(News(search=search, article=it) for it in articles)


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_the_pages_are_readable_and_calm(
    page: Page, reader: User, settings: Settings, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    User.objects.filter(pk=reader.pk).update(email="reader@mail.example")
    full, bare = (
        SavedSearch.objects.create(owner=reader, name=name, query=query)
        for name, query in (("“chief executive”, not Funding", "q=chief"), ("Ferries", "topic=ferries"))
    )
    come_in(full, 25)
    SavedSearch.objects.filter(pk=bare.pk).update(problem="There is no topic “ferries” in the archive.")
    stop = f"/searches/stop/{mailing.token(reader)}/"
    for address in ("/", "/searches/", full.get_absolute_url(), bare.get_absolute_url(), stop):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert violations(page) == [], address


def test_a_search_is_saved_looked_at_renamed_deleted_and_brought_back(page: Page, reader: User) -> None:
    page.goto("/?q=company&sort=oldest")
    page.get_by_role("button", name="Save this search").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("Saved: “company”.")
    come_in(SavedSearch.objects.get(), 3)
    page.get_by_role("link", name="Saved", exact=True).click()
    expect(main.get_by_role("listitem")).to_contain_text("3 new articles")
    page.get_by_role("link", name="“company”", exact=True).click()
    expect(main.get_by_role("article")).to_have_count(3)
    page.get_by_role("button", name="I have seen these").click()
    expect(main.get_by_role("listitem")).to_contain_text("Nothing new")
    page.get_by_role("link", name="“company”", exact=True).click()
    page.get_by_role("textbox", name="Name").fill("Companies of ours")
    page.get_by_role("button", name="Rename", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Companies of ours")
    page.get_by_role("button", name="Delete this search").click()
    expect(main).to_contain_text("No saved searches yet")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="All results of Companies of ours").click()
    expect(page.get_by_label("Search the archive", exact=True)).to_have_value("company")


def test_mail_is_asked_for_and_stopped_from_a_mail(page: Page, reader: User, settings: Settings) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    User.objects.filter(pk=reader.pk).update(email="reader@mail.example")
    search = SavedSearch.objects.create(owner=reader, name="Plants", query="q=plant")
    page.goto(search.get_absolute_url())
    page.get_by_role("button", name="Mail me what comes in").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("will be mailed to reader@mail.example")
    expect(page.get_by_role("button", name="Stop the mail")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"/searches/stop/{mailing.token(reader)}/")
    page.get_by_role("button", name="Stop all of it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("No more mail")
    assert not SavedSearch.objects.filter(alert=True).exists()

from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.axe import violations
from tests.index import Index


def test_the_front_page_lists_articles_and_is_accessible(page: Page, index: Index) -> None:
    factories.article("Vela opens a plant")
    index.refresh()

    page.goto("/")

    expect(page.get_by_role("link", name="Vela opens a plant")).to_be_visible()
    assert violations(page) == []

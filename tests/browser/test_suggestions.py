"""The search box suggests names: by mouse, by keyboard, and to screen readers."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.search import suggestions
from tests import factories
from tests.browser.axe import violations
from tests.index import Index


@pytest.fixture(autouse=True)
def archive(index: Index) -> Index:
    suggestions._names.cache_clear()
    for name in ("Vela Robotics", "Velamont"):
        for _ in range(2):
            factories.article(companies=(factories.company(name),), people=(factories.person("Ana Petrov"),))
    index.refresh()
    return index


def test_a_name_is_chosen_by_keyboard(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Search the archive")
    box.press_sequentially("vel")
    options = page.get_by_role("listbox", name="Names that begin like this").get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.get_by_role("status").last).to_have_text("2 names to choose from")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/companies/velamont/")


def test_the_list_closes_and_the_search_goes_on(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Search the archive")
    box.press_sequentially("petr")
    listbox = page.get_by_role("listbox")
    expect(listbox).to_be_visible()
    page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    box.press_sequentially("o")
    expect(listbox).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/?q=petro")
    expect(listbox).to_be_hidden()
    expect(page.get_by_role("combobox", name="Search the archive")).to_have_attribute(
        "aria-expanded", "false"
    )


def test_a_name_is_chosen_by_mouse_and_the_list_closes_beside_it(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Search the archive")
    box.press_sequentially("ana")
    page.get_by_role("option", name=re.compile("Ana Petrov")).click()
    expect(page).to_have_url("/people/ana-petrov/")
    page.go_back()
    box.fill("")
    box.press_sequentially("vela")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.get_by_role("heading", level=2).first.click()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_a_script_the_box_is_a_plain_one(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("searchbox", name="Search the archive")).to_be_visible()
    expect(page.get_by_role("listbox")).to_have_count(0)
    context.close()

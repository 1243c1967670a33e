import datetime as dt
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.browser.axe import violations
from tests.index import Index


@pytest.fixture(autouse=True)
def archive(index: Index) -> Index:
    vela = factories.company("Vela Robotics")
    robotics = factories.topic("Robotics")
    for number in range(22):
        factories.article(
            f"Vela report {number}",
            f"Report number {number} of a lighthouse.",
            companies=(vela,) if number % 2 else (),
            topics=(robotics,),
            source=factories.source(),
            published=dt.date(2025, 1 + number % 12, 5),
        )
    index.refresh()
    return index


def heading(page: Page, text: str) -> None:
    expect(page.locator("main").get_by_role("heading", level=2)).to_contain_text(text)


def test_a_filter_swaps_the_results_and_going_back_takes_it_off(page: Page) -> None:
    page.goto("/")
    page.evaluate("window.stayed = true")
    page.get_by_role("navigation", name="Filters").get_by_role("link", name=re.compile("^Vela")).click()
    heading(page, "11 articles")
    expect(page).to_have_url("/?company=vela-robotics")
    assert page.evaluate("window.stayed")
    expect(page.get_by_role("status")).to_have_text("11 articles")
    page.go_back()
    heading(page, "22 articles")


def test_a_value_is_left_out_and_let_in_again(page: Page) -> None:
    page.goto("/")
    filters = page.get_by_role("navigation", name="Filters")
    filters.get_by_role("link", name="Leave out Vela Robotics").focus()
    page.keyboard.press("Enter")
    heading(page, "11 articles")
    expect(page).to_have_url("/?company_not=vela-robotics")
    filters.get_by_role("link", name="Let in again: Vela Robotics").click()
    heading(page, "22 articles")


def test_one_value_more_narrows_or_widens(page: Page, index: Index) -> None:
    factories.article(companies=(factories.company("Brand"),))
    index.refresh()
    page.goto("/?company=vela-robotics")
    filters = page.get_by_role("navigation", name="Filters")
    expect(filters.get_by_role("link", name="Brand", exact=False)).to_have_count(0)
    filters.get_by_role("group", name="Company: how the chosen go together").get_by_role(
        "link", name="any of these"
    ).click()
    filters.get_by_role("link", name=re.compile("^Brand")).click()
    heading(page, "12 articles")
    expect(page.get_by_role("list", name="Filters that are on")).to_contain_text("Brand")
    assert violations(page) == []


def test_a_value_is_found_among_all_as_one_types(page: Page, index: Index) -> None:
    factories.article(companies=tuple(factories.company(f"Firm {number:02}") for number in range(30)))
    index.refresh()
    page.goto("/?q=plant")
    page.get_by_role("link", name="Find or see all under Company").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Companies")
    expect(page.get_by_role("heading", level=2)).to_contain_text("30 in all")
    page.get_by_role("searchbox", name="Name").press_sequentially("firm 2")
    expect(page.get_by_role("heading", level=2)).to_contain_text("10 with “firm 2”")
    expect(page).to_have_url(re.compile("find=firm"))
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("^Firm 21")).click()
    heading(page, "1 article")
    expect(page).to_have_url("/?q=plant&company=firm-21")


def test_searching_and_turning_the_page_change_address_and_title(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("lighthouse")
    page.keyboard.press("Enter")
    expect(page).to_have_title("lighthouse | Articles | Newsroom")
    expect(page).to_have_url("/?q=lighthouse")
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url("/?q=lighthouse&page=2")
    heading(page, "21 to 22")


def test_the_help_opens_and_a_mistake_is_read_out_with_the_box(page: Page) -> None:
    page.goto("/?q=(lighthouse after:soon")
    expect(page.get_by_text("words that begin like this")).to_be_hidden()
    page.get_by_text("More ways to ask").click()
    expect(page.get_by_text("words that begin like this")).to_be_visible()
    box = page.get_by_role("combobox", name="Search the archive")
    expect(box).to_have_accessible_description(re.compile("never closed.*not understood"))
    heading(page, "22 articles")
    assert violations(page) == []


def test_what_is_misspelt_is_searched_in_the_words_of_the_archive(page: Page) -> None:
    page.goto("/?q=lighthuose")
    expect(page.get_by_text("Showing results for lighthouse")).to_be_visible()
    heading(page, "22 articles")
    page.get_by_role("link", name="Next").click()
    heading(page, "21 to 22")
    assert violations(page) == []


def test_dates_are_applied_together_with_the_words(page: Page) -> None:
    page.goto("/?q=lighthouse")
    page.get_by_label("From").fill("2025-12-01")
    page.get_by_role("button", name="Apply dates").click()
    expect(page).to_have_url("/?q=lighthouse&from=2025-12-01")
    heading(page, "1 article")


def test_wrong_dates_are_said_beside_their_field(context: BrowserContext) -> None:
    page = context.new_page()  # the console notes the 400
    page.goto("/")
    page.evaluate("window.stayed = true")
    page.get_by_label("From").fill("2025-12-01")
    page.get_by_label("To", exact=True).fill("2025-01-01")
    page.get_by_role("button", name="Apply dates").click()
    expect(page.get_by_label("To", exact=True)).to_have_accessible_description(
        re.compile("The last day lies before")
    )
    expect(page.get_by_label("From")).to_have_value("2025-12-01")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.stayed")


def test_it_works_without_a_script(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("lighthouse")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Vela Robotics").first.click()
    heading(page, "11 articles")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280, 1600])
def test_it_is_accessible_and_fits(
    browser: Browser, live_server: LiveServer, scheme: str, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    page.goto("/?q=lighthouse&company=vela-robotics")
    if width == 390:
        page.get_by_text("Filters (2)").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()


def test_the_choice_of_colours_is_remembered(page: Page) -> None:
    page.goto("/")
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")

"""The site without a mouse: one can always tell where one is, and get everywhere."""

from playwright.sync_api import Page, expect

from tests.sample import Sample

HERE = "document.activeElement"
MANY = 200  # presses after which something is out of reach


def test_everything_can_be_reached_and_used_by_keyboard(page: Page, sample: Sample) -> None:
    page.goto("/")
    assert [tab(page) for _ in range(8)] == [
        "Skip to the content", "Newsroom", "Articles", "Companies", "People", "Topics", "Quotes", "Log in",
    ]  # fmt: skip
    page.reload()
    tab(page)
    page.keyboard.press("Enter")
    assert page.evaluate(f"{HERE}.id") == "main"
    tab(page)
    expect(page.get_by_role("combobox")).to_be_focused()

    page.keyboard.type("Tessaly")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/?q=Tessaly")
    tab_to(page, page.get_by_role("navigation", name="Filters").get_by_role("link").first.inner_text())
    page.keyboard.press("Enter")
    chips = page.get_by_role("list", name="Filters that are on")
    expect(chips.get_by_role("listitem")).to_have_count(3)  # and the link that takes all away
    expect_a_place(page)
    tab_to(page, chips.get_by_role("link").nth(1).inner_text())
    page.keyboard.press("Enter")
    expect(chips.get_by_role("listitem")).to_have_count(1)
    expect_a_place(page)

    title = page.get_by_role("article").first.get_by_role("heading").inner_text()
    tab_to(page, title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()  # a key of the browser's own, which it does not have here
    expect(page).to_have_url("/?q=Tessaly")

    bar = page.get_by_role("group", name="Articles by month").get_by_role("link").first
    name = bar.get_attribute("aria-label") or ""
    tab_to(page, name)
    page.keyboard.press("Enter")
    expect(chips.get_by_role("listitem")).to_have_count(3)


def tab(page: Page) -> str:
    """Where the next press of the key leads; one can see it."""
    page.keyboard.press("Tab")
    here = str(page.evaluate(f"{HERE}.getAttribute('aria-label') || {HERE}.innerText || {HERE}.id"))
    assert page.evaluate(f"{HERE}.getBoundingClientRect().width > 0"), here
    if page.evaluate(f"{HERE}.type !== 'date'"):  # Chromium itself outlines the button inside
        assert page.evaluate(f"getComputedStyle({HERE}).outlineStyle") != "none", here
    return words(here)


def tab_to(page: Page, name: str) -> None:
    wanted = words(name)
    passed = [tab(page)]
    while passed[-1] != wanted:
        assert len(passed) < MANY, passed
        passed.append(tab(page))


def words(name: str) -> str:
    return " ".join(name.split())


def expect_a_place(page: Page) -> None:
    """After a change of the page, the next press does not start at its top."""
    expect(page.locator("body")).not_to_be_focused()

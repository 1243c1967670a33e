import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Mention, Quote
from tests import factories
from tests.browser.axe import violations
from tests.browser.conftest import LogIn

BODY = "“We grow,” said Ana Petrov of Vela Robotics."


@pytest.fixture
def article(transactional_db: None) -> Article:
    vela, ana = factories.company("Vela Robotics"), factories.person("Ana Petrov")
    made = factories.article(
        "Vela grows",
        BODY,
        companies=(vela,),
        people=(ana,),
        topics=(factories.topic(),),
        source=factories.source(),
    )
    factories.company("Anchor Freight")
    start = made.text.index("Ana")
    Mention.objects.create(
        article=made, start=start, end=start + 10, person=ana, version="test", confidence=1, basis="known"
    )
    Quote.objects.create(
        article=made,
        start=13,
        end=21,
        text="We grow,",
        speaker_kind="person",
        person=ana,
        version="test",
        confidence=1,
    )
    return made


def test_an_editor_adds_a_company_that_is_proposed_and_undoes_it(
    page: Page, article: Article, editor: User, log_in: LogIn
) -> None:
    log_in(editor)
    page.goto(article.get_absolute_url())
    field = page.get_by_label("Company or organisation")
    field.press_sequentially("anch")
    expect(page.locator("option[value='Anchor Freight']")).to_have_count(1)
    field.fill("Anchor Freight")
    page.get_by_role("button", name="Add company").click()
    facts = page.get_by_role("complementary")
    expect(page.get_by_text("Added Anchor Freight.")).to_be_visible()
    expect(facts.get_by_role("link", name="Anchor Freight")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: Added Anchor Freight")).to_be_visible()
    expect(facts.get_by_role("link", name="Anchor Freight")).to_have_count(0)


def test_an_editor_removes_a_person(page: Page, article: Article, editor: User, log_in: LogIn) -> None:
    log_in(editor)
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("main").get_by_role("link", name="Ana Petrov")).to_have_count(3)
    page.get_by_role("button", name="Remove Ana Petrov").click()
    expect(page.get_by_text("Removed Ana Petrov.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Ana Petrov")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_accessible_and_fits(
    browser: Browser, live_server: LiveServer, article: Article, scheme: str, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    for address in (article.get_absolute_url(), "/login/", "/nowhere/"):
        page.goto(address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()

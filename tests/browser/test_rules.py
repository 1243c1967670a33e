"""An editor decides which lines of a source are no news."""

from typing import Literal

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article, Rule, Source
from tests.browser.axe import violations
from tests.browser.conftest import LogIn
from tests.sample import Sample

HOUSE = "The Lantern is lit by its readers"


@pytest.fixture
def desk(sample: Sample, admin: User, log_in: LogIn) -> Sample:
    """Two rules of a source, one of them revoked, and an admin who looks at them."""
    source = Source.objects.order_by("name")[0]
    examples = list(source.articles.values_list("pk", flat=True)[:3])
    for number, revoked_at in ((1, None), (2, timezone.now())):
        line = f"{HOUSE} {number}"
        counts = {"articles": 41 // number, "of": 1045, "examples": examples}
        Rule.objects.create(
            source=source, line=line.lower(), sample=line, revoked_at=revoked_at, revoked_by=admin, **counts
        )
    log_in(admin)
    return sample


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_the_desk_is_readable_and_calm(
    page: Page, desk: Sample, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in ("/desk/rules/", "/desk/rules/?q=zzz", "/desk/readings/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert violations(page) == [], address


def test_an_editor_cuts_a_line_from_an_article_and_keeps_it_after_all(
    page: Page, sample: Sample, editor: User, log_in: LogIn
) -> None:
    article = Article.objects.exclude(source=None).order_by("pk")[0]
    assert article.source
    log_in(editor)
    page.goto(article.get_absolute_url())
    menu = page.locator("summary", has_text="About this line").last
    menu.focus()
    page.keyboard.press("Enter")
    assert violations(page) == []
    page.get_by_role("button", name=f"Cut this line from all of {article.source.name}").last.click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(f"Cut from {article.source.name}")

    page.get_by_role("link", name="Desk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Furniture rules")
    rule = Rule.objects.get()
    expect(page.get_by_text(rule.sample)).to_be_visible()
    expect(page.get_by_text("are being read again")).to_be_visible()
    page.get_by_role("button", name="Revoke the rule").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(f"Kept in {article.source.name}")
    expect(page.get_by_text("Revoked by editor")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Undone: Kept in")
    page.get_by_label("Words of the line").fill("nothing like it")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="No rules found")).to_be_visible()
    page.get_by_role("link", name="see all rules").click()
    page.get_by_label("Source").last.select_option(article.source.name)
    page.get_by_label("Line", exact=True).fill(HOUSE)
    page.get_by_role("button", name="Cut this line").click()
    expect(page.get_by_text(HOUSE, exact=True)).to_be_visible()

"""An editor puts an article right, and readers find it so."""

import re

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article, Topic
from tests.browser.axe import violations
from tests.sample import Sample

NEW = "Gullwing Ballast Works"


def test_an_editor_tags_an_article_and_finds_it_there(page: Page, sample: Sample, editor: User) -> None:
    article = Article.objects.order_by("pk")[0]
    topic = Topic.objects.exclude(tags__article=article).order_by("pk")[0]
    page.goto(article.get_absolute_url())
    log_in(page, "editor")
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)

    add(page, "Company or organisation", "Add company", NEW)
    add(page, "Topic", "Add topic", topic.name)
    sample.index.refresh()
    expect_listed(page, f"/?topic={topic.slug}", article)
    page.goto(article.get_absolute_url())
    page.get_by_role("complementary").get_by_role("link", name=NEW).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NEW)
    expect(page.get_by_role("main").get_by_role("link", name="1 article", exact=True)).to_be_visible()
    open_article(page, article)

    page.get_by_role("button", name=f"Remove {NEW}").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(f"Removed {NEW}")
    assert violations(page) == []
    sample.index.refresh()
    page.goto("/companies/?q=gullwing")
    expect(page.get_by_role("heading", name="No company found")).to_be_visible()
    page.goto(article.get_absolute_url())
    add(page, "Company or organisation", "Add company", NEW)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Undone")
    expect(page.get_by_role("complementary").get_by_role("link", name=NEW)).to_have_count(0)

    page.get_by_role("button", name=re.compile("^Log out")).click()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("complementary").get_by_role("button")).to_have_count(0)


def log_in(page: Page, name: str) -> None:
    page.get_by_role("link", name="Log in").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("button", name="Log in").click()


def add(page: Page, label: str, button: str, name: str) -> None:
    page.get_by_label(label, exact=True).fill(name)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(f"Added {name}")
    expect(page.get_by_role("complementary").get_by_role("link", name=name)).to_be_visible()


def expect_listed(page: Page, address: str, article: Article) -> None:
    page.goto(address)
    expect(page.get_by_role("article").get_by_role("link", name=article.title)).to_be_visible()


def open_article(page: Page, article: Article) -> None:
    page.get_by_role("link", name=article.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)

"""A real Chromium on a live server. Every test here is marked `browser`; only this machine can be reached."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.watch import watch
from tests.chromium import ARGUMENTS, find_chromium

HERE = Path(__file__).parent
WINDOW: ViewportSize = {"width": 1280, "height": 900}
TIMEOUT_MS = 15_000

type LogIn = Callable[[User], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost"]))
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Playwright runs an event loop in the tests' thread, where Django else refuses to ask the database."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=TIMEOUT_MS)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A window of its own, without cookies."""
    context = browser.new_context(base_url=live_server.url, viewport=WINDOW, locale="en-GB")
    context.set_default_timeout(TIMEOUT_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page, open addresses with `page.goto("/…")`. Fails the test where the console had a complaint."""
    troubles = watch(context)
    yield context.new_page()
    assert troubles == []


@pytest.fixture
def log_in(context: BrowserContext, live_server: LiveServer) -> LogIn:
    """Gives the window the session of a user, without the form."""

    def give(user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])

    return give

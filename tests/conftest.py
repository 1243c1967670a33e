"""Fixtures of all tests, and what becomes of the browser's where there is none."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.actions.bootstrap import EDITORS
from tests.chromium import find_chromium

pytest_plugins = ["tests.index"]

_left_out = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser."""
    browser = [item for item in items if item.get_closest_marker("browser")]
    if browser and find_chromium() is None:
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]
        config.stash[_left_out] = len(browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many that were."""
    if left_out := config.stash.get(_left_out, 0):
        terminalreporter.write_line(
            f"left out {left_out} browser tests: no Chromium; install Debian's chromium", yellow=True
        )


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who may tag articles."""
    user = User.objects.create_user("editor", password="editor")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def admin(db: None) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser("admin", password="admin")


@pytest.fixture
def editor_client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client

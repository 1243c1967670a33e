"""Fixtures of all tests, and what becomes of the browser's where there is none."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from hypothesis import HealthCheck, settings

from articles.actions.bootstrap import EDITORS
from tests.chromium import find_chromium

pytest_plugins = ["tests.index", "tests.sample"]

_COMMON = settings(
    deadline=None,  # no test measures time
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("newsroom", _COMMON, derandomize=True)  # what is green once is green again
settings.register_profile("wide", _COMMON, max_examples=1000)  # others each time: --hypothesis-profile wide
settings.load_profile("newsroom")

_left_out = pytest.StashKey[list[str]]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser."""
    browser = [item for item in items if item.get_closest_marker("browser")]
    if browser and find_chromium() is None:
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]
        config.stash[_left_out] = [item.nodeid for item in browser]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let xdist's workers tell the process that writes the summary."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(_left_out, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[_left_out] = getattr(node, "workeroutput", {}).get("left_out", [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which tests that were."""
    if left_out := config.stash.get(_left_out, []):
        count = f"left out {len(left_out)} browser tests: no Chromium; install Debian's chromium"
        terminalreporter.write_line(count, yellow=True)
        for name in left_out:
            terminalreporter.write_line(f"  {name}")


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
def admin_client(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def editor_client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client

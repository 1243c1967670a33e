import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.servers import kill, server
from tests.waiting import comes_true


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder for a server of the test's own, which must have ended with its users."""
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        yield Path(folder)
        if not comes_true(lambda: server(Path(folder)) is None):
            kill(server(Path(folder)))
            pytest.fail("the server was left running")

"""What a machine lacks is told in one sentence, with exit code 1, by every command."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom.servers import ROOT


def manage(*arguments: str, **environment: str) -> tuple[int, list[str]]:
    """The exit code of a command, and the lines of its standard error."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", **environment},
    )
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize("command", ["migrate", "showmigrations", "rebuild_index"])
def test_a_database_that_does_not_answer(command: str) -> None:
    code, errors = manage(command, DATABASE_URL="postgres://ana@127.0.0.1:1/news")

    assert code == 1
    assert errors == ["The database “news” on 127.0.0.1:1 (DATABASE_URL) cannot be used: Connection refused."]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("NEWSROOM_DEBUG", "maybe"),
        ("NEWSROOM_PORT", "high"),
        ("NEWSROOM_MAIL", "ftp://x"),
    ],
)
def test_settings_that_make_no_sense(setting: str, value: str) -> None:
    code, errors = manage("check", **{setting: value})

    assert code == 1
    assert len(errors) == 1
    assert setting in errors[0]
    assert "docs/operations.md" in errors[0]


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    code, errors = manage("check", NEWSROOM_VAR=str(tmp_path / "file" / "var"), NEWSROOM_SECRET_KEY="")

    assert code == 1
    assert errors == [f"Not a folder: {tmp_path / 'file' / 'var'}."]


def test_the_traceback_is_there_for_the_asking() -> None:
    _, errors = manage("migrate", "--traceback", DATABASE_URL="postgres://ana@127.0.0.1:1/news")

    assert errors[0] == "Traceback (most recent call last):"


@pytest.mark.enable_socket
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port(command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        code, errors = manage(command, NEWSROOM_PORT=str(port))

    assert code == 1
    assert errors[0].startswith(
        f"CommandError: Port {port} at 127.0.0.1 cannot be had (Address already in use)"
    )
    assert "--port or NEWSROOM_PORT" in errors[0]


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_a_port_that_is_none(port: str) -> None:
    code, errors = manage("serve", f"--port={port}")

    assert (code, errors) == (1, [f"CommandError: There is no port {port}: ports are 1 to 65535."])


def test_the_site_is_ready_for_the_open_network() -> None:
    code, errors = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        NEWSROOM_HTTPS="1",
        NEWSROOM_SECRET_KEY="k" * 20 + "abcdefgh" * 5,
    )

    assert (code, errors) == (0, [])

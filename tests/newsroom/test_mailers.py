"""What the address of a mail server says to Django."""

from typing import Any

import pytest
from environs import Env, EnvError

from newsroom.env import CONSOLE, SMTP, mailers


def read(monkeypatch: pytest.MonkeyPatch, address: str) -> dict[str, dict[str, Any]]:
    monkeypatch.setenv("MAIL", address)
    return mailers(Env().dj_email_url("MAIL"))


def test_a_server_with_a_login(monkeypatch: pytest.MonkeyPatch) -> None:
    (mailer,) = read(monkeypatch, "submission://ana:p%40ss@mail.example").values()
    assert mailer["BACKEND"] == SMTP
    asked = {"host": "mail.example", "port": 587, "username": "ana", "password": "p@ss", "use_tls": True}
    assert asked.items() <= mailer["OPTIONS"].items()
    assert mailer["OPTIONS"]["timeout"] > 0


def test_the_log_takes_mail_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "console:") == {"default": {"BACKEND": CONSOLE}}


@pytest.mark.parametrize("address", ["mail.example", "ftp://mail.example", "submission://", "file:///mail"])
def test_what_is_no_server_is_said(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    with pytest.raises(EnvError, match="NEWSROOM_MAIL is no mail server"):
        read(monkeypatch, address)

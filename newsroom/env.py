"""What the environment says: read once, by `settings`, and by nothing else."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from environs import Env, EnvError

ROOT = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(ROOT / ".env")


SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
MAIL_SECONDS = 20  # that a mail server may take to answer


def mailers(server: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Django's MAILERS for a server, as dj-email-url reads its address. Raises EnvError."""
    backend = server.get("EMAIL_BACKEND")
    if backend == CONSOLE:
        return {"default": {"BACKEND": backend}}
    if backend != SMTP or not server["EMAIL_HOST"]:
        raise EnvError(
            "NEWSROOM_MAIL is no mail server: write submission://user:password@host, smtp://host or console:"
        )
    options = {
        "host": server["EMAIL_HOST"],
        "port": server["EMAIL_PORT"],
        "username": server["EMAIL_HOST_USER"] or "",
        "password": server["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": server["EMAIL_USE_TLS"],
        "use_ssl": server["EMAIL_USE_SSL"],
        "timeout": MAIL_SECONDS,
    }
    return {"default": {"BACKEND": backend, "OPTIONS": options}}


def kept_secret(path: Path) -> str:
    """The secret key kept in `path`, made on first use and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()

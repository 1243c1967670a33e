"""What the environment says: read once, by `settings`, and by nothing else."""

import secrets
from pathlib import Path

from environs import Env

ROOT = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(ROOT / ".env")


def kept_secret(path: Path) -> str:
    """The secret key kept in `path`, made on first use and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()

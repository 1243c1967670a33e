"""Where benchmarks work: a database and an index of their own below var/, so that nothing of the site's is touched."""

import os
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]


def settle(name: str) -> Path:
    """Sets Django up for the folder var/NAME, in this process and those that it starts, and gives the folder."""
    var = ROOT / "var" / name
    os.environ["NEWSROOM_VAR"] = str(var)
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("NEWSROOM_INDEX", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    return var

"""An invented archive in a database and an index of its own, under var/bench: nothing of the site's is touched.

Importing the package sets Django up for that place, in processes that are started for it too.
"""

import os
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var" / "bench"

os.environ["NEWSROOM_VAR"] = str(VAR)
os.environ.pop("DATABASE_URL", None)
os.environ.pop("NEWSROOM_INDEX", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

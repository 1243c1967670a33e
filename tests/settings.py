"""The settings for tests: the site's own, with files and databases apart from those of a running site."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("NEWSROOM_VAR") or ROOT / "var")
if VAR.name != "test":  # pytest's worker processes inherit what their parent has set
    VAR = VAR / "test"
os.environ["NEWSROOM_VAR"] = str(VAR)

from newsroom.settings import *  # noqa: E402, F403 -- the one module whose names are all Django's to read

SECRET_KEY = "for-tests-alone"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # no collected files to scan, and no warning that there are none
CACHES["pages"] |= {"LOCATION": VAR / f"pages-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"}  # noqa: F405 -- as above
NEWSROOM_INDEX = VAR / f"index-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"

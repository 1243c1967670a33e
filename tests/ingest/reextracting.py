"""A process that reads stored articles again in a test's database, and is killed at a chosen point."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connection
from pytest_django import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
WAIT_SECONDS = 120

SCRIPT = """
import os, signal, sys
database, index, model, point, after = sys.argv[1:]
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
connection.settings_dict["NAME"] = database
settings.NEWSROOM_INDEX, settings.NEWSROOM_MODEL = index, model
from articles.ingest import reextraction, renewal, stored
stored.WINDOW = 2
calls = [0]

def killed():
    calls[0] += 1
    if calls[0] > int(after):
        os.kill(os.getpid(), signal.SIGKILL)

def before(function):
    def wrapped(*arguments, **options):
        killed()
        return function(*arguments, **options)
    return wrapped

def behind(function):
    def wrapped(*arguments, **options):
        result = function(*arguments, **options)
        killed()
        return result
    return wrapped

if point == "begin":
    reextraction._begin = behind(reextraction._begin)
elif point == "read":
    renewal.Renewal.store = before(renewal.Renewal.store)
elif point == "written":
    renewal.replace_findings = behind(renewal.replace_findings)
elif point == "committed":
    renewal.Renewal.store = behind(renewal.Renewal.store)
elif point == "finish":
    reextraction._finish = before(reextraction._finish)
call_command("reextract", "--workers", "1")
"""


def reextract_and_die(settings: Settings, point: str, after: int) -> None:
    """`manage.py reextract`, killed with SIGKILL once it has been at `point` more than `after` times."""
    ended = subprocess.run(
        [
            *(sys.executable, "-c", SCRIPT, str(connection.settings_dict["NAME"])),
            *(str(settings.NEWSROOM_INDEX), settings.NEWSROOM_MODEL, point, str(after)),
        ],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=WAIT_SECONDS,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stdout + ended.stderr

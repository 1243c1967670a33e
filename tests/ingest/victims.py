"""A process that forks one import after another, so that each begins with all modules loaded, and has them killed.

It reads orders, a line of JSON each, and answers with a line of JSON; a child carries each of them out. The statements that
a child sends to the database are counted: at some of them somebody is killed.
"""

import json
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import django
import psutil
import spacy  # noqa: F401 - takes seconds

django.setup()

from django.conf import settings  # noqa: E402 - needs the setup, as do the others
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from articles.ingest import following, plan, work  # noqa: E402
from articles.ingest import run as importing  # noqa: E402
from articles.models import ImportRun  # noqa: E402
from articles.resolution.bundle import load_bundle  # noqa: E402
from newsroom.embedded.keeper import running  # noqa: E402
from newsroom.embedded.place import place  # noqa: E402
from newsroom.embedded.server import use, wait_until_ready  # noqa: E402
from tests.ingest import small_model  # noqa: E402
from tests.ingest.account import account  # noqa: E402
from tests.ingest.crashing import DATABASE, PARENT, WORKER  # noqa: E402

NOTE = Path(settings.VAR, "killed")
POLL_SECONDS = 0.01

type Kill = tuple[str, int]  # who, and at which statement


class Kills:
    """Counts statements, and kills when it is time for it."""

    def __init__(self, kills: list[Kill]) -> None:
        self.sent = 0
        self._left = kills

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.sent += 1
        if self._left and self.sent >= self._left[0][1] and _kill(self._left[0][0]):
            self._left = self._left[1:]
        return execute(*arguments)


def _kill(victim: str) -> bool:
    """Whether there was somebody to kill: workers are not there from the start."""
    server = running(place(settings.VAR))
    processes = {PARENT: [psutil.Process()], WORKER: _workers(), DATABASE: [server] if server else []}[victim]
    for process in processes[:1]:
        with NOTE.open("a") as note:
            note.write(f"{victim}\n")
        process.kill()
        if victim == DATABASE:
            process.wait()
    return bool(processes)


def _workers() -> list[psutil.Process]:
    server = psutil.Process(forkserver._forkserver._forkserver_pid)  # type: ignore[attr-defined]
    return list(server.children())


def migrate() -> None:
    """Makes the tables. What a killed process has written the system keeps: only a power cut asks for more."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET fsync = off")
        cursor.execute("SELECT pg_reload_conf()")
    call_command("migrate", interactive=False, verbosity=0)


def copy(template: str) -> None:
    """The database as `template` is, and no index yet.

    FILE_COPY brings a checkpoint: without one, a crash would set back sequences that were copied with numbers in reserve.
    """
    name = connection.settings_dict["NAME"]
    shutil.rmtree(settings.NEWSROOM_INDEX, ignore_errors=True)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def load(arguments: list[str], kills: list[Kill]) -> int:
    """The command; how many statements it sent."""
    count = Kills(kills)
    with connection.execute_wrapper(count), Path(os.devnull).open("w") as out, suppress(SystemExit):
        call_command("import_articles", *arguments, "--workers", "2", stdout=out)
    return count.sent


def imports() -> list[tuple[int, bool]]:
    """The imports, the last first: the number of each, and whether it has ended."""
    return [(run.pk, run.finished_at is not None) for run in ImportRun.objects.order_by("-pk")]


ORDERS: dict[str, Callable[..., Any]] = {it.__name__: it for it in (migrate, copy, load, imports, account)}


def _carry_out(order: dict[str, Any], writing: int) -> None:
    """In the child: the answer is written, and the child ends without what a forked process would do twice."""
    # It shares the fork server, and is not the process that may ask whether that lives.
    forkserver._forkserver.ensure_running = forkserver.ensure_running = lambda: None  # type: ignore[method-assign]
    name = order.pop("database")
    connection.settings_dict["NAME"] = name
    settings.NEWSROOM_INDEX = Path(settings.VAR, f"index-{name}")
    try:
        wait_until_ready(place(settings.VAR))
        said = ORDERS[order.pop("do")](**order)
        os.write(writing, json.dumps(said).encode())
    except Exception:  # noqa: BLE001 - whatever it was
        if not NOTE.exists():
            traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _in_child(order: dict[str, Any]) -> dict[str, Any]:
    NOTE.unlink(missing_ok=True)
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        _carry_out(order, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    _, status = os.waitpid(pid, 0)
    while _workers():  # they end with their parent
        time.sleep(POLL_SECONDS)
    killed = NOTE.read_text().split() if NOTE.exists() else []
    return {"done": status == 0, "killed": killed, "said": json.loads(said) if said else None}


def main() -> None:
    """Obeys orders until there are no more. Not in the main module, which each worker would import."""
    settings.NEWSROOM_MODEL = small_model.NAME
    plan.CHUNK_FILES, importing.MIN_FILES_A_WORKER, following.EACH = 2, 2, 3
    load_bundle()
    use(settings.VAR)
    forkserver.set_forkserver_preload([work.__name__, "spacy", small_model.NAME])
    forkserver.ensure_running()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_in_child(json.loads(line))) + "\n")
        sys.stdout.flush()

"""The embedded server, seen from the processes that use it: it is there when asked for."""

import atexit
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from django.db.utils import OperationalError
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from newsroom.embedded.place import Place, locked, open_lock, place

ROOT = Path(__file__).resolve().parent.parent.parent
POLL_SECONDS = 0.05
TELL_AFTER_SECONDS = 4
PATIENCE_SECONDS = 900  # recovery after a crash replays up to max_wal_size
STOP_SECONDS = 60
LAUNCHES = 5  # one is enough, unless a keeper ends in the very moment we look
FULL_BYTES = 64 * 1024 * 1024

_held: dict[Place, int] = {}  # a forked child inherits the descriptor, and with it a part in the lock


class DatabaseNotReadyError(OperationalError):
    """The embedded server cannot be had; the message is one sentence for the person at the keyboard."""


def use(var: Path) -> Place:
    """The server under `var`, running: started if need be, and kept while this process lives.

    Waits as long as the server takes to recover from a crash. Raises DatabaseNotReadyError, OSError.
    """
    where = place(var)
    if where not in _held:
        descriptor = open_lock(where.users)
        locked(descriptor, shared=True, wait=True)  # waits only for a server that is being stopped
        _held[where] = descriptor
        atexit.register(_leave, where)
        wait_until_ready(where)
    return where


def wait_until_ready(where: Place) -> None:
    """Return when the server accepts connections. Raises DatabaseNotReadyError."""
    began = time.monotonic()
    told = False
    launches = 0
    while True:
        if not _is_kept(where):
            launches = _launch(where, launches)
        elif answers(where):
            return
        waited = time.monotonic() - began
        if waited > TELL_AFTER_SECONDS and not told:
            sys.stderr.write("Waiting for the database, which is being made or recovers from a crash …\n")
            told = True
        if waited > PATIENCE_SECONDS:
            raise DatabaseNotReadyError(
                f"The database did not come up in {PATIENCE_SECONDS // 60} minutes: {where.log}."
            )
        time.sleep(POLL_SECONDS)


def answers(where: Place) -> bool:
    """Whether the server accepts connections."""
    return PGconn.ping(f"{_conninfo(where)} connect_timeout=10".encode()) == Ping.OK


def make_database(where: Place, name: str) -> None:
    """Create the database `name` unless it is there."""
    with psycopg.connect(_conninfo(where), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return  # another process was quicker


def _conninfo(where: Place) -> str:
    return make_conninfo(**{"dbname": "postgres", **where.conninfo})


def _is_kept(where: Place) -> bool:
    descriptor = open_lock(where.keeper)
    try:
        return not locked(descriptor, shared=True)
    finally:
        os.close(descriptor)


def _launch(where: Place, launches: int) -> int:
    """Start a keeper and return how often that was tried. Raises DatabaseNotReadyError when one gave up."""
    if launches and (where.problem.exists() or launches == LAUNCHES):
        raise DatabaseNotReadyError(_reason(where))
    done = subprocess.run(
        [sys.executable, "-m", "newsroom.embedded.keeper", where.var],
        cwd=ROOT,
        check=False,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise DatabaseNotReadyError(done.stderr.strip().splitlines()[-1])
    return launches + 1


def _reason(where: Place) -> str:
    if shutil.disk_usage(where.var).free < FULL_BYTES:
        return f"The disk that holds {where.var} is full: the database needs room to start."
    told = where.problem.read_text() if where.problem.exists() else ""
    return told or f"The database does not start; {where.log} says more."


def _leave(where: Place) -> None:
    """Let go; the last to leave waits until the server has stopped, so that a finished command leaves nothing running."""
    os.close(_held.pop(where))
    if not where.users.exists() or not _was_last(where):
        return
    deadline = time.monotonic() + STOP_SECONDS
    while _is_kept(where) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)


def _was_last(where: Place) -> bool:
    descriptor = open_lock(where.users)
    try:
        if locked(descriptor):
            return True
        return not locked(descriptor, shared=True)  # the keeper has it alone: it is stopping the server
    finally:
        os.close(descriptor)

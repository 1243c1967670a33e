"""Runs that one process at a time works on: locks that the database frees when that process dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection


class Work(IntEnum):
    """What is held, with the id of the run: the two keys of an advisory lock."""

    IMPORT = 1_852_142_452
    READING = 1_852_142_453
    WATCHING = 1_852_142_454  # of which there is one, with 0 for its id


class BusyError(Exception):
    """Another process is at work on this run."""


@contextmanager
def held(work: Work, run_id: int) -> Iterator[None]:
    """Holds the run for this process. Raises BusyError."""
    if not _call("pg_try_advisory_lock", work, run_id):
        raise BusyError
    try:
        yield
    finally:
        _call("pg_advisory_unlock", work, run_id)


def is_held(work: Work, run_id: int) -> bool:
    """Whether a living process is at work on the run."""
    with connection.cursor() as cursor:
        # Looking takes no lock itself, which the process that is about to start could stumble over.
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [work, run_id],
        )
        return bool(cursor.fetchone()[0])


def _call(function: str, work: Work, run_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [work, run_id])
        return bool(cursor.fetchone()[0])

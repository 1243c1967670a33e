"""The watched folder, by a process as it runs beside the workers."""

import functools
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from articles import tasks
from articles.ingest.locks import Work
from articles.models import Article, ImportRun
from tests.ingest.press import story, write
from tests.tasks.workers import work
from tests.waiting import at_work, comes_true

pytestmark = pytest.mark.django_db(transaction=True)


def watching(root: Path) -> AbstractContextManager[list[str]]:
    """A watch at work in a thread; gives what it says."""
    return at_work(functools.partial(tasks.watch, root))


def test_what_is_renamed_into_the_folder_is_imported_by_a_worker(press: Path) -> None:
    with watching(press) as told:
        write(press, ".a.txt.part", story())
        (press / ".a.txt.part").rename(press / "a.txt")
        assert comes_true(ProcrastinateJob.objects.filter(task_name="import_run").exists)
        work("imports")
    assert Article.objects.count() == 1
    run = ImportRun.objects.get()
    assert (run.status, run.paths) == ("done", [str(press)])
    assert told == [f"{run} is about to begin: {press}."]


def test_one_process_watches_and_others_wait_for_its_end(press: Path) -> None:
    parameters = connection.get_connection_params()
    del parameters["cursor_factory"], parameters["context"]
    write(press, ".a.txt", story())
    (press / ".a.txt").rename(press / "a.txt")
    with psycopg.connect(**parameters, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s, 0)", [Work.WATCHING])
        with watching(press) as told:
            assert comes_true(lambda: told == ["Another process watches the folder: waiting for its end."])
            assert not ImportRun.objects.exists()
            other.execute("SELECT pg_advisory_unlock(%s, 0)", [Work.WATCHING])
            assert comes_true(ImportRun.objects.exists)


def test_a_folder_that_cannot_be_read_is_told_once_and_waited_for(press: Path) -> None:
    away = press.rename(press.with_name("away"))
    write(away, ".a.txt", story())
    (away / ".a.txt").rename(away / "a.txt")
    with watching(press) as told:
        assert comes_true(lambda: told == [f"{press} cannot be read: No such file or directory."])
        away.rename(press)
        assert comes_true(ImportRun.objects.exists)


def test_without_a_folder_the_command_says_so(settings: Settings) -> None:
    settings.NEWSROOM_WATCH = None
    with pytest.raises(CommandError, match="NEWSROOM_WATCH names one"):
        call_command("watch", stdout=StringIO())

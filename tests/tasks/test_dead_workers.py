"""Workers are killed in the middle of a job: another one does it, and it ends as if nothing had happened."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from articles import tasks
from articles.ingest import load as loading
from articles.ingest import run as importing
from articles.models import Article, CompanyTag, ImportFile, ImportRun, Memory
from articles.tasks.upkeep import DEAD
from tests.ingest.press import story, write
from tests.tasks.workers import worker
from tests.waiting import comes_true

pytestmark = pytest.mark.django_db(transaction=True)

FILES = 64


class Gate:
    """While it is shut, no import stores anything."""

    def __init__(self, held: psycopg.Connection) -> None:
        self._held = held

    def shut(self) -> None:
        self._held.execute("SELECT pg_advisory_lock(%s)", [loading._LOADING])

    def open(self) -> None:
        self._held.execute("SELECT pg_advisory_unlock(%s)", [loading._LOADING])


@pytest.fixture
def gate() -> Iterator[Gate]:
    parameters = connection.get_connection_params()
    del parameters["cursor_factory"], parameters["context"]
    with psycopg.connect(**parameters, autocommit=True) as held:
        yield Gate(held)


@pytest.fixture
def run(press: Path) -> ImportRun:
    """An import that waits for a worker."""
    for number in range(FILES):
        write(press, f"{number:03}.txt", story(number))
    run = importing.create([press])
    tasks.enqueue(run)
    return run


def job(run: ImportRun) -> ProcrastinateJob:
    found: ProcrastinateJob = ProcrastinateJob.objects.get(args__run_id=run.pk)
    return found


def is_done(run: ImportRun) -> bool:
    return job(run).status == "succeeded" and ImportRun.objects.get(pk=run.pk).status == "done"


def a_long_time_passes() -> None:
    """As far as signs of life go."""
    ProcrastinateWorker.objects.filter().update(last_heartbeat=timezone.now() - 2 * DEAD)


def stored() -> list[tuple[object, ...]]:
    """What the archive has, whenever and under whichever number."""
    texts = Article.objects.order_by("origin").values_list(
        "origin", "title", "text_hash", "blocks", "version"
    )
    tags = CompanyTag.objects.order_by("article__origin", "company__name")
    return [*texts, *tags.values_list("article__origin", "company__name", "confidence", "mentions")]


def test_another_worker_goes_on_where_a_killed_one_was(press: Path, run: ImportRun, gate: Gate) -> None:
    with worker() as killed:
        assert comes_true(lambda: ImportFile.objects.filter(run=run).exists())
        gate.shut()
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
    assert 0 < run.files.count() < FILES
    a_long_time_passes()
    gate.open()
    with worker():
        assert comes_true(lambda: is_done(run))
    outcomes, found = Counter(run.files.values_list("outcome", flat=True)), stored()
    for model in (Article, ImportRun, Memory):
        model.objects.all().delete()
    undisturbed = importing.create([press])
    importing.execute(undisturbed, workers=1)
    assert outcomes == Counter(undisturbed.files.values_list("outcome", flat=True)) == {"new": FILES}
    assert found == stored()


def test_a_worker_looks_after_dead_ones_beside_a_long_import_of_its_own(run: ImportRun, gate: Gate) -> None:
    left = importing.create(run.paths)
    gate.shut()
    with worker():
        assert comes_true(lambda: importing.is_held(run))
        tasks.enqueue(left)
        ProcrastinateJob.objects.filter(args__run_id=left.pk).update(status="doing", worker=None)
        app.configure_task("look_after").defer(timestamp=0)
        assert comes_true(lambda: job(left).status == "todo")
        assert job(run).status == "doing"
        gate.open()
        assert comes_true(lambda: is_done(run) and is_done(left))


def test_a_run_that_a_living_process_holds_is_not_taken_for_a_dead_ones(run: ImportRun) -> None:
    ProcrastinateJob.objects.filter(args__run_id=run.pk).update(status="doing", worker=None)
    taken: list[int] = []
    importing.execute(
        run, workers=1, control=importing.Control(watch=lambda _: taken.append(tasks.take_up_interrupted()))
    )
    assert set(taken) == {0}
    assert tasks.take_up_interrupted() == 1


def test_a_run_that_is_enqueued_while_a_worker_looks_is_enqueued_once(press: Path) -> None:
    run = importing.create([press])
    looks: list[str] = []

    def enqueued_after_the_first_look(execute: Callable[..., object], sql: str, *rest: object) -> object:
        answer = execute(sql, *rest)
        if 'FROM "procrastinate_jobs"' in sql and "import_run" in str(rest):
            looks.append(sql)
            if len(looks) == 1:
                tasks.enqueue(run)
        return answer

    with connection.execute_wrapper(enqueued_after_the_first_look):
        tasks.take_up_interrupted()
    assert looks
    assert job(run).status == "todo"
    assert ImportRun.objects.get(pk=run.pk).status == "waiting"

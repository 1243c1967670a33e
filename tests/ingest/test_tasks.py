from pathlib import Path

import pytest
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.ingest import run as importing
from articles.models import Article, ImportRun
from tests.ingest.press import story, write


@pytest.fixture(autouse=True)
def _closing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job's thread closes its connection when the job is done, and does not keep it for the next."""
    monkeypatch.setitem(connections.databases["default"], "CONN_MAX_AGE", 0)


def work() -> None:
    """What `manage.py worker` does, until there is nothing left to do."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(
            queues=[tasks.QUEUE], wait=False, install_signal_handlers=False, listen_notify=False
        )


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_the_import(press: Path) -> None:
    write(press, "a.txt", story())
    run = importing.create([press])
    tasks.enqueue(run)
    work()
    run.refresh_from_db()
    assert run.status == ImportRun.Status.DONE
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_survives_an_import_that_cannot_be_done(press: Path) -> None:
    run = importing.create([press])
    tasks.enqueue(run)
    work()
    run.refresh_from_db()
    assert (run.status, run.error) == (ImportRun.Status.FAILED, f"There are no files in {press}.")


@pytest.mark.django_db
def test_an_interrupted_import_is_taken_up_once(press: Path) -> None:
    run = importing.create([press])
    tasks.enqueue(run)
    assert tasks.take_up_interrupted() == 0
    ImportRun.objects.update(status=ImportRun.Status.RUNNING)
    with_job_gone = ProcrastinateJob.objects.filter(args__run_id=run.pk)
    assert with_job_gone.count() == 1
    app.job_manager.cancel_job_by_id(with_job_gone.get().pk)
    assert tasks.take_up_interrupted() == 1
    assert tasks.take_up_interrupted() == 0


@pytest.mark.django_db
def test_an_import_interrupted_on_a_command_line_is_closed(press: Path) -> None:
    run = importing.create([press])
    ImportRun.objects.update(status=ImportRun.Status.RUNNING)
    assert tasks.take_up_interrupted() == 0
    run.refresh_from_db()
    assert run.status == ImportRun.Status.FAILED
    assert "interrupted" in run.error


@pytest.mark.django_db
def test_an_import_that_somebody_works_on_is_left_alone(press: Path) -> None:
    write(press, "a.txt", story())
    run = importing.create([press])
    held: list[int] = []
    control = importing.Control(watch=lambda it: held.append(tasks.take_up_interrupted()))
    importing.execute(run, workers=1, control=control)
    run.refresh_from_db()
    assert set(held) == {0}
    assert run.status == ImportRun.Status.DONE
    assert not importing.is_held(run)


@pytest.mark.django_db
def test_a_worker_is_alive_only_with_a_fresh_sign_of_life() -> None:
    assert not tasks.is_worker_alive()

from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.ingest import reextraction
from articles.ingest import run as importing
from articles.ingest.renewal import Renewal
from articles.models import Article, ImportRun, JobNote, ReadingRun
from articles.models.reading_run import TASK
from tests.ingest.press import load, story, write
from tests.tasks.workers import work


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
    job = ProcrastinateJob.objects.get(args__run_id=run.pk)
    assert (job.status, JobNote.objects.get(job_id=job.pk).words) == ("failed", run.error)


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


@pytest.mark.django_db(transaction=True)
def test_a_worker_reads_articles_again(press: Path) -> None:
    write(press, "a.txt", story())
    load(press)
    Article.objects.update(version="0")
    run = reextraction.create()
    tasks.enqueue_reading(run)
    tasks.enqueue_reading(run)
    assert ProcrastinateJob.objects.filter(args__run_id=run.pk, task_name=TASK).count() == 1
    work()
    run.refresh_from_db()
    assert (run.status, run.read) == (ReadingRun.Status.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_a_re_reading_lets_imports_go_first(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.stored.WINDOW", 1)
    for number in range(3):
        write(press, f"{number}.txt", story(number))
    load(press)
    Article.objects.update(version="0")
    reading = reextraction.create()
    tasks.enqueue_reading(reading)
    started: list[ImportRun] = []

    def ask(run: ReadingRun) -> None:
        if run.seen == 1 and not started:
            write(press, "late.txt", story(9))
            started.append(importing.create([press]))
            tasks.enqueue(started[0])

    notice = Renewal._note

    def noting(self: Renewal, *arguments: Any) -> None:
        notice(self, *arguments)
        ask(ReadingRun.objects.get())

    monkeypatch.setattr(Renewal, "_note", noting)
    work()
    reading.refresh_from_db()
    started[0].refresh_from_db()
    assert (reading.status, reading.read, started[0].status) == ("done", 3, "done")
    assert started[0].finished_at is not None
    assert reading.finished_at is not None
    assert started[0].finished_at < reading.finished_at


@pytest.mark.django_db
def test_an_interrupted_re_reading_is_taken_up_once() -> None:
    run = reextraction.create()
    assert tasks.take_up_interrupted() == 0
    tasks.enqueue_reading(run)
    assert tasks.take_up_interrupted() == 0
    app.job_manager.cancel_job_by_id(ProcrastinateJob.objects.get(task_name=TASK, status="todo").pk)
    assert tasks.take_up_interrupted() == 1
    assert tasks.take_up_interrupted() == 0

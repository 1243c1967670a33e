"""What the list of jobs says of each, and what can be done about them."""

import datetime as dt
from pathlib import Path

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from articles import tasks
from articles.ingest import reextraction
from articles.ingest import run as importing
from articles.models import ImportRun, ReadingRun
from articles.tasks import jobs
from articles.tasks.runs import undo_import
from tests.ingest.press import story, write
from tests.tasks.workers import work

pytestmark = pytest.mark.django_db(transaction=True)


def shown() -> dict[str, jobs.Job]:
    """By title."""
    return {job.title: job for job in jobs.shown(jobs.listed())}


def row(title: str) -> ProcrastinateJob:
    found: ProcrastinateJob = ProcrastinateJob.objects.get(pk=shown()[title].pk)
    return found


def test_an_import_from_the_queue_to_its_end(press: Path) -> None:
    write(press, "a.txt", story())
    write(press, "b.txt", "")
    run = importing.create([press])
    tasks.enqueue(run)
    job = shown()[str(run)]
    assert (job.state, job.about, job.import_id, job.lasted) == ("waiting", str(press), run.pk, "")
    assert job.asked
    work("imports")
    job = shown()[str(run)]
    assert (job.state, job.words) == ("done", "Done, of 2 files: 1 new, 1 rejected.")
    assert job.asked
    assert job.started
    assert job.ended
    assert job.asked <= job.started <= job.ended
    assert job.lasted
    assert not job.can_stop


def test_what_failed_says_why_and_goes_on_where_it_was(press: Path) -> None:
    run = importing.create([press])
    tasks.enqueue(run)
    work("imports")
    job = shown()[str(run)]
    assert (job.state, job.words) == ("failed", f"There are no files in {press}.")
    write(press, "a.txt", story())
    assert jobs.retry(row(str(run)))
    assert (shown()[str(run)].state, shown()[str(run)].words) == ("waiting", "")
    work("imports")
    assert shown()[str(run)].state == "done"
    assert not jobs.retry(row(str(run)))


def test_a_fault_of_the_program_is_named() -> None:
    undo_import.defer(run_id=404, by_id=404, back=False)
    work("imports")
    job = shown()["Taking back import 404"]
    assert job.state == "failed"
    assert job.words.startswith("It stopped on a fault of the program: DoesNotExist: ")
    assert jobs.retry(row("Taking back import 404"))


def test_a_job_that_waits_is_cancelled_with_its_run(press: Path) -> None:
    write(press, "a.txt", story())
    run, reading = importing.create([press]), reextraction.create()
    tasks.enqueue(run)
    tasks.enqueue_reading(reading)
    for title in (str(run), str(reading)):
        assert shown()[title].can_stop
        assert jobs.cancel(row(title))
        assert shown()[title].state == "cancelled"
        assert not jobs.cancel(row(title))
    tasks.take_up_interrupted()
    work("imports")
    assert ImportRun.objects.get().status == "cancelled"
    assert ImportRun.objects.get().finished_at
    assert ReadingRun.objects.get().status == "cancelled"
    assert not run.files.exists()


def test_an_import_that_runs_is_told_to_stop(press: Path) -> None:
    for number in range(3):
        write(press, f"{number}.txt", story(number))
    run = importing.create([press])
    tasks.enqueue(run)
    ProcrastinateJob.objects.filter().update(status="doing")
    assert shown()[str(run)].can_stop
    stopped: list[bool] = []
    control = importing.Control(watch=lambda _: stopped.append(jobs.cancel(row(str(run)))))
    importing.execute(run, workers=1, control=control)
    run.refresh_from_db()
    assert stopped[0]
    assert run.status == "cancelled"


def test_a_re_reading_that_failed_is_begun_anew() -> None:
    reading = reextraction.create()
    tasks.enqueue_reading(reading)
    ProcrastinateJob.objects.filter().update(status="failed")
    ReadingRun.objects.update(status="failed", finished_at=dt.datetime.now(dt.UTC))
    assert jobs.retry(row(str(reading)))
    again = ReadingRun.objects.get(finished_at=None)
    assert shown()[str(again)].state == "waiting"


def test_what_comes_every_few_seconds_is_listed_where_it_failed() -> None:
    job_id = app.configure_task("look_after").defer(timestamp=0)
    assert shown() == {}
    ProcrastinateJob.objects.filter(pk=job_id).update(status="failed")
    assert shown()["Looking after dead workers"].state == "failed"
    assert jobs.counts() == {"running": 0, "waiting": 0, "failed": 1, "done": 0, "cancelled": 0}


def test_each_task_has_a_title() -> None:
    named = {name for name in app.tasks if not name.startswith(("builtin:", "procrastinate."))}
    assert named - {"undo_import"} == jobs.TITLES.keys()


def test_the_list_takes_as_many_queries_whatever_its_length(
    press: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        tasks.enqueue(importing.create([press]))
    with django_assert_num_queries(4):
        assert len(jobs.shown(jobs.listed())) == 6


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "less than a second"),
        (1, "1 second"),
        (63, "1 minute 3 seconds"),
        (120, "2 minutes"),
        (301, "5 minutes"),
        (3600, "1 hour"),
        (3720, "1 hour 2 minutes"),
    ],
)
def test_times_in_words(seconds: float, words: str) -> None:
    assert jobs.lasting(dt.timedelta(seconds=seconds)) == words

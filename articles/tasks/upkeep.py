"""What workers do by themselves: take up what dead ones have left, and keep the archive in order."""

from contextlib import suppress
from datetime import timedelta

from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from articles.alerts import finding
from articles.ingest import reextraction, rehearsal, uploads, withdrawal
from articles.ingest import run as importing
from articles.ingest.memory import renew
from articles.models import Article, ImportRun, JobNote, ReadingRun
from articles.models.reading_run import TASK
from articles.search import check, indexer
from articles.tasks.runs import NAME, OPEN, enqueue, enqueue_reading, of_run, run_of

UPKEEP, MINUTELY = "upkeep", "minutely"
DEAD = timedelta(seconds=20)  # without a sign of life, of which a worker gives one every five seconds
KEPT = timedelta(days=30)  # an ended job, in the list of jobs
SAMPLE = 500  # articles that are compared with the index every night

Status = ImportRun.Status


@app.periodic(cron="* * * * * */15")
@app.task(name="look_after", queue=MINUTELY)
def look_after(timestamp: int) -> None:
    """Four times a minute: what a worker that died has left is taken up by one that lives. `timestamp`: when it was due."""
    take_up_interrupted()


@app.periodic(cron="20 3 * * *")
@app.task(name="purge_withdrawn", queue=UPKEEP)
def purge_withdrawn(timestamp: int) -> str:
    """Every night, as all that follow: what was taken back long ago goes for good."""
    purged = withdrawal.purge(timezone.now() - timedelta(days=withdrawal.KEPT_DAYS))
    finding.purge()
    return f"Articles deleted for good: {purged:,}."


@app.periodic(cron="40 3 * * *")
@app.task(name="purge_uploads", queue=UPKEEP)
def purge_uploads(timestamp: int) -> None:
    """What was uploaded long ago goes, and what previews have read."""
    uploads.purge()
    rehearsal.purge(timezone.now() - timedelta(days=uploads.KEPT_DAYS))


@app.periodic(cron="50 3 * * *")
@app.task(name="renew_memory", queue=UPKEEP)
def renew_memory(timestamp: int) -> str:
    """What editors have said since the last import counts for the names that the next one remembers."""
    return f"Names remembered: {len(renew().names):,}."


@app.periodic(cron="0 4 * * *")
@app.task(name="check_index", queue=UPKEEP)
def check_index(timestamp: int) -> str:
    """Some articles, other ones each night, are compared with the search index; what differs is put right."""
    picked = list(Article.objects.order_by("?").values_list("pk", flat=True)[:SAMPLE])
    suspects = [check.Difference(pk, check.Fault.DIFFERENT) for pk in picked]
    for _ in range(2):  # what differs the first time may be a change that the index was about to have
        indexer.catch_up()
        suspects = check.look_again(suspects)
    check.note_for_repair(suspects)
    indexer.catch_up()
    return f"Articles compared: {len(picked):,}. Put right: {len(suspects):,}."


@app.periodic(cron="20 4 * * *")
@app.task(name="purge_pages", queue=UPKEEP)
def purge_pages(timestamp: int) -> None:
    """Pages of results that were kept are made anew."""
    caches["pages"].clear()


@app.periodic(cron="30 4 * * *")
@app.task(name="purge_jobs", queue=UPKEEP)
def purge_jobs(timestamp: int) -> None:
    """Jobs that ended long ago leave the list."""
    ended = ProcrastinateJob.objects.exclude(status__in=OPEN)
    ended.exclude(procrastinateevent__at__gt=timezone.now() - KEPT).delete()
    JobNote.objects.exclude(job_id__in=ProcrastinateJob.objects.values("pk")).delete()


def take_up_interrupted() -> int:
    """Has what dead workers left done again, and says how many jobs that are; closes imports that died on a command line."""
    taken = 0
    for job in _of_dead_workers():
        if not _is_held(job):
            with suppress(ConnectorException):  # another worker was quicker
                app.job_manager.retry_job_by_id(job.pk, timezone.now())
                taken += 1
    return taken + _without_job()


def _of_dead_workers() -> QuerySet[ProcrastinateJob]:
    dead = Q(worker=None) | Q(worker__last_heartbeat__lt=timezone.now() - DEAD)
    return ProcrastinateJob.objects.filter(dead, status="doing")


def _is_held(job: ProcrastinateJob) -> bool:
    """Whether a living process is at work on the job's run all the same."""
    run = run_of(job)
    if isinstance(run, ImportRun):
        return importing.is_held(run)
    return run is not None and reextraction.is_held(run)


def _without_job() -> int:
    """Enqueues runs whose job has ended before they have, as when the database went away, and says how many."""
    taken = 0
    for run in ImportRun.objects.filter(finished_at=None).exclude(status=Status.DONE):
        states = _states(NAME, run.pk)
        if importing.is_held(run) or not states.isdisjoint(OPEN):
            continue
        run.refresh_from_db()  # whose job may have ended since, and the run with it
        if run.finished_at is None and (run.status == Status.CANCELLED or not states):
            importing.close_abandoned(run)
        elif run.finished_at is None:
            enqueue(run)
            taken += 1
    for reading in ReadingRun.objects.unfinished():
        states = _states(TASK, reading.pk)
        if not states or not states.isdisjoint(OPEN) or reextraction.is_held(reading):
            continue
        reading.refresh_from_db()
        if reading.finished_at is None:
            enqueue_reading(reading)
            taken += 1
    return taken


def _states(name: str, run_id: int) -> set[str]:
    """Of the jobs of this task for this run, at one moment: one that is enqueued between two looks is no job that has ended."""
    return set(of_run(name, run_id).values_list("status", flat=True))

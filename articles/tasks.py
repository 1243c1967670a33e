"""Work that is done in the background, by `manage.py worker`."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import JobAborted

from articles.actions import imports
from articles.ingest import locks, reextraction, uploads, withdrawal
from articles.ingest import run as importing
from articles.models import ImportRun, ReadingRun
from articles.models.reading_run import QUEUE, TASK

NAME = "import_run"
UNDO = "undo_import"
BEHIND_IMPORTS = -1  # the priority of re-readings: nobody waits for them
ALIVE = timedelta(seconds=40)  # a worker gives a sign of life every ten seconds

Status = ImportRun.Status


@app.task(
    name=NAME,
    queue=QUEUE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=1000, retry_exceptions=[JobAborted]),
)
def import_run(context: JobContext, run_id: int) -> None:
    """Executes a run. A worker that is told to end leaves it, after the chunk in hand, for the next one."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    try:
        importing.execute(run, control=importing.Control(pause=context.should_abort))
    except (importing.ImportFailedError, locks.BusyError):
        return  # the run's page says what happened
    finally:
        uploads.discard(run)
    if run.finished_at is None:
        raise JobAborted


@app.task(
    name=TASK,
    queue=QUEUE,
    pass_context=True,
    priority=BEHIND_IMPORTS,
    retry=RetryStrategy(max_attempts=1000, retry_exceptions=[JobAborted]),
)
def reading_run(context: JobContext, run_id: int) -> None:
    """Reads stored articles again. Lets imports that wait go first, and leaves the rest to the next worker."""
    run = ReadingRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    control = reextraction.Control(stop=lambda: context.should_abort() or _imports_wait())
    try:
        reextraction.execute(run, control=control)
    except (reextraction.ReadingFailedError, locks.BusyError):
        return  # the run says what happened
    if run.finished_at is None and context.should_abort():
        raise JobAborted
    if run.finished_at is None:
        reading_run.defer(run_id=run.pk)


@app.periodic(cron="* * * * *")
@app.task(name="look_after", queue=QUEUE, queueing_lock="look_after")
def look_after(timestamp: int) -> None:
    """Every minute: what a worker that died has left is taken up by one that lives. `timestamp` is the minute."""
    take_up_interrupted()


@app.periodic(cron="40 3 * * *")
@app.task(name="purge_uploads", queue=QUEUE, queueing_lock="purge_uploads")
def purge_uploads(timestamp: int) -> None:
    """Every night: what was uploaded long ago goes. `timestamp` is the minute."""
    uploads.purge()


@app.task(name=UNDO, queue=QUEUE)
def undo_import(run_id: int, by_id: int) -> None:
    """Takes an import back, or brings one back that was."""
    run, by = ImportRun.objects.get(pk=run_id), User.objects.get(pk=by_id)
    operation = imports.taken_back(run)
    if operation:
        imports.restore(operation=operation, by=by)
    else:
        imports.undo(run=run, by=by)


@app.periodic(cron="20 3 * * *")
@app.task(name="purge_withdrawn", queue=QUEUE, queueing_lock="purge_withdrawn")
def purge_withdrawn(timestamp: int) -> None:
    """Every night: what was taken back long ago goes for good. `timestamp` is the minute."""
    withdrawal.purge(timezone.now() - timedelta(days=withdrawal.KEPT_DAYS))


def enqueue(run: ImportRun) -> None:
    """Has a worker execute the run."""
    import_run.defer(run_id=run.pk)


def enqueue_undo(run: ImportRun, by: User) -> None:
    """Has a worker take the run back or, where it was taken back, bring it back; once."""
    if not is_being_undone(run):
        undo_import.defer(run_id=run.pk, by_id=by.pk)


def is_being_undone(run: ImportRun) -> bool:
    """Whether a worker is about to take the run back, or to bring it back."""
    return _jobs(UNDO, run.pk).filter(status__in=["todo", "doing"]).exists()


def enqueue_reading(run: ReadingRun) -> None:
    """Has a worker execute the run, once."""
    if not _jobs(TASK, run.pk).filter(status="todo").exists():
        reading_run.defer(run_id=run.pk)


def _jobs(name: str, run_id: int) -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob.objects.filter(task_name=name, args__run_id=run_id)


def _imports_wait() -> bool:
    return ProcrastinateJob.objects.filter(task_name=NAME, status="todo").exists()


def is_worker_alive() -> bool:
    """Whether a worker has given a sign of life of late."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - ALIVE).exists()


def take_up_interrupted() -> int:
    """Enqueues the runs again whose worker died, and says how many; closes imports that died on a command line."""
    taken = 0
    for run in ImportRun.objects.filter(finished_at=None).exclude(status=Status.DONE):
        if importing.is_held(run):
            continue
        jobs = _jobs(NAME, run.pk)
        if run.status == Status.CANCELLED or not jobs.exists():
            importing.close_abandoned(run)
        elif not jobs.filter(status="todo").exists():
            enqueue(run)
            taken += 1
    for reading in ReadingRun.objects.unfinished():
        jobs = _jobs(TASK, reading.pk)
        if jobs.exists() and not jobs.filter(status="todo").exists() and not reextraction.is_held(reading):
            enqueue_reading(reading)
            taken += 1
    return taken

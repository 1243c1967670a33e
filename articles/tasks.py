"""Work that is done in the background, by `manage.py worker`."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import JobAborted

from articles.ingest import run as importing
from articles.ingest import uploads
from articles.models import ImportRun

QUEUE = "imports"
NAME = "import_run"
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
    except (importing.ImportFailedError, importing.BusyError):
        return  # the run's page says what happened
    finally:
        uploads.discard(run)
    if run.finished_at is None:
        raise JobAborted


def enqueue(run: ImportRun) -> None:
    """Has a worker execute the run."""
    import_run.defer(run_id=run.pk)


def is_worker_alive() -> bool:
    """Whether a worker has given a sign of life of late."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - ALIVE).exists()


def take_up_interrupted() -> int:
    """Enqueues the imports again whose worker died, and says how many; closes those that died on a command line."""
    taken = 0
    for run in ImportRun.objects.filter(finished_at=None).exclude(status=Status.DONE):
        if importing.is_held(run):
            continue
        jobs = ProcrastinateJob.objects.filter(task_name=NAME, args__run_id=run.pk)
        if run.status == Status.CANCELLED or not jobs.exists():
            importing.close_abandoned(run)
        elif not jobs.filter(status="todo").exists():
            enqueue(run)
            taken += 1
    return taken

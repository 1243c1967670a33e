"""Imports and re-readings as jobs, one at a time in each worker; killed at any point, they can be done again."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted

from articles.actions import imports
from articles.ingest import locks, reextraction, uploads
from articles.ingest import run as importing
from articles.models import ImportRun, ReadingRun
from articles.models.reading_run import QUEUE, TASK

NAME = "import_run"
UNDO = "undo_import"
BEHIND_IMPORTS = -1  # the priority of re-readings: nobody waits for them
_LEFT_TO_THE_NEXT = RetryStrategy(max_attempts=1000, retry_exceptions=[JobAborted])
OPEN = ("todo", "doing")  # the states of jobs that have not ended


@app.task(
    name=NAME,
    queue=QUEUE,
    pass_context=True,
    retry=_LEFT_TO_THE_NEXT,
)
def import_run(context: JobContext, run_id: int) -> str:
    """Executes a run and says what came of it. A worker that is told to end leaves it, after the chunk in hand, for the next one."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return ""
    try:
        receipt = importing.execute(run, control=importing.Control(pause=context.should_abort))
    except locks.BusyError:
        return "Another process is at work on it."
    finally:
        uploads.discard(run)
    if run.finished_at is None:
        raise JobAborted
    counted = ", ".join(f"{files:,} {outcome}" for outcome, files in receipt.outcomes.items() if files)
    return f"{run.get_status_display().capitalize()}, of {receipt.total or 0:,} files: {counted or 'none'}."


@app.task(
    name=TASK,
    queue=QUEUE,
    pass_context=True,
    priority=BEHIND_IMPORTS,
    retry=_LEFT_TO_THE_NEXT,
)
def reading_run(context: JobContext, run_id: int) -> str:
    """Reads stored articles again, and says how many. Lets imports that wait go first, and leaves the rest to the next worker."""
    run = ReadingRun.objects.filter(pk=run_id).first()
    if run is None:
        return ""
    control = reextraction.Control(stop=lambda: context.should_abort() or _imports_wait())
    try:
        reextraction.execute(run, control=control)
    except locks.BusyError:
        return "Another process is at work on it."
    if run.finished_at is None and context.should_abort():
        raise JobAborted
    if run.finished_at is None:
        reading_run.defer(run_id=run.pk)
        return "An import went first; the rest is a job of its own."
    return run.sentence


@app.task(name=UNDO, queue=QUEUE)
def undo_import(run_id: int, by_id: int, *, back: bool) -> None:
    """Takes an import back or, with `back`, brings one back that was. Doing it twice does no harm."""
    run, by = ImportRun.objects.get(pk=run_id), User.objects.get(pk=by_id)
    operation = imports.taken_back(run)
    if back and operation:
        imports.restore(operation=operation, by=by)
    elif not back and not operation:
        imports.undo(run=run, by=by)


def enqueue(run: ImportRun) -> None:
    """Has a worker execute the run."""
    import_run.defer(run_id=run.pk)


def enqueue_undo(run: ImportRun, by: User) -> None:
    """Has a worker take the run back or, where it was taken back, bring it back; once."""
    if not is_being_undone(run):
        undo_import.defer(run_id=run.pk, by_id=by.pk, back=imports.taken_back(run) is not None)


def is_being_undone(run: ImportRun) -> bool:
    """Whether a worker is about to take the run back, or to bring it back."""
    return of_run(UNDO, run.pk).filter(status__in=OPEN).exists()


def enqueue_reading(run: ReadingRun) -> None:
    """Has a worker execute the run, once."""
    if not of_run(TASK, run.pk).filter(status="todo").exists():
        reading_run.defer(run_id=run.pk)


def of_run(name: str, run_id: int) -> QuerySet[ProcrastinateJob]:
    """The jobs of this task for this run."""
    return ProcrastinateJob.objects.filter(task_name=name, args__run_id=run_id)


def run_of(job: ProcrastinateJob) -> ImportRun | ReadingRun | None:
    """The import or the re-reading that the job executes, if it executes one that there still is."""
    if job.task_name == NAME:
        return ImportRun.objects.filter(pk=job.args["run_id"]).first()
    if job.task_name == TASK:
        return ReadingRun.objects.select_related("source", "by").filter(pk=job.args["run_id"]).first()
    return None


def _imports_wait() -> bool:
    return ProcrastinateJob.objects.filter(task_name=NAME, status="todo").exists()

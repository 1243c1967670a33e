"""The list of jobs, for people: what each is and how it is in words, and what can be done about it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Case, Count, Prefetch, QuerySet, When, prefetch_related_objects
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from articles.ingest import reextraction, uploads
from articles.ingest import run as importing
from articles.models import ImportRun, JobNote, ReadingRun
from articles.models.reading_run import TASK
from articles.tasks.runs import NAME, OPEN, UNDO, enqueue_reading, run_of
from articles.tasks.upkeep import MINUTELY

TITLES = {
    NAME: "Import {run_id}",
    TASK: "Re-reading {run_id}",
    "look_after": "Looking after dead workers",
    "find_news": "Telling saved searches of what came in",
    "mail_alerts": "Looking whom to mail",
    "mail_alert": "Mail to {name} about saved searches",
    "purge_withdrawn": "Deleting what was taken back long ago",
    "purge_uploads": "Removing old uploads",
    "renew_memory": "Bringing the remembered names up to date",
    "check_index": "Comparing articles with the search index",
    "purge_pages": "Removing kept pages of results",
    "purge_jobs": "Removing jobs that ended long ago",
}


class State(StrEnum):
    """How a job is; several of Procrastinate's states are one for people."""

    RUNNING = "running"
    WAITING = "waiting"
    FAILED = "failed"
    DONE = "done"
    CANCELLED = "cancelled"


_STATES = {
    "doing": State.RUNNING,
    "todo": State.WAITING,
    "failed": State.FAILED,
    "succeeded": State.DONE,
    "cancelled": State.CANCELLED,
    "aborted": State.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is shown. `import_id` is the import that it works on; `about` says on what, `words` what it said at its end."""

    pk: int
    title: str
    import_id: int | None
    about: str
    state: State
    words: str
    asked: dt.datetime | None
    started: dt.datetime | None
    ended: dt.datetime | None
    can_stop: bool

    @property
    def lasted(self) -> str:
        """How long it has worked, or did, in words."""
        if self.started is None or self.state is State.WAITING:
            return ""
        return lasting((self.ended or timezone.now()) - self.started)


def listed(state: str = "") -> QuerySet[ProcrastinateJob]:
    """The jobs of a state, all unless it is one: first what runs, then what waits, then the last to be asked for."""
    order = Case(When(status="doing", then=0), When(status="todo", then=1), default=2)
    # What comes every few seconds would only flicker.
    jobs = ProcrastinateJob.objects.exclude(queue_name=MINUTELY, status__in=OPEN).order_by(order, "-pk")
    fitting = [it for it, ours in _STATES.items() if ours == state]
    return jobs.filter(status__in=fitting) if fitting else jobs


def counts() -> dict[State, int]:
    """How many jobs there are in each state."""
    found = dict.fromkeys(State, 0)
    for status, number in listed().order_by().values_list("status").annotate(Count("pk")):
        found[_STATES[status]] += number
    return found


def shown(jobs: Iterable[ProcrastinateJob]) -> list[Job]:
    """The jobs in words; three queries for what hangs on them."""
    found = list(jobs)
    prefetch_related_objects(
        found, Prefetch("procrastinateevent_set", ProcrastinateEvent.objects.order_by("pk"))
    )
    said = JobNote.objects.in_bulk([job.pk for job in found])
    imports = ImportRun.objects.in_bulk(
        [job.args["run_id"] for job in found if job.task_name in {NAME, UNDO}]
    )
    return [_shown(job, said.get(job.pk), imports.get(job.args.get("run_id"))) for job in found]


def cancel(job: ProcrastinateJob) -> bool:
    """Takes a job that waits out of its queue, or has an import or a re-reading stop. False where neither can be."""
    waited = app.job_manager.cancel_job_by_id(job.pk)
    run = run_of(job)
    if isinstance(run, ImportRun):
        return importing.cancel(run) or waited
    return (run is not None and reextraction.cancel(run)) or waited


def retry(job: ProcrastinateJob) -> bool:
    """Has a failed job done again; an import goes on where it was, and a re-reading is begun anew. False where it has not failed."""
    run = run_of(job)
    if job.status != "failed" or (isinstance(run, ImportRun) and not importing.resume(run)):
        return False
    if isinstance(run, ReadingRun):
        enqueue_reading(reextraction.create(scope=run.scope, source=run.source, since=run.since, by=run.by))
        return True
    JobNote.objects.filter(job_id=job.pk).delete()
    app.job_manager.retry_job_by_id(job.pk, timezone.now())
    return True


def lasting(time: dt.timedelta) -> str:
    """A time in words.

    >>> lasting(dt.timedelta(minutes=65))
    '1 hour 5 minutes'
    """
    seconds = round(time.total_seconds())
    if seconds < 1:
        return "less than a second"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return " ".join([_counted(hours, "hour"), *([_counted(minutes, "minute")] if minutes else [])])
    return _counted(minutes, "minute") if minutes >= _MINUTES_ALONE else _short(minutes, seconds)


_MINUTES_ALONE = 5  # from which seconds are not told


def _short(minutes: int, seconds: int) -> str:
    parts = [(minutes, "minute"), (seconds, "second")]
    return " ".join(_counted(number, unit) for number, unit in parts if number)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _shown(job: ProcrastinateJob, note: JobNote | None, run: ImportRun | None) -> Job:
    state = _STATES[job.status]
    at = {event.type: event.at for event in job.procrastinateevent_set.all()}
    ended = None if job.status in OPEN else max((it for it in at.values() if it), default=None)
    return Job(
        pk=job.pk,
        title=str(run) if run and job.task_name == NAME else _title(job),
        import_id=run.pk if run else None,
        about=", ".join(uploads.shown_paths(run)[:3]) if run else "",
        state=state,
        words=note.words if note and job.status not in OPEN else "",
        asked=at.get("deferred"),
        started=at.get("started"),
        ended=ended,
        can_stop=state is State.WAITING or (state is State.RUNNING and job.task_name in {NAME, TASK}),
    )


def _title(job: ProcrastinateJob) -> str:
    if job.task_name == UNDO:
        return f"{'Bringing back' if job.args['back'] else 'Taking back'} import {job.args['run_id']}"
    return TITLES.get(job.task_name, job.task_name).format(**job.args)

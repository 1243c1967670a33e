"""Stored articles read again, from the first to the sentence at the end. Stop it anywhere and start it again: the end is the same."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import OperationalError
from django.db.models import Max, QuerySet
from django.utils import timezone

from articles.folding.fold import fold
from articles.ingest import locks
from articles.ingest.entities import Register
from articles.ingest.knowledge import snapshot
from articles.ingest.memory import renew
from articles.ingest.pool import Pool, available_cpus
from articles.ingest.renewal import Renewal
from articles.ingest.rulebook import Rulebook
from articles.ingest.stored import in_scope, windows
from articles.ingest.work import MachineError
from articles.models import Article, Memory, ReadingRun, Source
from articles.reading import VERSION
from articles.resolution.knowledge import Knowledge
from articles.search import indexer

ARTICLES_A_WORKER = 16  # fewer are read sooner than another process starts

Status = ReadingRun.Status
Scope = ReadingRun.Scope


class ReadingFailedError(Exception):
    """The articles cannot be read again; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Control:
    """What goes between a re-reading and whoever started it.

    `watch` is called with the run after each window; where `stop` then says so, the run is left as it is,
    to be taken up again.
    """

    watch: Callable[[ReadingRun], object] = lambda run: None
    stop: Callable[[], bool] = lambda: False


def create(
    *, scope: str = Scope.OUTDATED, source: Source | None = None, since: str = "", by: User | None = None
) -> ReadingRun:
    """A run, waiting to be executed; the same that was asked for before, where that has not ended and nobody works on it.

    `since` is a version of the machine: only what an earlier one read.
    """
    same = ReadingRun.objects.unfinished().filter(scope=scope, source=source, since=since)
    left = (run for run in same.exclude(status=Status.CANCELLED) if not is_held(run))
    return next(left, None) or ReadingRun.objects.create(scope=scope, source=source, since=since, by=by)


def outdated() -> QuerySet[Article]:
    """The articles that an earlier version, or one that knew other names, has read."""
    knowledge = snapshot(Memory.objects.newest())
    return Article.objects.exclude(version=VERSION, knowledge=knowledge.version)


def is_held(run: ReadingRun) -> bool:
    """Whether a living process is at work on the run."""
    return locks.is_held(locks.Work.READING, run.pk)


def execute(run: ReadingRun, *, workers: int | None = None, control: Control | None = None) -> ReadingRun:
    """Reads the run's articles again, but those it has done, with `workers` processes (1: in this one).

    Raises ReadingFailedError (the run is marked so), and locks.BusyError.
    """
    with locks.held(locks.Work.READING, run.pk):
        run.refresh_from_db()
        if run.status == Status.CANCELLED and run.finished_at is None:
            _finish(run, Status.CANCELLED)
        if run.finished_at is None:
            try:
                _executed(run, workers or available_cpus(), control or Control())
            except MachineError as error:
                _finish(run, Status.FAILED, str(error))
                raise ReadingFailedError(str(error)) from error
            except OperationalError:
                raise  # the database went away: the run stays as it is, to be taken up again
            except Exception as error:
                _finish(run, Status.FAILED, f"The re-reading stopped on a fault of the program: {error}")
                raise
    indexer.catch_up()
    return run


def cancel(run: ReadingRun) -> bool:
    """Asks a waiting or running re-reading to stop after the articles in hand. False where it had already ended."""
    asked = ReadingRun.objects.filter(pk=run.pk, status__in=[Status.WAITING, Status.RUNNING])
    return bool(asked.update(status=Status.CANCELLED))


def _executed(run: ReadingRun, workers: int, control: Control) -> None:
    # A run that was cancelled in the meantime stays so. Rules that change from here on get a run of their own.
    ReadingRun.objects.filter(pk=run.pk, status=Status.WAITING).update(status=Status.RUNNING)
    rulebook = Rulebook()
    knowledge = _begin(run, rulebook)
    control.watch(run)
    renewal = Renewal(run.pk, Register(knowledge), rulebook)
    workers = max(1, min(workers, (run.total or 0) // ARTICLES_A_WORKER))
    with Pool(settings.NEWSROOM_MODEL, knowledge, workers) as pool:
        found = ((it, it.jobs(rulebook)) for it in windows(run, knowledge.version, rulebook))
        for window, readings in pool.read(found):
            renewal.store(window, readings)
            run.refresh_from_db()
            control.watch(run)
            if run.status == Status.CANCELLED:
                _finish(run, Status.CANCELLED)
                return
            if control.stop():
                return
    if run.scope != Scope.RULES:
        renew()
    fold()
    _finish(run, Status.DONE)


def _begin(run: ReadingRun, rulebook: Rulebook) -> Knowledge:
    """What the run reads with: the memory as it was when the run first began, so that a pause changes nothing.

    A run that another version of the code began is begun anew; so is one about rules, which may have changed since.
    """
    run.refresh_from_db()
    if run.version != VERSION or run.scope == Scope.RULES:
        run.version, run.memory = VERSION, Memory.objects.newest()
        run.last_id = run.seen = run.read = run.changed = run.failed = 0
        articles = in_scope(run, snapshot(run.memory).version, rulebook)
        run.total, run.end_id = articles.count(), articles.aggregate(last=Max("pk"))["last"] or 0
        run.started_at = run.started_at or timezone.now()
        run.save(update_fields=_BEGUN)
    return snapshot(run.memory)


_BEGUN = (
    *("version", "memory", "started_at", "total", "end_id"),
    *("last_id", "seen", "read", "changed", "failed"),
)


def _finish(run: ReadingRun, status: str, error: str = "") -> None:
    run.status, run.error, run.finished_at = status, error, timezone.now()
    run.save(update_fields=["status", "error", "finished_at"])

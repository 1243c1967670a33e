"""An import from its first file to its receipt. Stop it anywhere and start it again: the end is the same."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import OperationalError
from django.utils import timezone

from articles.folding.fold import fold
from articles.ingest import locks, pages, plan, stores
from articles.ingest.aftercare import settle
from articles.ingest.columns import NO_COLUMNS, alike
from articles.ingest.entities import Register
from articles.ingest.errors import ListingError
from articles.ingest.items import Item, shown
from articles.ingest.knowledge import snapshot
from articles.ingest.load import Loader
from articles.ingest.memory import renew
from articles.ingest.outcomes import Settled
from articles.ingest.pool import Pool, available_cpus
from articles.ingest.preview import learn_ahead
from articles.ingest.pulse import Pulse
from articles.ingest.readers import listing
from articles.ingest.receipt import Receipt, of
from articles.ingest.retrying import chosen
from articles.ingest.rulebook import Rulebook
from articles.ingest.work import MachineError
from articles.models import ImportRun, Memory
from articles.search import indexer

MIN_FILES_A_WORKER = 16  # fewer are read sooner than another process starts

Status = ImportRun.Status


class ImportFailedError(Exception):
    """The import cannot be done or go on; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Control:
    """What goes between an import and whoever started it.

    `watch` is called with the figures after each chunk; where `stop` then says so, the import is cancelled,
    and where `pause` says so, it is left as it is, to be taken up again.
    """

    watch: Callable[[Receipt], None] = lambda receipt: None
    stop: Callable[[], bool] = lambda: False
    pause: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do: `items` to import, of the files that there are by `origins`, with so many processes."""

    items: list[Item]
    origins: set[str]
    workers: int
    rulebook: Rulebook


def create(
    paths: Iterable[str | Path],
    *,
    source: str = "",
    columns: Mapping[str, str] = NO_COLUMNS,
    by: User | None = None,
) -> ImportRun:
    """A run, waiting to be executed. `columns` maps fields to columns of tables."""
    stored = [_stored(os.fspath(path)) for path in paths]
    source = source.replace("\0", "")[:200]
    return ImportRun.objects.create(paths=stored, source=source, columns=dict(columns), by=by)


def retry(run: ImportRun, *, by: User | None = None) -> ImportRun:
    """A run of the files that this one rejected, waiting to be executed; the one that waits or runs already, if any."""
    under_way = run.retried_by.filter(finished_at=None).first()
    return under_way or ImportRun.objects.create(
        paths=run.paths, source=run.source, columns=run.columns, retries=run, by=by
    )


def execute(
    run: ImportRun,
    paths: Iterable[str | Path] | None = None,
    *,
    workers: int | None = None,
    control: Control | None = None,
) -> Receipt:
    """Imports the run's files, but those that its receipt already has, with `workers` processes (1: in this one).

    `paths` are those of the run unless given: a name that is not text cannot be stored. The run's status says how it ended.
    Raises ImportFailedError (the run is marked so), and locks.BusyError.
    """
    with locks.held(locks.Work.IMPORT, run.pk):
        run.refresh_from_db()
        if run.status not in {Status.WAITING, Status.RUNNING}:
            if run.finished_at is None:
                _finish(run, run.status)
            return of(run)
        try:
            receipt = _executed(run, paths or run.paths, workers or available_cpus(), control or Control())
        except (ListingError, MachineError) as error:
            _finish(run, Status.FAILED, str(error))
            raise ImportFailedError(str(error)) from error
        except OperationalError:
            raise  # the database went away: the run stays as it is, to be taken up again
        except Exception as error:
            _finish(run, Status.FAILED, f"The import stopped on a fault of the program: {error}")
            raise
    indexer.catch_up()
    return receipt


def cancel(run: ImportRun) -> bool:
    """Asks a waiting or running import to stop after the chunk in hand. False where it had already ended."""
    asked = ImportRun.objects.filter(pk=run.pk, status__in=[Status.WAITING, Status.RUNNING])
    return bool(asked.update(status=Status.CANCELLED))


def resume(run: ImportRun) -> bool:
    """Has an import that was cancelled or failed wait to go on where it was. False where it is not one that has ended so."""
    ended = ImportRun.objects.filter(
        pk=run.pk, status__in=[Status.CANCELLED, Status.FAILED], finished_at__isnull=False
    )
    return bool(ended.update(status=Status.WAITING, finished_at=None, error=""))


def is_held(run: ImportRun) -> bool:
    """Whether a living process is at work on the run."""
    return locks.is_held(locks.Work.IMPORT, run.pk)


def close_abandoned(run: ImportRun) -> None:
    """For a run whose process is gone, and which nobody will take up again: says so in its receipt."""
    if run.status == Status.RUNNING:
        _finish(run, Status.FAILED, "The import was interrupted.")
    elif run.status == Status.CANCELLED and run.finished_at is None:
        _finish(run, Status.CANCELLED)


def _executed(run: ImportRun, paths: Iterable[str | Path], workers: int, control: Control) -> Receipt:
    with listing(paths, source=run.source, columns=run.columns) as listed:
        items = chosen(run, listed)
        _begin(run, items)
        receipt = of(run)
        control.watch(receipt)
        with Pulse(run, receipt) as pulse:
            learn_ahead(items)
            work = Work(items, {item.origin for item in listed}, workers, Rulebook())
            for settled in _worked(run, work, pulse):
                receipt.add(settled)
                pulse.beat()
                control.watch(receipt)
                if control.pause():
                    return receipt
                if control.stop() or _is_cancelled(run):
                    _finish(run, Status.CANCELLED)
                    return receipt
    if settle(run, work.rulebook, workers, lambda: control.pause() or control.stop()):
        renew()
        fold()
        _finish(run, Status.DONE)
    elif not control.pause():
        _finish(run, Status.CANCELLED)
    return receipt


def _worked(run: ImportRun, work: Work, pulse: Pulse) -> Iterator[list[Settled]]:
    """The outcomes of each chunk, once they are stored."""
    done = set(run.files.values_list("path", flat=True))
    left = [item for item in work.items if item.origin not in done]
    knowledge = snapshot(run.memory)
    loader = Loader(run.pk, Register(knowledge), work.origins, work.rulebook)
    each = max(1, min(plan.CHUNK_FILES, len(left) // (4 * work.workers)))
    workers = max(1, min(work.workers, len(left) // MIN_FILES_A_WORKER))
    with Pool(settings.NEWSROOM_MODEL, knowledge, workers) as pool:
        handed = pulse.reading(plan.chunks(left, each))
        for chunk, readings in pool.read((chunk, chunk.jobs(work.rulebook)) for chunk in handed):
            yield loader.load(chunk, readings)


def _begin(run: ImportRun, items: list[Item]) -> None:
    run.status, run.total = Status.RUNNING, len(items)
    run.tables = alike(item.table for item in items)
    if run.started_at is None:
        run.started_at, run.memory = timezone.now(), Memory.objects.newest()
    # A run that was cancelled in the meantime stays so.
    ImportRun.objects.filter(pk=run.pk).exclude(status=Status.CANCELLED).update(status=run.status)
    run.save(update_fields=["total", "tables", "started_at", "memory"])


def _finish(run: ImportRun, status: str, error: str = "") -> None:
    run.status, run.error, run.finished_at = status, error, timezone.now()
    run.save(update_fields=["status", "error", "finished_at"])


def _stored(path: str) -> str:
    """The whole path, so that a worker can open it from wherever it runs, or what is shown of it where it is not text."""
    if not path.isprintable():
        return shown(path)
    return path if path == pages.PATH or stores.is_address(path) else os.path.abspath(path)  # noqa: PTH100 - links stay


def _is_cancelled(run: ImportRun) -> bool:
    return ImportRun.objects.filter(pk=run.pk, status=Status.CANCELLED).exists()

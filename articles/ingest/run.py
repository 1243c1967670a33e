"""An import from its first file to its receipt. Stop it anywhere and start it again: the end is the same."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import InterfaceError, OperationalError
from django.db.models import QuerySet
from django.utils import timezone

from articles.folding.fold import fold
from articles.ingest import locks, pages, plan, stores
from articles.ingest.aftercare import settle
from articles.ingest.choosing import chosen
from articles.ingest.columns import NO_COLUMNS, alike
from articles.ingest.entities import Register
from articles.ingest.errors import ListingError
from articles.ingest.following import Following, share_one_heap
from articles.ingest.items import named, shown
from articles.ingest.knowledge import snapshot
from articles.ingest.listed import Listed, Origins
from articles.ingest.load import Loader, Writer
from articles.ingest.memory import renew
from articles.ingest.outcomes import Settled
from articles.ingest.pool import Pool, available_cpus
from articles.ingest.pulse import Pulse
from articles.ingest.readers import listing
from articles.ingest.receipt import Receipt, of
from articles.ingest.rehearsal import Rehearsal
from articles.ingest.rulebook import Rulebook
from articles.ingest.sampling import learn_ahead, look_ahead
from articles.ingest.storing import Storing
from articles.ingest.watching import watched
from articles.ingest.work import MachineError
from articles.models import ImportRun, Memory
from articles.resolution.knowledge import Knowledge
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
    """What there is to do: `items` to import, of the files that there are by `origins`, with so many processes and what is known."""

    items: Listed
    origins: Origins
    workers: int
    knowledge: Knowledge
    rulebook: Rulebook


def create(
    paths: Iterable[str | Path],
    *,
    source: str = "",
    columns: Mapping[str, str] = NO_COLUMNS,
    dry_run: bool = False,
    by: User | None = None,
) -> ImportRun:
    """A run, waiting to be executed. `columns` maps fields to columns of tables; a `dry_run` only finds out what it would do."""
    stored = [_stored(os.fspath(path)) for path in paths]
    source = source.replace("\0", "")[:200]
    return ImportRun.objects.create(
        paths=stored, source=source, columns=dict(columns), dry_run=dry_run, by=by
    )


def carry_out(preview: ImportRun, *, by: User | None = None) -> ImportRun:
    """A run of the files of a preview, as they were then, waiting to be executed; the one that waits or runs already, if any."""
    return _once(preview.carried_out_by.all(), preview, plan=preview, by=by)


def retry(run: ImportRun, *, by: User | None = None) -> ImportRun:
    """A run of the files that this one rejected, waiting to be executed; the one that waits or runs already, if any."""
    return _once(run.retried_by.all(), run, retries=run, by=by)


def execute(
    run: ImportRun,
    *,
    workers: int | None = None,
    control: Control | None = None,
) -> Receipt:
    """Imports the run's files, but those that its receipt already has, with `workers` processes (1: in this one).

    The run's status says how it ended.
    Raises ImportFailedError (the run is marked so), and locks.BusyError.
    """
    share_one_heap()
    with locks.held(locks.Work.IMPORT, run.pk):
        run.refresh_from_db()
        if run.status not in {Status.WAITING, Status.RUNNING}:
            if run.finished_at is None:
                _finish(run, run.status)
            return of(run)
        try:
            receipt = _executed(run, workers or available_cpus(), control or Control())
        except (ListingError, MachineError) as error:
            _finish(run, Status.FAILED, str(error))
            raise ImportFailedError(str(error)) from error
        except (OperationalError, InterfaceError):
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


def _executed(run: ImportRun, workers: int, control: Control) -> Receipt:
    paths = map(named, run.paths)
    with listing(paths, source=run.source, columns=run.columns, only=watched(run)) as listed:
        items = chosen(run, listed)
        _begin(run, items)
        receipt = of(run)
        control.watch(receipt)
        model, knowledge = _means(run)
        needed = _needed(workers, len(items) - run.files.count())
        with (
            Pulse(run, receipt) as pulse,
            Pool(model, knowledge, needed) as pool,
            Following() as following,
        ):
            work = Work(items, Origins(listed), workers, knowledge, _rulebook(run, items, pool))
            for settled in _worked(run, work, pool, pulse):
                receipt.add(settled)
                if not run.dry_run:
                    following.loaded(settled)
                pulse.beat()
                control.watch(receipt)
                if control.pause():
                    return receipt
                if control.stop() or _is_cancelled(run):
                    _finish(run, Status.CANCELLED)
                    return receipt
    if run.dry_run:
        run.rules += [{"source": name, "known": lines} for name, lines in work.rulebook.told().items()]
        run.save(update_fields=["rules"])
        _finish(run, Status.DONE)
    elif settle(run, work.rulebook, workers, lambda: control.pause() or control.stop()):
        renew()
        fold()
        _finish(run, Status.DONE)
    elif not control.pause():
        _finish(run, Status.CANCELLED)
    return receipt


def _worked(run: ImportRun, work: Work, pool: Pool, pulse: Pulse) -> Iterator[list[Settled]]:
    """The outcomes of each chunk, once they are stored."""
    done = set(run.files.values_list("path", flat=True))
    left = (item for item in work.items if item.origin not in done)
    count = max(0, len(work.items) - len(done))
    loader = Loader(run.pk, _writer(run, work))
    most = plan.CHUNK_FILES if pool.reads else plan.CHUNK_PARSED
    each = max(1, min(most, count // (4 * work.workers)))
    handed = pulse.reading(plan.chunks(left, each))
    for chunk, readings in pool.read((chunk, chunk.jobs(work.rulebook)) for chunk in handed):
        yield loader.load(chunk, readings)


def _means(run: ImportRun) -> tuple[str | None, Knowledge]:
    """The language model, if any, and what it knows."""
    return (None, Knowledge((), "")) if run.dry_run else (settings.NEWSROOM_MODEL, snapshot(run.memory))


def _needed(workers: int, files: int) -> int:
    """How many processes are of use."""
    return max(1, min(workers, files // MIN_FILES_A_WORKER))


def _writer(run: ImportRun, work: Work) -> Writer:
    """Who decides about what was read."""
    if run.dry_run:
        return Rehearsal(run.pk, work.origins, work.rulebook)
    return Storing(run.pk, Register(work.knowledge), work.origins, work.rulebook)


def _rulebook(run: ImportRun, items: Listed, pool: Pool) -> Rulebook:
    """The rules to read by, with those that the files themselves are clear about: stored, or of a preview only told."""
    if not run.dry_run:
        learn_ahead(items, pool.get_ready)
        return Rulebook()
    ahead = look_ahead(items, pool.get_ready)
    run.rules = [
        {"source": source, "lines": [it.sample for it in repeated]} for source, repeated in ahead.items()
    ]
    run.save(update_fields=["rules"])
    return Rulebook({source: [it.line for it in repeated] for source, repeated in ahead.items()})


def _begin(run: ImportRun, items: Listed) -> None:
    if run.dry_run:  # what it has decided so far is not in the archive, where it could go on from
        run.files.all().delete()
        run.drafts.all().delete()
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


def _once(runs: QuerySet[ImportRun], like: ImportRun, **values: Any) -> ImportRun:
    """A new run of the same paths, but where one of the `runs` has not ended."""
    under_way = runs.filter(finished_at=None).first()
    return under_way or ImportRun.objects.create(
        paths=like.paths, source=like.source, columns=like.columns, **values
    )


def _stored(path: str) -> str:
    """The whole path, so that a worker can open it from wherever it runs, as the database can hold it."""
    is_local = path != pages.PATH and not stores.is_address(path)
    return shown(os.path.abspath(path) if is_local else path)  # noqa: PTH100 - links stay


def _is_cancelled(run: ImportRun) -> bool:
    return ImportRun.objects.filter(pk=run.pk, status=Status.CANCELLED).exists()

"""Taking an import back as a whole, and undoing that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count

from articles.actions.errors import ActionError
from articles.actions.operations import being_undone
from articles.actions.permissions import check
from articles.folding.fold import fold
from articles.ingest import locks, withdrawal
from articles.ingest.load import lock_loading
from articles.ingest.memory import renew
from articles.ingest.withdrawal import Reach, reach
from articles.models import Company, ImportFile, ImportRun, Operation, Person
from articles.models.operation import UNDO_IMPORT
from articles.search import indexer

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.actions.permissions import Editor

_NEWEST = 20  # operations that a preview names

Status = ImportRun.Status
Outcome = ImportFile.Outcome


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking an import back would do: the articles, and what would go with them.

    `decided` are editors' operations by kind with how often, `newest` the last of them, `merged` counts companies and people of these
    articles that editors have merged (which stays), `files` those of other imports that are in the archive as these articles.
    """

    reach: Reach
    decided: tuple[tuple[str, int], ...]
    newest: tuple[Operation, ...]
    merged: int
    files: int


def preview(run: ImportRun) -> Preview:
    """What `undo` would do now."""
    reached = reach(run)
    on_them = Operation.objects.standing().filter(article_id__in=reached.new)
    decided = on_them.order_by("kind").values_list("kind").annotate(times=Count("pk"))
    merged = sum(
        model.objects.filter(tags__article__in=reached.new).exclude(merged_into=None).distinct().count()
        for model in (Company, Person)
    )
    others = ImportFile.objects.standing().filter(outcome__in=[Outcome.COPY, Outcome.UNCHANGED])
    files = others.exclude(run=run).filter(article_id__in=reached.new)
    paths = files.aggregate(paths=Count("path", distinct=True))["paths"]
    return Preview(reached, tuple(decided), tuple(on_them.select_related("by")[:_NEWEST]), merged, paths)


def undo(*, run: ImportRun, by: Editor | None) -> Operation:
    """Take `run` back: what it made leaves the archive, what it changed is as before. `by` nobody: the command line.

    Articles that a later import has changed stay. Raises ActionError when the run has not ended or was taken back, PermissionDenied.
    """
    user = check_importer(by)
    with _alone(run) as locked:
        if locked.dry_run:
            raise ActionError(f"{locked} has imported nothing.")
        if locked.finished_at is None or locked.status == Status.UNDONE:
            state = (
                "has not ended: cancel it first" if locked.finished_at is None else "was taken back already"
            )
            raise ActionError(f"{locked} {state}.")
        reached = reach(locked)
        withdrawal.take_back(locked, reached)
        before = {"run": locked.pk, "status": locked.status}
        _set(locked, Status.UNDONE)
        operation = Operation.objects.create(
            kind=UNDO_IMPORT,
            summary=f"Took {str(locked).lower()} back: {in_words(reached)}",
            before=before,
            after={"run": locked.pk, "articles": reached.articles},
            by=user,
        )
    _settle()
    return operation


def restore(*, operation: Operation, by: Editor | None) -> Operation:
    """Bring back the import that `operation` took back, and return it marked as undone.

    Articles whose files were imported anew since stay as these made them. Raises ActionError when nothing is left to bring back
    or that was done already, PermissionDenied.
    """
    check_importer(by)
    run = ImportRun.objects.filter(pk=operation.before["run"]).first()
    if run is None:
        raise ActionError("The import is no longer in the archive.")
    with _alone(run) as locked, being_undone(operation) as done:
        if done.after["articles"] and not locked.revisions.filter(withdrawn=True).exists():
            raise ActionError("What the import had made has been deleted for good. Import the files again.")
        withdrawal.bring_back(locked, reach(locked))
        _set(locked, done.before["status"])
    _settle()
    return done


def taken_back(run: ImportRun) -> Operation | None:
    """The operation that took the run back, if it stands."""
    return Operation.objects.standing().filter(kind=UNDO_IMPORT, before__run=run.pk).first()


def in_words(reached: Reach) -> str:
    """What happens, or has happened, to the articles.

    >>> in_words(Reach((1, 2), (3,), 4))
    '2 articles taken out, 1 put back to its earlier text, 4 left as they are'
    """
    made, changed, stay = len(reached.new), len(reached.changed), reached.stay
    parts = [f"{made:,} article{'' if made == 1 else 's'} taken out"]
    if changed:
        parts.append(f"{changed:,} put back to {'its' if changed == 1 else 'their'} earlier text")
    if stay:
        parts.append(f"{stay:,} left as {'it is' if stay == 1 else 'they are'}")
    return ", ".join(parts)


def check_importer(by: Editor | None) -> User | None:
    """The user, if it may import; None, for the command line, may. Raises PermissionDenied."""
    if by is None:
        return None
    return check(by, "articles.add_importrun", "Only those who may import can take an import back.")


@contextmanager
def _alone(run: ImportRun) -> Iterator[ImportRun]:
    """The run, locked: no process works on it, and no import decides what is new meanwhile. All is one transaction."""
    try:
        with locks.held(locks.Work.IMPORT, run.pk), transaction.atomic():
            lock_loading()
            yield ImportRun.objects.select_for_update().get(pk=run.pk)
    except locks.BusyError as error:
        raise ActionError(f"{run} has not ended: cancel it first.") from error


def _set(run: ImportRun, status: str) -> None:
    run.status = status
    run.save(update_fields=["status"])


def _settle() -> None:
    """Names that only these articles spoke of are no longer remembered, stories are folded anew, and searches follow."""
    renew()
    fold()
    indexer.catch_up()

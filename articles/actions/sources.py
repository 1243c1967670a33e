"""What admins decide about sources: their names, and which are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from articles.actions.errors import ActionError
from articles.actions.operations import being_undone
from articles.actions.permissions import check
from articles.models import Operation, Source, SourceAlias
from articles.models.source import source_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

    from articles.actions.permissions import Editor

RENAME, MERGE, SPLIT = "rename source", "merge source", "split source"
ADD_ALIAS, REMOVE_ALIAS = "add source alias", "remove source alias"
KINDS = (RENAME, MERGE, SPLIT, ADD_ALIAS, REMOVE_ALIAS)
NAME_LENGTH = 200

type State = dict[str, dict[str, Any]]


@transaction.atomic
def rename(*, source: Source, name: str, by: Editor) -> Operation:
    """Give the source another name; what still comes in under the earlier one is its own. The address stays.

    Raises ActionError when the name is no name or somebody else's, PermissionDenied.
    """
    user = check_admin(by)
    source = _locked([source.pk])[0]
    earlier, name = source.name, _free(name, source)
    if name == earlier:
        raise ActionError(f"The source is called {name} already.")
    before = _state([source.pk])
    source.name = name
    source.save(update_fields=["name"])
    for known in (earlier, name):
        _know(source, known)
    return _noted(RENAME, f"Renamed {earlier} to {name}", before, user)


@transaction.atomic
def merge(*, source: Source, into: Source, by: Editor) -> Operation:
    """Count the source, with all that was merged into it, as part of another, its articles to come included.

    Nothing is deleted: its articles and rules stay its own, and it can be split off again. Raises ActionError when it is part of
    one already, or the two are the same, PermissionDenied.
    """
    user = check_admin(by)
    source, into = _pair(source, into)
    into = into.current
    if source.merged_into:
        raise ActionError(f"{source} is part of {source.merged_into} already; split it off first.")
    if source == into:
        raise ActionError("A source cannot be merged with itself.")
    parts = [source.pk, *source.merged.order_by("pk").values_list("pk", flat=True)]
    before = _state(parts)
    Source.objects.filter(pk__in=parts).update(merged_into=into)
    return _noted(MERGE, f"Merged {source} into {into}", before, user)


@transaction.atomic
def split_off(*, source: Source, by: Editor) -> Operation:
    """Count a source that was merged as one of its own again. Raises ActionError when it is, PermissionDenied."""
    user = check_admin(by)
    source = _locked([source.pk])[0]
    if not source.merged_into:
        raise ActionError(f"{source} is not part of another source.")
    winner, before = source.merged_into, _state([source.pk])
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    return _noted(SPLIT, f"Split {source} off from {winner}", before, user)


@transaction.atomic
def add_alias(*, source: Source, name: str, by: Editor) -> Operation:
    """Take what comes in under a name for the source's. Raises ActionError when the name is known, PermissionDenied."""
    user = check_admin(by)
    source = _locked([source.pk])[0]
    name = _free(name, source)
    before = _state([source.pk])
    if not _know(source, name):
        raise ActionError(f"{source} is known as {name} already.")
    return _noted(ADD_ALIAS, f"{source} is also {name}", before, user)


@transaction.atomic
def remove_alias(*, source: Source, name: str, by: Editor) -> Operation:
    """Take what comes in under a name for a source of its own. Raises ActionError when it is no alias, PermissionDenied."""
    user = check_admin(by)
    source = _locked([source.pk])[0]
    before = _state([source.pk])
    if (
        source_key(source.name) == source_key(name)
        or not source.aliases.filter(key=source_key(name)).delete()[0]
    ):
        raise ActionError(f"{name} is no alias of {source}.")
    return _noted(REMOVE_ALIAS, f"{source} is no longer {name}", before, user)


def undo(*, operation: Operation, by: Editor) -> Operation:
    """Put the sources back as they were before `operation`, and return it marked as undone.

    Raises ActionError when it was undone already or they have changed since, PermissionDenied.
    """
    check_admin(by)
    with being_undone(operation) as done:
        ids = [int(pk) for pk in done.after["sources"]]
        _locked(ids)
        if _state(ids) != done.after["sources"]:
            raise ActionError("The source has changed since; undo the later change first.")
        _restore(done.before["sources"])
    return done


def check_admin(by: Editor) -> User:
    """The user, if it may change sources. Raises PermissionDenied."""
    return check(by, "articles.change_source", "Only admins can change sources.")


def _pair(source: Source, into: Source) -> tuple[Source, Source]:
    rows = {row.pk: row for row in _locked(sorted({source.pk, into.pk}))}
    return rows[source.pk], rows[into.pk]


def _locked(ids: Iterable[int]) -> list[Source]:
    ids = list(ids)
    rows = Source.objects.select_for_update(of=("self",)).select_related("merged_into")
    found = list(rows.filter(pk__in=ids).order_by("pk"))
    if len(found) < len(ids):
        raise ActionError("There is no such source any more.")
    return found


def _free(name: str, source: Source) -> str:
    """The name, cleaned, that nobody but the source goes by. Raises ActionError."""
    name = " ".join(name.replace("\0", "").split())
    if not any(map(str.isalnum, name)) or len(name) > NAME_LENGTH:
        raise ActionError(f"A name needs letters or digits, and at most {NAME_LENGTH} characters.")
    holder = Source.objects.named(name)
    if holder is not None and holder != source:
        raise ActionError(f"{holder} goes by that name; merge the two instead.")
    return name


def _know(source: Source, name: str) -> bool:
    """Makes the name lead to the source; False where it does so already."""
    key = source_key(name)
    if key == source.slug:
        return False
    return SourceAlias.objects.get_or_create(key=key, defaults={"source": source, "name": name})[1]


def _state(ids: Iterable[int]) -> State:
    rows = Source.objects.filter(pk__in=ids).prefetch_related("aliases")
    return {
        str(row.pk): {
            "name": row.name,
            "merged_into": row.merged_into_id,
            "aliases": sorted(alias.name for alias in row.aliases.all()),
        }
        for row in rows
    }


def _restore(state: State) -> None:
    try:
        with transaction.atomic():
            for pk, it in state.items():
                source = Source.objects.get(pk=pk)
                source.name, source.merged_into_id = it["name"], it["merged_into"]
                source.save(update_fields=["name", "merged_into"])
                source.aliases.exclude(name__in=it["aliases"]).delete()
                known = set(source.aliases.values_list("name", flat=True))
                for name in set(it["aliases"]) - known:
                    SourceAlias.objects.create(source=source, name=name, key=source_key(name))
    except IntegrityError as error:
        raise ActionError("Another source goes by one of the names now; rename that one first.") from error


def _noted(kind: str, summary: str, before: State, user: User) -> Operation:
    after = _state(map(int, before))
    return Operation.objects.create(
        kind=kind, summary=summary[:300], before={"sources": before}, after={"sources": after}, by=user
    )

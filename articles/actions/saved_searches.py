"""Searches that people save for themselves: nobody else sees or changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from articles.actions.errors import ActionError
from articles.actions.operations import being_undone
from articles.alerts import mailing
from articles.models import News, Operation, SavedSearch
from articles.models.saved_search import NAME_LENGTH
from articles.search.chips import title
from articles.search.filters import reread

if TYPE_CHECKING:
    from articles.actions.permissions import Editor

DELETE = "delete search"
KINDS = (DELETE,)
MOST = 100  # searches of a person
_KEPT = ("owner_id", "name", "query", "seen", "alert", "created_at")


@transaction.atomic
def save(*, query: str, by: Editor) -> SavedSearch:
    """Keep the search that a query string asks for, under the words that say it.

    Raises ActionError where it asks for what there is not, is saved already, or is one too many; PermissionDenied.
    """
    user = _known(by)
    User.objects.select_for_update().get(pk=user.pk)
    asked = reread(query)
    if asked.errors:
        raise ActionError(next(message for messages in asked.errors.values() for message in messages))
    mine = SavedSearch.objects.filter(owner=user)
    # the order is a matter of reading: what is new comes by date
    canonical = asked.address.without("sort").query
    if known := mine.filter(query=canonical).first():
        raise ActionError(f"You have saved this search already, as “{known}”.")
    if mine.count() >= MOST:
        raise ActionError(f"You have {MOST} saved searches, which is as many as there can be. Delete one.")
    return SavedSearch.objects.create(owner=user, name=title(asked)[:NAME_LENGTH], query=canonical)


def rename(*, search: SavedSearch, name: str, by: Editor) -> None:
    """Raises ActionError where nothing is left of the name, PermissionDenied."""
    _check_owner(search, by)
    name = " ".join(name.replace("\0", "").split())[:NAME_LENGTH]
    if not name:
        raise ActionError("Give a name.")
    SavedSearch.objects.filter(pk=search.pk).update(name=name)


def look(*, search: SavedSearch, until: int, by: Editor) -> None:
    """The owner has seen its news, `until` the one with this number: what has come in since stays new. Raises PermissionDenied."""
    _check_owner(search, by)
    if last := search.news.filter(pk__lte=until, pk__gt=search.seen).order_by("pk").last():
        SavedSearch.objects.filter(pk=search.pk, seen__lt=last.pk).update(seen=last.pk)


@transaction.atomic
def set_alert(*, search: SavedSearch, on: bool, by: Editor) -> None:
    """Have the owner mailed what comes in from now on, or no longer. Raises ActionError where no mail can be sent, PermissionDenied."""
    user = _check_owner(search, by)
    searches = SavedSearch.objects.filter(pk=search.pk)
    if not on:
        _mail_no_more(searches)
    elif obstacle := mailing.obstacle(user):
        raise ActionError(obstacle)
    else:
        searches.update(alert=True)


@transaction.atomic
def stop_alerts(*, owner: User) -> None:
    """Mail nothing more to somebody who has shown the token of a mail, logged in or not."""
    _mail_no_more(SavedSearch.objects.filter(owner=owner))


@transaction.atomic
def delete(*, search: SavedSearch, by: Editor) -> Operation:
    """Forget a search. Raises PermissionDenied."""
    user = _check_owner(search, by)
    before = {name: getattr(search, name) for name in _KEPT} | {"created_at": search.created_at.isoformat()}
    search.delete()
    return Operation.objects.create(
        kind=DELETE, summary=f"Deleted the search “{search.name}”"[:300], before={"search": before}, by=user
    )


def undo(*, operation: Operation, by: Editor) -> Operation:
    """Save the search again; what was new in it is forgotten. Raises ActionError when it was undone already, PermissionDenied."""
    user = _known(by)
    kept: dict[str, Any] = operation.before["search"]
    if kept["owner_id"] != user.pk:
        raise PermissionDenied("Only its owner can bring a saved search back.")
    with being_undone(operation) as done:
        if known := SavedSearch.objects.filter(owner=user, query=kept["query"]).first():
            raise ActionError(f"You have saved this search again since, as “{known}”.")
        made = SavedSearch.objects.create(**kept)
        SavedSearch.objects.filter(pk=made.pk).update(created_at=kept["created_at"])
    return done


def _mail_no_more(searches: QuerySet[SavedSearch]) -> None:
    searches.update(alert=False)
    News.objects.filter(search__in=searches, due=True).update(due=False)


def _known(by: Editor) -> User:
    """The user, if it is one. Raises PermissionDenied."""
    if not (by.is_authenticated and by.is_active):
        raise PermissionDenied("Log in to save searches.")
    return by  # type: ignore[return-value]  # who is logged in is a stored user


def _check_owner(search: SavedSearch, by: Editor) -> User:
    user = _known(by)
    if search.owner_id != user.pk:
        raise PermissionDenied("Only its owner can change a saved search.")
    return user

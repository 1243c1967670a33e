"""Who may do what: every action asks here before it changes anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User

type Editor = User | AnonymousUser | AbstractBaseUser


def check(by: Editor, permission: str, refusal: str) -> User:
    """The user, if it has the permission. Raises PermissionDenied with the sentence `refusal`."""
    if not getattr(by, "has_perm", lambda _: False)(permission):
        raise PermissionDenied(refusal)
    return by  # type: ignore[return-value]  # who has permissions is a stored user

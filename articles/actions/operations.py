"""What undoing any operation has in common."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from articles.actions.errors import ActionError
from articles.models import Operation


@contextmanager
def being_undone(operation: Operation) -> Iterator[Operation]:
    """The operation, locked, in a transaction at the end of which it is marked as undone. Raises ActionError when it was."""
    with transaction.atomic():
        locked = Operation.objects.select_for_update().get(pk=operation.pk)
        if locked.undone_at:
            raise ActionError("This has already been undone.")
        yield locked
        locked.undone_at = timezone.now()
        locked.save(update_fields=["undone_at"])

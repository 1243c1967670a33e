"""Undoing whatever was done, by what kind of thing it was."""

from articles.actions import corrections, imports, rules, saved_searches, sources, stories, tagging
from articles.actions.errors import ActionError
from articles.actions.permissions import Editor
from articles.models import Operation
from articles.models.operation import ADD_TAG, REMOVE_TAG, UNDO_IMPORT

_UNDO = {
    **dict.fromkeys((ADD_TAG, REMOVE_TAG), tagging.undo),
    **dict.fromkeys(corrections.KINDS, corrections.undo),
    **dict.fromkeys(rules.KINDS, rules.undo),
    **dict.fromkeys(saved_searches.KINDS, saved_searches.undo),
    **dict.fromkeys(sources.KINDS, sources.undo),
    **dict.fromkeys(stories.KINDS, stories.undo),
    UNDO_IMPORT: imports.restore,
}


def undo(*, operation: Operation, by: Editor) -> Operation:
    """Put back what `operation` changed, and return it marked as undone. Raises ActionError, PermissionDenied."""
    if operation.kind not in _UNDO:
        raise ActionError("This cannot be undone.")
    return _UNDO[operation.kind](operation=operation, by=by)

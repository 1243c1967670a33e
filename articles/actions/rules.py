"""What editors say about the lines of a source: this one is page furniture, or it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from articles.actions.errors import ActionError
from articles.actions.operations import being_undone
from articles.actions.permissions import check
from articles.models import Article, Operation, ReadingRun, Rule, Source
from articles.models.reading_run import QUEUE, TASK
from articles.models.rule import LEARNED, SAMPLE_LENGTH
from articles.text.boilerplate import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.actions.permissions import Editor

ADD, REVOKE, RESTORE = "add rule", "revoke rule", "restore rule"
KINDS = (ADD, REVOKE, RESTORE, LEARNED)
_SHOWN = 80  # characters of a line in a summary, which has room for 300 and the name of a source


@transaction.atomic
def add(*, source: Source, line: str, by: Editor, article: Article | None = None) -> Operation:
    """Say that `line`, met in `article`, is furniture in every article of `source`, those to come included.

    Raises ActionError when it is known already, or has no words; PermissionDenied.
    """
    user = check_editor(by)
    line = " ".join(line.replace("\0", "").split())
    folded = fold(line)
    if not any(map(str.isalpha, folded)):
        raise ActionError("A line needs words to be known by.")
    Source.objects.select_for_update().get(pk=source.pk)
    rule = Rule.objects.select_for_update().filter(source=source, line=folded).first()
    before = _state(rule)
    if before == {"revoked": False}:
        raise ActionError(f"That line is furniture in {source} already.")
    if rule is None:
        examples = [article.pk] if article else []
        sample, origin = line[:SAMPLE_LENGTH], Rule.Origin.EDITOR
        rule = Rule(source=source, line=folded, sample=sample, origin=origin, by=user, examples=examples)
    _set(rule, user, revoked=False)
    return _noted(ADD, rule, before, user, article)


def revoke(*, rule: Rule, by: Editor) -> Operation:
    """Say that the rule's line is no furniture. The machine does not learn it again. Raises ActionError, PermissionDenied."""
    return _turn(rule, by, revoked=True)


def restore(*, rule: Rule, by: Editor) -> Operation:
    """Say that the line of a revoked rule is furniture after all. Raises ActionError, PermissionDenied."""
    return _turn(rule, by, revoked=False)


def undo(*, operation: Operation, by: Editor) -> Operation:
    """Put the rules back as they were before `operation`, and return it marked as undone.

    What the machine learned is revoked: it would learn it again. Raises ActionError when it was undone already or a rule
    has changed since, PermissionDenied.
    """
    user = check_editor(by)
    with being_undone(operation) as done:
        for pk in done.after["rules"]:
            _put_back(pk, done, user)
    return done


def check_editor(by: Editor) -> User:
    """The user, if it may decide about rules. Raises PermissionDenied."""
    return check(by, "articles.decide_rule", "Only editors can say what is page furniture.")


@transaction.atomic
def _turn(rule: Rule, by: Editor, *, revoked: bool) -> Operation:
    user = check_editor(by)
    rule = _locked(rule.pk)
    before = _state(rule)
    if before == {"revoked": revoked}:
        raise ActionError("That rule was revoked already." if revoked else "That rule holds already.")
    _set(rule, user, revoked=revoked)
    return _noted(REVOKE if revoked else RESTORE, rule, before, user)


def _put_back(pk: int, operation: Operation, user: User) -> None:
    rule = _locked(pk)
    if _state(rule) != operation.after["state"]:
        raise ActionError("The rule has changed since; undo the later change first.")
    before = operation.before["state"]
    if before is None and operation.kind != LEARNED:
        _read_again(rule.source_id, user)
        rule.delete()
    else:
        _set(rule, user, revoked=before is None or before["revoked"])


def _locked(pk: int) -> Rule:
    rule = Rule.objects.select_related("source").select_for_update(of=("self",)).filter(pk=pk).first()
    if rule is None:
        raise ActionError("There is no such rule any more.")
    return rule


def _state(rule: Rule | None) -> dict[str, Any] | None:
    return None if rule is None else {"revoked": rule.revoked_at is not None}


def _set(rule: Rule, user: User, *, revoked: bool) -> None:
    rule.revoked_at, rule.revoked_by = (timezone.now(), user) if revoked else (None, None)
    rule.save()
    _read_again(rule.source_id, user)


def _read_again(source_id: int, user: User) -> None:
    """Has a worker read the articles again for which the rules of the source have changed something, once this is committed.

    A run that waits will do: locked, it begins after this.
    """
    runs = ReadingRun.objects.filter(scope=ReadingRun.Scope.RULES, source=source_id)
    if not runs.filter(status=ReadingRun.Status.WAITING).select_for_update().first():
        run = ReadingRun.objects.create(scope=ReadingRun.Scope.RULES, source_id=source_id, by=user)
        app.configure_task(TASK, queue=QUEUE, allow_unknown=True).defer(run_id=run.pk)


def _noted(
    kind: str, rule: Rule, before: dict[str, Any] | None, user: User, article: Article | None = None
) -> Operation:
    words = "Kept in" if rule.revoked_at else "Cut from"
    return Operation.objects.create(
        kind=kind,
        article_id=article.pk if article else None,
        summary=f"{words} {rule.source}: “{rule.sample[:_SHOWN]}”",
        before={"state": before},
        after={"rules": [rule.pk], "state": _state(rule)},
        by=user,
    )

"""Adding and removing what an article is tagged with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from articles.actions.errors import ActionError
from articles.actions.operations import being_undone
from articles.actions.permissions import check
from articles.models import Article, Company, CompanyTag, Operation, Person, PersonTag, Topic, TopicTag
from articles.models.operation import ADD_TAG, REMOVE_TAG

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from articles.actions.permissions import Editor

type Subject = Company | Person | Topic

_TAGS: dict[str, type[CompanyTag | PersonTag | TopicTag]] = {
    "company": CompanyTag,
    "person": PersonTag,
    "topic": TopicTag,
}


def add(*, article: Article, subject: Subject, by: Editor) -> Operation:
    """Tag `article` with `subject`, for good. Raises ActionError when it already is, PermissionDenied."""
    return _decide(article, subject, by, removed=False)


def remove(*, article: Article, subject: Subject, by: Editor) -> Operation:
    """Take `subject` off `article`, for good. Raises ActionError when it is not there, PermissionDenied."""
    return _decide(article, subject, by, removed=True)


def undo(*, operation: Operation, by: Editor) -> Operation:
    """Put the tag back as it was before `operation`, and return it marked as undone.

    Raises ActionError when it was undone already or the tag has changed since, PermissionDenied.
    """
    check_editor(by)
    with being_undone(operation) as done:
        article = _locked(done.article_id)
        kind, subject = done.after["subject"]
        if _state(article, kind, subject) != done.after["tag"]:
            raise ActionError("The tag has changed since; undo the later change first.")
        _restore(article, kind, subject, done.before["tag"])
    return done


@transaction.atomic
def _decide(article: Article, subject: Subject, by: Editor, *, removed: bool) -> Operation:
    user = check_editor(by)
    article = _locked(article.pk)
    kind = subject._meta.model_name or ""
    before = _state(article, kind, subject.pk)
    if (before is None or before["removed"]) == removed:
        msg = f"The article is {'not' if removed else 'already'} tagged with {subject}."
        raise ActionError(msg)
    _restore(article, kind, subject.pk, {**(before or {}), "origin": "editor", "removed": removed})
    return Operation.objects.create(
        kind=REMOVE_TAG if removed else ADD_TAG,
        article_id=article.pk,
        summary=f"{'Removed' if removed else 'Added'} {subject}"[:300],
        before={"subject": [kind, subject.pk], "tag": before},
        after={"subject": [kind, subject.pk], "tag": _state(article, kind, subject.pk)},
        by=user,
    )


def check_editor(by: Editor) -> User:
    """The user, if it is an editor. Raises PermissionDenied."""
    return check(by, "articles.tag_article", "Only editors can change what an article is tagged with.")


def _locked(article_id: Any) -> Article:
    article = Article.objects.select_for_update().only("pk").filter(pk=article_id).first()
    if article is None:
        msg = "The article is no longer in the archive."
        raise ActionError(msg)
    return article


def _state(article: Article, kind: str, subject_id: int) -> dict[str, Any] | None:
    """The tag's own fields, or None where there is no such tag."""
    fields = [it.name for it in _TAGS[kind]._meta.concrete_fields if it.name not in {"id", "article", kind}]
    state: dict[str, Any] | None = _tags(article, kind, subject_id).values(*fields).first()
    return state


def _restore(article: Article, kind: str, subject_id: int, state: dict[str, Any] | None) -> None:
    tags = _tags(article, kind, subject_id)
    if state is None:
        tags.delete()
    elif not tags.update(**state):
        _TAGS[kind].objects.create(article=article, **{f"{kind}_id": subject_id}, **state)


def _tags(article: Article, kind: str, subject_id: int) -> QuerySet[Any]:
    """The tag of the article with that subject: one row or none."""
    return _TAGS[kind].objects.filter(article=article, **{f"{kind}_id": subject_id})

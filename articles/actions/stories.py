"""What editors say about stories: these articles tell the same text, or this one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from articles.actions.errors import ActionError
from articles.actions.operations import being_undone
from articles.actions.tagging import check_editor
from articles.folding.stories import hold_stories, settle, store
from articles.models import Article, Operation, StoryVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.actions.permissions import Editor

JOIN, PART = "join story", "part from story"
KINDS = (JOIN, PART)


@transaction.atomic
def join(*, article: Article, other: Article, by: Editor) -> Operation:
    """Say that two articles tell the same text, for good. Raises ActionError where they are one story already, PermissionDenied."""
    user = check_editor(by)
    hold_stories()
    mine, theirs = _members(article.pk), _members(other.pk)
    if mine & theirs:
        raise ActionError("These articles are versions of one story already.")
    before = _state(mine | theirs)
    _rule([(one, that) for one in mine for that in theirs], same=None)
    _rule([(article.pk, other.pk)], same=True)
    settle([article.pk], [(article.pk, it) for it in (mine | theirs) - {article.pk}])
    summary = f"Joined with “{other.title[:200]}”"
    return _noted(JOIN, article, summary, user, before=before, members=mine | theirs)


@transaction.atomic
def part(*, article: Article, by: Editor) -> Operation:
    """Say that an article is no version of its story, for good. Raises ActionError where it has none, PermissionDenied."""
    user = check_editor(by)
    hold_stories()
    members = _members(article.pk)
    others = members - {article.pk}
    if not others:
        raise ActionError("This article is not part of a story.")
    before = _state(members)
    _rule([(article.pk, it) for it in others], same=False)
    settle([article.pk], ())
    summary = f"Parted from {len(others)} other version{'s' * (len(others) > 1)}"
    return _noted(PART, article, summary, user, before=before, members=members)


def undo(*, operation: Operation, by: Editor) -> Operation:
    """Put the stories back as they were before `operation`, and return it marked as undone.

    Raises ActionError when it was undone already or the stories have changed since, PermissionDenied.
    """
    check_editor(by)
    with being_undone(operation) as done:
        hold_stories()
        ids = [int(it) for it in done.after["stories"]]
        if _state(ids) != done.after:
            raise ActionError("The story has changed since; undo the later change first.")
        pairs = [(first, second) for first, second, _ in done.after["verdicts"]]
        _rule(pairs, same=None)
        for first, second, same in done.before["verdicts"]:
            _rule([(first, second)], same=same)
        stories = done.before["stories"]
        store(_by_number(stories), _by_number(done.after["stories"]))
    return done


def _by_number(stories: dict[str, int | None]) -> dict[int, int | None]:
    return {int(pk): story for pk, story in stories.items()}


def _members(pk: int) -> set[int]:
    """All versions of the article's story, itself among them. Raises ActionError where it is gone."""
    found = Article.objects.filter(pk=pk).values_list("story_id", flat=True).first()
    if found is None and not Article.objects.filter(pk=pk).exists():
        raise ActionError("The article is no longer in the archive.")
    lead = found or pk
    return set(Article.objects.filter(Q(pk=lead) | Q(story=lead)).values_list("pk", flat=True))


def _state(ids: Iterable[int]) -> dict[str, Any]:
    """The story of each article, and what was said of them among each other, as JSON has it."""
    ids = sorted(ids)
    stories = Article.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "story_id")
    verdicts = StoryVerdict.objects.filter(first__in=ids, second__in=ids).order_by("first", "second")
    return {
        "stories": {str(pk): story for pk, story in stories},
        "verdicts": [list(it) for it in verdicts.values_list("first_id", "second_id", "same")],
    }


def _rule(pairs: Iterable[tuple[int, int]], *, same: bool | None) -> None:
    """Note what was said of the pairs, or with None that nothing was."""
    for pair in pairs:
        first, second = sorted(pair)
        if same is None:
            StoryVerdict.objects.filter(first=first, second=second).delete()
        else:
            StoryVerdict.objects.update_or_create(first_id=first, second_id=second, defaults={"same": same})


def _noted(
    kind: str, article: Article, summary: str, user: Any, *, before: dict[str, Any], members: Iterable[int]
) -> Operation:
    after = _state(members)
    return Operation.objects.create(
        kind=kind, article_id=article.pk, summary=summary[:300], before=before, after=after, by=user
    )

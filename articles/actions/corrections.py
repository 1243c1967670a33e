"""What editors decide of an article's metadata, whatever its file says: title, date, authors, source and address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from articles.actions.errors import ActionError
from articles.actions.operations import being_undone
from articles.actions.permissions import check
from articles.ingest.corrections import settle
from articles.models import Article, Correction, Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import User

    from articles.actions.permissions import Editor
    from articles.models.correction import Columns

CORRECT, FOLLOW_FILE = "correct article", "follow file"
KINDS = (CORRECT, FOLLOW_FILE)

type State = dict[str, dict[str, Any] | None]


@transaction.atomic
def correct(*, article: Article, parts: Mapping[str, Columns], by: Editor) -> Operation:
    """Decide parts of the article's metadata, for good: the columns of Article by part.

    Raises ActionError where there is nothing to decide, or another article of the source has the address, PermissionDenied.
    """
    user = check_corrector(by)
    if not parts:
        raise ActionError("Nothing was changed.")
    decided: State = {
        part: {"columns": columns, "by": user.get_username()} for part, columns in parts.items()
    }
    return _decide(article, decided, CORRECT, f"Corrected {', '.join(parts)}", user)


@transaction.atomic
def follow_file(*, article: Article, part: str, by: Editor) -> Operation:
    """Let the file have its word again on a part. Raises ActionError where nothing was decided of it, PermissionDenied."""
    user = check_corrector(by)
    if not Correction.objects.filter(article=article, part=part).exists():
        raise ActionError(f"The {part} is as the file says.")
    return _decide(article, {part: None}, FOLLOW_FILE, f"Took the file’s word for the {part}", user)


def undo(*, operation: Operation, by: Editor) -> Operation:
    """Put back what was decided before `operation`, and return it marked as undone.

    Raises ActionError when it was undone already or something else was decided since, PermissionDenied.
    """
    check_corrector(by)
    with being_undone(operation) as done:
        article = _locked(done.article_id)
        if _state(article, done.after) != done.after:
            raise ActionError("Something else was decided since; undo the later change first.")
        _restore(article, done.before)
    return done


def check_corrector(by: Editor) -> User:
    """The user, if it is one who may correct articles. Raises PermissionDenied."""
    return check(by, "articles.correct_article", "Only editors can correct articles.")


def _decide(article: Article, state: State, kind: str, summary: str, user: User) -> Operation:
    article = _locked(article.pk)
    before = _state(article, state)
    _restore(article, state)
    after = _state(article, state)
    return Operation.objects.create(
        kind=kind, article_id=article.pk, summary=summary, before=before, after=after, by=user
    )


def _locked(article_id: Any) -> Article:
    article = Article.objects.select_for_update().only("pk").filter(pk=article_id).first()
    if article is None:
        raise ActionError("The article is no longer in the archive.")
    return article


def _state(article: Article, parts: Iterable[str]) -> State:
    """What is decided of each part, or None."""
    decided = Correction.objects.filter(article=article, part__in=list(parts))
    found = {it.part: {"columns": it.columns, "by": it.by} for it in decided}
    return {part: found.get(part) for part in parts}


def _restore(article: Article, state: State) -> None:
    article.corrections.filter(part__in=list(state)).delete()
    Correction.objects.bulk_create(
        Correction(article=article, part=part, **decided) for part, decided in state.items() if decided
    )
    try:
        with transaction.atomic():
            settle([article.pk])
    except IntegrityError as error:
        raise ActionError("Another article of the source has this address.") from error

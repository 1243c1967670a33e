"""What editors decide of an article's metadata, and undo."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

from articles.actions import corrections
from articles.actions.errors import ActionError
from articles.actions.undo import undo
from articles.models import Article, Correction, Operation
from tests import factories

pytestmark = pytest.mark.django_db


def title(words: str) -> dict[str, dict[str, Any]]:
    return {"title": {"title": words}}


def test_a_decision_is_one_operation_and_undone_as_one(editor: User) -> None:
    article = factories.article("Vela opens", url="https://ledger.example/a")
    before = Article.objects.values().get()
    parts = {**title("Vela closes"), "source": {"source_id": factories.source().pk}}
    operation = corrections.correct(article=article, parts=parts, by=editor)
    assert (operation.summary, operation.by) == ("Corrected title, source", editor)
    article.refresh_from_db()
    assert (article.title, article.source) == ("Vela closes", factories.source())
    assert article.told == {"title": {"title": "Vela opens"}, "source": {"source_id": None}}
    assert undo(operation=operation, by=editor).undone_at
    assert Article.objects.values().get() == before
    assert not Correction.objects.exists()


def test_the_file_has_its_word_again_and_that_is_undone_too(editor: User) -> None:
    article = factories.article("Vela opens")
    corrections.correct(article=article, parts=title("Vela closes"), by=editor)
    corrections.correct(article=article, parts=title("Vela shuts"), by=editor)
    operation = corrections.follow_file(article=article, part="title", by=editor)
    article.refresh_from_db()
    assert (article.title, article.told) == ("Vela opens", None)
    undo(operation=operation, by=editor)
    article.refresh_from_db()
    assert (article.title, article.told) == ("Vela shuts", {"title": {"title": "Vela opens"}})


def test_the_later_decision_is_undone_first(editor: User) -> None:
    article = factories.article("Vela opens")
    first = corrections.correct(article=article, parts=title("Vela closes"), by=editor)
    second = corrections.correct(article=article, parts=title("Vela shuts"), by=editor)
    with pytest.raises(ActionError, match="decided since"):
        undo(operation=first, by=editor)
    undo(operation=second, by=editor)
    undo(operation=first, by=editor)
    with pytest.raises(ActionError, match="already been undone"):
        undo(operation=first, by=editor)
    article.refresh_from_db()
    assert article.title == "Vela opens"


def test_an_address_is_one_article_s(editor: User) -> None:
    factories.article(url="https://ledger.example/a")
    article = factories.article()
    with pytest.raises(ActionError, match="Another article of the source has this address"):
        corrections.correct(
            article=article, parts={"address": {"url": "https://ledger.example/a"}}, by=editor
        )
    assert not Correction.objects.exists()
    assert not Operation.objects.exists()


def test_what_cannot_be_decided_is_said(editor: User) -> None:
    article = factories.article()
    with pytest.raises(ActionError, match="Nothing was changed"):
        corrections.correct(article=article, parts={}, by=editor)
    with pytest.raises(ActionError, match="as the file says"):
        corrections.follow_file(article=article, part="title", by=editor)
    operation = corrections.correct(article=article, parts=title("Vela closes"), by=editor)
    article.delete()
    with pytest.raises(ActionError, match="no longer in the archive"):
        undo(operation=operation, by=editor)


def test_only_editors_decide(editor: User) -> None:
    article = factories.article("Vela opens")
    operation = corrections.correct(article=article, parts=title("Vela closes"), by=editor)
    for nobody in (AnonymousUser(), User.objects.create_user("reader")):
        with pytest.raises(PermissionDenied):
            corrections.correct(article=article, parts=title("Vela shuts"), by=nobody)
        with pytest.raises(PermissionDenied):
            corrections.follow_file(article=article, part="title", by=nobody)
        with pytest.raises(PermissionDenied):
            undo(operation=operation, by=nobody)
    article.refresh_from_db()
    assert article.title == "Vela closes"

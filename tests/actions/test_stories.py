"""Editors join articles into stories and part them again: for good, and undoable."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.actions import stories
from articles.actions.errors import ActionError
from articles.actions.undo import undo
from articles.folding.fold import fold
from articles.models import Article, Operation, Sketch, StoryVerdict
from tests import factories
from tests.actions.test_rules import editor
from tests.folding.test_fold import text

pytestmark = pytest.mark.django_db


def leads() -> dict[str, str | None]:
    return dict(Article.objects.order_by("pk").values_list("title", "story__title"))


def folded_anew() -> dict[str, str | None]:
    Sketch.objects.all().delete()
    fold()
    return leads()


@pytest.fixture
def story() -> list[Article]:
    """Three versions of a text, the first leading, and an article of its own."""
    made = [factories.article(f"Version {it}", text(1, 122 - it)) for it in (1, 2, 3)]
    made.append(factories.article("Another", text(2)))
    fold()
    assert leads() == {"Version 1": None, "Version 2": "Version 1", "Version 3": "Version 1", "Another": None}
    return made


def test_a_version_is_parted_for_good_and_comes_back(story: list[Article]) -> None:
    before = leads()
    done = stories.part(article=story[1], by=editor())
    parted = {"Version 1": None, "Version 2": None, "Version 3": "Version 1", "Another": None}
    assert leads() == parted
    assert folded_anew() == parted
    undo(operation=done, by=editor())
    assert leads() == before
    assert folded_anew() == before


def test_the_leading_version_is_parted_and_another_leads(story: list[Article]) -> None:
    stories.part(article=story[0], by=editor())
    assert leads() == {"Version 1": None, "Version 2": None, "Version 3": "Version 2", "Another": None}


def test_articles_are_joined_for_good_and_parted_by_undo(story: list[Article]) -> None:
    before = leads()
    done = stories.join(article=story[3], other=story[2], by=editor())
    for now in (leads(), folded_anew()):
        assert sorted(it for it in now.values() if it) == ["Version 1"] * 3
    undo(operation=done, by=editor())
    assert leads() == before
    assert folded_anew() == before


def test_what_was_parted_can_be_joined_again(story: list[Article]) -> None:
    stories.part(article=story[1], by=editor())
    stories.join(article=story[1], other=story[0], by=editor())
    assert not StoryVerdict.objects.filter(same=False).exists()
    assert folded_anew()["Version 2"] == "Version 1"


def test_what_cannot_be_done_is_said(story: list[Article]) -> None:
    with pytest.raises(ActionError, match="one story already"):
        stories.join(article=story[0], other=story[2], by=editor())
    with pytest.raises(ActionError, match="not part of a story"):
        stories.part(article=story[3], by=editor())
    first = stories.part(article=story[2], by=editor())
    stories.part(article=story[1], by=editor())
    with pytest.raises(ActionError, match="changed since"):
        undo(operation=first, by=editor())


def test_only_editors_may(story: list[Article]) -> None:
    with pytest.raises(PermissionDenied):
        stories.part(article=story[0], by=AnonymousUser())
    with pytest.raises(PermissionDenied):
        stories.join(article=story[0], other=story[3], by=AnonymousUser())
    with pytest.raises(PermissionDenied):
        undo(operation=stories.part(article=story[0], by=editor()), by=AnonymousUser())


class AnyOperations(TestCase):
    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=6))
    def test_undone_backwards_leave_everything_as_it_was(self, steps: list[tuple[bool, int, int]]) -> None:
        made = [factories.article(f"Version {it}", text(it // 3, 100 + it)) for it in range(5)]
        fold()
        before = leads()
        done: list[Operation] = []
        for joins, one, other in steps:
            article, that = Article.objects.get(pk=made[one].pk), Article.objects.get(pk=made[other].pk)
            try:
                if joins:
                    done.append(stories.join(article=article, other=that, by=editor()))
                else:
                    done.append(stories.part(article=article, by=editor()))
            except ActionError:
                continue
            assert all(
                it.story is None or it.story.story is None for it in Article.objects.select_related("story")
            )
        for operation in reversed(done):
            undo(operation=operation, by=editor())
        assert leads() == before
        assert not StoryVerdict.objects.exists()

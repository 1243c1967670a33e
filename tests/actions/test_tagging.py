import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from articles.actions import entities, tagging
from articles.actions.errors import ActionError
from articles.models import Alias, Article, Company, CompanyTag, Operation
from tests import factories


def editor() -> User:
    user = User.objects.create_user("eve")
    user.user_permissions.add(Permission.objects.get(codename="tag_article"))
    return User.objects.get(pk=user.pk)


def rows(article: Article) -> list[tuple[object, ...]]:
    return sorted(
        CompanyTag.objects.filter(article=article).values_list("company_id", "origin", "removed", "mentions")
    )


class TaggingTest(TestCase):
    def setUp(self) -> None:
        self.editor = editor()
        self.vela = factories.company("Vela Robotics")
        self.orin = factories.company("Orin Bank")
        self.article = factories.article(companies=(self.vela,))

    def test_adding_makes_a_tag_of_the_editors(self) -> None:
        operation = tagging.add(article=self.article, subject=self.orin, by=self.editor)
        tag = CompanyTag.objects.get(article=self.article, company=self.orin)
        assert (tag.origin, tag.removed) == ("editor", False)
        assert (operation.summary, operation.by) == ("Added Orin Bank", self.editor)

    def test_a_removed_tag_is_kept_as_a_decision(self) -> None:
        tagging.remove(article=self.article, subject=self.vela, by=self.editor)
        tag = CompanyTag.objects.get(article=self.article, company=self.vela)
        assert (tag.origin, tag.removed, tag.mentions) == ("editor", True, 1)
        assert not CompanyTag.objects.shown().filter(article=self.article).exists()

    def test_a_removed_tag_can_be_added_again(self) -> None:
        tagging.remove(article=self.article, subject=self.vela, by=self.editor)
        tagging.add(article=self.article, subject=self.vela, by=self.editor)
        assert CompanyTag.objects.shown().filter(article=self.article, company=self.vela).exists()

    def test_people_and_topics_are_tagged_alike(self) -> None:
        for subject in (factories.person(), factories.topic()):
            tagging.add(article=self.article, subject=subject, by=self.editor)
            assert subject.tags.shown().filter(article=self.article).exists()

    def test_what_is_so_already_is_said_and_not_recorded(self) -> None:
        with pytest.raises(ActionError, match="already tagged with Vela Robotics"):
            tagging.add(article=self.article, subject=self.vela, by=self.editor)
        with pytest.raises(ActionError, match="not tagged with Orin Bank"):
            tagging.remove(article=self.article, subject=self.orin, by=self.editor)
        assert not Operation.objects.exists()

    def test_only_editors_tag(self) -> None:
        for nobody in (AnonymousUser(), User.objects.create_user("reader")):
            with pytest.raises(PermissionDenied):
                tagging.remove(article=self.article, subject=self.vela, by=nobody)
        assert CompanyTag.objects.shown().filter(article=self.article).exists()

    def test_an_operation_is_undone_once(self) -> None:
        before = rows(self.article)
        operation = tagging.add(article=self.article, subject=self.orin, by=self.editor)
        assert tagging.undo(operation=operation, by=self.editor).undone_at
        assert rows(self.article) == before
        with pytest.raises(ActionError, match="already been undone"):
            tagging.undo(operation=operation, by=self.editor)

    def test_undo_refuses_what_has_changed_since(self) -> None:
        first = tagging.remove(article=self.article, subject=self.vela, by=self.editor)
        tagging.add(article=self.article, subject=self.vela, by=self.editor)
        with pytest.raises(ActionError, match="changed since"):
            tagging.undo(operation=first, by=self.editor)

    def test_undo_of_a_deleted_article_is_explained(self) -> None:
        operation = tagging.remove(article=self.article, subject=self.vela, by=self.editor)
        self.article.delete()
        with pytest.raises(ActionError, match="no longer in the archive"):
            tagging.undo(operation=operation, by=self.editor)


class UndoPropertyTest(PropertyTestCase):
    @settings(max_examples=25)
    @given(st.lists(st.integers(min_value=0, max_value=2), max_size=12))
    def test_any_row_of_changes_undone_backwards_ends_where_it_began(self, picks: list[int]) -> None:
        by = editor()
        companies = [factories.company(f"Firm {n}") for n in range(3)]
        article = factories.article(companies=(companies[0],))
        before = rows(article)
        done = []
        for pick in picks:
            tagged = CompanyTag.objects.shown().filter(article=article, company=companies[pick]).exists()
            change = tagging.remove if tagged else tagging.add
            done.append(change(article=article, subject=companies[pick], by=by))
        for operation in reversed(done):
            tagging.undo(operation=operation, by=by)
        assert rows(article) == before


class NamingTest(TestCase):
    def setUp(self) -> None:
        self.editor = editor()

    def test_a_known_name_in_any_spelling_is_found(self) -> None:
        vela = factories.company("Vela Robotics", key="vela robotics")
        Alias.objects.create(name="Vela", key="vela", company=vela)
        for name in ("vela robotics", "The  Vela Robotics", "Vela"):
            assert entities.company_named(name=name, by=self.editor) == vela

    def test_an_ambiguous_alias_decides_nothing(self) -> None:
        vela = factories.company("Vela Robotics", key="vela robotics")
        Alias.objects.create(name="Vela", key="vela", company=vela, ambiguous=True)
        assert entities.company_named(name="Vela", by=self.editor) != vela

    def test_a_merged_company_leads_to_the_winner(self) -> None:
        winner = factories.company("Orin", key="orin")
        factories.company("Orin Bank", key="orin bank", merged_into=winner)
        assert entities.company_named(name="Orin Bank", by=self.editor) == winner

    def test_a_new_name_makes_an_entity_with_a_free_slug(self) -> None:
        factories.company("Vela", key="something else")
        made = entities.company_named(name="VELA", by=self.editor)
        assert (made.name, made.slug, made.origin) == ("VELA", "vela-2", "editor")
        assert list(made.aliases.values_list("key", flat=True)) == ["vela"]
        assert entities.person_named(name="Zoë Ng", by=self.editor).slug == "zoe-ng"

    def test_what_cannot_be_a_name_is_refused(self) -> None:
        for name in ("", " ! ", "\0", "x" * 201):
            with pytest.raises(ActionError, match="A name needs"):
                entities.company_named(name=name, by=self.editor)
        assert not Company.objects.exists()

    def test_only_editors_name(self) -> None:
        with pytest.raises(PermissionDenied):
            entities.person_named(name="Zoë Ng", by=AnonymousUser())

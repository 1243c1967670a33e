import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from articles.actions.bootstrap import bootstrap, make_login
from articles.extraction.topic_list import PARENTS, TOPICS
from articles.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db


def test_migrating_brings_the_topics_and_the_editors() -> None:
    assert set(Topic.objects.values_list("slug", flat=True)) == {it.slug for it in TOPICS}
    assert dict(Topic.objects.exclude(parent=None).values_list("slug", "parent__slug")) == PARENTS
    editors = Group.objects.get(name="Editors")
    assert set(editors.permissions.values_list("codename", flat=True)) == {
        "tag_article",
        "correct_article",
        "decide_rule",
    }


def test_again_it_puts_right_what_the_list_says_and_leaves_the_rest() -> None:
    first = TOPICS[0]
    Topic.objects.filter(slug=first.slug).update(name="Old name")
    Topic.objects.create(name="An editor's own", slug="own")

    bootstrap()

    assert Topic.objects.get(slug=first.slug).name == first.name
    assert Topic.objects.filter(slug="own").exists()
    assert Topic.objects.count() == len(TOPICS) + 1


def test_a_migration_that_changes_nothing_changes_nothing() -> None:
    call_command("migrate", verbosity=0)

    assert Topic.objects.count() == len(TOPICS)


def test_companies_of_earlier_imports_get_the_facts_of_the_list_and_keep_those_of_editors() -> None:
    plain, edited = factories.company("Microsoft"), factories.company("Nvidia", domain="editor.example")

    bootstrap()

    plain.refresh_from_db()
    edited.refresh_from_db()
    assert (plain.ticker, plain.domain) == ("NASDAQ:MSFT", "microsoft.com")
    assert (edited.ticker, edited.domain) == ("", "editor.example")


@pytest.mark.parametrize("admin", [False, True])
def test_a_login_is_made_once_and_its_password_told_once(*, admin: bool) -> None:
    password = make_login(name="ana", admin=admin)

    user = User.objects.get(username="ana")
    assert password
    assert user.check_password(password)
    assert user.is_superuser is admin
    assert user.has_perm("articles.tag_article")
    assert make_login(name="ana", admin=admin) is None
    assert User.objects.get(username="ana").check_password(password)

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from articles.actions import saved_searches
from articles.actions.errors import ActionError
from articles.actions.undo import undo
from articles.models import Company, News, Operation, SavedSearch
from articles.search.filters import reread
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader")


def save(reader: User, query: str = "q=plant") -> SavedSearch:
    return saved_searches.save(query=query, by=reader)


def test_a_search_is_kept_in_one_spelling_and_named_after_what_it_asks(reader: User) -> None:
    factories.company("Vela")
    saved = save(reader, "page=3&sort=oldest&company=vela&x=1&q=solar+plant")
    assert (saved.name, saved.query) == ("“solar plant”, Vela", "q=solar+plant&company=vela")


def test_the_same_search_is_saved_once(reader: User) -> None:
    save(reader, "q=plant&copies=yes")
    with pytest.raises(ActionError, match="already, as ““plant””"):
        save(reader, "copies=yes&q=plant&sort=newest")
    save(User.objects.create_user("another"), "q=plant&copies=yes")


def test_a_long_search_is_kept_whole(reader: User) -> None:
    save(reader, f"q={'щ%20' * 250}")
    assert len(reread(SavedSearch.objects.get().query).q) > 450


def test_what_there_is_not_is_not_saved(reader: User) -> None:
    with pytest.raises(ActionError, match="There is no company “nobody”"):
        save(reader, "company=nobody")
    assert not SavedSearch.objects.exists()


def test_there_is_an_end_to_them(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_searches, "MOST", 1)
    save(reader)
    with pytest.raises(ActionError, match="as many as there can be"):
        save(reader, "q=port")


def test_a_kept_search_means_what_has_become_of_its_names(reader: User) -> None:
    old, new = factories.company("Vela"), factories.company("Brand")
    saved = save(reader, "company=vela&q=company:vela")
    Company.objects.filter(pk=old.pk).update(merged_into=new)
    Company.objects.filter(pk=new.pk).update(name="Brand Works")
    asked = reread(saved.query)
    assert not asked.errors
    assert asked.criteria.choices["company"].values == (new.pk,)
    assert asked.chosen["company"].values[0].name == "Brand Works"


def test_it_can_be_renamed(reader: User) -> None:
    saved = save(reader)
    saved_searches.rename(search=saved, name="  Plants \0 of\tours ", by=reader)
    assert SavedSearch.objects.get().name == "Plants of ours"
    with pytest.raises(ActionError, match="Give a name"):
        saved_searches.rename(search=saved, name=" \0", by=reader)


def test_what_was_shown_is_seen_and_what_came_since_is_not(reader: User) -> None:
    saved = save(reader)
    news = [News.objects.create(search=saved, article=factories.article()) for _ in range(3)]
    saved_searches.look(search=saved, until=news[1].pk, by=reader)
    saved.refresh_from_db()
    assert list(News.objects.unseen(saved)) == [news[2]]
    saved_searches.look(search=saved, until=news[0].pk, by=reader)
    saved_searches.look(search=saved, until=2**60, by=reader)
    saved.refresh_from_db()
    assert saved.seen == news[2].pk


def test_a_deleted_search_can_be_brought_back(reader: User) -> None:
    saved = save(reader)
    kept = SavedSearch.objects.values("owner", "name", "query", "seen", "alert", "created_at").get()
    operation = saved_searches.delete(search=saved, by=reader)
    assert not SavedSearch.objects.exists()
    assert operation.summary == "Deleted the search ““plant””"
    undo(operation=operation, by=reader)
    assert SavedSearch.objects.values("owner", "name", "query", "seen", "alert", "created_at").get() == kept
    with pytest.raises(ActionError, match="already been undone"):
        undo(operation=operation, by=reader)


def test_a_search_that_was_saved_again_is_not_brought_back(reader: User) -> None:
    operation = saved_searches.delete(search=save(reader), by=reader)
    save(reader)
    with pytest.raises(ActionError, match="saved this search again"):
        undo(operation=operation, by=reader)
    assert Operation.objects.get().undone_at is None


@pytest.fixture
def mail(settings: Settings) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


def test_an_alert_needs_a_mail_server(reader: User) -> None:
    with pytest.raises(ActionError, match="sends no mail"):
        saved_searches.set_alert(search=save(reader), on=True, by=reader)


def test_an_alert_needs_an_address(reader: User, mail: None) -> None:
    with pytest.raises(ActionError, match="no mail address"):
        saved_searches.set_alert(search=save(reader), on=True, by=reader)
    assert not SavedSearch.objects.filter(alert=True).exists()


def test_what_was_due_is_due_no_longer_where_an_alert_is_stopped(reader: User, mail: None) -> None:
    User.objects.filter(pk=reader.pk).update(email="reader@news.example")
    reader.refresh_from_db()
    one, other = save(reader), save(reader, "q=port")
    for search in (one, other):
        saved_searches.set_alert(search=search, on=True, by=reader)
        News.objects.create(search=search, article=factories.article(), due=True)
    saved_searches.set_alert(search=one, on=False, by=reader)
    assert [it.search for it in News.objects.filter(due=True)] == [other]
    saved_searches.stop_alerts(owner=reader)
    assert not News.objects.filter(due=True).exists()
    assert not SavedSearch.objects.filter(alert=True).exists()


def test_nobody_else_changes_it(reader: User, admin: User) -> None:
    saved = save(reader)
    stopped = User.objects.create_user("stopped", is_active=False)
    for by in (admin, stopped, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            saved_searches.rename(search=saved, name="x", by=by)
        with pytest.raises(PermissionDenied):
            saved_searches.set_alert(search=saved, on=False, by=by)
        with pytest.raises(PermissionDenied):
            saved_searches.look(search=saved, until=1, by=by)
        with pytest.raises(PermissionDenied):
            saved_searches.delete(search=saved, by=by)
    for by in (stopped, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            saved_searches.save(query="q=x", by=by)
    operation = saved_searches.delete(search=saved, by=reader)
    with pytest.raises(PermissionDenied):
        undo(operation=operation, by=admin)

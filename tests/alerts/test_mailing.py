import re
from collections.abc import Sequence
from email.message import EmailMessage as Message
from email.policy import SMTP
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import DjangoAssertNumQueries, Settings

from articles.alerts import mailing
from articles.models import News, SavedSearch
from tests import factories

pytestmark = pytest.mark.django_db

HERE = "tests.alerts.test_mailing"


class Refusing(EmailBackend):
    """A server that is not there."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


class Dying(EmailBackend):
    """A server that takes the mail, after which the process is killed."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


def server(settings: Any, name: str = "django.core.mail.backends.locmem.EmailBackend") -> None:
    settings.MAILERS = {"default": {"BACKEND": name}}


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    server(settings)
    settings.NEWSROOM_ADDRESS = "https://news.example/"
    settings.DEFAULT_FROM_EMAIL = "Newsroom <news@news.example>"


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader", email="reader@mail.example")


@pytest.fixture
def search(reader: User) -> SavedSearch:
    return SavedSearch.objects.create(owner=reader, name="Plants & “ports”", query="q=plant", alert=True)


def come_in(search: SavedSearch, *titles: str, **fields: Any) -> None:
    News.objects.bulk_create(
        News(search=search, article=factories.article(it, **fields), due=True) for it in titles
    )


def sent() -> list[Message]:
    return [it.message() for it in mail.outbox]


def plain() -> str:
    return str(mail.outbox[-1].body)


def test_a_mail_tells_what_came_in(search: SavedSearch, reader: User) -> None:
    come_in(search, "A <b>plant</b> & a port", source=factories.source())
    assert mailing.mail(reader) == 1
    (message,) = mail.outbox
    assert (message.to, message.from_email) == (["reader@mail.example"], "Newsroom <news@news.example>")
    assert message.subject == "1 new article: Plants & “ports”"
    assert "A <b>plant</b> & a port\n  The Ledger, undated\n  https://news.example/articles/" in plain()
    assert f"https://news.example/searches/{search.pk}/" in plain()
    html = message.alternatives[0].content  # type: ignore[attr-defined]
    assert "A &lt;b&gt;plant&lt;/b&gt; &amp; a port" in html
    assert "<style" not in html


def test_one_mail_tells_of_all_searches_of_a_person(search: SavedSearch, reader: User) -> None:
    other = SavedSearch.objects.create(owner=reader, name="Bridges", query="q=bridge", alert=True)
    come_in(search, "A plant", "Another plant")
    come_in(other, "A bridge")
    assert mailing.mail(reader) == 3
    (message,) = mail.outbox
    assert message.subject == "3 new articles: 2 saved searches"
    assert plain().index("Bridges") < plain().index("A bridge") < plain().index("Plants")


def test_what_was_mailed_is_not_mailed_again(search: SavedSearch, reader: User) -> None:
    come_in(search, "A plant")
    mailing.mail(reader)
    assert mailing.mail(reader) == 0
    assert len(mail.outbox) == 1
    come_in(search, "Another plant")
    mailing.mail(reader)
    assert "A plant" not in plain()


def test_what_no_server_takes_is_due_still(search: SavedSearch, reader: User, settings: Settings) -> None:
    come_in(search, "A plant")
    server(settings, f"{HERE}.Refusing")
    with pytest.raises(mailing.MailFailedError, match="did not take the mail to reader@"):
        mailing.mail(reader)
    server(settings)
    assert mailing.mail(reader) == 1


def test_a_mail_whose_sender_is_killed_is_sent_again_and_known_to_be_the_same(
    search: SavedSearch, reader: User, settings: Settings
) -> None:
    come_in(search, "A plant")
    server(settings, f"{HERE}.Dying")
    with pytest.raises(KeyboardInterrupt):
        mailing.mail(reader)
    server(settings)
    assert mailing.mail(reader) == 1
    first, second = sent()
    assert first["Message-ID"] == second["Message-ID"]
    come_in(search, "Another plant")
    mailing.mail(reader)
    assert sent()[-1]["Message-ID"] != second["Message-ID"]


def test_it_says_how_to_stop_it(search: SavedSearch, reader: User) -> None:
    come_in(search, "A plant")
    mailing.mail(reader)
    (message,) = sent()
    (token,) = re.findall(r"<https://news\.example/searches/stop/([^/]+)/>", message["List-Unsubscribe"])
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mailing.owner_of(unescape(token)) == reader
    assert token in plain()


def test_the_address_that_stops_it_is_sent_in_one_piece(search: SavedSearch, reader: User) -> None:
    come_in(search, "A plant")
    mailing.mail(reader)
    (message,) = mail.outbox
    lines = message.message(policy=SMTP).as_bytes().decode().splitlines()
    (line,) = [it for it in lines if it.startswith("List-Unsubscribe:")]
    assert re.fullmatch(r"List-Unsubscribe: <https://news\.example/searches/stop/[^/?=]+/>", line)


def test_a_long_mail_says_how_much_more_there_is(
    search: SavedSearch, reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    come_in(search, *(f"Plant {number}" for number in range(25)))
    with django_assert_max_num_queries(8):
        assert mailing.mail(reader) == 25
    assert "25 new articles" in plain()
    assert plain().count("* Plant") == 20
    assert "And 5 more." in plain()


def test_more_than_a_mail_can_tell_of_is_left_to_the_next(
    search: SavedSearch, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "MOST", 2)
    come_in(search, *(f"Plant {number}" for number in range(3)))
    assert [mailing.mail(reader) for _ in range(3)] == [2, 1, 0]


def test_only_those_who_can_get_mail_are_mailed(search: SavedSearch, reader: User) -> None:
    assert mailing.whom_to_mail() == []
    come_in(search, "A plant")
    assert mailing.whom_to_mail() == [reader]
    User.objects.update(is_active=False)
    assert mailing.whom_to_mail() == []
    User.objects.update(is_active=True, email="")
    assert mailing.whom_to_mail() == []
    assert mailing.mail(reader) == 0


def test_an_article_that_is_gone_is_not_mailed(search: SavedSearch, reader: User) -> None:
    come_in(search, "A plant", "Another plant")
    News.objects.earliest("pk").article.delete()
    assert mailing.mail(reader) == 1


def test_without_a_server_no_mail_is_set_up(settings: Settings) -> None:
    assert mailing.is_set_up()
    settings.MAILERS = {}
    assert not mailing.is_set_up()

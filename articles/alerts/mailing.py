"""Mails people what came in that answers their saved searches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import default
from smtplib import SMTPException
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Article, News, SavedSearch

MOST = 1000  # articles that a mail tells of; the next one tells of more
SHOWN = 20  # of a search
SALT = "articles.alerts"


class MailFailedError(Exception):
    """No mail was sent, and what it was to tell is still due; the message tells an administrator why."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a mail tells of one search: its newest articles, with their addresses, and how many there are `more`."""

    search: SavedSearch
    url: str
    articles: tuple[tuple[Article, str], ...]
    more: int

    @property
    def count(self) -> int:
        return len(self.articles) + self.more


def is_set_up() -> bool:
    """Whether the site can send mail."""
    return "default" in settings.MAILERS


def obstacle(owner: User) -> str:
    """Why nothing can be mailed to somebody, as a sentence to them; empty where it can."""
    if not is_set_up():
        return "This site sends no mail: nobody has named a mail server to it."
    return "" if owner.email else "Your login has no mail address. Ask an administrator to add it."


def whom_to_mail() -> list[User]:
    """Those who are to be mailed something."""
    due = News.objects.due().filter(search__owner=OuterRef("pk"))
    return list(User.objects.filter(Exists(due)).order_by("pk"))


@transaction.atomic
def mail(owner: User) -> int:
    """Mail somebody what is due, and say of how many articles it told.

    What it tells is due until the server has taken it: a process killed at that moment leads to a second mail of the same Message-ID, and
    none is lost. Raises MailFailedError.
    """
    rows = News.objects.select_for_update(of=("self",), skip_locked=True).due().filter(search__owner=owner)
    found = list(rows.order_by("-pk").values_list("pk", "search_id", "article_id")[:MOST])
    if not found:
        return 0
    parts = _parts(owner, [(search, article) for _, search, article in found])
    message = _message(owner, parts, last=found[0][0])
    try:
        message.send()
    except (OSError, SMTPException) as error:
        raise MailFailedError(f"The mail server did not take the mail to {owner.email}: {error}") from error
    News.objects.filter(pk__in=[pk for pk, _, _ in found]).update(due=False)
    return len(found)


def token(owner: User) -> str:
    """What proves, in an address, that somebody got a mail."""
    return signing.dumps(owner.pk, salt=SALT)


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header whose value is an address: folded it would be encoded, and mail programs could not read it."""

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class _Mail(EmailMultiAlternatives):
    """A mail that says in its headers how to stop it."""

    def message(self, *, policy: Any = default) -> EmailMessage:
        headers = HeaderRegistry()
        headers.map_to_type("list-unsubscribe", _OneLine)
        return super().message(policy=policy.clone(header_factory=headers))


def owner_of(token: str) -> User:
    """Whom a token was made for. Raises BadSignature, User.DoesNotExist."""
    return User.objects.get(pk=signing.loads(token, salt=SALT))


def _parts(owner: User, found: Sequence[tuple[int, int]]) -> list[Part]:
    """By search, in the order of their names."""
    by_search: dict[int, list[int]] = {}
    for search, article in found:
        by_search.setdefault(search, []).append(article)
    shown = [pk for ids in by_search.values() for pk in ids[:SHOWN]]
    rows = {it.pk: it for it in Article.objects.for_results().filter(pk__in=shown)[: len(shown)]}
    searches = SavedSearch.objects.filter(owner=owner, pk__in=by_search)
    return [_part(search, by_search[search.pk], rows) for search in searches[: len(by_search)]]


def _part(search: SavedSearch, ids: Sequence[int], rows: dict[int, Article]) -> Part:
    articles = [rows[pk] for pk in ids[:SHOWN] if pk in rows]
    return Part(
        search,
        _whole(search.get_absolute_url()),
        tuple((it, _whole(it.get_absolute_url())) for it in articles),
        more=len(ids) - len(articles),
    )


def _message(owner: User, parts: Iterable[Part], *, last: int) -> _Mail:
    parts = list(parts)
    stop = _whole(reverse("stop-mail", args=[token(owner)]))
    context: dict[str, Any] = {"parts": parts, "all": _whole(reverse("searches")), "stop": stop}
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    message = _Mail(
        _subject(parts),
        render_to_string("mail/alert.txt", context),
        to=[owner.email],
        headers={
            "Message-ID": f"<alert-{owner.pk}-{last}@{host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string("mail/alert.html", context), "text/html")
    return message


def _subject(parts: Sequence[Part]) -> str:
    count = sum(it.count for it in parts)
    of = parts[0].search.name if len(parts) == 1 else f"{len(parts)} saved searches"
    return f"{count} new article{'' if count == 1 else 's'}: {of}"


def _whole(path: str) -> str:
    return urljoin(settings.NEWSROOM_ADDRESS, path)

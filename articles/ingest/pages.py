"""HTML pages are kept beside the articles that were taken out of them, and can be imported again from there."""

import datetime as dt
import functools
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from articles.ingest.items import Item, UnreadableError
from articles.ingest.plan import Loaded
from articles.models import Article, Page
from articles.text.given import Given

PATH = "pages:"  # stands for all kept pages where files are asked for


def keep(files: Iterable[Loaded]) -> None:
    """Stores the files, each of them an HTML page, that are not kept already."""
    Page.objects.bulk_create(
        (
            Page(hash=it.file_hash, body=zlib.compress(it.data), size=len(it.data), told=_stored(it.given))
            for it in files
        ),
        ignore_conflicts=True,
    )


def body(page: Page) -> bytes:
    """The page as it came."""
    return zlib.decompress(page.body)


def kept() -> Iterator[Item]:
    """The pages of all articles that have one, to be read again though they are known."""
    articles = Article.objects.filter(file_hash__in=Page.objects.values("hash")).order_by()
    for origin, file_hash, source in articles.values_list("origin", "file_hash", "source__name"):
        read, given = functools.partial(_read, file_hash), functools.partial(_given, file_hash)
        yield Item(origin, source or "", read, given, fixed=True, again=True)


def _read(file_hash: str) -> bytes:
    page = Page.objects.filter(hash=file_hash).first()
    if page is None:
        raise UnreadableError("unreadable", "The page is not kept any more.")
    return body(page)


def _given(file_hash: str) -> Given:
    page = Page.objects.of(file_hash)
    return _told(page.told) if page else Given()


def _stored(given: Given) -> dict[str, Any]:
    date = given.published.isoformat() if given.published else None
    return {**asdict(given), "published": date} if given else {}


def _told(stored: dict[str, Any]) -> Given:
    values: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in stored.items()}
    if date := values.get("published"):
        values["published"] = dt.date.fromisoformat(date)
    return Given(**values)

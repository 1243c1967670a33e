"""A reader who opens every link, and notes what a page promises and what it costs."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from tests.site.html import having, parse, parse_feed, text

ORIGIN = "http://testserver"
COUNTED = re.compile(r"(All )?[\d,]+ articles?")
NUMBER = re.compile(r"\d[\d,]*")


@dataclass(frozen=True)
class Visit:
    """A page as it was answered: `kind` is the name of its address in articles/urls.py."""

    url: str
    kind: str
    status: int
    root: Element
    queries: tuple[str, ...]

    @property
    def links(self) -> list[str]:
        """The addresses on this site that it leads to, each once, in order."""
        found = (urljoin(ORIGIN + self.url, url(a)) for a in self.root.iter("a"))
        inside = (urldefrag(it).url.removeprefix(ORIGIN) for it in found if it.startswith(ORIGIN))
        return list(dict.fromkeys(inside))

    @property
    def total(self) -> int:
        """The number of articles that a browse page says it lists."""
        heading = next(it for it in self.root.iter("h2") if it.get("id") == "result-count")
        return number(text(heading)) if text(heading) != "No articles" else 0

    @property
    def listed(self) -> list[str]:
        """The addresses of the articles in the list of this page."""
        items = having(self.root, "h3", "item__title")
        return [url(a) for item in items for a in item.iter("a")]

    @property
    def following(self) -> str | None:
        """The address of the next page of the list."""
        steps = (url(a) for a in self.root.iter("a") if a.get("rel") == "next")
        return next((urljoin(ORIGIN + self.url, it).removeprefix(ORIGIN) for it in steps), None)

    @property
    def counts(self) -> dict[str, int]:
        """Each address of the browse page that has a number of articles beside it, with that number."""
        return {it: count for it, count in self._counts() if urlsplit(it).path == "/"}

    def _counts(self) -> Iterator[tuple[str, int]]:
        yield from ((url(a), number(text(a))) for a in having(self.root, "a", "count"))
        yield from ((url(a), number(text(a))) for a in self.root.iter("a") if COUNTED.fullmatch(text(a)))
        options = (a for a in having(self.root, "a", "facet__option") if not is_chosen(a))
        yield from ((url(a), number(text(next(having(a, "span", "count"))))) for a in options)
        bars = (a for svg in self.root.iter("svg") for a in svg.iter("a"))
        yield from ((url(a), number(a.get("aria-label", "").rpartition(":")[2])) for a in bars)


def url(link: Element) -> str:
    return link.get("href", "")


def is_chosen(option: Element) -> bool:
    """A facet's value that is set: its link takes it away."""
    return option.get("aria-current") == "true"


def number(words: str) -> int:
    """The first number in it."""
    found = NUMBER.search(words)
    assert found, f"no number in “{words}”"
    return int(found[0].replace(",", ""))


def visit(client: Client, address: str) -> Visit:
    """Open a page; what it answers with is read whatever the status."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = tuple(it["sql"] for it in captured.captured_queries)
    is_feed = response.headers["Content-Type"].startswith("application/atom+xml")
    root = parse_feed(response.content) if is_feed else parse(response.content.decode())
    return Visit(address, kind_of(address), response.status_code, root, queries)


def kind_of(address: str) -> str:
    """The name of the address, or nothing where there is none."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def crawl(client: Client, at_most: dict[str, int], start: str = "/") -> Iterator[Visit]:
    """Pages breadth first, of each kind `at_most` so many; of kinds that are not named, all."""
    waiting, known, taken = deque([start]), {start}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        if taken[kind] >= at_most.get(kind, 10_000):
            continue
        taken[kind] += 1
        page = visit(client, address)
        yield page
        fresh = [it for it in page.links if it not in known]
        known.update(fresh)
        waiting.extend(fresh)

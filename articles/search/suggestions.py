"""What the search box suggests: companies, people, topics and sources of the archive by their names."""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection
from django.db.models import OuterRef, QuerySet, TextField, Value
from django.urls import reverse

from articles.models import Alias, Company, Person, Source, SourceAlias, Topic
from articles.search.addresses import Address
from articles.search.engine import Engine, IndexUnavailableError
from articles.search.name_index import Entry, Found, NameIndex
from articles.search.tantivy_engine import get_engine

SHOWN = 8
MOST_NAMES = 500_000  # of a kind
FRESH_SECONDS = (
    30.0  # that names may be behind the archive, and a twentieth of the time is spent on reading them at most
)
SHARE = 20
PLAIN_TEXT = str.maketrans("", "", "\0")
OPERATORS = set('"():*~')  # of the query language: no name is being typed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`url` leads to it; `other` is the name that was typed, where it is shown under another."""

    kind: str
    label: str
    other: str
    count: int
    url: str


class Names:
    """The names of the archive as of some moment ago, read again in the background."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._index: NameIndex | None = None
        self._version = ""
        self._due = 0.0
        self._reading = False

    def find(self, typed: str) -> list[Found]:
        """The best suggestions. Raises IndexUnavailableError as the engine does, at first."""
        if self._index is None:
            self.read()
        elif self._is_due():
            threading.Thread(target=self._read_behind, daemon=True).start()
        return self._index.find(typed, SHOWN) if self._index else []

    def read(self) -> None:
        """Read all names now."""
        began = time.monotonic()
        version = self._engine.version()
        index = NameIndex(_entries(self._engine))
        now = time.monotonic()
        with self._lock:
            self._index, self._version, self._reading = index, version, False
            self._due = now + max(FRESH_SECONDS, SHARE * (now - began))

    def _is_due(self) -> bool:
        with self._lock:
            due = (
                not self._reading and time.monotonic() > self._due and self._engine.version() != self._version
            )
            self._reading |= due
            return due

    def _read_behind(self) -> None:
        try:
            self.read()
        except (IndexUnavailableError, DatabaseError) as error:
            log.warning("The names for suggestions could not be read: %s", error)
            with self._lock:
                self._reading, self._due = False, time.monotonic() + FRESH_SECONDS
        finally:
            connection.close()


@cache
def _names(folder: Path) -> Names:
    return Names(get_engine())


def suggest(typed: str) -> tuple[Suggestion, ...]:
    """What the words may be the name of, the best first; nothing for what is no name. Raises IndexUnavailableError."""
    typed = typed.translate(PLAIN_TEXT).strip()
    if not typed or OPERATORS & set(typed) or typed.startswith("-"):
        return ()
    return tuple(_suggestion(it) for it in _names(Path(settings.NEWSROOM_INDEX)).find(typed))


def _suggestion(found: Found) -> Suggestion:
    entry = found.entry
    label = entry.names[0]
    url = (
        Address().with_("source", entry.slug).url
        if entry.kind == "source"
        else reverse(entry.kind, args=[entry.slug])
    )
    return Suggestion(entry.kind, label, found.name if found.name != label else "", entry.count, url)


def _entries(engine: Engine) -> Iterator[Entry]:
    """Whatever articles have, with its names; a query a kind."""
    for kind, counts in engine.frequencies().items():
        for pk, slug, name, others in _rows(kind)[:MOST_NAMES].iterator():
            if count := counts.get(pk):
                yield Entry(kind, slug, tuple(dict.fromkeys((name, *others))), count)


def _rows(kind: str) -> QuerySet[Any, tuple[int, str, str, list[str]]]:
    match kind:
        case "company":
            rows: QuerySet[Any] = Company.objects.current().annotate(others=_aliases("company"))
        case "person":
            rows = Person.objects.current().annotate(others=_aliases("person"))
        case "source":
            others = SourceAlias.objects.filter(source=OuterRef("pk")).values("name")
            rows = Source.objects.current().annotate(others=ArraySubquery(others))
        case _:
            rows = Topic.objects.annotate(others=Value([], output_field=ArrayField(TextField())))
    return rows.order_by().values_list("pk", "slug", "name", "others")


def _aliases(kind: str) -> ArraySubquery:
    return ArraySubquery(Alias.objects.filter(**{kind: OuterRef("pk")}).values("name"))

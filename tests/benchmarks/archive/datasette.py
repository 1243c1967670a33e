"""The same answers from Datasette: an SQLite file with FTS5, and facets over columns and JSON arrays."""

import json
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from django.db.models import Model

from articles.models import Article, CompanyTag, PersonTag, TopicTag
from tests.benchmarks.archive import VAR
from tests.benchmarks.archive.questions import Question
from tests.benchmarks.archive.site import Site, await_port, free_port

FILE = VAR / "datasette.db"
_UNLIMITED = {"sql_time_limit_ms": 600_000, "facet_time_limit_ms": 600_000, "max_returned_rows": 20}
_TABLE = """
CREATE TABLE article (
    id INTEGER PRIMARY KEY, title TEXT, lead TEXT, body TEXT, source INTEGER, year INTEGER, month TEXT,
    companies TEXT, people TEXT, topics TEXT
);
CREATE INDEX article_month ON article (month);
CREATE VIRTUAL TABLE article_fts USING fts5 (title, body, content='article', content_rowid='id', tokenize='porter');
"""


def prepare() -> None:
    """Writes the file from the database, unless it is there."""
    count = Article.objects.count()
    if FILE.exists() and sqlite3.connect(FILE).execute("SELECT count(*) FROM article").fetchone()[0] == count:
        return
    FILE.unlink(missing_ok=True)
    with sqlite3.connect(FILE) as file:
        file.executescript(_TABLE)
        for start in range(1, count + 1, 5000):
            file.executemany(
                "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?)", _rows(range(start, start + 5000))
            )
        file.execute("INSERT INTO article_fts (article_fts) VALUES ('rebuild')")


def _rows(ids: range) -> Iterator[tuple[object, ...]]:
    companies, people, topics = (
        _tags(CompanyTag, "company_id", ids),
        _tags(PersonTag, "person_id", ids),
        _tags(TopicTag, "topic_id", ids),
    )
    rows = Article.objects.filter(pk__in=ids).values_list(
        "pk", "title", "lead", "text", "source_id", "published"
    )
    for pk, title, lead, text, source, day in rows:
        arrays = (json.dumps(each[pk]) for each in (companies, people, topics))
        yield (pk, title, lead, text, source, day and day.year, day and f"{day:%Y-%m}", *arrays)


def _tags(model: type[Model], field: str, ids: range) -> dict[int, list[int]]:
    tags = defaultdict[int, list[int]](list)
    for article, value in model._default_manager.filter(article__in=ids).values_list("article_id", field):
        tags[article].append(value)
    return tags


@contextmanager
def serving() -> Iterator[Site]:
    """Datasette on the file, its limits of time lifted."""
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(FILE), "--port", str(port)]
    for name, value in _UNLIMITED.items():
        command += ["--setting", name, str(value)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_port(port, server)
        yield Site(port, server)
    finally:
        server.terminate()
        server.wait()


def address(question: Question) -> str:
    """The rows of an answer, with the same facets, as JSON."""
    asked: list[tuple[str, object]] = [("_size", 20), ("_sort_desc", "month")]
    asked += [("_facet", name) for name in ("source", "year", "month")]
    asked += [("_facet_array", name) for name in ("companies", "people", "topics")]
    if question.word:
        asked.append(("_search", question.word))
    if question.company is not None:
        asked.append(("companies__arraycontains", question.company + 1))
    if question.topic is not None:
        asked.append(("topics__arraycontains", question.topic + 1))
    return f"/{FILE.stem}/article.json?{urlencode(asked)}"

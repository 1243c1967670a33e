"""The same answers from PostgreSQL alone: its full-text search with a GIN index, and a GROUP BY a facet."""

import time
from collections.abc import Sequence

from django.db import connection

from tests.benchmarks.archive.questions import Question
from tests.benchmarks.archive.site import Timed

_PREPARE = """
CREATE TABLE IF NOT EXISTS bench_words AS
    SELECT id, to_tsvector('english', title || ' ' || text) AS words FROM articles_article;
CREATE INDEX IF NOT EXISTS bench_words_gin ON bench_words USING gin (words);
CREATE UNIQUE INDEX IF NOT EXISTS bench_words_id ON bench_words (id);
ANALYZE bench_words;
"""
_FACETS = (
    "SELECT company_id, count(*) FROM found JOIN articles_companytag tag ON tag.article_id = found.id GROUP BY 1",
    "SELECT person_id, count(*) FROM found JOIN articles_persontag tag ON tag.article_id = found.id GROUP BY 1",
    "SELECT topic_id, count(*) FROM found JOIN articles_topictag tag ON tag.article_id = found.id GROUP BY 1",
    "SELECT source_id, count(*) FROM found GROUP BY 1",
    "SELECT date_trunc('year', published), count(*) FROM found GROUP BY 1",
)
_MONTHS = "SELECT date_trunc('month', published), count(*) FROM found GROUP BY 1"
_PAGE = "SELECT id, title, lead FROM found JOIN articles_article USING (id) ORDER BY found.published DESC, id DESC LIMIT 20"


def prepare() -> None:
    """Makes the words of all articles searchable, once."""
    with connection.cursor() as cursor:
        cursor.execute(_PREPARE)


def timed(questions: Sequence[Question], *, limit: float) -> Timed:
    """Each question asked once, until `limit` seconds are over: a page of hits, five facets and the months, all from one set of articles found."""
    measured = Timed()
    for question in questions:
        if sum(measured.seconds) > limit:
            break
        began = time.perf_counter()
        with connection.cursor() as cursor:
            _answer(cursor, question)
        measured.seconds.append(time.perf_counter() - began)
    return measured


def _answer(cursor: object, question: Question) -> None:
    found, values = _found(question)
    run = cursor.execute  # type: ignore[attr-defined]
    run("DROP TABLE IF EXISTS found")
    run(f"CREATE TEMPORARY TABLE found AS {found}", values)
    for facet in _FACETS:
        run(f"{facet} ORDER BY 2 DESC LIMIT 200")
        cursor.fetchall()  # type: ignore[attr-defined]
    for query in (_MONTHS, _PAGE):
        run(query)
        cursor.fetchall()  # type: ignore[attr-defined]


def _found(question: Question) -> tuple[str, list[object]]:
    query = "SELECT article.id, article.source_id, article.published FROM articles_article article"
    wheres, values = list[str](), list[object]()
    if question.word:
        query += " JOIN bench_words USING (id)"
        wheres.append("bench_words.words @@ plainto_tsquery('english', %s)")
        values.append(question.word)
    for name in ("company", "topic"):
        number = getattr(question, name)
        if number is not None:
            wheres.append(
                f"EXISTS (SELECT FROM articles_{name}tag t WHERE t.article_id = article.id AND t.{name}_id = %s)"
            )
            values.append(number + 1)
    return query + (f" WHERE {' AND '.join(wheres)}" if wheres else ""), values


_PREPARE_NAMES = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE IF NOT EXISTS bench_names AS
    SELECT key, name, slug, 'company' AS kind FROM articles_company
    UNION ALL SELECT key, name, slug, 'person' FROM articles_person;
CREATE INDEX IF NOT EXISTS bench_names_trgm ON bench_names USING gin (key gin_trgm_ops);
ANALYZE bench_names;
"""
_NAMES = "SELECT name, slug, kind FROM bench_names WHERE %s <%% key OR key LIKE %s ORDER BY word_similarity(%s, key) DESC LIMIT 8"


def names_timed(typed: Sequence[str]) -> Timed:
    """Names that are like what is typed, by trigrams under a GIN index."""
    measured = Timed()
    with connection.cursor() as cursor:
        cursor.execute(_PREPARE_NAMES)
        for it in typed:
            began = time.perf_counter()
            key = it.casefold()
            cursor.execute(_NAMES, [key, f"{key}%", key])
            cursor.fetchall()
            measured.seconds.append(time.perf_counter() - began)
    return measured

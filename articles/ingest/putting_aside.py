"""Articles put aside and put back as they were: their own rows and those that hang on them, as JSON, made and read by the database."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

from articles.ingest.findings import FOUND
from articles.models import Article, Page, Revision, Sketch
from articles.models.copying import column_of
from articles.models.tag import Tag

_ARTICLE = Article._meta.db_table
_REVISION = Revision._meta.db_table


@dataclass(frozen=True, slots=True)
class Part:
    """A table whose rows belong to an article: the column `link` names it, `where` tells which of the rows are meant."""

    table: str
    columns: tuple[str, ...]
    link: str
    where: str = "true"


@cache
def found() -> tuple[Part, ...]:
    """The article itself and what the machine found in it; what editors decided stays where it is."""
    return (_own(), *(_part(model, "article", machine=issubclass(model, Tag)) for model in FOUND))


@cache
def everything() -> tuple[Part, ...]:
    """The article itself and all that goes when it goes, but for its place among stories, which is found anew."""
    hanging = (
        it
        for it in Article._meta.related_objects
        if it.on_delete is models.CASCADE and it.related_model is not Sketch
    )
    return (_own(), *(_part(it.related_model, it.field.name) for it in hanging))


def put_aside(run_id: int, articles: Sequence[int], parts: Iterable[Part], *, withdrawn: bool) -> None:
    """Makes revisions of the articles, which stay."""
    if not articles:
        return
    states = ", ".join(
        f"'{it.table}', (SELECT coalesce(json_agg(row_to_json(it)), '[]') FROM {it.table} it"  # noqa: S608 - names alone
        f" WHERE it.{it.link} = article.id AND {it.where})"
        for it in parts
    )
    _execute(
        f"INSERT INTO {_REVISION} (run_id, article_id, at, withdrawn, rows)"  # noqa: S608 - names alone
        f" SELECT %s, article.id, now(), %s, json_build_object({states})::text FROM {_ARTICLE} article"
        " WHERE article.id = ANY(%s)",
        [run_id, withdrawn, list(articles)],
    )


def take_out(articles: Sequence[int], parts: Sequence[Part]) -> None:
    """Deletes the rows; what hangs on an article goes before it."""
    for it in reversed(parts):
        _execute(f"DELETE FROM {it.table} it WHERE it.{it.link} = ANY(%s) AND {it.where}", [list(articles)])  # noqa: S608 - names alone


def put_back(run_id: int, articles: Sequence[int], parts: Iterable[Part], *, withdrawn: bool) -> None:
    """Makes rows of the revisions again, and the revisions go. Where an editor's decision has taken a row's place, it stays.

    Raises IntegrityError where another article has the text, the file or the page of one of them.
    """
    # One statement, so that each revision is unpacked once; constraints between the tables are looked at when all of it is done.
    _execute(
        f"WITH gone AS (DELETE FROM {_REVISION} WHERE run_id = %s AND withdrawn = %s AND article_id = ANY(%s) RETURNING rows),"  # noqa: S608 - names alone
        " kept AS MATERIALIZED (SELECT part.key, part.value FROM gone, json_each(gone.rows::json) part),"
        f" {', '.join(_inserted(it) for it in parts)} SELECT",
        [run_id, withdrawn, list(articles)],
    )


def clashing(run_id: int, articles: Collection[int], moving: Collection[int], *, withdrawn: bool) -> set[int]:
    """Those whose revision cannot be put back: an article that is not one of those `moving` has its text, file or page by now."""
    own = f"kept.rows::json #>> '{{{_ARTICLE},0,%s}}'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kept.article_id FROM (SELECT article_id, {own % 'text_hash'} AS text_hash,"  # noqa: S608 - names alone
            f" {own % 'origin'} AS origin, {own % 'url'} AS url, {own % 'source_id'} AS source_id FROM {_REVISION} kept"
            " WHERE run_id = %s AND withdrawn = %s AND article_id = ANY(%s)) kept"
            f" WHERE EXISTS (SELECT FROM {_ARTICLE} other WHERE (other.text_hash = kept.text_hash"
            " OR other.origin = kept.origin OR (kept.url <> '' AND other.url = kept.url"
            " AND other.source_id IS NOT DISTINCT FROM kept.source_id::bigint)) AND other.id <> kept.article_id AND other.id <> ALL(%s))",
            [run_id, withdrawn, list(articles), list(moving)],
        )
        return {row[0] for row in cursor.fetchall()}


def delete_ownerless_pages() -> None:
    """Deletes the HTML pages that neither an article nor what is put aside was taken out of."""
    _execute(
        f"DELETE FROM {Page._meta.db_table} page"  # noqa: S608 - names alone
        f" WHERE NOT EXISTS (SELECT FROM {_ARTICLE} article WHERE article.file_hash = page.hash)"
        f" AND page.hash NOT IN (SELECT rows::json #>> '{{{_ARTICLE},0,file_hash}}' FROM {_REVISION})",
        [],
    )


def _inserted(it: Part) -> str:
    columns, values = ", ".join(it.columns), ", ".join(f"row.{column}" for column in it.columns)
    conflict = "" if it.where == "true" else "ON CONFLICT DO NOTHING"
    return (
        f"{it.table} AS (INSERT INTO {it.table} ({columns}) SELECT {values} FROM kept,"  # noqa: S608 - names alone
        f" json_populate_recordset(null::{it.table}, kept.value) row WHERE kept.key = '{it.table}' {conflict})"
    )


def _own() -> Part:
    return _part(Article, "id")


def _part(model: type[models.Model], link: str, *, machine: bool = False) -> Part:
    quote = connection.ops.quote_name
    columns = tuple(
        quote(column_of(model, it.name)) for it in model._meta.concrete_fields if not it.generated
    )
    where = f"it.origin = '{Tag.Origin.MACHINE}'" if machine else "true"
    return Part(model._meta.db_table, columns, quote(column_of(model, link)), where)


def _execute(statement: str, parameters: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)

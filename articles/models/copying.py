"""Rows into tables by PostgreSQL's COPY, and numbers to it many at a time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import RawSQL


def copy(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Loads rows into the model's table. COPY knows no defaults of Django's: name every field that has no NULL."""
    rows = list(rows)
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column_of(model, name)) for name in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    # Django's cursor does not turn what goes wrong within COPY into its own errors by itself.
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


def array(numbers: Iterable[int]) -> str:
    """Numbers as COPY takes an array of them; psycopg writes them one by one, at ten times the cost."""
    return f"{{{','.join(map(str, numbers))}}}"


def any_of(ids: Iterable[int]) -> RawSQL:
    """These ids as one parameter: to write and read a thousand of them takes Django half of the time that entries cost."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


def next_ids(model: type[Model], count: int) -> list[int]:
    """New ids of the model's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def column_of(model: type[Model], name: str) -> str:
    """The name of a field's column. Raises TypeError where the field has none."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field) or field.column is None:
        raise TypeError(f"{model.__name__}.{name} has no column")
    return field.column

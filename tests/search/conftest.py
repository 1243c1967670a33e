from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection


@pytest.fixture
def other(transactional_db: None) -> Iterator[psycopg.Connection]:
    """A second connection to the test's database, in a transaction of its own."""
    given = connection.get_connection_params()
    names = ("dbname", "user", "host", "port", "password")
    server = psycopg.conninfo.make_conninfo(**{name: given[name] for name in names if name in given})
    with psycopg.connect(server) as made:
        yield made

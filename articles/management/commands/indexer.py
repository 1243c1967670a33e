"""Keep the search index up to date."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from articles.search.indexer import follow


class Command(BaseCommand):
    help = "Keeps the search index up to date until it is stopped; builds it where there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        self.stdout.write("Following the changes of the archive.")
        follow(stopped, self.stderr.write)
        self.stdout.write("The indexer has stopped.")

"""Keep the search index up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.management.stopping import stop_event
from articles.search.indexer import follow


class Command(BaseCommand):
    help = "Keeps the search index up to date until it is stopped; builds it where there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = stop_event()
        self.stdout.write("Following the changes of the archive.")
        follow(stopped, self.stderr.write)
        self.stdout.write("The indexer has stopped.")

"""Imports what appears in the watched folder."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import tasks
from articles.management.stopping import stop_event


class Command(BaseCommand):
    help = "Watches the folder NEWSROOM_WATCH until it is stopped, and has workers import what is complete in it."

    def handle(self, **options: Any) -> None:
        root = settings.NEWSROOM_WATCH
        if root is None:
            raise CommandError("There is no folder to watch: NEWSROOM_WATCH names one.")
        stopped = stop_event()
        self._say(f"Watching {root}. Stop with Ctrl-C.")
        tasks.watch(root, stopped, self._say)
        self._say("Stopped.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

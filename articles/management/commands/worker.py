"""Does the work in the background: imports, stored articles read again, and upkeep."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import tasks


class Command(BaseCommand):
    help = "Works on what is started in the browser until it is stopped. Takes up again what was interrupted."

    def handle(self, **options: Any) -> None:
        taken = tasks.take_up_interrupted()
        if taken:
            self.stdout.write(f"Taking up {taken} interrupted job{'s' if taken > 1 else ''} again.")
        self.stdout.write("Waiting for work. Stop with Ctrl-C.")
        self.stdout.flush()
        if not tasks.work():
            raise CommandError("The worker has lost the database.")
        self.stdout.write("Stopped.")

"""Does the work in the background: imports, and stored articles read again."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from articles import tasks
from articles.models.reading_run import QUEUE

SHUTDOWN_SECONDS = 1.0  # after which a run is asked to leave the rest for the next worker


class Command(BaseCommand):
    help = "Works on what is started in the browser until it is stopped. Takes up again what was interrupted."

    def handle(self, **options: Any) -> None:
        taken = tasks.take_up_interrupted()
        if taken:
            self.stdout.write(f"Taking up {taken} interrupted run{'s' if taken > 1 else ''} again.")
        self.stdout.write("Waiting for work. Stop with Ctrl-C.")
        self.stdout.flush()
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            worker.run_worker(
                queues=[QUEUE],
                shutdown_graceful_timeout=SHUTDOWN_SECONDS,
                delete_jobs="successful",  # runs tell their own history, and there is a job every minute
            )
        self.stdout.write("Stopped.")

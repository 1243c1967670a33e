"""Reads stored articles again, so that they show what this version of the machine finds."""

import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.ingest import locks, reextraction
from articles.ingest.report import Progress
from articles.management.stopping import STOPPED, stoppable
from articles.models import ReadingRun, Source

Scope = ReadingRun.Scope


class Command(BaseCommand):
    help = (
        "Reads the articles again that an earlier version of the machine, or one that knew other names, has read. "
        "What editors decided stays. Stop it at any time and run it again to go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="All articles, also those that are up to date.")
        which.add_argument(
            "--since", default="", metavar="VERSION", help="Only what a version before this one has read."
        )
        parser.add_argument("--source", default="", metavar="NAME", help="Only articles of this publication.")
        parser.add_argument(
            "--workers", type=int, default=None, help="Processes that read (1: none but this one)."
        )

    def handle(self, *, source: str, since: str, workers: int | None, **options: Any) -> None:
        if since and not since.isdecimal():
            raise CommandError(f"There is no version {since}: versions are whole numbers.")
        scope = Scope.ALL if options["all"] else Scope.OUTDATED
        run = reextraction.create(scope=scope, source=_source(source), since=since)
        with stoppable() as stopping, Progress(self.stdout, unit="articles", doing="Reading") as progress:
            pace = Pace(run.seen)
            control = reextraction.Control(
                watch=lambda it: progress.show(pace.at(it)), stop=lambda: bool(stopping)
            )
            try:
                reextraction.execute(run, workers=workers, control=control)
            except reextraction.ReadingFailedError as error:
                raise CommandError(str(error)) from error
            except locks.BusyError as error:
                raise CommandError("Another process is reading these articles already.") from error
        self.stdout.write(run.sentence)
        if run.finished_at is None:
            self.stdout.write("Stopped. Run the same command again to go on.")
            sys.exit(STOPPED)
        if run.failed:
            sys.exit(1)


@dataclass(slots=True)
class Pace:
    """How fast this process gets on; `before` are the articles that were done before it began."""

    before: int
    total: int | None = None
    done: int = 0
    started: float = field(default_factory=time.monotonic)

    def at(self, run: ReadingRun) -> "Pace":
        self.total, self.done = run.total, run.seen
        return self

    @property
    def rate(self) -> float:
        """Articles a second."""
        return (self.done - self.before) / max(time.monotonic() - self.started, 0.001)

    @property
    def seconds_left(self) -> float | None:
        """At the pace so far; None where there is none yet."""
        if self.total is None or self.rate <= 0:
            return None
        return max(0, self.total - self.done) / self.rate


def _source(name: str) -> Source | None:
    """The source of this name or slug. Raises CommandError where there is none."""
    if not name:
        return None
    found = Source.objects.named(name)
    if found is None:
        raise CommandError(f"There is no source {name}.")
    return found

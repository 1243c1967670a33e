"""Loads files into the archive: folders, single files, archives."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.ingest import run as importing
from articles.ingest.columns import ColumnsError, in_words, said
from articles.ingest.health import alarms
from articles.ingest.report import Progress, table
from articles.management.stopping import STOPPED, stoppable
from articles.models import ImportRun


class Command(BaseCommand):
    help = "Imports the articles under each PATH: folders (with all below them), single files, archives, patterns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="A folder, a file, an archive (.zip, .tar, .tar.gz) or a pattern such as 'press/*.txt'.",
        )
        parser.add_argument("--source", default="", help="The publication that all the files come from.")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="NAME=FIELD",
            help="What a column of tables, or a field of records, is; as often as needed.",
        )
        parser.add_argument(
            "--workers", type=int, default=None, help="Processes that read (1: none but this one)."
        )

    def handle(
        self, *, paths: list[str], source: str, column: list[str], workers: int | None, **options: Any
    ) -> None:
        try:
            run = importing.create(paths, source=source, columns=said(column))
        except ColumnsError as error:
            raise CommandError(str(error)) from error
        with stoppable() as stopping, Progress(self.stdout) as progress:
            control = importing.Control(watch=progress.show, stop=lambda: bool(stopping))
            try:
                receipt = importing.execute(run, paths, workers=workers, control=control)
            except importing.ImportFailedError as error:
                raise CommandError(str(error)) from error
        for it in run.tables:
            self.stdout.write(in_words(it))
        self.stdout.write(table(receipt))
        for alarm in alarms(run):
            self.stdout.write(self.style.WARNING(alarm))
        if run.status == ImportRun.Status.CANCELLED:
            self.stdout.write(
                f"Stopped after {receipt.done:,} of {receipt.total or 0:,} files. "
                "Run the same command again to go on."
            )
            sys.exit(STOPPED)
        if receipt.rejected:
            sys.exit(1)

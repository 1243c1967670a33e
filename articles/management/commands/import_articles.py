"""Loads files into the archive: folders, single files, archives; and takes an import back."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format

from articles.actions import imports
from articles.actions.errors import ActionError
from articles.ingest import run as importing
from articles.ingest.columns import ColumnsError, in_words, said
from articles.ingest.health import alarms
from articles.ingest.report import Progress, table
from articles.management.stopping import STOPPED, stoppable
from articles.models import ImportRun


class Command(BaseCommand):
    help = (
        "Imports the articles under each PATH: folders (with all below them), single files, archives, patterns. "
        "Or takes an earlier import back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "paths",
            nargs="*",
            default=[],
            metavar="PATH",
            help="A folder, a file, an archive (.zip, .tar, .tar.gz) or a pattern such as 'press/*.txt'.",
        )
        what.add_argument("--undo", type=int, metavar="RUN", help="Take the import of this number back.")
        what.add_argument(
            "--restore", type=int, metavar="RUN", help="Bring an import back that was taken back."
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

    def handle(self, *, undo: int | None, restore: int | None, **options: Any) -> None:
        try:
            if undo is not None:
                self._undo(_run(undo))
            elif restore is not None:
                self._restore(_run(restore))
            else:
                self._import(**options)
        except (importing.ImportFailedError, ActionError, ColumnsError) as error:
            raise CommandError(str(error)) from error

    def _import(
        self, *, paths: list[str], source: str, column: list[str], workers: int | None, **options: Any
    ) -> None:
        run = importing.create(paths, source=source, columns=said(column))
        with stoppable() as stopping, Progress(self.stdout) as progress:
            control = importing.Control(watch=progress.show, stop=lambda: bool(stopping))
            receipt = importing.execute(run, paths, workers=workers, control=control)
        for it in run.tables:
            self.stdout.write(in_words(it))
        self.stdout.write(table(receipt))
        for alarm in alarms(run):
            self.stdout.write(self.style.WARNING(alarm))
        self.stdout.write(f"This was {str(run).lower()}; import_articles --undo {run.pk} takes it back.")
        if run.status == ImportRun.Status.CANCELLED:
            self.stdout.write(
                f"Stopped after {receipt.done:,} of {receipt.total or 0:,} files. "
                "Run the same command again to go on."
            )
            sys.exit(STOPPED)
        if receipt.rejected:
            sys.exit(1)

    def _undo(self, run: ImportRun) -> None:
        for line in _with_it(imports.preview(run)):
            self.stdout.write(line)
        operation = imports.undo(run=run, by=None)
        self.stdout.write(f"{operation.summary}.")
        self.stdout.write(f"import_articles --restore {run.pk} brings it back, until it is purged.")

    def _restore(self, run: ImportRun) -> None:
        operation = imports.taken_back(run)
        if operation is None:
            raise CommandError(f"{run} was not taken back.")
        imports.restore(operation=operation, by=None)
        self.stdout.write(f"{run} is back.")


def _run(number: int) -> ImportRun:
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        raise CommandError(f"There is no import {number}.")
    return run


def _with_it(preview: imports.Preview) -> Iterator[str]:
    """What else goes, a line each."""
    if preview.decided:
        kinds = ", ".join(f"{kind}: {times:,}" for kind, times in preview.decided)
        yield f"What editors decided about these articles goes with them ({kinds}), lastly:"
    for operation in preview.newest:
        yield f"  {date_format(operation.at, 'j F Y')}, {operation.by or 'somebody'}: {operation.summary}"
    if preview.merged:
        yield f"Merged companies and people that they name stay merged: {preview.merged:,}."
    if preview.files:
        yield f"Files of other imports that are in the archive as these articles: {preview.files:,}."

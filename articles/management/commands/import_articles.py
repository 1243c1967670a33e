"""Loads files into the archive: folders, single files, archives; says before what that would do, and takes an import back."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.utils.formats import date_format

from articles.actions import imports
from articles.actions.errors import ActionError
from articles.ingest import locks
from articles.ingest import run as importing
from articles.ingest.columns import ColumnsError, in_words, said
from articles.ingest.foretelling import foretold
from articles.ingest.health import alarms
from articles.ingest.receipt import Receipt
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
        what.add_argument(
            "--resume", type=int, metavar="RUN", help="Go on with the import of this number where it was."
        )
        what.add_argument("--undo", type=int, metavar="RUN", help="Take the import of this number back.")
        what.add_argument(
            "--restore", type=int, metavar="RUN", help="Bring an import back that was taken back."
        )
        what.add_argument(
            "--plan", type=int, metavar="RUN", help="Import what the preview of this number has shown."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would become of each file, and import nothing."
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

    def handle(self, **options: Any) -> None:
        try:
            self._obey(**options)
        except (importing.ImportFailedError, ActionError, ColumnsError) as error:
            raise CommandError(str(error)) from error

    def _obey(
        self, *, undo: int | None, restore: int | None, plan: int | None, resume: int | None, **options: Any
    ) -> None:
        if undo is not None:
            self._undo(_run(undo))
        elif restore is not None:
            self._restore(_run(restore))
        elif plan is not None:
            self._execute(importing.carry_out(_preview(plan)), **options)
        elif resume is not None:
            self._execute(_resumed(resume), **options)
        else:
            self._import(**options)

    def _import(
        self, *, paths: list[str], source: str, column: list[str], dry_run: bool, **options: Any
    ) -> None:
        run = importing.create(paths, source=source, columns=said(column), dry_run=dry_run)
        self._execute(run, **options)

    def _execute(self, run: ImportRun, *, workers: int | None, **options: Any) -> None:
        try:
            with stoppable() as stopping, Progress(self.stdout) as progress:
                control = importing.Control(watch=progress.show, stop=lambda: bool(stopping))
                receipt = importing.execute(run, workers=workers, control=control)
        except locks.BusyError as error:
            raise CommandError(f"{run} is under way in another process.") from error
        except (OperationalError, InterfaceError) as error:
            went = f"The database went away: {str(error).splitlines()[0]}. {_how_to_go_on(run)}"
            raise CommandError(went) from error
        self._tell(run, receipt)
        if run.status == ImportRun.Status.CANCELLED:
            self.stdout.write(
                f"Stopped after {receipt.done:,} of {receipt.total or 0:,} files. {_how_to_go_on(run)}"
            )
            sys.exit(STOPPED)
        if receipt.rejected:
            sys.exit(1)

    def _tell(self, run: ImportRun, receipt: Receipt) -> None:
        for it in run.tables:
            self.stdout.write(in_words(it))
        if run.dry_run:
            for line in foretold(run):
                self.stdout.write(line)
        self.stdout.write(table(receipt))
        for alarm in alarms(run):
            self.stdout.write(self.style.WARNING(alarm))
        if run.dry_run:
            self.stdout.write(
                f"Nothing was imported. import_articles --plan {run.pk} imports what is shown here."
            )
        else:
            self.stdout.write(f"This was {str(run).lower()}; import_articles --undo {run.pk} takes it back.")

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


def _resumed(number: int) -> ImportRun:
    """The import, ready to be executed. Raises CommandError where there is nothing left to do."""
    run = _run(number)
    if run.finished_at is not None and not importing.resume(run):
        raise CommandError(f"{run} has done all of its work.")
    return run


def _how_to_go_on(run: ImportRun) -> str:
    return f"import_articles --resume {run.pk} goes on where it was."


def _preview(number: int) -> ImportRun:
    run = _run(number)
    if not run.dry_run or run.status != ImportRun.Status.DONE:
        raise CommandError(f"{run} is no preview that has been finished.")
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

"""Prove that the search index has what the database says."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from articles.search import check
from articles.search.engine import IndexUnavailableError
from articles.search.indexer import catch_up

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Compares the search index with the database, article by article, and names the differences. "
        "Exit code 1 says that there are some."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Put right what differs.")

    def handle(self, *, repair: bool, **options: Any) -> None:
        catch_up()
        try:
            differences = self._checked()
        except IndexUnavailableError as error:
            raise CommandError(f"{error} `./manage.py rebuild_index` builds it anew.") from error
        if not differences:
            self.stdout.write("The search index has what the database says.")
            return
        for it in differences[:SHOWN]:
            self.stdout.write(str(it))
        if len(differences) > SHOWN:
            self.stdout.write(f"And {len(differences) - SHOWN:,} more.")
        if not repair:
            raise CommandError(
                f"{_so_many(differences)}: `./manage.py check_index --repair` puts them right."
            )
        check.note_for_repair(differences)
        catch_up()
        if left := check.look_again(differences):
            raise CommandError(f"{_so_many(left)} left: another indexer may be at work on them.")
        self.stdout.write(f"{_so_many(differences)}, put right.")

    def _checked(self) -> list[check.Difference]:
        """The differences that are none of changes under way."""
        columns = (TextColumn("Articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("articles", total=None)
            found = check.check(lambda done, total: bar.update(task, completed=done, total=total))
        if found:
            catch_up()
        return check.look_again(found)


def _so_many(differences: list[check.Difference]) -> str:
    return f"{len(differences):,} difference{'' if len(differences) == 1 else 's'}"

"""Build the search index afresh."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from articles.search.indexer import rebuild
from articles.search.writer import BusyError


class Command(BaseCommand):
    help = "Builds the search index afresh from the database. Searches use the old one until the new one is ready."

    def handle(self, *args: Any, **options: Any) -> None:
        columns = (TextColumn("Articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("articles", total=None)
            try:
                built = rebuild(lambda done, total: bar.update(task, completed=done, total=total))
            except BusyError as error:
                raise CommandError(str(error)) from error
        rate = built.articles / built.seconds if built.seconds else 0
        self.stdout.write(
            f"Built the search index: {built.articles:,} article{'' if built.articles == 1 else 's'} in {built.seconds:.1f} seconds, "
            f"{rate:,.0f} articles a second."
        )

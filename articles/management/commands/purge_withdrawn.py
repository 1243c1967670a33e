"""Delete for good what imports had made that were taken back."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.ingest import withdrawal


class Command(BaseCommand):
    help = "Deletes for good the articles of imports that were taken back some days ago. They cannot be brought back then."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=withdrawal.KEPT_DAYS,
            help=f"Only what was taken back so many days ago ({withdrawal.KEPT_DAYS} unless given; 0: everything).",
        )

    def handle(self, *, days: int, **options: Any) -> None:
        purged = withdrawal.purge(timezone.now() - timedelta(days=days))
        self.stdout.write(f"Deleted {purged:,} article{'' if purged == 1 else 's'} for good.")

"""From an empty checkout to a site with articles in it."""

import datetime as dt
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.actions.bootstrap import make_login
from articles.management.commands.serve import add_address, check_address
from articles.models import ImportRun
from articles.search.indexer import catch_up
from newsroom.env import ROOT

SAMPLE = ROOT / "articles" / "sample"


class Command(BaseCommand):
    help = "Makes the database, imports the sample articles, makes two logins and serves the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        check_address(host, port)
        self.stdout.write("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        if not _sample_is_in():
            with suppress(SystemExit):  # a rejected file is in the table, and no reason to stop
                call_command("import_articles", str(SAMPLE), stdout=self.stdout)
        self.stdout.write("Indexing …")
        catch_up()
        self._tell_login("editor", admin=False)
        self._tell_login("admin", admin=True)
        call_command("serve", host=host, port=port, stdout=self.stdout)

    def _tell_login(self, name: str, *, admin: bool) -> None:
        password = make_login(name=name, admin=admin)
        if password:
            self.stdout.write(self.style.SUCCESS(f"Login “{name}”, password {password} — shown this once."))
        else:
            self.stdout.write(
                f"Login “{name}” is as it was; `./manage.py changepassword {name}` gives it a new password."
            )


def _sample_is_in() -> bool:
    """Whether the sample articles were imported as they now are."""
    changed = max(path.stat().st_mtime for path in SAMPLE.rglob("*"))
    done = ImportRun.objects.filter(status=ImportRun.Status.DONE, dry_run=False, paths=[str(SAMPLE)])
    return done.filter(started_at__gt=dt.datetime.fromtimestamp(changed, dt.UTC)).exists()

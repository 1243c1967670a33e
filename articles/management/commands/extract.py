"""`manage.py extract PATH…`: what the machine finds in files, as JSON lines."""

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.ingest.pool import Pool
from articles.ingest.work import Job, MachineError, Reading, Refused
from articles.record import record
from articles.resolution.bundle import load_bundle

CHUNK_FILES = 32
LONE_FILES = 16  # so few are read sooner than a second process starts
LARGEST_BYTES = 5_000_001  # one more than what parse accepts, so that it refuses the file and says why


class Command(BaseCommand):
    help = "Prints what the machine finds in files, one JSON object a file. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", type=Path, help="a text file, or a folder of .txt files"
        )
        parser.add_argument(
            "--workers", type=int, metavar="N", help="processes that read; 1 reads in this one"
        )

    def handle(self, *args: Any, paths: list[Path], workers: int | None, **options: Any) -> None:
        files = list(dict.fromkeys(file for path in paths for file in _files(path)))
        workers = workers or (1 if len(files) <= LONE_FILES else os.cpu_count() or 1)
        refused = 0
        try:
            with Pool(settings.NEWSROOM_MODEL, load_bundle(), workers) as pool:
                for chunk, readings in pool.read(_chunks(files)):
                    refused += sum(not self._say(path, it) for path, it in zip(chunk, readings, strict=True))
        except MachineError as error:
            raise CommandError(str(error)) from error
        if refused:
            raise CommandError(f"{refused} of {len(files)} files could not be read as articles.")

    def _say(self, path: Path, reading: Reading) -> bool:
        """Prints the record, or why there is none; whether there is one."""
        if isinstance(reading, Refused):
            self.stderr.write(f"{path}: {reading.message}")
            return False
        self.stdout.write(json.dumps(record(str(path), reading.article, reading.links), ensure_ascii=False))
        return True


def _files(path: Path) -> Iterable[Path]:
    """The file, or the folder's text files, sorted. Raises CommandError for what is neither."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*.txt") if file.is_file())
    if path.is_file():
        return [path]
    raise CommandError(f"There is no file or folder {path}.")


def _chunks(files: list[Path]) -> Iterator[tuple[tuple[Path, ...], tuple[Job, ...]]]:
    for chunk in batched(files, CHUNK_FILES):
        yield chunk, tuple(Job(file.name, _head(file)) for file in chunk)


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_BYTES)

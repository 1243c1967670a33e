"""An import taken back, and brought again, in a process of its own; prints what each took, as JSON.

python -m tests.benchmarks.importing.undone FOLDER
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from articles.actions import imports
from articles.ingest import run as importing
from articles.ingest.pool import available_cpus
from articles.models import Article, ImportRun
from articles.search import indexer
from tests.benchmarks.importing import archive
from tests.benchmarks.importing.findings import furnish


@dataclass(frozen=True, slots=True)
class Undone:
    """Articles, and the seconds until all of them are out of the archive and its index, and until they are in it again."""

    articles: int
    back: float
    again: float


def main() -> None:
    archive.empty()
    settings.NEWSROOM_MODEL = None
    run = importing.create([Path(sys.argv[1])])
    importing.execute(run, workers=available_cpus())
    furnish()
    indexer.catch_up()
    sys.stdout.write(json.dumps(asdict(undone(run))) + "\n")


def undone(run: ImportRun) -> Undone:
    """Takes the run back, and brings it again."""
    articles = Article.objects.count()
    back = _seconds(lambda: imports.undo(run=run, by=None))
    if Article.objects.exists():
        sys.exit("Not all articles were taken back.")
    operation = imports.taken_back(run)
    again = _seconds(lambda: operation and imports.restore(operation=operation, by=None))
    if Article.objects.count() != articles:
        sys.exit("Not all articles came back.")
    return Undone(articles, back, again)


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

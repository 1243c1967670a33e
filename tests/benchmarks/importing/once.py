"""One import in a process of its own, as a command would do it; prints what it took, as JSON.

python -m tests.benchmarks.importing.once FOLDER [--without-model] [--keep]
"""

import argparse
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from articles.ingest import run as importing
from articles.ingest.pool import available_cpus
from tests.benchmarks.importing import archive


@dataclass(frozen=True, slots=True)
class Imported:
    """Files, and seconds until all is committed and indexed."""

    files: int
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-model", action="store_true")
    parser.add_argument("--keep", action="store_true", help="what the archive has already")
    options = parser.parse_args()
    if not options.keep:
        archive.empty()
    if options.without_model:
        settings.NEWSROOM_MODEL = None
    sys.stdout.write(json.dumps(asdict(imported(options.folder))) + "\n")


def imported(folder: Path) -> Imported:
    """Imports the folder with all processors."""
    began = time.perf_counter()
    receipt = importing.execute(importing.create([folder]), workers=available_cpus())
    seconds = time.perf_counter() - began
    if receipt.rejected:
        sys.exit(f"{receipt.rejected} of {receipt.done} articles were rejected: {receipt.codes}")
    return Imported(receipt.done, seconds)


if __name__ == "__main__":
    main()

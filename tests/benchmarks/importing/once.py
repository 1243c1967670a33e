"""One import in a process of its own, as a command would do it; prints what it took, as JSON.

python -m tests.benchmarks.importing.once FOLDER [--without-model] [--keep]
"""

import argparse
import json
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from django.conf import settings

from articles.ingest import run as importing
from articles.ingest.pool import available_cpus
from tests.benchmarks.importing import archive

MEGABYTE = 1024 * 1024
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Taken:
    """Files, seconds until all is committed and indexed, and the most memory in MB: of this process, and of one that reads."""

    files: int
    seconds: float
    parent: float
    worker: float


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


def imported(folder: Path) -> Taken:
    """Imports the folder with all processors."""
    most = Most()
    began = time.perf_counter()
    try:
        receipt = importing.execute(importing.create([folder]), workers=available_cpus())
    finally:
        most.stop()
    seconds = time.perf_counter() - began
    if receipt.rejected:
        sys.exit(f"{receipt.rejected} of {receipt.done} articles were rejected: {receipt.codes}")
    return Taken(receipt.done, seconds, most.parent, most.worker)


class Most:
    """Watches how much memory of their own this process and its children take at most."""

    def __init__(self) -> None:
        self.parent = self.worker = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stopped.wait(LOOK_SECONDS):
            self.parent = max(self.parent, _own(me))
            for child in me.children(recursive=True):
                try:
                    self.worker = max(self.worker, _own(child))
                except psutil.NoSuchProcess:
                    continue


def _own(process: psutil.Process) -> float:
    """In MB, without files: the index that it has mapped is the system's memory."""
    held = process.memory_info()
    return float(held.rss - held.shared) / MEGABYTE


if __name__ == "__main__":
    main()

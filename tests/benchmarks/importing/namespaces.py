"""One worker, and two in network namespaces of their own, on one database: as on machines that share nothing else.

Each has one processor and an import to itself. The database is reached by its socket, which namespaces of the network do not part.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from procrastinate.contrib.django.models import ProcrastinateWorker

from articles import tasks
from articles.ingest import run as importing
from articles.models import ImportRun
from articles.tasks.worker import QUEUES
from tests.benchmarks.importing import ROOT, archive

LOOK_SECONDS = 0.05


class NotPermittedError(Exception):
    """This machine lets us make no network namespaces; the message says why."""


def seconds(folders: Sequence[Path], workers: int) -> float:
    """How long so many workers, once all are up, take for an import of each folder, to the last receipt."""
    archive.empty()
    with ExitStack() as stack:
        for number in range(workers):
            stack.enter_context(_worker(number))
        while ProcrastinateWorker.objects.count() < workers * len(QUEUES):
            time.sleep(LOOK_SECONDS)
        began = time.perf_counter()
        for folder in folders:
            tasks.enqueue(importing.create([folder]))
        while ImportRun.objects.filter(finished_at=None).exists():
            time.sleep(LOOK_SECONDS)
        return time.perf_counter() - began


@contextmanager
def _worker(number: int) -> Iterator[None]:
    name = f"newsroom-{number}"
    _ip("netns", "add", name)
    try:
        command = ["ip", "netns", "exec", name, "taskset", "-c", str(number % (os.cpu_count() or 1))]
        command += [sys.executable, str(ROOT / "manage.py"), "worker"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait()
    finally:
        _ip("netns", "delete", name)


def _ip(*arguments: str) -> None:
    try:
        subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)  # noqa: S607 - the system's own
    except FileNotFoundError as error:
        raise NotPermittedError("there is no command ip") from error
    except subprocess.CalledProcessError as error:
        raise NotPermittedError(error.stderr.strip()) from error

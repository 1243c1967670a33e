"""Imports what appears in the watched folder."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

from django.db import transaction

from articles.ingest import locks
from articles.ingest.watching import Watch
from articles.models import ImportRun
from articles.tasks.runs import enqueue

PAUSE_SECONDS = 2.0  # between two looks
SHARE = 10  # so many times as long as a look took, at least, is the pause after it

type Say = Callable[[str], object]


def watch(root: Path, stopped: Event, say: Say) -> None:
    """Watches `root` until `stopped` is set; of several processes on one database, one watches, and the others wait for its end.

    What begins, and what stands in the way, is told to `say`, once.
    """
    told = False
    while not stopped.is_set():
        try:
            with locks.held(locks.Work.WATCHING, 0):
                _follow(root, stopped, say)
        except locks.BusyError:
            if not told:
                say("Another process watches the folder: waiting for its end.")
            told = True
            stopped.wait(PAUSE_SECONDS)


def _follow(root: Path, stopped: Event, say: Say) -> None:
    following, problem, pause = Watch(root), "", 0.0
    while not stopped.wait(pause):
        began = time.monotonic()
        try:
            if run := _looked(following):
                say(f"{run} is about to begin: {', '.join(run.paths)}.")
            problem = ""
        except OSError as error:
            if problem != str(error):
                say(f"{root} cannot be read: {error.strerror}.")
            problem = str(error)
        pause = max(PAUSE_SECONDS, SHARE * (time.monotonic() - began))


def _looked(following: Watch) -> ImportRun | None:
    """The run and its job come together or not at all."""
    with transaction.atomic():
        run = following.look()
        if run:
            enqueue(run)
    return run

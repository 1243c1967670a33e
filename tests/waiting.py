"""What takes its time: conditions that come true, and work that a thread does meanwhile."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

WAIT_SECONDS = 60


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether the condition holds before the patience ends."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


@contextmanager
def at_work(work: Callable[[threading.Event, Callable[[str], None]], None]) -> Iterator[list[str]]:
    """Has a thread do work until the context ends, which sets the event; gives what the work tells."""
    told: list[str] = []
    stopped = threading.Event()

    def run() -> None:
        try:
            work(stopped, told.append)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield told
    finally:
        stopped.set()
        thread.join()

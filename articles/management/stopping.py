"""Commands that end in order when they are asked to."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

STOPPED = 130  # what shells say of a command that Ctrl-C ended


def stop_event() -> Event:
    """Set once the process is asked to end: by Ctrl-C or by a request."""
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    return stopped


@contextmanager
def stoppable() -> Iterator[list[int]]:
    """A list that Ctrl-C or a request to end adds to. A second Ctrl-C ends the command at once."""
    stopping: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if stopping:
            raise KeyboardInterrupt
        stopping.append(number)

    earlier = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)

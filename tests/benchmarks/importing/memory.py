"""How much memory a process and those that it starts take of their own, seen from outside: looking costs them nothing."""

import subprocess
from dataclasses import dataclass

import psutil

MEGABYTE = 1024 * 1024
LOOK_SECONDS = 0.2


@dataclass(slots=True)
class Most:
    """In MB: the most that the process has taken, and any one below it."""

    parent: float = 0.0
    child: float = 0.0


def watched(process: subprocess.Popen[str]) -> Most:
    """What a process takes from now until it ends."""
    most, seen = Most(), psutil.Process(process.pid)
    while True:
        try:
            most.parent = max(most.parent, _own(seen))
            most.child = max([most.child, *map(_own, seen.children(recursive=True))])
        except psutil.NoSuchProcess:
            pass  # one of those below it, or itself
        try:
            process.wait(LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return most


def _own(process: psutil.Process) -> float:
    """Without files: the index that it has mapped is the system's memory."""
    held = process.memory_info()
    return float(held.rss - held.shared) / MEGABYTE

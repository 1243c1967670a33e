"""Runs the processes that make up the site, and starts those again that die."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

LOOK_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
SETTLED_SECONDS = 60.0  # after so long a life, the next death is a new story
STOP_SECONDS = 20.0  # for the requests and the work in hand

type Say = Callable[[str], object]


@dataclass(slots=True)
class Child:
    """One process: its name in the log, its command, and when it is to be started (again)."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[str] | None = None
    started: float = 0.0
    due: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS
    reader: threading.Thread | None = field(default=None, repr=False)


class Supervisor:
    """Runs `children` until `stop` is set; what they write goes to `say`, a line at a time, under their names."""

    def __init__(self, children: Iterable[Child], say: Say) -> None:
        self.children = list(children)
        self.say = say
        self.stop = threading.Event()

    def run(self) -> None:
        """Start the children and keep them up; return when all have ended after `stop`."""
        try:
            while not self.stop.is_set():
                for child in self.children:
                    self._look_after(child)
                self.stop.wait(LOOK_SECONDS)
        finally:
            self._end()

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.due:
                self._start(child, now)
        elif (code := child.process.poll()) is not None:
            self._mourn(child, code, now)

    def _start(self, child: Child, now: float) -> None:
        child.started = now
        child.process = subprocess.Popen(
            child.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,  # a Ctrl-C reaches us alone, and we pass it on in order
        )
        child.reader = threading.Thread(target=self._relay, args=(child.name, child.process), daemon=True)
        child.reader.start()

    def _relay(self, name: str, process: subprocess.Popen[str]) -> None:
        if process.stdout is not None:
            for line in process.stdout:
                self.say(f"{name:<8}| {line.rstrip()}")

    def _mourn(self, child: Child, code: int, now: float) -> None:
        self._let_go(child)
        if now - child.started > SETTLED_SECONDS:
            child.pause = FIRST_PAUSE_SECONDS
        child.due = now + child.pause
        self.say(f"{child.name:<8}| ended {how(code)}; it starts again in {child.pause:.0f} s")
        child.pause = min(child.pause * 2, LONGEST_PAUSE_SECONDS)

    def _end(self) -> None:
        """Ask all to end, wait, and kill those that will not."""
        alive = [(child, child.process) for child in self.children if child.process is not None]
        for _, process in alive:
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child, process in alive:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                self.say(f"{child.name:<8}| did not end within {STOP_SECONDS:.0f} s and was killed")
            self._let_go(child)

    def _let_go(self, child: Child) -> None:
        if child.reader is not None:
            child.reader.join(LOOK_SECONDS)  # its last words
        if child.process is not None and child.process.stdout is not None and not _is_alive(child.reader):
            child.process.stdout.close()
        child.process = child.reader = None


def _is_alive(thread: threading.Thread | None) -> bool:
    return thread is not None and thread.is_alive()


def how(code: int) -> str:
    """How a process ended, from its return code."""
    return f"with exit code {code}" if code >= 0 else f"by signal {signal.Signals(-code).name}"

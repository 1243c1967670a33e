import os
import signal
import sys
import threading

import pytest

from newsroom import supervisor
from newsroom.supervisor import Child, Supervisor, how
from tests.waiting import comes_true

STAYS = "import sys, time; print('here'); sys.stdout.flush(); time.sleep(600)"
ENDS = "print('gone')"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(600)"


class Running:
    """A supervisor at work in a thread, and what it said."""

    def __init__(self, **scripts: str) -> None:
        self.lines: list[str] = []
        children = [Child(name, [sys.executable, "-c", script]) for name, script in scripts.items()]
        self.supervisor = Supervisor(children, self.lines.append)
        self.thread = threading.Thread(target=self.supervisor.run)
        self.thread.start()

    def pid(self) -> int | None:
        process = self.supervisor.children[0].process
        return process.pid if process else None

    def count(self, line: str) -> int:
        return self.lines.count(line)

    def end(self) -> None:
        self.supervisor.stop.set()
        self.thread.join()


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 2.0)


def test_children_run_and_what_they_say_is_told_under_their_names() -> None:
    running = Running(one=STAYS, two=STAYS)

    assert comes_true(lambda: running.count("one     | here") == running.count("two     | here") == 1)

    running.end()


def test_a_killed_child_is_started_again() -> None:
    running = Running(one=STAYS)
    assert comes_true(lambda: running.count("one     | here") == 1)
    pid = running.pid()
    assert pid is not None

    os.kill(pid, signal.SIGKILL)

    assert comes_true(lambda: running.count("one     | here") == 2)
    assert "one     | ended by signal SIGKILL; it starts again in 1 s" in running.lines
    running.end()


def test_the_pause_before_a_new_start_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE_SECONDS", 2.0)
    running = Running(one=ENDS)

    assert comes_true(lambda: "one     | ended with exit code 0; it starts again in 2 s" in running.lines)

    running.end()


def test_nobody_is_left_in_the_end() -> None:
    running = Running(one=STAYS)
    assert comes_true(lambda: running.count("one     | here") == 1)
    pid = running.pid()
    assert pid is not None

    running.end()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_one_that_will_not_end_is_killed() -> None:
    running = Running(one=DEAF)
    assert comes_true(lambda: running.count("one     | deaf") == 1)

    running.end()

    assert running.lines[-1] == "one     | did not end within 2 s and was killed"


@pytest.mark.parametrize(("code", "words"), [(3, "with exit code 3"), (-15, "by signal SIGTERM")])
def test_how_a_process_ended(code: int, words: str) -> None:
    assert how(code) == words

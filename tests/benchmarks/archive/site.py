"""The site over HTTP: a web server in processes of its own, and a reader who asks and takes the time."""

import http.client
import math
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

import psutil

from tests.benchmarks.archive import ROOT

START_SECONDS = 900  # Datasette counts its rows before it listens
ANSWER_SECONDS = 120  # at most
OK = 200


@dataclass(slots=True)
class Timed:
    """Answers and how long each took, in seconds; `size` of the last one in bytes."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@contextmanager
def serving(application: str, processes: int) -> Iterator["Site"]:
    """Gunicorn with a WSGI application, at a free port, until the block ends."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        application,
        "--chdir",
        str(ROOT),
        "--workers",
        str(processes),
    ]
    command += [
        "--bind",
        f"127.0.0.1:{port}",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
        "--keep-alive",
        "30",
    ]
    command += ["--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        await_port(port, server)
        yield Site(port, server)
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def await_port(port: int, server: subprocess.Popen[bytes]) -> None:
    """Returns once the server listens. Raises SystemExit where it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The web server does not start.")


@dataclass(frozen=True, slots=True)
class Site:
    """A web server at a port of this machine."""

    port: int
    server: subprocess.Popen[bytes]

    def timed(self, paths: Sequence[str], *, limit: float = math.inf) -> Timed:
        """Each path asked for once, over one connection, until `limit` seconds are over. Raises SystemExit where an answer is not 200,
        TimeoutError where it takes more than ANSWER_SECONDS."""
        timed = Timed()
        with self._connection() as connection:
            for path in paths:
                if sum(timed.seconds) > limit:
                    break
                began = time.perf_counter()
                connection.request("GET", path)
                answer = connection.getresponse()
                body = answer.read()
                timed.seconds.append(time.perf_counter() - began)
                timed.size = len(body)
                if answer.status != OK:
                    raise SystemExit(f"{path} answers {answer.status}: {body[:500]!r}")
        return timed

    def rate(self, readers: Sequence[Sequence[str]]) -> float:
        """Answers a second to several readers at once, each of whom asks for their own paths in turn."""
        began = time.perf_counter()
        threads = [Thread(target=self.timed, args=(paths,)) for paths in readers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(map(len, readers)) / (time.perf_counter() - began)

    def memory(self) -> int:
        """Of the largest web process, in bytes, without files: the index that it has mapped is the system's memory."""
        held = [it.memory_info() for it in psutil.Process(self.server.pid).children()]
        return max(int(it.rss - it.shared) for it in held)

    @contextmanager
    def _connection(self) -> Iterator[http.client.HTTPConnection]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        try:
            yield connection
        finally:
            connection.close()

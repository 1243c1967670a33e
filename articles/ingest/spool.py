"""Files that can only be read from their start, copied so that they can be read from any place."""

import io
import os
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self

from django.conf import settings

PIECE = 1024 * 1024  # bytes that are copied at a time


def nameless() -> IO[bytes]:
    """A file that is gone when it is closed, or its process has ended, on the disk that holds the rest."""
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=settings.VAR)


def copy(file: IO[bytes] | io.BufferedIOBase, into: IO[bytes], check: Callable[[int], None]) -> int:
    """Copies all of a file, and says how many bytes that were. `check` is called with those read so far, and may raise."""
    size = 0
    while piece := file.read(PIECE):
        size += len(piece)
        check(size)
        into.write(piece)
    into.flush()
    return size


class Spool:
    """Copies of many files, one behind the other in one file without a name, each made once."""

    def __init__(self) -> None:
        self._file = nameless()
        self._places: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def opened(
        self, name: str, open_: Callable[[], AbstractContextManager[IO[bytes]]], check: Callable[[int], None]
    ) -> BinaryIO:
        """The copy of a file, made when the name is new; `check` as in `copy`."""
        if name not in self._places:
            start = self._file.seek(0, os.SEEK_END)
            with open_() as file:
                self._places[name] = start, start + copy(file, self._file, check)
        return io.BufferedReader(Stretch(self._file.fileno(), *self._places[name]))


class Stretch(io.RawIOBase):
    """Bytes `start` to `end` of an open file as a file of its own, whose place is its own too."""

    def __init__(self, handle: int, start: int, end: int) -> None:
        self._handle, self._start, self._end, self._at = handle, start, end, start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        self._at = offset + {os.SEEK_SET: self._start, os.SEEK_CUR: self._at, os.SEEK_END: self._end}[whence]
        return self._at - self._start

    def readinto(self, buffer: "memoryview[int]", /) -> int:  # type: ignore[override]  # typeshed's Buffer has no length
        data = os.pread(self._handle, max(0, min(len(buffer), self._end - self._at)), self._at)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

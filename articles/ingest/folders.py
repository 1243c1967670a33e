"""Files and folders on disk: listed in the order of their paths, read without trusting what they are."""

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.ingest.entries import Entry, is_hidden, refused
from articles.ingest.items import MAX_BYTES, UnreadableError, too_large
from articles.ingest.sidecars import sidecars


def in_folder(root: Path) -> Iterator[Entry]:
    """Every file below `root`, hidden ones and readmes aside."""
    missed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=missed.append):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118 - bytes-safe and quick
        folders[:] = sorted(name for name in folders if not is_hidden(name) and name not in links)
        inner = Path(folder).relative_to(root).parts
        for name in (*files, *links):
            if not is_hidden(name):
                yield _entry((*inner, name), os.path.join(folder, name), root)  # noqa: PTH118 - as above
    for error in missed:
        path = Path(os.fsdecode(error.filename))
        reason = f"The folder cannot be opened: {error.strerror}."
        yield refused(path.relative_to(root).parts or (path.name,), str(path), "unreadable", reason)


def chosen(folder: Path, names: Collection[str]) -> Iterator[Entry]:
    """Files of one folder that were named themselves, with the sidecars that lie beside them."""
    try:
        beside = sidecars(os.listdir(folder))  # noqa: PTH208 - names
    except OSError:
        beside = {}  # a folder that may be passed through and not looked into
    for name in {*names, *(beside[name] for name in names if name in beside)}:
        yield _entry((name,), os.fspath(folder / name), folder)


def _entry(inner: tuple[str, ...], path: str, root: Path) -> Entry:
    file = File(path, root)
    return Entry(inner, path, file, file.open)


@dataclass(frozen=True, slots=True)
class File:
    """Reads the file at `path`. There may be hundreds of thousands: each keeps its path as plain text, and nothing else."""

    path: str
    root: Path

    def __call__(self) -> bytes:
        return _read(self)

    def open(self) -> BinaryIO:
        return _open(self.path, self.root)


def _read(it: File) -> bytes:
    try:
        with it.open() as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise too_large()
            data = file.read(size + 1)
            if len(data) > size:  # it grows
                data += file.read(MAX_BYTES + 1 - len(data))
    except OSError as error:
        raise _unreadable(error) from error
    if len(data) > MAX_BYTES:
        raise too_large()
    return data


def _open(name: str, root: Path) -> BinaryIO:
    """The file, to be read. Only regular files are opened, and links only where they stay below `root`.

    Raises UnreadableError.
    """
    try:
        status = os.lstat(name)
        if stat.S_ISLNK(status.st_mode):
            name = _followed(Path(name), root)
            status = os.lstat(name)
        # Opening a pipe without O_NONBLOCK would wait for a writer; what was opened is then asked what it is.
        _require_regular(status)
        file = os.fdopen(os.open(name, os.O_RDONLY | os.O_NONBLOCK), "rb")
        try:
            _require_regular(os.fstat(file.fileno()))
        except BaseException:
            file.close()
            raise
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error
    return file


def _followed(path: Path, root: Path) -> str:
    target = path.resolve(strict=True)
    if not target.is_relative_to(root.resolve()):
        raise UnreadableError("link", "The file is a link that leads out of the imported folder.")
    return os.fspath(target)


def _require_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("not-a-file", "Not a regular file: a folder, a pipe, a socket or a device.")


def _unreadable(error: OSError | ValueError) -> UnreadableError:
    words = getattr(error, "strerror", None) or str(error)
    return UnreadableError("unreadable", f"The file cannot be read: {words}.")

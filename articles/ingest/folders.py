"""Files and folders on disk: listed in the order of their paths, read without trusting what they are."""

import csv
import functools
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from articles.ingest import records
from articles.ingest.items import (
    MAX_BYTES,
    Item,
    UnreadableError,
    origin,
    refusing,
    shown,
    source_name,
    too_large,
)
from articles.ingest.sidecars import read_sidecar, sidecars

ARCHIVES = frozenset({".zip"})


def is_hidden(name: str) -> bool:
    """Whether a file or folder is no news: the system's (`.git`, `__MACOSX`), or about the folder that it lies in."""
    return name.startswith(".") or name == "__MACOSX" or name.lower().split(".")[0] == "readme"


def in_folder(root: Path) -> Iterator[Item]:
    """Every article in the files below `root`, hidden ones and readmes aside. The folder directly under it that holds a file names its source."""
    missed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=missed.append):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118 - bytes-safe and quick
        folders[:] = sorted(name for name in folders if not is_hidden(name) and name not in links)
        beside = sidecars(files)
        taken = set(beside.values())
        for name in sorted([*files, *(link for link in links if not is_hidden(link))]):
            if not is_hidden(name) and name not in taken:
                yield from _items(root, Path(folder, name), beside.get(name))
    for error in missed:
        reason = f"The folder cannot be opened: {error.strerror}."
        yield Item(origin(error.filename), "", refusing("unreadable", reason))


def single(path: Path) -> Item:
    """One file that was named itself."""
    return Item(origin(str(path)), "", functools.partial(read_file, path, path.parent))


def read_file(path: Path, root: Path) -> bytes:
    """The file's bytes. Only regular files are opened, and links only where they stay below `root`.

    Raises UnreadableError.
    """
    try:
        if path.is_symlink():
            path = _followed(path, root)
        return _read_regular(path)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        raise UnreadableError("unreadable", f"The file cannot be read: {words}.") from error


def _items(root: Path, path: Path, sidecar: str | None) -> Iterator[Item]:
    """The file, or its records where it holds many articles. `sidecar` is the name of the file that tells about it."""
    item = _item(root, path)
    if sidecar is not None:
        read = functools.partial(read_file, path.with_name(sidecar), root)
        yield replace(item, given=functools.partial(read_sidecar, shown(sidecar), read))
    elif path.suffix.lower() in records.SUFFIXES and is_plain(path):
        yield from in_records(path, item.source)
    else:
        yield item


def in_records(path: Path, source: str) -> Iterator[Item]:
    """The articles of a file that holds many of them."""
    try:
        yield from records.items(path, label=str(path), source=source)
    except (OSError, csv.Error) as error:
        reason = f"The file cannot be read: {getattr(error, 'strerror', None) or error}."
        yield Item(origin(str(path)), source, refusing("unreadable", reason))


def is_plain(path: Path) -> bool:
    """Whether the path is a file itself, and no link to one."""
    return path.is_file() and not path.is_symlink()


def _item(root: Path, path: Path) -> Item:
    inner = path.relative_to(root).parts
    source = source_name(inner[0]) if len(inner) > 1 else ""
    if path.suffix.lower() in ARCHIVES:
        read = refusing("archive", "Archives inside a folder are not opened: import this one by itself.")
    else:
        read = functools.partial(read_file, path, root)
    return Item(origin(str(path)), source, read)


def _followed(path: Path, root: Path) -> Path:
    target = path.resolve(strict=True)
    if not target.is_relative_to(root.resolve()):
        raise UnreadableError("link", "The file is a link that leads out of the imported folder.")
    return target


def _read_regular(path: Path) -> bytes:
    # Opening a pipe without O_NONBLOCK would wait for a writer; what was opened is then asked what it is.
    _require_regular(path.stat())
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        _require_regular(status)
        if status.st_size > MAX_BYTES:
            raise too_large()
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large()
    return data


def _require_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("not-a-file", "Not a regular file: a folder, a pipe, a socket or a device.")

"""Files as they lie in a folder or an archive, before it is known what they hold; and from them the items of an import."""

import csv
import functools
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import BinaryIO

from articles.ingest import records
from articles.ingest.columns import NO_COLUMNS
from articles.ingest.items import Item, UnreadableError, origin, refusing, shown, source_name
from articles.ingest.sidecars import read_sidecar, sidecars

_ARCHIVES = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst", ".jar"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: `inner` are the parts of its path below what is imported, `label` is the name it goes by for good.

    `read` gives its bytes as Item has them. `open` gives all of it, to be read from any place, for files that hold many
    articles. Both raise UnreadableError.
    """

    inner: tuple[str, ...]
    label: str
    read: Callable[[], bytes]
    open: Callable[[], BinaryIO]

    @property
    def folder(self) -> tuple[str, ...]:
        return self.inner[:-1]

    @property
    def suffix(self) -> str:
        return posixpath.splitext(self.inner[-1])[1].lower()


def refused(inner: tuple[str, ...], label: str, code: str, message: str) -> Entry:
    """A file that is listed only to be refused."""

    def open_() -> BinaryIO:
        raise UnreadableError(code, message)

    return Entry(inner, label, refusing(code, message), open_)


def is_hidden(name: str) -> bool:
    """Whether a file or folder is no news: the system's (`.git`, `__MACOSX`), or about the folder that it lies in."""
    return name.startswith(".") or name == "__MACOSX" or name.lower().split(".")[0] == "readme"


def items_of(entries: Iterable[Entry], columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Item]:
    """The articles in the files, those of a folder in a row: what lies beside a text is read with it, files of records are taken apart.

    The outermost folder that holds a file names its source. `columns` maps fields to columns of files of records.
    Raises ColumnsError.
    """
    for folder, inside in groupby(entries, lambda entry: entry.folder):
        files = {entry.inner[-1]: entry for entry in inside}
        source = source_name(folder[0]) if folder else ""
        beside = sidecars(files)
        for name in sorted(files.keys() - set(beside.values())):
            yield from _items(files[name], source, files.get(beside.get(name, "")), columns)


def _items(entry: Entry, source: str, sidecar: Entry | None, columns: Mapping[str, str]) -> Iterator[Item]:
    item = Item(origin(entry.label), source, entry.read)
    if sidecar is not None:
        yield replace(item, given=functools.partial(read_sidecar, shown(sidecar.inner[-1]), sidecar.read))
    elif entry.suffix in records.SUFFIXES:
        yield from _records(entry, source, columns)
    elif entry.suffix in _ARCHIVES:
        read = refusing(
            "archive", "Archives inside a folder or an archive are not opened: import this one by itself."
        )
        yield replace(item, read=read)
    else:
        yield item


def _records(entry: Entry, source: str, columns: Mapping[str, str]) -> Iterator[Item]:
    try:
        yield from records.items(entry.open, entry.suffix, label=entry.label, source=source, given=columns)
    except UnreadableError as error:
        yield Item(origin(entry.label), source, refusing(error.code, error.message))
    except (OSError, csv.Error) as error:
        reason = f"The file cannot be read: {getattr(error, 'strerror', None) or error}."
        yield Item(origin(entry.label), source, refusing("unreadable", reason))

"""Archives: members are read as streams, and nothing that their headers say is believed."""

import functools
import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from articles.ingest import tars, zips
from articles.ingest.entries import Entry, is_hidden, refused
from articles.ingest.guards import BadArchiveError, Budget, Guarded, Member, too_many
from articles.ingest.items import MAX_BYTES, UnreadableError, too_large
from articles.ingest.spool import Spool, nameless

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")
_DRIVE = re.compile(r"^[A-Za-z]:")


def suffix(name: str) -> str:
    """That of SUFFIXES in which a file's name ends, "" where it is the name of no archive."""
    return next((it for it in SUFFIXES if name.lower().endswith(it)), "")


@contextmanager
def opened(file: Path | int, name: str) -> Iterator[list[Entry]]:
    """The archive's files, "<name>/<member>"; `file` is its path, or a handle. Raises BadArchiveError."""
    with ExitStack() as stack:
        try:
            archive = _Archive(os.stat(file).st_size, stack.enter_context(Spool()))  # noqa: PTH116 - a handle too
            found = (it for it in archive.members(file, name, stack) if not _is_passed_over(it.name))
            members = list(islice(found, settings.NEWSROOM_ARCHIVE_FILES + 1))
        except BadArchiveError as error:
            raise BadArchiveError(f"{name} cannot be imported: {error}") from error
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
            raise BadArchiveError(
                f"{name} cannot be imported: it is no zip archive, damaged or cut off."
            ) from error
        except OSError as error:
            raise BadArchiveError(f"{name} cannot be opened: {error.strerror}.") from error
        if len(members) > settings.NEWSROOM_ARCHIVE_FILES:
            raise BadArchiveError(f"{name} cannot be imported: {too_many()}")
        yield sorted(_entries(name, archive, members), key=lambda entry: entry.folder)


class _Archive:
    """An archive that is open."""

    def __init__(self, packed: int, spool: Spool) -> None:
        self._budget = Budget(packed)
        self._spool = spool

    def members(self, file: Path | int, name: str, stack: ExitStack) -> Iterator[Member]:
        """The files in the archive. Raises what the libraries raise, and BadArchiveError."""
        opened = stack.enter_context(Guarded(file, closefd=isinstance(file, Path)))
        opened.seek(0)
        if suffix(name) == ".zip":
            return zips.members(stack.enter_context(zipfile.ZipFile(opened)))
        if suffix(name) != ".tar":
            unpacked = stack.enter_context(nameless())
            tars.unpack(opened, unpacked, Budget(self._budget.packed))  # its members are counted when read
            opened = stack.enter_context(Guarded(unpacked.fileno(), closefd=False))
            opened.seek(0)
        return tars.members(opened)

    def read(self, member: Member) -> bytes:
        """The member, as an item's `read`."""
        with _faults_told(), member.open() as file:
            data = file.read(MAX_BYTES + 1)
        self._budget.check(member, len(data))
        if len(data) > MAX_BYTES:
            raise too_large()
        return data

    def open(self, member: Member) -> BinaryIO:
        """The member, as an entry's `open`."""
        with _faults_told():
            return self._spool.opened(member.name, member.open, functools.partial(self._budget.check, member))


def _entries(name: str, archive: _Archive, members: list[Member]) -> Iterator[Entry]:
    root = _common_folder(members)
    seen: Counter[str] = Counter()
    for member in members:
        parts = _parts(_encodable(member.name)) or ("?",)
        label = f"{name}/{'/' if member.name.startswith('/') else ''}{'/'.join(parts)}"
        inner = parts[root:]
        seen[label] += 1
        if seen[label] > 1:
            again = f" ({seen[label]})"
            words = "The archive holds this name more than once; the first was taken."
            yield refused((*inner[:-1], inner[-1] + again), label + again, "twice", words)
        elif refusal := _refused_name(member.name) or member.refusal:
            yield refused(inner, label, *refusal)
        else:
            read, open_ = functools.partial(archive.read, member), functools.partial(archive.open, member)
            yield Entry(inner, label, read, open_)


def _refused_name(name: str) -> tuple[str, str] | None:
    if ".." in _parts(name.replace("\\", "/")) or name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "path", "The member's name leads out of the archive."
    return None


@contextmanager
def _faults_told() -> Iterator[None]:
    """What unpacking a member may raise, as UnreadableError."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise UnreadableError(
            "damaged", "The member is damaged: it does not unpack to what it should."
        ) from error
    except OSError as error:
        raise UnreadableError("unreadable", f"The member cannot be unpacked: {error.strerror}.") from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableError("packing", "The member is packed in a way that is not supported.") from error


def _is_passed_over(name: str) -> bool:
    return any(is_hidden(part) and not part.startswith("..") for part in _parts(name))


def _common_folder(members: list[Member]) -> int:
    """How many leading folders all members share only because one folder was packed: 1 or 0."""
    parts = [_parts(member.name) for member in members]
    shared = {part[0] for part in parts if part}
    deep = all(len(part) > 1 for part in parts) and any(len(part) > 2 for part in parts)  # noqa: PLR2004 - folder, source, file
    return int(len(shared) == 1 and deep)


def _parts(name: str) -> tuple[str, ...]:
    """The folders and the file that a name is made of."""
    return tuple(part for part in name.split("/") if part not in {"", "."})


def _encodable(name: str) -> str:
    """The name with what the system's encoding has no bytes for spelt out."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()
    return name

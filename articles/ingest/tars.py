"""The members of a tar archive, packed with gzip or not."""

import functools
import gzip
import tarfile
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import IO

from django.conf import settings

from articles.ingest.guards import BadArchiveError, Budget, Guarded, Member, too_many
from articles.ingest.items import UnreadableError
from articles.ingest.spool import Stretch, copy

_DAMAGES = (tarfile.TarError, ValueError, OverflowError, RecursionError)


def unpack(file: IO[bytes], into: IO[bytes], budget: Budget) -> None:
    """Unpacks a tar that gzip has packed, so that its members can be read from any place. Raises BadArchiveError."""
    try:
        with gzip.GzipFile(fileobj=file) as packed:
            copy(packed, into, functools.partial(budget.spend, ""))
    except UnreadableError as error:
        raise BadArchiveError(error.message) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadArchiveError("The archive is damaged or cut off: gzip cannot unpack it.") from error


def members(file: Guarded) -> Iterator[Member]:
    """The archive's files, folders aside, in its own order; folders count where there are too many. Raises BadArchiveError."""
    found = 0
    try:
        with tarfile.open(fileobj=file, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
            for found, info in enumerate(archive, 1):
                if found > settings.NEWSROOM_ARCHIVE_FILES:
                    raise BadArchiveError(too_many())
                if info.size < 0:
                    raise BadArchiveError(_damaged(found))
                if not info.isdir():
                    yield _member(info, file.fileno())
            if not _is_end(file, archive.offset):
                raise BadArchiveError(_damaged(found))
    except _DAMAGES as error:
        raise BadArchiveError(_damaged(found)) from error


def _member(info: tarfile.TarInfo, handle: int) -> Member:
    start, end = info.offset_data, info.offset_data + info.size
    return Member(info.name, info.size, lambda: BufferedReader(Stretch(handle, start, end)), _refusal(info))


def _refusal(info: tarfile.TarInfo) -> tuple[str, str] | None:
    if info.issym() or info.islnk():
        return "link", "The member is a link."
    if not info.isfile():
        return "not-a-file", "The member is no regular file: a pipe or a device."
    if info.issparse():
        return "packing", "The member is packed in a way that is not supported: it has holes."
    return None


def _is_end(file: Guarded, offset: int) -> bool:
    """Whether what follows the last member is the end of an archive; tarfile stops at damage without a word."""
    file.seek(offset)
    return not any(file.read(tarfile.BLOCKSIZE))


def _damaged(found: int) -> str:
    return f"The archive is damaged or cut off after {found:,} member{'' if found == 1 else 's'}."

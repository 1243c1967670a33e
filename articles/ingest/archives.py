"""Zip archives: members are read as streams, and nothing that their headers say is believed."""

import functools
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path, PurePosixPath

from articles.ingest.folders import is_hidden
from articles.ingest.items import MAX_BYTES, Item, UnreadableError, origin, refusing, source_name, too_large

MAX_MEMBERS = 100_000
MAX_DIRECTORY = 24 * 1024 * 1024  # bytes of the archive's table of contents
MAX_TOTAL = 2 * 1024 * 1024 * 1024  # bytes of all members, unpacked
MAX_RATIO = 100  # unpacked to packed
RATIO_FROM = 1024 * 1024  # bytes; a smaller member may shrink as it likes

_NESTED = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst", ".jar"})
_DRIVE = re.compile(r"^[A-Za-z]:")
_ENCRYPTED = 0x1


class BadArchiveError(Exception):
    """The archive as a whole cannot be imported; the message says why."""


class _Guarded(FileIO):
    """A file that refuses the one large read zipfile makes: the table of contents, whose length is the archive's word."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise BadArchiveError(_too_many())
        return super().read(-1 if size is None else size) or b""


class Budget:
    """How much an archive may still unpack, in bytes, measured while it does."""

    def __init__(self, packed: int) -> None:
        self.left = min(MAX_TOTAL, max(packed, RATIO_FROM) * MAX_RATIO)

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise UnreadableError("archive-limit", "The archive unpacks to more than an import may hold.")


@contextmanager
def opened(path: Path) -> Iterator[list[Item]]:
    """The archive's files as items, "<archive>/<member>". Raises BadArchiveError."""
    try:
        with _Guarded(path) as file, zipfile.ZipFile(file) as archive:
            members = [info for info in archive.infolist() if not _passed_over(info)]
            if len(members) > MAX_MEMBERS:
                raise BadArchiveError(_too_many())
            yield _items(archive, members, path.name, Budget(path.stat().st_size))
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise BadArchiveError(
            f"{path.name} is not a zip archive that can be read: it is damaged or cut off."
        ) from error
    except OSError as error:
        raise BadArchiveError(f"{path.name} cannot be opened: {error.strerror}.") from error


def _items(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, budget: Budget) -> list[Item]:
    root = _common_folder(members)
    seen: Counter[str] = Counter()
    items = []
    for info in members:
        seen[info.filename] += 1
        label = f"{name}/{info.filename}"
        if seen[info.filename] > 1:
            read = refusing("twice", "The archive holds this name more than once; the first was taken.")
            items.append(Item(origin(_encodable(f"{label} ({seen[info.filename]})")), "", read))
        else:
            items.append(_item(archive, info, origin(_encodable(label)), root, budget))
    return items


def _item(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, root: int, budget: Budget) -> Item:
    refusal = _refusal(info)
    if refusal:
        return Item(label, "", refusing(*refusal))
    inner = PurePosixPath(info.filename).parts[root:]
    source = source_name(_encodable(inner[0])) if len(inner) > 1 else ""
    return Item(label, source, functools.partial(_read, archive, info, budget))


def _refusal(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    if ".." in parts or info.filename.startswith(("/", "\\")) or _DRIVE.match(info.filename):
        return "path", "The member's name leads out of the archive."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "link", "The member is a link."
    if info.flag_bits & _ENCRYPTED:
        return "encrypted", "The member is encrypted."
    if PurePosixPath(info.filename).suffix.lower() in _NESTED:
        return "archive", "Archives inside an archive are not opened: import this one by itself."
    return None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    try:
        with archive.open(info) as member:
            data = member.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise UnreadableError(
            "damaged", "The member is damaged: it does not unpack to what it should."
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableError("packing", "The member is packed in a way that is not supported.") from error
    budget.spend(len(data))
    if len(data) > RATIO_FROM and len(data) > info.compress_size * MAX_RATIO:
        raise UnreadableError("bomb", f"The member unpacks to over {MAX_RATIO} times its packed size.")
    if len(data) > MAX_BYTES:
        raise too_large()
    return data


def _passed_over(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return info.is_dir() or any(is_hidden(part) and not part.startswith("..") for part in parts)


def _common_folder(members: list[zipfile.ZipInfo]) -> int:
    """How many leading folders all members share only because one folder was packed: 1 or 0."""
    parts = [PurePosixPath(info.filename).parts for info in members]
    shared = {part[0] for part in parts if part}
    return int(len(shared) == 1 and any(len(part) > 2 for part in parts))  # noqa: PLR2004 - folder, source, file


def _encodable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def _too_many() -> str:
    return f"The archive holds more than {MAX_MEMBERS:,} files; divide it into several."

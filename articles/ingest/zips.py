"""The members of a zip archive."""

import functools
import stat
import zipfile
from collections.abc import Iterator

from articles.ingest.guards import Member

_ENCRYPTED = 0x1


def members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """The archive's files, folders aside, in its own order."""
    for info in archive.infolist():
        if not info.is_dir():
            yield Member(
                _name(info), info.compress_size, functools.partial(archive.open, info), _refusal(info)
            )


def _name(info: zipfile.ZipInfo) -> str:
    """The name; many programs write UTF-8 without saying so, which reads as the old code page that it then should be."""
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


def _refusal(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "link", "The member is a link."
    if info.flag_bits & _ENCRYPTED:
        return "encrypted", "The member is encrypted."
    return None

"""What no archive gets past: files that refuse large reads, and limits on what members unpack to."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from io import FileIO
from typing import IO

from django.conf import settings

from articles.ingest.errors import ListingError
from articles.ingest.items import UnreadableError

MAX_DIRECTORY = 24 * 1024 * 1024  # bytes of a zip's table of contents, or of one header of a tar
RATIO_FROM = 1024 * 1024  # bytes; a smaller member may shrink as it likes


class BadArchiveError(ListingError):
    """The archive as a whole cannot be imported; the message says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, its packed size in bytes, and, as code and words, why it is refused unread."""

    name: str
    packed: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    refusal: tuple[str, str] | None = None


class Guarded(FileIO):
    """A file that refuses the large reads for which an archive's own word about a length would be taken."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and not -1 <= size <= MAX_DIRECTORY:
            raise BadArchiveError(too_many())
        return super().read(-1 if size is None else size) or b""


@dataclass(slots=True)
class Budget:
    """How much an archive of `packed` bytes may still unpack, measured while it does; each member counts once."""

    packed: int
    _members: dict[str, int] = field(default_factory=dict)
    _spent: int = 0

    def spend(self, member: str, size: int) -> None:
        """Notes that the member has unpacked to `size` bytes so far. Raises UnreadableError when that is too much in all."""
        self._spent += max(0, size - self._members.get(member, 0))
        self._members[member] = max(size, self._members.get(member, 0))
        most = max(self.packed, RATIO_FROM) * settings.NEWSROOM_ARCHIVE_RATIO
        if self._spent > min(settings.NEWSROOM_ARCHIVE_SIZE, most):
            raise UnreadableError("archive-limit", "The archive unpacks to more than an import may hold.")

    def check(self, member: Member, size: int) -> None:
        """As `spend`, and raises UnreadableError too where it is too much for one member."""
        self.spend(member.name, size)
        ratio = settings.NEWSROOM_ARCHIVE_RATIO
        if size > RATIO_FROM and size > member.packed * ratio:
            raise UnreadableError("bomb", f"The member unpacks to over {ratio} times its packed size.")
        if size > settings.NEWSROOM_ARCHIVE_MEMBER:
            most = settings.NEWSROOM_ARCHIVE_MEMBER // 1024**2
            raise UnreadableError("too-large", f"The member is larger than {most:,} MB.")


def too_many() -> str:
    return f"The archive holds more than {settings.NEWSROOM_ARCHIVE_FILES:,} files; divide it into several."

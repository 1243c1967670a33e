"""One file to import, whether it lies in a folder or in an archive."""

import hashlib
import os
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.ingest.columns import Table
from articles.text.given import Given

MAX_BYTES = 5_000_000  # of an article's file, as `parse` has it; larger ones are not even read
_SECOND = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})  # as in .co.uk and .com.au
_INITIALS = 3  # letters
_ESCAPE = re.compile(rb"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[nrt])")
MAX_ORIGIN = 1000  # characters; the width of Article.origin and ImportFile.path


class UnreadableError(Exception):
    """The file's bytes cannot be had. `code` is a slug, the message is for the reader of the receipt."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Item:
    """A file: `origin` names it for good, `source` is the publication's name ("" where none is known).

    `read` gives its bytes, at most MAX_BYTES of them, or raises UnreadableError. `given` is what is told of it elsewhere than
    in these bytes; it never raises. `fixed` says that the source holds whatever metadata says. `table` is what the file is a row of.
    `again` says that the file is to be read though the archive knows it. `expected` is the hash that its contents must have, if any.
    """

    origin: str
    source: str
    read: Callable[[], bytes]
    given: Callable[[], Given] = Given
    fixed: bool = False
    table: Table | None = None
    again: bool = False
    expected: str = ""

    @property
    def base(self) -> str:
        """The file's own name, without folders."""
        return posixpath.basename(self.origin)

    def source_of(self, given: Given) -> str:
        """The publication of the article: as fixed, as told, by its folder, or by the host of its address."""
        return self.source if self.fixed else given.source or self.source or source_of_host(given.url)


def shown(name: str | bytes) -> str:
    r"""A file's name as text that a database can hold: bytes that are not UTF-8, controls and backslashes escaped.

    Different names stay different: `named` is the way back.

    >>> shown(b"caf\xe9.txt")
    'caf\\xe9.txt'
    """
    if isinstance(name, str) and name.isprintable() and "\\" not in name:
        return name  # as nearly all are
    plain = os.fsencode(name).replace(b"\\", rb"\x5c").decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else _escaped(char) for char in plain)


def named(shown: str) -> str:
    r"""The name that is shown so, as Python has it.

    >>> named("caf\\xe9.txt")
    'caf\udce9.txt'
    """
    return os.fsdecode(_ESCAPE.sub(_plain, shown.encode()))


def origin(name: str | bytes) -> str:
    """The name to store: as `shown`, and where that is over MAX_ORIGIN characters, its end after a hash of the whole."""
    text = shown(name)
    if len(text) <= MAX_ORIGIN:
        return text
    mark = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"…{mark}…{text[-(MAX_ORIGIN - len(mark) - 2) :]}"


def source_name(folder: str) -> str:
    """The publication that a folder's name stands for.

    >>> source_name("the-ledger")
    'The Ledger'
    """
    words = shown(folder).replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words)[:200]


def source_of_host(url: str) -> str:
    """The publication that a page's address speaks for; short names are taken for initials.

    >>> source_of_host("https://www.the-ledger.example/2025/a.html")
    'The Ledger'
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND:  # noqa: PLR2004 - a name, and the two labels of a country
        labels = labels[:-1]
    label = labels[-2] if len(labels) > 1 else ""
    return label.upper() if len(label) <= _INITIALS else source_name(label)


def too_large() -> UnreadableError:
    return UnreadableError("too-large", f"The file is larger than {MAX_BYTES // 1_000_000} MB.")


def refusing(code: str, message: str) -> Callable[[], bytes]:
    """For an item that is listed only to be refused."""

    def read() -> bytes:
        raise UnreadableError(code, message)

    return read


def _escaped(char: str) -> str:
    if 0x80 <= ord(char) <= 0xFF:  # noqa: PLR2004 - \x is a byte that is not UTF-8
        return f"\\u{ord(char):04x}"
    return char.encode("unicode_escape").decode("ascii")


def _plain(escape: re.Match[bytes]) -> bytes:
    if escape[0].startswith(rb"\x"):
        return bytes.fromhex(escape[0][2:].decode())
    return escape[0].decode("unicode_escape").encode()

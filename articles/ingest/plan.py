"""Which files need reading at all: those whose bytes are not already in the archive under the same origin."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection

from articles.ingest.items import Item, UnreadableError
from articles.ingest.outcomes import Settled, base, copied, rejected, unchanged
from articles.ingest.rulebook import Rulebook
from articles.ingest.work import Job
from articles.text.given import NOTHING, Given

WINDOW_FILES = 256
WINDOW_BYTES = 16 * 1024 * 1024
CHUNK_FILES = 16  # to be read with the language model
CHUNK_PARSED = 128  # to be parsed alone: a tenth of a second's work
CHUNK_BYTES = 4 * 1024 * 1024
_KNOWN = """
SELECT origin, file_hash, id, text_hash FROM articles_article
WHERE origin = ANY(%s) OR file_hash = ANY(%s) ORDER BY published DESC NULLS LAST, id DESC
"""  # two lists take a fraction of the time that hundreds of values do


class _Known(NamedTuple):
    """A file that an article was read from, with the hashes of its bytes and of the article's text."""

    origin: str
    file_hash: str
    pk: int
    text_hash: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file in memory. `text_hash` is that of the text that the archive has of it, or of one with the same bytes."""

    item: Item
    data: bytes
    file_hash: str
    given: Given = NOTHING
    text_hash: str = ""

    @property
    def source(self) -> str:
        """The publication as far as it is known before the file is read."""
        return self.item.source_of(self.given)


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is loaded in one transaction: files to be read, and outcomes that need no reading.

    `hashes` are those of the files' contents, as far as they could be read, by origin.
    """

    files: tuple[Loaded, ...]
    settled: tuple[Settled, ...]
    hashes: Mapping[str, str]

    def jobs(self, rulebook: Rulebook) -> tuple[Job, ...]:
        """The files to read, each with what the rules of its source say."""
        return tuple(
            Job(
                file.item.origin,
                file.data,
                file.given,
                rulebook.named(file.source).lines,
                "" if file.item.again else file.text_hash,
            )
            for file in self.files
        )


def chunks(items: Iterable[Item], files_each: int = CHUNK_FILES) -> Iterator[Chunk]:
    """The items in chunks, in order, each with at most `files_each` files to read."""
    changing: set[str] = set()
    for window in _windows(items):
        files, settled = _sorted_out(window, changing)
        hashes = {origin: it.file_hash for origin, it in window.items() if isinstance(it, Loaded)}
        if settled:
            yield Chunk((), tuple(settled), hashes)
        for group in _grouped(files, files_each):
            yield Chunk(tuple(group), (), hashes)


def _sorted_out(
    window: Mapping[str, Loaded | Settled], changing: set[str]
) -> tuple[list[Loaded], list[Settled]]:
    """What of the window has to be read, and what not. `changing` are known files that are to be read: what equals them may not for long."""
    hashes = [it.file_hash for it in window.values() if isinstance(it, Loaded)]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [list(window), hashes])
        known = [_Known(*row) for row in cursor.fetchall()]
    held = {row.origin: row for row in known}
    by_hash = {row.file_hash: row for row in reversed(known)}
    changing |= {
        origin
        for origin, it in window.items()
        if isinstance(it, Loaded) and origin in held and held[origin].file_hash != it.file_hash
    }
    files, settled = [], []
    for origin, it in window.items():
        if isinstance(it, Settled):
            settled.append(it)
            continue
        own, like = held.get(origin), by_hash.get(it.file_hash)
        if like and like.origin in changing:
            like = None
        if own and own.file_hash == it.file_hash and not it.item.again:
            settled.append(unchanged(origin, own.pk))
        elif own is None and like and base(like.origin) != it.item.base:
            settled.append(copied(origin, like.origin, like.pk))
        else:  # one of the same name elsewhere may have been moved: that takes its text to tell
            as_known = own or like
            files.append(replace(it, text_hash=as_known.text_hash) if as_known else it)
    return files, settled


def _windows(items: Iterable[Item]) -> Iterator[dict[str, Loaded | Settled]]:
    window: dict[str, Loaded | Settled] = {}
    size = 0
    for item in items:
        it = window[item.origin] = _loaded(item)
        size += len(it.data) if isinstance(it, Loaded) else 0
        if len(window) >= WINDOW_FILES or size >= WINDOW_BYTES:
            yield window
            window, size = {}, 0
    if window:
        yield window


def _loaded(item: Item) -> Loaded | Settled:
    try:
        data = item.read()
    except UnreadableError as error:
        return rejected(item.origin, error.code, error.message)
    given = item.given()
    told = repr(given).encode() if given else b""
    file_hash = hashlib.sha256(data + told).hexdigest()
    if item.expected not in {"", file_hash}:
        return rejected(
            item.origin,
            "changed-since",
            "The file has changed since the preview. Preview it again, or import it by itself.",
        )
    return Loaded(item, data, file_hash, given)


def _grouped(files: Iterable[Loaded], files_each: int) -> Iterator[list[Loaded]]:
    group: list[Loaded] = []
    size = 0
    for file in files:
        group.append(file)
        size += len(file.data)
        if len(group) >= files_each or size >= CHUNK_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group

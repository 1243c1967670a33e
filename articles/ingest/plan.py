"""Which files need reading at all: those whose bytes are not already in the archive under the same origin."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from articles.ingest.items import Item, UnreadableError
from articles.ingest.outcomes import Settled, base, copied, rejected, unchanged
from articles.ingest.rulebook import Rulebook
from articles.ingest.work import Job
from articles.models import Article
from articles.text.given import NOTHING, Given

WINDOW_FILES = 256
WINDOW_BYTES = 16 * 1024 * 1024
CHUNK_FILES = 16
CHUNK_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file in memory. `base` is its own name, without folders."""

    item: Item
    data: bytes
    file_hash: str
    given: Given = NOTHING

    @property
    def source(self) -> str:
        """The publication as far as it is known before the file is read."""
        return self.item.source_of(self.given)


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is loaded in one transaction: files to be read, and outcomes that need no reading."""

    files: tuple[Loaded, ...]
    settled: tuple[Settled, ...]

    def jobs(self, rulebook: Rulebook) -> tuple[Job, ...]:
        """The files to read, each with what the rules of its source say."""
        return tuple(
            Job(file.item.origin, file.data, file.given, rulebook.named(file.source).lines)
            for file in self.files
        )


def chunks(items: Iterable[Item], files_each: int = CHUNK_FILES) -> Iterator[Chunk]:
    """The items in chunks, in order, each with at most `files_each` files to read."""
    for window in _windows(items):
        files, settled = _sorted_out(window)
        yield Chunk((), tuple(settled))
        for group in _grouped(files, files_each):
            yield Chunk(tuple(group), ())


def _sorted_out(window: Mapping[str, Loaded | Settled]) -> tuple[list[Loaded], list[Settled]]:
    hashes = [it.file_hash for it in window.values() if isinstance(it, Loaded)]
    known = list(
        Article.objects.filter(Q(origin__in=window) | Q(file_hash__in=hashes)).values_list(
            "origin", "file_hash", "id"
        )
    )
    held = {origin: (file_hash, pk) for origin, file_hash, pk in known}
    by_hash = {file_hash: (origin, pk) for origin, file_hash, pk in reversed(known)}
    files, settled = [], []
    for origin, it in window.items():
        if isinstance(it, Settled):
            settled.append(it)
        elif origin in held and held[origin][0] == it.file_hash and not it.item.again:
            settled.append(unchanged(origin, held[origin][1]))
        elif (
            origin not in held and it.file_hash in by_hash and base(by_hash[it.file_hash][0]) != it.item.base
        ):
            settled.append(copied(origin, *by_hash[it.file_hash]))
        else:
            files.append(
                it
            )  # a file of the same name elsewhere may have been moved: that takes its text to tell
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
    return Loaded(item, data, hashlib.sha256(data + told).hexdigest(), given)


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

"""Many articles in one file: JSON lines, JSON arrays (several after another, or wrapped in an object) and tables, one record an item.

A file is gone through once to find where its records are; each is read when its turn comes. What stays in memory is a few
numbers a record, however large the file.
"""

import codecs
import csv
import functools
import io
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from articles.ingest.columns import NO_COLUMNS, Columns, Table, guess
from articles.ingest.items import MAX_BYTES, Item, UnreadableError, origin, refusing, too_large
from articles.text.decode import characters
from articles.text.given import Given
from articles.text.metadata import read_metadata

SUFFIXES = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv"})
_PIECE = 1024 * 1024  # bytes that are gone through at a time
_LONGEST_VALUE = MAX_BYTES  # of a table
_UNSTRUNG = re.compile(rb'[][{}"]')
_STRUNG = re.compile(rb'["\\]')

csv.field_size_limit(_LONGEST_VALUE)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a record is: bytes `start` to `end` of the file."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """An outermost object, and the objects in each list in it that lies in no other list."""

    span: Span
    lists: list[list[Span]]


@dataclass(frozen=True, slots=True)
class _Source:
    """A file of records, and how one of them is understood."""

    open: Callable[[], BinaryIO]
    load: Callable[[bytes], Mapping[str, Any]]
    columns: Columns
    table: Table | None = None
    last: dict[Span, Mapping[str, Any]] = field(
        default_factory=dict
    )  # its text is asked for, then its metadata

    def spans(self, found: Iterable[Found]) -> Iterator[Span]:
        """The records: the outermost objects, or what is in the list for which one of them is but the wrapping."""
        for it in found:
            inner = max(it.lists, key=_size, default=[])
            yield from inner if inner and self._is_wrapping(it.span, inner) else [it.span]

    def _is_wrapping(self, span: Span, inner: list[Span]) -> bool:
        """A wrapping has no text, or, as feeds do, a short one above a list of things with titles."""
        try:
            text = self.text(span)
        except UnreadableError:
            return True
        return len(text) < _size(inner) and bool(self.given(inner[0]).title)

    def record(self, span: Span) -> Mapping[str, Any]:
        if span.end - span.start > MAX_BYTES:
            raise too_large()
        if span in self.last:
            return self.last[span]
        self.last.clear()
        try:
            with self.open() as file:
                file.seek(span.start)
                return self.last.setdefault(span, self.load(file.read(span.end - span.start)))
        except (ValueError, RecursionError, csv.Error) as error:
            raise UnreadableError("record", f"The record cannot be read: {error}.") from error
        except OSError as error:
            raise UnreadableError("unreadable", f"The file cannot be read: {error.strerror}.") from error

    def text(self, span: Span) -> bytes:
        text = self.columns.text(self.record(span))
        if not text.strip():
            raise UnreadableError("no-text", "The record has no text: no field of it is known to hold one.")
        return text.encode("utf-8", "replace")

    def given(self, span: Span) -> Given:
        try:
            return read_metadata(self.columns.renamed(self.record(span)))
        except UnreadableError:
            return Given()


def items(
    open_: Callable[[], BinaryIO],
    suffix: str,
    *,
    label: str,
    source: str = "",
    given: Mapping[str, str] = NO_COLUMNS,
) -> Iterator[Item]:
    """The records of a file as items, `<label>#<number>`, the first being 1.

    `open_` gives the file, whose name ends in `suffix`, one of SUFFIXES; `given` maps fields to columns.
    Raises ColumnsError, UnreadableError, what `open_` does, OSError, and csv.Error where a table cannot be gone through.
    """
    _require_bytes(open_)
    if suffix in {".csv", ".tsv"}:
        yield from _rows(open_, label, source, given)
        return
    of = _Source(open_, _object, Columns(given))
    number = 0
    with open_() as file:
        for number, span in enumerate(of.spans(objects(file)), 1):
            yield _item(of, span, f"{label}#{number}", source)
    if not number:
        yield Item(origin(label), source, refusing("no-records", "The file holds no JSON objects."))


def _require_bytes(open_: Callable[[], BinaryIO]) -> None:
    """Raises UnreadableError for a file whose characters are two bytes or more: brackets and lines are looked for as bytes."""
    with open_() as file:
        if file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            raise UnreadableError("encoding", "The file is in UTF-16 or UTF-32. Save it as UTF-8.")


def objects(file: BinaryIO) -> Iterator[Found]:
    """The outermost objects of a JSON text, whatever lies between them; the last may be cut off."""
    depth, start, end, lists = 0, 0, 0, _Lists()
    for mark, end in _brackets(file):
        if mark == b"{":
            start = start if depth else end - 1
            depth += 1
        elif depth and mark == b"}":
            depth -= 1
            if not depth:
                yield Found(Span(start, end), lists.found)
                lists = _Lists()
        if depth:
            lists.note(mark, end, depth)
    if depth:
        yield Found(Span(start, file.tell()), lists.found)


class _Lists:
    """The objects of each list in an outermost object that lies in no other list."""

    def __init__(self) -> None:
        self.found: list[list[Span]] = []
        self._at = 0  # how deep the list lies that the scan is in, counted in curly brackets
        self._square = 0  # how deep the scan is in it, counted in square ones
        self._start = 0  # of the object that the scan is in

    def note(self, mark: bytes, end: int, depth: int) -> None:
        """A bracket outside strings, the place after it, and how many curly ones are open then."""
        match mark:
            case b"[" if not self._at:
                self._at, self._square = depth, 1
                self.found.append([])
            case b"[" | b"]" if depth == self._at:
                self._square += 1 if mark == b"[" else -1
                self._at = depth if self._square else 0
            case b"{" if self._at and (depth, self._square) == (self._at + 1, 1):
                self._start = end - 1
            case b"}" if self._at and (depth, self._square) == (self._at, 1):
                self.found[-1].append(Span(self._start, end))
            case b"}" if depth < self._at:
                self._at = 0


def _brackets(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Brackets outside strings, each with the place after it."""
    before, strung, skip = 0, False, 0
    while piece := file.read(_PIECE):
        at, skip = skip, 0
        while found := (_STRUNG if strung else _UNSTRUNG).search(piece, at):
            mark, at = found[0], found.end()
            if mark == b"\\":
                at += 1
                skip = max(0, at - len(piece))
            elif mark == b'"':
                strung = not strung
            else:
                yield mark, before + at
        before += len(piece)


def _rows(open_: Callable[[], BinaryIO], label: str, source: str, given: Mapping[str, str]) -> Iterator[Item]:
    with open_() as file:
        lines = _Lines(file)
        first = lines.first()
        delimiter = _delimiter(first)
        reader = csv.reader(lines, delimiter=delimiter)
        header = next(reader, [])
        columns = guess(header, given, posixpath.basename(label))
        of = _Source(open_, functools.partial(_row, header, delimiter), columns, columns.table(label, header))
        if not of.columns.has_text:
            named = ", ".join(header)[:300]
            yield Item(
                origin(label), source, refusing("columns", f"No column holds the text. There are: {named}.")
            )
            return
        number, start = 0, lines.read
        for number, row in enumerate(reader, 1):
            if any(row):
                yield _item(of, Span(start, lines.read), f"{label}#{number}", source)
            start = lines.read


class _Lines:
    """The lines of a file as text, and how many bytes of it have been read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read = 0

    def first(self) -> str:
        line = self._file.readline(_PIECE)
        self._file.seek(0)
        return characters(line)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(_PIECE)
        if not line:
            raise StopIteration
        self.read += len(line)
        return characters(line).replace("\0", "")


def _size(spans: list[Span]) -> int:
    return spans[-1].end - spans[0].start if spans else 0


def _item(of: _Source, span: Span, label: str, source: str) -> Item:
    read, given = functools.partial(of.text, span), functools.partial(of.given, span)
    return Item(origin(label), source, read, given, table=of.table)


def _object(data: bytes) -> Mapping[str, Any]:
    value = json.loads(characters(data))
    return value if isinstance(value, dict) else {}


def _row(header: list[str], delimiter: str, data: bytes) -> Mapping[str, Any]:
    text = characters(data).replace("\0", "")
    row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    return dict(zip(header, row, strict=False))


def _delimiter(line: str) -> str:
    return max(",;\t|", key=line.count)

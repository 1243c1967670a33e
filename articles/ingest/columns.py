"""Which column or field of a record is which: guessed by its name, or said."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any

from articles.ingest.errors import ListingError
from articles.text.metadata import FIELDS, fold, names

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
COLUMNS_OF = ("text", *FIELDS)  # what a column can be
MOST_TABLES = 20  # that a run remembers, those with the same columns counting once
_SHOWN = 40  # columns in a message


class ColumnsError(ListingError):
    """What was said about columns does not hold; the message says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """What the columns of a table were taken for: pairs of a column and its field, and the columns that are not used.

    `more` further files have the same columns.
    """

    file: str
    columns: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """`given` maps fields (title, date, authors, url, source, tags, text) to names of columns; the others are guessed."""

    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        return "text" in self.given

    def text(self, record: Mapping[str, Any]) -> str:
        """The record's text, "" where none is found."""
        folded = {fold(name): value for name, value in record.items()}
        known = (fold(self.given["text"]),) if "text" in self.given else names()["text"]
        texts = (folded.get(name) for name in known)
        return next((text for text in texts if isinstance(text, str) and text.strip()), "")

    def renamed(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record with given columns under the names of their fields."""
        given = {name: column for name, column in self.given.items() if name != "text"}
        taken = {fold(known) for name in given for known in names()[name]}
        rest = {name: value for name, value in record.items() if fold(name) not in taken}
        folded = {fold(name): value for name, value in record.items()}
        return {**rest, **{name: folded.get(fold(column)) for name, column in given.items()}}

    def table(self, file: str, header: Iterable[str]) -> Table:
        """What the columns of the header are, for people."""
        fields = {fold(column): name for name, column in self.given.items()}
        if "tags" not in self.given:
            fields = {**dict.fromkeys(names()["tags"], "tags"), **fields}
        pairs = [(name, fields.get(fold(name), "")) for name in header]
        used = tuple((name, known) for name, known in pairs if known)
        return Table(
            posixpath.basename(file), used, tuple(name for name, known in pairs if name and not known)
        )


def guess(header: Iterable[str], given: Mapping[str, str], file: str = "The table") -> Columns:
    """What each column of a table is, by its name; `given` holds over that. Tags are taken from all columns that look like them.

    Raises ColumnsError where there is no column of a given name.
    """
    columns = {fold(name): name for name in header}
    for column in given.values():
        if fold(column) not in columns:
            there = ", ".join(f"“{name}”" for name in list(columns.values())[:_SHOWN])
            raise ColumnsError(f"{file} has no column “{column}”. Its columns are {there}.")
    found = {name: columns[fold(column)] for name, column in given.items()}
    for name in ("text", *(it for it in FIELDS if it != "tags")):
        known = next(
            (columns[it] for it in names()[name] if it in columns and columns[it] not in found.values()), None
        )
        if name not in found and known is not None:
            found[name] = known
    return Columns(found)


def said(lines: Iterable[str]) -> dict[str, str]:
    """Columns by their fields, from lines such as `Main story = text`. Raises ColumnsError."""
    found: dict[str, str] = {}
    for line in filter(str.strip, lines):
        column, _, name = (part.strip() for part in line.rpartition("="))
        if not column or name not in COLUMNS_OF:
            fields = ", ".join(COLUMNS_OF)
            raise ColumnsError(
                f"“{line.strip()}” does not say what a column is: write COLUMN=FIELD, with one of {fields}."
            )
        if name in found:
            raise ColumnsError(f"Two columns are said to be the {name}: “{found[name]}” and “{column}”.")
        found[name] = column
    return found


def alike(tables: Iterable[Table | None]) -> list[dict[str, Any]]:
    """Tables for a run to remember: of those with the same columns the first, and how many more files there are."""
    files = dict.fromkeys(table for table in tables if table)
    more = Counter((table.columns, table.unused) for table in files)
    first = {(table.columns, table.unused): table for table in reversed(files)}
    kept = [replace(first[key], more=more[key] - 1) for key in more]
    return [asdict(table) for table in kept[:MOST_TABLES]]


def in_words(table: Mapping[str, Any]) -> str:
    """A table that a run remembers, as a sentence.

    >>> in_words({"file": "a.csv", "columns": [["Body", "text"]], "unused": ["Sum"], "more": 1})
    'a.csv and 1 more: “Body” is text; not used: “Sum”.'
    """
    more = f" and {table['more']:,} more" if table["more"] else ""
    used = ", ".join(f"“{column}” is {name}" for column, name in table["columns"])
    unused = ", ".join(f"“{column}”" for column in table["unused"][:_SHOWN])
    return f"{table['file']}{more}: {used}{f'; not used: {unused}' if unused else ''}."

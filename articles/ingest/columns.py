"""Which column or field of a record is which: guessed by its name, or said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.text.metadata import FIELDS, fold, names


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


def guess(header: Iterable[str], given: Mapping[str, str]) -> Columns:
    """What each column of a table is, by its name; `given` holds over that. Tags are taken from all columns that look like them."""
    columns = {fold(name): name for name in header}
    found = dict(given)
    for name in ("text", *(it for it in FIELDS if it != "tags")):
        known = next(
            (columns[it] for it in names()[name] if it in columns and columns[it] not in found.values()), None
        )
        if name not in found and known is not None:
            found[name] = known
    return Columns(found)

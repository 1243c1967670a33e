"""What metadata and the head of a file say of an article."""

import datetime as dt
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Metadata:
    """As the columns of Article have it."""

    title: str
    date: dt.date | None
    authors: tuple[str, ...]
    address: str
    tags: tuple[str, ...]

    def changes(self, later: "Metadata") -> list[str]:
        """The names of what is another later."""
        return [it.name for it in fields(self) if getattr(self, it.name) != getattr(later, it.name)]

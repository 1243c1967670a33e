"""What any search engine does for the site: criteria in; hits and counts out."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Protocol

from articles.search.criteria import Criteria


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and whether it is what was searched for. Templates escape it and mark it."""

    text: str
    match: bool = False


@dataclass(frozen=True, slots=True)
class Highlight:
    """A hit's title and the passage of its body that answers the words best; empty where no word is in the body."""

    title: tuple[Piece, ...] = ()
    passage: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits, and the counts of the whole result.

    `ids` are article ids in order. `total` counts the result. `facets` maps `company`, `person`, `topic`, `source`
    and `year` to (id or year, count) pairs, most frequent first (years newest first). The counts of company, person
    and topic are of this result; those of source and year leave their own filter out, so that a click replaces it.
    `months` maps the first day of each month to its count. `highlights` has the hits by id where
    words were searched for.
    """

    ids: tuple[int, ...]
    total: int
    facets: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    months: dict[dt.date, int] = field(default_factory=dict)
    highlights: dict[int, Highlight] = field(default_factory=dict)


class Engine(Protocol):
    """Answers from an index that may lag the database by a moment."""

    def search(self, criteria: Criteria) -> Answer:
        """Hits, facet counts and months in one go. Raises IndexUnavailableError where there is no index to ask."""
        ...

    def version(self) -> str:
        """What tells one state of the index from every other. Raises IndexUnavailableError."""
        ...


class IndexUnavailableError(Exception):
    """There is no usable index; the message says what to do."""

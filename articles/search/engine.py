"""What any search engine does for the site: criteria in; hits and counts out."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from articles.search.criteria import Criteria
from articles.search.pieces import Piece


class Reason(StrEnum):
    """Where a hit has the words or the name, if that cannot be seen from its passage."""

    TITLE = "In the title"
    QUOTE = "In a quote"
    BYLINE = "In the byline"
    NAME = "Under another name"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A hit's title and the passage of its body that answers the words best; empty where no word is in the body."""

    title: tuple[Piece, ...] = ()
    passage: tuple[Piece, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits, and the counts of the whole result.

    `ids` are article ids in order. `total` counts the result. `facets` maps the facets that have values, and `year`, to
    (id or year, count) pairs, most frequent first (years newest first), and `lacking` maps all facets to the number of articles
    without a value. They count this result, except that years leave their own filter out, so that a click replaces it, and that those
    `beyond` count the articles which the choice of one value more would add. `version` tells the state of the index.
    `months` maps the first day of each month to its count. `highlights` has the hits by id where
    words were searched for, and `telling` the (facet, id) of names that set the result apart from the archive.
    """

    ids: tuple[int, ...]
    total: int
    facets: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()
    version: str = ""
    months: dict[dt.date, int] = field(default_factory=dict)
    highlights: dict[int, Highlight] = field(default_factory=dict)
    telling: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """All values of a facet in a result, as (id, count) pairs, most frequent first, and how many articles lack one.

    Where `beyond`, as in `Answer`, the counts are of the articles that one value more would add to the `total`.
    """

    counts: tuple[tuple[int, int], ...]
    lacking: int
    total: int
    beyond: bool
    version: str


class Engine(Protocol):
    """Answers from an index that may lag the database by a moment."""

    def search(self, criteria: Criteria) -> Answer:
        """Hits, facet counts and months in one go. Raises IndexUnavailableError where there is no index to ask."""
        ...

    def count(self, criteria: Criteria) -> int:
        """How many hits there are. Raises as `search` does."""
        ...

    def among(self, criteria: Criteria, ids: Collection[int]) -> frozenset[int]:
        """Those of the hits that have one of these ids. Raises as `search` does."""
        ...

    def values(self, criteria: Criteria, facet: str) -> Values:
        """All values of one facet that the result has. Raises as `search` does."""
        ...

    def frequencies(self) -> dict[str, dict[int, int]]:
        """How many stories of the archive have each company (of any kind), person, topic and source, by kind and id.

        Raises as `search` does.
        """
        ...

    def size(self) -> int:
        """How many articles it has. Raises IndexUnavailableError."""
        ...

    def version(self) -> str:
        """What tells one state of the index from every other. Raises IndexUnavailableError."""
        ...

    def similar(self, article: int, count: int) -> tuple[int, ...]:
        """The ids of at most `count` articles that share an article's telling words, most alike first.

        None where the index does not have it (yet). Raises as `search` does.
        """
        ...

    def corrections(self, words: Iterable[str]) -> dict[str, str]:
        """The archive's own words for those of the given that look misspelt. Raises as `search` does."""
        ...


class IndexUnavailableError(Exception):
    """There is no usable index; the message says what to do."""

"""What a reader asks for."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from articles.search.language.nodes import Node, Text, leaves

PAGE_SIZE = 20
MOST_RELEVANT = (
    1000  # hits in order of relevance that can be paged through: further ones cost more and mean less
)
NONE = 0  # among the values of a facet: that an article has none


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of one facet, by database id or `NONE`.

    An article must have all of `values`, or one of them where `any` says so, and none of `without`.
    """

    values: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    any: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """Words and filters. An article must meet all of them.

    `words`: what was typed, its names looked up (`articles.search.understanding`).
    `choices`: what is asked of each facet (`articles.search.facet_fields`), by its name.
    `copies`: each version of a story is a hit of its own; otherwise they are one, which is found by what any of them has.
    `date_from`, `date_to`: published in between, both included; undated articles meet neither.
    `page`, counted from 1, of so many hits each as `size` says.
    """

    words: Node | None = None
    choices: Mapping[str, Choice] = field(default_factory=dict)
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    copies: bool = False
    sort: Sort = Sort.NEWEST
    page: int = 1
    size: int = PAGE_SIZE

    @classmethod
    def of(cls, facet: str, *values: int) -> Self:
        """All articles with these values of a facet."""
        return cls(choices={facet: Choice(values)})

    def reach(self, total: int) -> int:
        """How many of a result's hits have a page."""
        return min(total, MOST_RELEVANT) if self.by_relevance else total

    @property
    def by_relevance(self) -> bool:
        """Whether the order is that of relevance, which needs words to be relevant to."""
        return self.sort is Sort.RELEVANCE and self.asks_for_words

    @property
    def asks_for_words(self) -> bool:
        """Whether there are words that a hit can be more or less relevant to."""
        return asks_for_words(self.words)


def asks_for_words(node: Node | None) -> bool:
    """Whether articles must have words: names and dates alone make none more relevant than another."""
    return any(isinstance(it, Text) for it in leaves(node, wanted=True))

"""What a reader asks for."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from articles.search.language.nodes import Node, Text, leaves

PAGE_SIZE = 20
MOST_RELEVANT = (
    1000  # hits in order of relevance that can be paged through: further ones cost more and mean less
)


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Words and filters, by database id. An article must meet all of them.

    `words`: what was typed, its names looked up (`articles.search.understanding`).
    `companies`, `people`, `topics`: the article is tagged with each of these. `source`: it came from there.
    `date_from`, `date_to`: published in between, both included; undated articles meet neither.
    """

    words: Node | None = None
    companies: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    source: int | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    sort: Sort = Sort.NEWEST
    page: int = 1

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

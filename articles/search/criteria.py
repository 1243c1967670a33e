"""What a reader asks for."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

PAGE_SIZE = 20


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Words and filters, by database id. An article must meet all of them.

    `companies`, `people`, `topics`: the article is tagged with each of these. `source`: it came from there.
    `date_from`, `date_to`: published in between, both included; undated articles meet neither.
    """

    q: str = ""
    companies: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    source: int | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    sort: Sort = Sort.NEWEST
    page: int = 1

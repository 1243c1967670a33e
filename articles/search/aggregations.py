"""The counts of a result, in the JSON form that Tantivy and OpenSearch share."""

import datetime as dt
from typing import Any

from articles.search.schema import month_start

FACETS = ("company", "person", "topic", "source", "year")
SIZES = {"company": 200, "person": 200, "topic": 200, "source": 500, "year": 10_000, "month": 120_000}
EXACT = 1_000_000  # values a segment may report: beyond the number of companies and people, counts stay exact


def counted(*names: str) -> dict[str, Any]:
    """The aggregations that count the most frequent values of these fields."""
    return {name: {"terms": {"field": name, "size": SIZES[name], "segment_size": EXACT}} for name in names}


WHOLE = counted(*FACETS, "month") | {"total": {"value_count": {"field": "id"}}}


def total(answer: dict[str, Any]) -> int:
    """How many articles the result has."""
    return int(answer["total"]["value"])


def facet(name: str, answer: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """(value, count), most frequent first and equal ones by value; years newest first."""
    counts = [(int(it["key"]), int(it["doc_count"])) for it in answer[name]["buckets"]]
    return tuple(sorted(counts, key=lambda it: -it[0] if name == "year" else (-it[1], it[0])))


def months(answer: dict[str, Any]) -> dict[dt.date, int]:
    """The first day of each month with articles, and its count; oldest first."""
    counts = sorted((int(it["key"]), int(it["doc_count"])) for it in answer["month"]["buckets"])
    return {month_start(number): count for number, count in counts}
